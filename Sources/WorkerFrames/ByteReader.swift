/// A message that does not hold what it should.
package struct FrameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence without a full stop: what was wrong.
    package let description: String

    /// An error with these words.
    package init(_ description: String) { self.description = description }
}

/// Takes a message apart again.
///
/// Trusts nothing: the sender may be a plugin that overwrote its worker.
package struct ByteReader: Sendable {
    private let bytes: [UInt8]
    private var position = 0

    /// Reads from the first byte on.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all has been read.
    package var isAtEnd: Bool { position == bytes.count }

    /// A number of the type that the caller expects.
    package mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(FrameError) -> Number {
        let size = MemoryLayout<Number>.size
        guard bytes.count - position >= size else { throw FrameError("the message ends within a number") }
        let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Number.self) }
        position += size
        return Number(littleEndian: value)
    }

    /// A number with a fraction.
    package mutating func fraction() throws(FrameError) -> Float { Float(bitPattern: try number()) }

    /// A run of bytes behind its length.
    package mutating func run() throws(FrameError) -> [UInt8] {
        let count = try number(UInt64.self)
        guard count <= UInt64(bytes.count - position) else {
            throw FrameError("the message is shorter than the run of \(count) bytes in it")
        }
        let end = position + Int(count)
        defer { position = end }
        return Array(bytes[position..<end])
    }

    /// A text; broken UTF-8 is mended.
    package mutating func text() throws(FrameError) -> String { String(decoding: try run(), as: UTF8.self) }

    /// A value that may be missing.
    package mutating func optional<Value>(
        _ read: (inout ByteReader) throws(FrameError) -> Value
    ) throws(FrameError) -> Value? {
        try number(UInt32.self) == 0 ? nil : try read(&self)
    }

    /// Values behind their number.
    package mutating func list<Value>(
        _ read: (inout ByteReader) throws(FrameError) -> Value
    ) throws(FrameError) -> [Value] {
        let count = try number(UInt32.self)
        // Each value takes four bytes at least: a number beyond that is a lie, and would only cost memory.
        guard Int(count) <= (bytes.count - position) / 4 else {
            throw FrameError("the message is shorter than the list of \(count) values in it")
        }
        var values: [Value] = []
        values.reserveCapacity(Int(count))
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }
}
