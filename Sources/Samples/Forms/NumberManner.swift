/// How amounts are printed.
enum NumberManner: Hashable, Sendable, CaseIterable {
    /// `1,23,456.50`
    case indian
    /// `123456.50`
    case plain
    /// `123,456.50`
    case western
    /// `1,23,456/-` where no paise are owed.
    case dash
    /// `1,23,456` where no paise are owed.
    case short

    func text(_ amount: Paise) -> String {
        let isWhole = amount.value % 100 == 0
        switch self {
        case .indian: return amount.grouped
        case .plain: return amount.plain
        case .western:
            let parts = amount.plain.split(separator: ".")
            guard let rupees = parts.first, let paise = parts.last else { return amount.plain }
            return Self.thousands(String(rupees)) + "." + paise
        case .dash: return isWhole ? amount.grouped.dropLast(3) + "/-" : amount.grouped
        case .short: return isWhole ? String(amount.grouped.dropLast(3)) : amount.grouped
        }
    }

    private static func thousands(_ rupees: String) -> String {
        let sign = rupees.hasPrefix("-") ? "-" : ""
        var rest = rupees.dropFirst(sign.count)
        var groups: [Substring] = []
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(rest, at: 0)
        return sign + groups.joined(separator: ",")
    }
}
