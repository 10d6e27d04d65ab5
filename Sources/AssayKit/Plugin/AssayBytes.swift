internal import CAssayPlugin

extension assay_bytes {
    /// The bytes where they lie; valid as long as their owner says.
    var buffer: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: len == 0 ? nil : ptr, count: ptr == nil ? 0 : Int(clamping: len))
    }
}

extension String {
    /// A copy of borrowed bytes; what is no UTF-8 shows as U+FFFD.
    init(borrowed bytes: assay_bytes) { self = String(decoding: bytes.buffer, as: UTF8.self) }
}

/// Lends a text's bytes for the length of `body`.
func withAssayBytes<R>(_ text: String, _ body: (assay_bytes) -> R) -> R {
    var text = text
    return text.withUTF8 { body(assay_bytes(ptr: $0.baseAddress, len: UInt64($0.count))) }
}

/// Lends bytes for the length of `body`.
func withAssayBytes<R>(_ bytes: [UInt8], _ body: (assay_bytes) -> R) -> R {
    bytes.withUnsafeBufferPointer { body(assay_bytes(ptr: $0.baseAddress, len: UInt64($0.count))) }
}
