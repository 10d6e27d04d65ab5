extension Amount {
    /// Reads an amount as documents print it: `1,23,456.00`, `₹ 1,180.00`, `Rs. 500/-`, `(-)0.40`, `2,480.00 Dr`,
    /// `- ₹ 152.02`, `(152.02)`.
    ///
    /// Separators must group by threes (western) or by three and then twos (Indian); `1,2` or `12,34` is no amount.
    /// A trailing `Cr` makes no sign, since documents use it either way. nil for anything else.
    public init?(printed text: some StringProtocol) {
        var characters = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        var isNegative = false
        if characters.count > 2, characters.first == "(", characters.last == ")" {
            characters = Array(characters.dropFirst().dropLast())
            isNegative = true
        }
        var body = Substring(String(String.UnicodeScalarView(characters)))
        for suffix in ["/-", "/=", "Dr", "Cr", "DR", "CR", "Dr.", "Cr."] where body.hasSuffix(suffix) {
            body = body.dropLast(suffix.count)
            break
        }
        var wasStripped = true
        while wasStripped {
            wasStripped = false
            for prefix in Self.prefixes where body.count > prefix.text.count && body.hasPrefix(prefix.text) {
                body = body.dropFirst(prefix.text.count)
                if prefix.isMinus { isNegative.toggle() }
                wasStripped = true
                break
            }
        }
        if body.hasSuffix("-"), body.count > 1 {
            body = body.dropLast()
            isNegative = true
        }
        guard let first = body.first, first.isASCII, first.isNumber || first == ".", Self.isGrouped(body)
        else {
            return nil
        }
        var digits = body.filter { $0 != "," }
        if digits.hasPrefix(".") { digits = "0" + digits }
        guard let value = Amount(digits) else { return nil }
        self = isNegative ? -value : value
    }

    private static let prefixes: [(text: String, isMinus: Bool)] = [
        ("(-)", true), ("(+)", false), ("-", true), ("\u{2212}", true), ("+", false), ("₹", false),
        ("INR", false),
        ("Rs.", false), ("Rs", false), ("RS.", false), ("RS", false), ("rs.", false), ("$", false),
        ("€", false),
        ("£", false), ("USD", false), ("EUR", false),
    ]

    /// Whether the commas before the point stand where a person would put them.
    private static func isGrouped(_ text: Substring) -> Bool {
        guard text.contains(",") else { return true }
        let integer = text.prefix { $0 != "." }
        guard integer.count == text.count || !text.dropFirst(integer.count).contains(",") else {
            return false
        }
        let groups = integer.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, let last = groups.last, groups.count > 1 else { return false }
        guard (1...3).contains(first.count), last.count == 3 else { return false }
        let middle = groups.dropFirst().dropLast()
        return middle.allSatisfy { $0.count == 2 } && first.count <= 2 || middle.allSatisfy { $0.count == 3 }
    }
}
