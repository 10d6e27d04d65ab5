internal import CQPDF

/// A copy of a PDF that qpdf has written anew: its structure repaired, its encryption taken off.
final class RewrittenFile {
    /// The copy; it lives as long as this object.
    let bytes: UnsafeRawBufferPointer

    /// Rewrites a file; nil when qpdf cannot open it, or not with that password.
    init?(_ source: UnsafeRawBufferPointer, password: String) {
        guard let file = ObjectFile(source, password: password),
            !ObjectFile.isError(qpdf_init_write_memory(file.handle))
        else { return nil }
        qpdf_set_preserve_encryption(file.handle, 0)
        guard !ObjectFile.isError(qpdf_write(file.handle)), let buffer = qpdf_get_buffer(file.handle) else {
            return nil
        }
        let written = UnsafeRawBufferPointer(start: buffer, count: qpdf_get_buffer_length(file.handle))
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: written.count, alignment: 8)
        copy.copyMemory(from: written)
        bytes = UnsafeRawBufferPointer(copy)
    }

    deinit { bytes.deallocate() }
}
