/// Reads numbers out of bytes that nobody vouches for: every read is checked, outside is nil.
struct ByteReader {
    let bytes: UnsafeRawBufferPointer
    /// Byte order of ``u16(_:)``, ``u32(_:)`` and ``u64(_:)``.
    var isBigEndian: Bool

    init(_ bytes: UnsafeRawBufferPointer, bigEndian: Bool) {
        self.bytes = bytes
        isBigEndian = bigEndian
    }

    var count: Int { bytes.count }

    func u8(_ offset: Int) -> Int? {
        guard offset >= 0, offset < bytes.count else { return nil }
        return Int(bytes[offset])
    }

    func u16(_ offset: Int) -> Int? { unsigned(offset, 2).flatMap(Int.init(exactly:)) }

    func u24(_ offset: Int) -> Int? { unsigned(offset, 3).flatMap(Int.init(exactly:)) }

    func u32(_ offset: Int) -> Int? { unsigned(offset, 4).flatMap(Int.init(exactly:)) }

    /// Nil also when the number is too large for an offset.
    func u64(_ offset: Int) -> Int? { unsigned(offset, 8).flatMap(Int.init(exactly:)) }

    /// A signed 32-bit number.
    func i32(_ offset: Int) -> Int? {
        unsigned(offset, 4).map { Int(Int32(truncatingIfNeeded: $0)) }
    }

    private func unsigned(_ offset: Int, _ size: Int) -> UInt64? {
        guard offset >= 0, bytes.count >= size, offset <= bytes.count - size else { return nil }
        var value: UInt64 = 0
        for index in 0..<size {
            let byte = UInt64(bytes[offset + (isBigEndian ? index : size - 1 - index)])
            value = value << 8 | byte
        }
        return value
    }

    /// The bytes of a range, cut at the end of the data; nil when it begins outside.
    func slice(_ offset: Int, _ length: Int) -> UnsafeRawBufferPointer? {
        guard offset >= 0, length >= 0, offset <= bytes.count else { return nil }
        let end = offset + min(length, bytes.count - offset)
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
    }

    /// Whether that text stands at that place.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset >= 0, bytes.count >= length, offset <= bytes.count - length else { return false }
        return (0..<length).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
    }
}
