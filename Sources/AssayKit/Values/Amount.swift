/// An exact decimal number: money, a quantity or a rate, with up to six decimals.
///
/// Never binary floating point.
///
/// Invariant: the magnitude is below 10¹² units, so that sums and products of what a page can hold never overflow;
/// results beyond it are clamped there.
public struct Amount: Sendable, Hashable, Comparable {
    /// Millionths of a unit.
    public let micros: Int64
    /// Digits after the point as they were written, 0...6; only for writing it out again.
    public let scale: Int

    static let unit: Int64 = 1_000_000
    static let limit: Int64 = 1_000_000_000_000 * unit - 1

    /// Nothing, with two decimals.
    public static let zero = Amount(micros: 0, scale: 2)

    /// A number of millionths, written with `scale` decimals at least.
    public init(micros: Int64, scale: Int) {
        self.micros = min(max(micros, -Self.limit), Self.limit)
        self.scale = min(max(scale, 0), 6)
    }

    /// A whole number.
    public init(_ units: Int) {
        let product = Int64(units).multipliedReportingOverflow(by: Self.unit)
        self.init(
            micros: product.overflow ? (units < 0 ? -Self.limit : Self.limit) : product.partialValue, scale: 0
        )
    }

    /// Reads `-?digits(.digits)?`, as in records; nil for anything else, for over six decimals that are
    /// not zero and for over twelve digits before the point.
    ///
    /// Printed forms with separators are read by ``Amount/init(printed:)``.
    public init?(_ text: some StringProtocol) {
        var micros: Int64 = 0
        var isNegative = false
        var integerDigits = 0
        var decimals = -1
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0: isNegative = true
            case UInt8(ascii: ".") where decimals < 0: decimals = 0
            case 0x30...0x39:
                let digit = Int64(byte - 0x30)
                if decimals < 0 {
                    if integerDigits > 0 || digit != 0 { integerDigits += 1 }
                    guard integerDigits <= 12 else { return nil }
                    micros = micros * 10 + digit
                } else if decimals < 6 {
                    decimals += 1
                    micros = micros * 10 + digit
                } else if digit != 0 {
                    return nil
                }
            default: return nil
            }
        }
        guard let last = text.last, last.isASCII, last.isNumber,
            let first = text.first(where: { $0 != "-" }), first != "."
        else { return nil }
        for _ in max(decimals, 0)..<6 { micros *= 10 }
        self.init(micros: isNegative ? -micros : micros, scale: max(decimals, 0))
    }

    /// Plain digits with a point, at least ``scale`` decimals and never fewer than the value needs.
    public var text: String {
        let magnitude = micros.magnitude
        var fraction = String(magnitude % UInt64(Self.unit) + UInt64(Self.unit)).dropFirst()
        while fraction.count > scale, fraction.last == "0" { fraction.removeLast() }
        let sign = micros < 0 ? "-" : ""
        return sign + String(magnitude / UInt64(Self.unit)) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The nearest binary number, for ratios and drawing only.
    public var approximate: Double { Double(micros) / Double(Self.unit) }

    /// Whether it is nothing.
    public var isZero: Bool { micros == 0 }

    /// The same without its sign.
    public var magnitude: Amount { Amount(micros: abs(micros), scale: scale) }

    /// Rounded to `decimals` places, halves away from zero (CGST Act 2017, section 170 for whole rupees).
    public func rounded(toDecimals decimals: Int) -> Amount {
        var step: Int64 = 1
        for _ in min(max(decimals, 0), 6)..<6 { step *= 10 }
        let half = micros < 0 ? -(step / 2) : step / 2
        return Amount(micros: (micros + half) / step * step, scale: decimals)
    }

    /// Compared by value; `1.5` and `1.50` are equal.
    public static func == (left: Amount, right: Amount) -> Bool { left.micros == right.micros }
    /// Hashed by value.
    public func hash(into hasher: inout Hasher) { hasher.combine(micros) }
    /// By value.
    public static func < (left: Amount, right: Amount) -> Bool { left.micros < right.micros }
    /// The sum.
    public static func + (left: Amount, right: Amount) -> Amount {
        Amount(micros: left.micros + right.micros, scale: max(left.scale, right.scale))
    }
    /// The difference.
    public static func - (left: Amount, right: Amount) -> Amount {
        Amount(micros: left.micros - right.micros, scale: max(left.scale, right.scale))
    }
    /// The same with the other sign.
    public static prefix func - (value: Amount) -> Amount {
        Amount(micros: -value.micros, scale: value.scale)
    }

    /// The product, rounded to millionths.
    public static func * (left: Amount, right: Amount) -> Amount {
        divide(Int128(left.micros) * Int128(right.micros), by: Int128(unit), scale: left.scale + right.scale)
    }

    /// The quotient, rounded to millionths; nil when dividing by nothing.
    public static func / (left: Amount, right: Amount) -> Amount? {
        guard right.micros != 0 else { return nil }
        return divide(Int128(left.micros) * Int128(unit), by: Int128(right.micros), scale: 6)
    }

    private static func divide(_ dividend: Int128, by divisor: Int128, scale: Int) -> Amount {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        let roundsUp = remainder.magnitude * 2 >= divisor.magnitude
        let step: Int128 = (dividend < 0) == (divisor < 0) ? 1 : -1
        let rounded = quotient + (roundsUp ? step : 0)
        return Amount(micros: Int64(clamping: rounded), scale: scale)
    }
}

extension Amount: CustomStringConvertible {
    /// The plain digits.
    public var description: String { text }
}
