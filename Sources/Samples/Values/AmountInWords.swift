/// An amount in Indian English, in the ways that billing programs print it.
enum AmountInWords: Hashable, Sendable {
    /// `INR One Thousand One Hundred Eighty and Fifty paise Only`, as accounting programs do.
    case currencyCode
    /// `Indian Rupee One Thousand One Hundred Eighty Only`.
    case indianRupee
    /// `INR One Thousand, One Hundred And Eighty Rupees And Fifty Paisa Only.`
    case rupeesLast
    /// `One Thousand One Hundred Eighty only`.
    case bare
    /// `Rupees One Thousand One Hundred Eighty and Paise Fifty Only`.
    case rupeesFirst
    /// The last one in capitals.
    case capitals

    func text(of amount: Paise) -> String {
        let (rupees, paise) = (amount.value / 100, amount.value % 100)
        let words = Self.words(rupees)
        let cents = Self.words(paise)
        switch self {
        case .currencyCode: return "INR " + words + (paise > 0 ? " and \(cents) paise" : "") + " Only"
        case .indianRupee: return "Indian Rupee " + words + (paise > 0 ? " and \(cents) Paise" : "") + " Only"
        case .rupeesLast:
            return "INR " + Self.words(rupees, comma: true) + " Rupees"
                + (paise > 0 ? " And \(cents) Paisa" : "")
                + " Only."
        case .bare: return words + (paise > 0 ? " and \(cents) Paise" : "") + " only"
        case .rupeesFirst: return "Rupees " + words + (paise > 0 ? " and Paise \(cents)" : "") + " Only"
        case .capitals: return Self.rupeesFirst.text(of: amount).uppercased()
        }
    }

    private static let units = [
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
        "Twelve",
        "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    ]
    private static let tens = [
        "", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety",
    ]

    private static func words(_ number: Int, comma: Bool = false) -> String {
        guard number > 0 else { return units[0] }
        var parts: [String] = []
        var rest = number
        for (size, name) in [(10_000_000, "Crore"), (100_000, "Lakh"), (1000, "Thousand")] where rest >= size
        {
            parts.append(words(rest / size) + " " + name)
            rest %= size
        }
        if rest >= 100 {
            parts.append(units[rest / 100] + " Hundred" + (comma && rest % 100 > 0 ? " And" : ""))
            if rest % 100 > 0 { parts[parts.count - 1] += " " + below100(rest % 100) }
        } else if rest > 0 {
            parts.append((comma && !parts.isEmpty ? "And " : "") + below100(rest))
        }
        return parts.joined(separator: comma ? ", " : " ")
    }

    private static func below100(_ number: Int) -> String {
        if number < 20 { return units[number] }
        return tens[number / 10] + (number % 10 == 0 ? "" : " " + units[number % 10])
    }
}
