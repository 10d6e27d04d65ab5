internal import AssayKit

/// Bytes that travel between processes: a file, or a document buffer.
///
/// They are read where they lie and never changed.
package protocol Payload: Sendable {
    /// How many bytes.
    var count: Int { get }
    /// Lends the bytes; the address is a multiple of 8.
    ///
    /// - Throws: What `body` throws; when the bytes can no longer be reached.
    func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) throws -> R
}

/// Bytes in this process's own memory.
package struct MemoryPayload: Payload {
    /// The bytes.
    package let bytes: [UInt8]

    /// Takes bytes over.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var count: Int { bytes.count }
    package func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
        try bytes.withUnsafeBytes(body)
    }
}

extension Payload {
    /// The first bytes, for recognising a type.
    func withHead<R>(_ limit: Int, _ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
        try withBytes { try body(UnsafeRawBufferPointer(rebasing: $0.prefix(limit))) }
    }

    /// Lends the bytes as a document after checking them.
    ///
    /// - Throws: ``DocumentError`` when they are none; what `body` throws.
    func withDocument<R>(_ body: (borrowing DocumentView) throws -> R) throws -> R {
        try withBytes { try body(try DocumentView(validating: $0)) }
    }
}
