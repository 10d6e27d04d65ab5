/// A number as recognition spells it, for telling which of two readings of it is the better one.
struct NumberReading {
    /// The text without quotation marks and specks at its ends.
    let text: [UInt8]
    /// Its digits alone.
    let digits: [UInt8]
    /// Whether a sign of a currency, or what such a sign is read as, stands in front.
    let hasSign: Bool

    /// A reading; nil when the word is no number: it has letters, or signs between its digits.
    init?(_ word: [UInt8]) {
        var bytes = word[...]
        var hasSign = false
        while let first = bytes.first, !Self.isDigit(first) {
            switch first {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "\""),
                UInt8(ascii: "`"), UInt8(ascii: "("), UInt8(ascii: "-"), UInt8(ascii: "|"),
                UInt8(ascii: "["), UInt8(ascii: ":"):
                break
            case UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "<"),
                UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "="), 0x80...0xFF:
                hasSign = true
            default: return nil
            }
            bytes = bytes.dropFirst()
        }
        while let last = bytes.last, !Self.isDigit(last) {
            guard last >= 0x80 || !Self.isLetter(last) else { return nil }
            bytes = bytes.dropLast()
        }
        guard !bytes.isEmpty else { return nil }
        for byte in bytes where !Self.isDigit(byte) {
            guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") else { return nil }
        }
        text = Array(bytes)
        digits = bytes.filter(Self.isDigit)
        self.hasSign = hasSign
    }

    /// Whether it ends in a point and one to three digits, as prices do.
    var hasDecimals: Bool {
        guard let point = text.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return (1...3).contains(text.count - point - 1)
    }

    /// Whether its separators stand where an amount has them: one point, commas before two or three digits.
    var isWellFormed: Bool {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.last?.isEmpty == false else { return false }
        if parts.count == 2, parts[1].contains(UInt8(ascii: ",")) { return false }
        let groups = parts[0].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard groups.count > 1 else { return true }
        return (1...3).contains(groups[0].count) && groups.last?.count == 3
            && groups.dropFirst().dropLast().allSatisfy { (2...3).contains($0.count) }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
