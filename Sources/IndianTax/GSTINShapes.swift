/// Which characters a reader of pictures takes for which, and where a GSTIN allows them.
enum GSTINShapes {
    /// More bases than this stand for a text that has little of a GSTIN; nothing is repaired then.
    private static let maximumBases = 96

    /// The texts with every character of the wrong class exchanged for one of the right class.
    ///
    /// - Returns: The text itself when no class is wrong; nothing when a character resembles none of its class.
    static func classRepairs(of bytes: [UInt8]) -> [[UInt8]] {
        var texts: [[UInt8]] = [[]]
        for (place, byte) in bytes.enumerated() {
            let choices = choices(for: byte, at: place)
            guard !choices.isEmpty, texts.count * choices.count <= maximumBases else { return [] }
            texts = texts.flatMap { text in choices.map { text + [$0] } }
        }
        return texts
    }

    /// What a character in a place of a regular GSTIN can stand for: itself when its class fits.
    private static func choices(for byte: UInt8, at place: Int) -> [UInt8] {
        switch place {
        case 0, 1, 7, 8, 9, 10: ASCII.isDigit(byte) ? [byte] : digits[byte] ?? []
        case 2...6, 11: ASCII.isUpper(byte) ? [byte] : letters[byte] ?? []
        case 13: fourteenth(byte)
        default: ASCII.isAlphanumeric(byte) ? [byte] : other[byte] ?? []
        }
    }

    private static func fourteenth(_ byte: UInt8) -> [UInt8] {
        let z = UInt8(ascii: "Z")
        if byte == UInt8(ascii: "2") || byte == UInt8(ascii: "7") { return [z] }
        return ASCII.isAlphanumeric(byte) ? [byte] : []
    }

    /// In a place for a digit.
    private static let digits = table("O0 Q0 D0 I1 L1 T1 Z2 A4 S5 G6 B8 |1 $5 &8")
    /// In a place for a letter.
    private static let letters = table("0ODQ 1ILT 2Z 4A 5S 6G 7T 8B |I $S &B")
    /// In a place for either.
    private static let other = table("|1I $S &8B")

    /// Characters of similar shape; both ways.
    static func confusions(of byte: UInt8) -> [UInt8] { pairs[byte] ?? [] }

    private static let pairs: [UInt8: [UInt8]] = {
        let list =
            "O0 Q0 D0 I1 L1 T1 Z2 A4 S5 G6 B8 T7 Z7 83 86 80 89 69 60 56 53 39 17 14 49 MN UV OQ OD DQ CG CO "
            + "EF PR PF BR BE IL IT IJ LI HN KX VY VW WM MH JL GQ"
        var table: [UInt8: [UInt8]] = [:]
        for pair in list.utf8.split(separator: UInt8(ascii: " ")) {
            guard let first = pair.first, let second = pair.last, first != second else { continue }
            if table[first]?.contains(second) != true { table[first, default: []].append(second) }
            if table[second]?.contains(first) != true { table[second, default: []].append(first) }
        }
        return table
    }()

    private static func table(_ notation: String) -> [UInt8: [UInt8]] {
        var table: [UInt8: [UInt8]] = [:]
        for entry in notation.utf8.split(separator: UInt8(ascii: " ")) {
            if let key = entry.first { table[key] = Array(entry.dropFirst()) }
        }
        return table
    }
}
