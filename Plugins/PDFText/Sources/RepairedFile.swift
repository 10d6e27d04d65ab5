internal import CQPDF

/// A copy of a damaged PDF with its structure rebuilt by qpdf.
final class RepairedFile: Sendable {
    private let address: UInt
    private let count: Int

    /// qpdf's copy; it lives as long as this object.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
    }

    /// Repairs a file; nil when qpdf cannot either.
    init?(_ source: UnsafeRawBufferPointer) {
        var file = qpdf_init()
        defer { qpdf_cleanup(&file) }
        qpdf_set_suppress_warnings(file, 1)
        qpdf_silence_errors(file)
        let status = qpdf_read_memory(
            file, "document", source.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(source.count), nil)
        guard status & QPDF_ERROR_CODE(QPDF_ERRORS) == 0, qpdf_init_write_memory(file) & QPDF_ERROR_CODE(QPDF_ERRORS) == 0 else { return nil }
        qpdf_set_preserve_encryption(file, 0)
        guard qpdf_write(file) & QPDF_ERROR_CODE(QPDF_ERRORS) == 0, let buffer = qpdf_get_buffer(file) else { return nil }
        let length = qpdf_get_buffer_length(file)
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 8)
        copy.copyMemory(from: UnsafeRawBufferPointer(start: buffer, count: length))
        guard let base = copy.baseAddress else { return nil }
        address = UInt(bitPattern: base)
        count = length
    }

    deinit { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
}
