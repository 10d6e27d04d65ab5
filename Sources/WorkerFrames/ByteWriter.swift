/// Puts a message together: little-endian numbers, and runs of bytes behind their length.
package struct ByteWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []

    /// An empty message.
    package init() {}

    /// Makes room at once for a message of about this many bytes.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Appends a number of 4 or 8 bytes.
    package mutating func number(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends a number with a fraction.
    package mutating func number(_ value: Float) { number(value.bitPattern) }

    /// Appends the length and the bytes.
    package mutating func run(_ run: [UInt8]) {
        number(UInt64(run.count))
        bytes.append(contentsOf: run)
    }

    /// Appends the length and the UTF-8 of a text.
    package mutating func text(_ text: String) { run(Array(text.utf8)) }

    /// Appends whether there is a value, and the value.
    package mutating func optional<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
        number(UInt32(value == nil ? 0 : 1))
        if let value { write(&self, value) }
    }

    /// Appends how many there are, and each of them.
    package mutating func list<Value>(_ values: [Value], _ write: (inout ByteWriter, Value) -> Void) {
        number(UInt32(values.count))
        for value in values { write(&self, value) }
    }
}
