import AssayKit
import DocumentLayout

/// What an amount from OCR may be instead: "24,490.00" for "₹4,490.00", "431136" for "4311.36".
enum MisreadAmount {
    /// All readings but the first one.
    static func variants(_ number: PrintedNumber) -> [Amount] {
        var variants: [Amount] = []
        if let amount = stripped(number) { variants.append(amount) }
        if let amount = pointed(number) { variants.append(amount) }
        if let amount = pointed(number, decimals: 1) { variants.append(amount) }
        if let amount = stripped(number), amount.scale == 0 {
            // Both at once: "2223" for "₹22.3".
            if amount.micros >= 100_000_000 { variants.append(Amount(micros: amount.micros / 100, scale: 2)) }
            if amount.micros >= 10_000_000 { variants.append(Amount(micros: amount.micros / 10, scale: 1)) }
        }
        return variants
    }

    /// The amount with the point before its last digits, where it has none and no other separators.
    static func pointed(_ number: PrintedNumber, decimals: Int = 2) -> Amount? {
        guard number.isNumber, !number.isPercent, number.scale == 0,
            number.marks.isDisjoint(with: [.grouped, .misgrouped, .parenthesised]),
            number.integerDigits > decimals
        else { return nil }
        return Amount(micros: number.micros / (decimals == 2 ? 100 : 10), scale: decimals)
    }

    /// The amount without its first digit, where that may be a sign; nil where it may not.
    static func stripped(_ number: PrintedNumber) -> Amount? {
        guard number.isNumber, !number.isPercent, number.integerDigits >= 2, number.integerDigits <= 12 else {
            return nil
        }
        // "5,699.0": behind a sign the amount would begin with a comma.
        if number.marks.contains(.grouped), !number.marks.contains(.misgrouped),
            [4, 6, 8].contains(number.integerDigits)
        {
            return nil
        }
        var scale: Int64 = 1_000_000
        for _ in 1..<number.integerDigits { scale *= 10 }
        let first = abs(number.micros) / scale
        // What ₹ is read as: 2, 3, 7 most often.
        guard [2, 3, 4, 5, 7, 8].contains(first) else { return nil }
        let rest = abs(number.micros) % scale
        return rest == 0 ? nil : Amount(micros: rest, scale: Int(number.scale))
    }

    /// Whether the amounts of a recognised document have two decimals: nearly all that have any, and none is
    /// printed in groups without.
    static func hasDecimals(_ sheet: Sheet) -> Bool {
        guard sheet.isRecognised else { return false }
        var (two, other) = (0, 0)
        for token in sheet.tokens where token.number.looksLikeMoney && token.letters == 0 {
            if token.number.scale == 2 {
                two += 1
            } else if token.number.integerDigits >= 3 {
                other += 1
            }
        }
        return two >= 6 && two >= 5 * other
    }
}
