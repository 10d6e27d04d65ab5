/// Folds printed text to the bytes that labels are compared by: lower-case ASCII letters, digits, `#` and `%`;
/// spaces and all other punctuation fall away.
package enum Folding {
    /// The folded byte; 0 for one that falls away.
    @inline(__always)
    package static func fold(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "#"), UInt8(ascii: "%"): byte
        case 0x41...0x5A: byte | 0x20
        default: 0
        }
    }

    /// Folds a text that is written in the source.
    package static func fold(_ text: StaticString) -> [UInt8] {
        text.withUTF8Buffer { buffer in buffer.compactMap { fold($0) == 0 ? nil : fold($0) } }
    }

    /// Folds a text.
    package static func fold(_ text: String) -> [UInt8] {
        text.utf8.compactMap { fold($0) == 0 ? nil : fold($0) }
    }

    @inline(__always)
    package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    @inline(__always)
    package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    @inline(__always)
    package static func upper(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte }
}
