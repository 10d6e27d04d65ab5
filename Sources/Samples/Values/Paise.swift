/// An amount of money in paise, a hundredth of a rupee.
struct Paise: Hashable, Comparable, Sendable, AdditiveArithmetic {
    let value: Int

    init(_ value: Int) { self.value = value }

    static let zero = Paise(0)
    static func + (left: Paise, right: Paise) -> Paise { Paise(left.value + right.value) }
    static func - (left: Paise, right: Paise) -> Paise { Paise(left.value - right.value) }
    static func < (left: Paise, right: Paise) -> Bool { left.value < right.value }

    /// `123456.50`: how the truth states an amount.
    var plain: String { sign + "\(abs(value) / 100)." + Self.twoDigits(abs(value) % 100) }

    /// `1,23,456.50`: the last three digits of the rupees, then pairs.
    var grouped: String { sign + Self.group(abs(value) / 100) + "." + Self.twoDigits(abs(value) % 100) }

    /// The nearest whole rupee, fifty paise upwards.
    ///
    /// Source: CGST Act 2017, section 170.
    var roundedToRupee: Paise { Paise((value + 50) / 100 * 100) }

    /// A percentage of the amount, rounded to the paisa, half upwards.
    func share(_ percent: Percent) -> Paise { Paise((value * percent.basisPoints + 5000) / 10000) }

    private var sign: String { value < 0 ? "-" : "" }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func group(_ rupees: Int) -> String {
        var head = String(rupees)
        guard head.count > 3 else { return head }
        var groups = [String(head.suffix(3))]
        head.removeLast(3)
        while head.count > 2 {
            groups.insert(String(head.suffix(2)), at: 0)
            head.removeLast(2)
        }
        if !head.isEmpty { groups.insert(head, at: 0) }
        return groups.joined(separator: ",")
    }
}

/// A percentage in hundredths of a percent.
struct Percent: Hashable, Comparable, Sendable {
    let basisPoints: Int

    static func whole(_ percent: Int) -> Percent { Percent(basisPoints: percent * 100) }
    static func < (left: Percent, right: Percent) -> Bool { left.basisPoints < right.basisPoints }

    /// The rate of CGST or of SGST where this is that of both.
    var half: Percent { Percent(basisPoints: basisPoints / 2) }

    /// `18`, `2.5`, `0.25`: without needless zeros.
    var text: String {
        let (whole, rest) = (basisPoints / 100, basisPoints % 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }
}

/// How many, in thousandths.
struct Quantity: Hashable, Sendable {
    let thousandths: Int

    static func whole(_ count: Int) -> Quantity { Quantity(thousandths: count * 1000) }

    /// `12`, `2.5`, `0.375`: without needless zeros.
    var text: String {
        var digits = String(abs(thousandths) % 1000 + 1000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        let sign = thousandths < 0 ? "-" : ""
        return sign + "\(abs(thousandths) / 1000)" + (digits.isEmpty ? "" : "." + digits)
    }

    /// The price of so many, rounded to the paisa, half away from zero.
    func times(_ price: Paise) -> Paise {
        let product = thousandths * price.value
        return Paise((product + (product < 0 ? -500 : 500)) / 1000)
    }
}
