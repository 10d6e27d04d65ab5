/// Questions about single bytes; identifiers are compared as ASCII so that look-alikes of other scripts never pass.
enum ASCII {
    static let zero = UInt8(ascii: "0")

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isUpper(byte) }

    /// The bytes without blanks, letters in upper case.
    static func compact(_ text: some StringProtocol) -> [UInt8] {
        text.utf8.compactMap { byte in
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: nil
            case 0x61...0x7A: byte - 0x20
            default: byte
            }
        }
    }

    /// A text without blanks at its ends, so that no other module is needed for it.
    static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
        let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.endIndex
        return start < end ? String(text[start..<end]) : ""
    }
}
