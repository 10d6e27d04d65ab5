/// Folds printed text to the bytes that labels are compared by: lower-case ASCII letters, digits, `#` and `%`;
/// spaces and all other punctuation fall away.
///
/// Of Devanagari the consonants and the vowels that stand alone are kept, each as ``devanagari`` and a letter for its
/// sound; vowel signs and dots fall away, for they are spelt in more ways than one and PDF files set them apart from
/// their consonants.
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
        text.withUTF8Buffer { buffer in folded(buffer) }
    }

    /// Folds a text.
    package static func fold(_ text: String) -> [UInt8] {
        folded(Array(text.utf8))
    }

    /// What stands before the letter of a folded Devanagari character.
    package static let devanagari = UInt8(ascii: "~")

    private static func folded(_ bytes: some RandomAccessCollection<UInt8>) -> [UInt8] {
        var keys: [UInt8] = []
        keys.reserveCapacity(bytes.count)
        for place in bytes.indices {
            let key = fold(bytes[place])
            if key != 0 {
                keys.append(key)
            } else if let letter = devanagariLetter(bytes[place...].prefix(3)) {
                keys.append(devanagari)
                keys.append(letter)
            }
        }
        return keys
    }

    /// The letter of a Devanagari character that is kept; nil for any other byte or sign.
    package static func devanagariLetter(_ bytes: some Collection<UInt8>) -> UInt8? {
        guard bytes.first == 0xE0, bytes.count >= 3 else { return nil }
        let tail = Array(bytes.prefix(3))
        guard tail[1] == 0xA4 || tail[1] == 0xA5, tail[2] & 0xC0 == 0x80 else { return nil }
        let code = Int(tail[1] & 0x01) << 6 | Int(tail[2] & 0x3F)
        switch code {
        case 0x05...0x14, 0x60, 0x61: return UInt8(ascii: "a")
        case 0x15...0x39: return sounds[code - 0x15]
        case 0x58...0x5F: return dotted[code - 0x58]
        default: return nil
        }
    }

    /// The sounds from KA to HA (Unicode 0915 to 0939), and of the letters with a dot (0958 to 095F).
    private static let sounds = Array("kxggnccjjnttddnttddnnpfbbmyrrlllvsssh".utf8)
    private static let dotted = Array("kxgjddfy".utf8)

    /// A key without its Devanagari, or of it nothing else; nil when it is all of one script.
    package static func parted(_ key: [UInt8]) -> (latin: [UInt8], devanagari: [UInt8])? {
        guard key.contains(devanagari) else { return nil }
        var latin: [UInt8] = []
        var other: [UInt8] = []
        var place = 0
        while place < key.count {
            if key[place] == devanagari, place + 1 < key.count {
                other += key[place...place + 1]
                place += 2
            } else {
                latin.append(key[place])
                place += 1
            }
        }
        return latin.isEmpty ? nil : (latin, other)
    }

    @inline(__always)
    package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    @inline(__always)
    package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    @inline(__always)
    package static func upper(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte }
}
