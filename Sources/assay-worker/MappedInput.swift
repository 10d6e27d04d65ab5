internal import CSystem
import Glibc

/// A sealed memory file of the host's, mapped read-only for as long as this value lives.
final class MappedInput {
    let start: UnsafeRawPointer?
    let count: Int

    /// Maps the file and closes the descriptor; nil when it does not fit into the memory limit.
    init?(descriptor: Int32?, count: UInt64) {
        guard let descriptor, let size = Int(exactly: count) else { return nil }
        defer { close(descriptor) }
        self.count = size
        guard size > 0 else {
            start = nil
            return
        }
        guard let memory = csystem_map(descriptor, size, 0) else { return nil }
        start = UnsafeRawPointer(memory)
    }

    deinit {
        if let start { munmap(UnsafeMutableRawPointer(mutating: start), count) }
    }
}
