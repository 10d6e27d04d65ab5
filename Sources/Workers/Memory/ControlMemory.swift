internal import CSystem
import Glibc
internal import WorkerFrames

/// The page that host and worker share.
///
/// What stands in it is the worker's word, and is checked as such.
final class ControlMemory {
    private let start: UnsafeMutableRawPointer

    /// Maps a new page and gives its descriptor to `share`, who passes it on; nil when there is no memory.
    init?(share: (Int32) -> Bool) {
        let file = csystem_memory_file("control", UInt64(ControlPage.size))
        guard file >= 0 else { return nil }
        defer { close(file) }
        let seals = CSYSTEM_SEAL_SHRINK | CSYSTEM_SEAL_GROW | CSYSTEM_SEAL_SEAL
        guard csystem_add_seals(file, Int32(seals)) == 0,
            let start = csystem_map(file, ControlPage.size, 1)
        else { return nil }
        self.start = start
        guard share(file) else { return nil }
    }

    deinit { munmap(start, ControlPage.size) }

    /// Wipes what the last call left.
    func reset() {
        csystem_store(start + ControlPage.cancelled, 0)
        csystem_store(start + ControlPage.progress, 0)
    }

    /// Tells the plugin that its call is no longer wanted.
    func cancel() { csystem_store(start + ControlPage.cancelled, 1) }

    /// How far the step has come, 0...1, whatever the worker wrote there.
    var progress: Double {
        let value = Float(bitPattern: csystem_load(start + ControlPage.progress))
        return value.isFinite ? Double(min(1, max(0, value))) : 0
    }
}
