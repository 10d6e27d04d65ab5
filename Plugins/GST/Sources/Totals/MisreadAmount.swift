import AssayKit
import DocumentLayout

/// What an amount from OCR may be instead: "24,490.00" for "₹4,490.00", "431136" for "4311.36".
enum MisreadAmount {
    /// All readings but the first one.
    static func variants(_ number: PrintedNumber) -> [Amount] {
        var variants: [Amount] = []
        if let amount = stripped(number) { variants.append(amount) }
        if let amount = pointed(number) { variants.append(amount) }
        return variants
    }

    /// The amount with the point before its last two digits, where it has none and no other separators.
    static func pointed(_ number: PrintedNumber) -> Amount? {
        guard number.isPlainInteger, number.integerDigits >= 3 else { return nil }
        return Amount(micros: number.micros / 100, scale: 2)
    }

    /// The amount without its first digit, where that may be a sign; nil where it may not.
    static func stripped(_ number: PrintedNumber) -> Amount? {
        guard number.isNumber, !number.isPercent, number.integerDigits >= 2, number.integerDigits <= 12 else {
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
}
