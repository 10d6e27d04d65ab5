package import AssayKit

/// What separates the decimals of a document's amounts.
package enum DecimalMark: Sendable {
    case point, comma

    /// The mark that most of a document's amounts with two decimals use.
    package init(of sheet: Sheet) {
        var points = 0
        var commas = 0
        for token in sheet.tokens where token.digits >= 3 {
            let bytes = sheet.raw[token.rawRange].reversed().drop { !Folding.isDigit($0) }
            let tail = Array(bytes.prefix(3))
            guard tail.count == 3, Folding.isDigit(tail[0]), Folding.isDigit(tail[1]) else { continue }
            if tail[2] == UInt8(ascii: ".") { points += 1 }
            if tail[2] == UInt8(ascii: ",") { commas += 1 }
        }
        self = commas > points ? .comma : .point
    }
}

/// An amount as a word prints it.
package struct PrintedAmount {
    package let amount: Amount
    /// With a currency sign or letters: "RM5.90", "€".
    package let hasCurrency: Bool
    package let isPercent: Bool

    /// Whether it looks like money: two decimals or a currency.
    package var isMoney: Bool { !isPercent && (amount.scale == 2 || hasCurrency) }

    /// Reads a whole word; nil when it is no number.
    ///
    /// - Parameters:
    ///   - text: The word's bytes.
    ///   - mark: What separates decimals on this document. A recognised comma before two last digits is taken for a
    ///     point too.
    ///   - isRecognised: Whether OCR read it.
    package init?(_ text: some Sequence<UInt8>, mark: DecimalMark, isRecognised: Bool) {
        var digits: [UInt8] = []
        var separators: [(place: Int, byte: UInt8)] = []
        var isNegative = false
        var hasCurrency = false
        var isPercent = false
        var hasLeft = false
        var letters = 0
        for byte in text {
            switch byte {
            case 0x30...0x39:
                guard !hasLeft, digits.count < 13 else { return nil }
                digits.append(byte)
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"):
                if !digits.isEmpty { separators.append((digits.count, byte)) }
            case UInt8(ascii: "-"):
                isNegative = true
                if !digits.isEmpty { hasLeft = true }
            case UInt8(ascii: "%"):
                isPercent = true
                if !digits.isEmpty { hasLeft = true }
            case UInt8(ascii: "$"), 0x80...:
                // €, £, ¥, ₹, and the signs that OCR makes of them; minus signs lie in the same range.
                hasCurrency = true
                if !digits.isEmpty { hasLeft = true }
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ":"), UInt8(ascii: "="),
                UInt8(ascii: "*"):
                if !digits.isEmpty { hasLeft = true }
            default:
                guard Folding.isLetter(byte) else { return nil }
                letters += 1
                hasCurrency = true
                if !digits.isEmpty { hasLeft = true }
            }
        }
        guard !digits.isEmpty, letters <= 3 else { return nil }
        // "1X" or "7A" is no amount of money.
        if letters > 0, separators.isEmpty { return nil }
        var decimals = 0
        if let last = separators.last, last.place < digits.count {
            let rest = digits.count - last.place
            let wanted: UInt8 = mark == .point ? UInt8(ascii: ".") : UInt8(ascii: ",")
            let isSingle = separators.count { $0.byte == last.byte } == 1
            if last.byte == wanted, rest <= 4 || !isSingle {
                decimals = isSingle ? rest : 0
            } else if rest <= 2, isSingle, isRecognised || last.byte == UInt8(ascii: ".") {
                decimals = rest
            } else if rest != 3 {
                return nil
            }
        }
        guard decimals <= 4 else { return nil }
        var value: Int64 = 0
        for digit in digits { value = value * 10 + Int64(digit - 0x30) }
        var factor: Int64 = 1
        for _ in decimals..<6 { factor *= 10 }
        let (micros, overflow) = value.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        amount = Amount(micros: isNegative ? -micros : micros, scale: decimals)
        self.hasCurrency = hasCurrency
        self.isPercent = isPercent
    }
}
