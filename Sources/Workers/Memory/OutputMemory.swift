internal import CSystem
import Glibc

/// Memory that a worker is filling with a document: made here, mapped there, sealed here.
///
/// Its length is fixed before the worker sees it, so that it can neither be cut under our feet nor grow.
final class OutputMemory {
    let size: Int
    private var descriptor: Int32

    /// Zeroed memory; nil with `errno` when there is none.
    init?(size: Int) {
        descriptor = csystem_memory_file("output", UInt64(max(0, size)))
        self.size = size
        guard descriptor >= 0 else { return nil }
        let seals = CSYSTEM_SEAL_SHRINK | CSYSTEM_SEAL_GROW
        guard csystem_add_seals(descriptor, Int32(seals)) == 0 else {
            close(descriptor)
            descriptor = -1
            return nil
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// For handing the memory to the worker.
    var shared: Int32 { descriptor }

    /// The document that the worker left in the first bytes.
    ///
    /// - Parameter count: Bytes, as the worker says.
    /// - Returns: Nil when there are not that many, or when the worker still has the memory mapped for writing.
    func sealed(count: UInt64) -> SealedBytes? {
        guard count > 0, count <= UInt64(size), descriptor >= 0,
            let sealed = SealedBytes.sealing(descriptor, count: Int(count))
        else { return nil }
        descriptor = -1
        return sealed
    }
}
