/// The form of a VAT identification number (Council Directive 2006/112/EC, article 215: the country's two letters).
enum VATNumber {
    private static let countries: Set<String> = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "HR", "HU", "IE", "IT",
        "LT", "LU",
        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI", "NO", "CHE",
    ]

    /// Whether a text has that form.
    static func isOne(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard (9...15).contains(bytes.count), countries.contains(String(text.prefix(2))) else { return false }
        let rest = bytes.dropFirst(2)
        return rest.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
            && rest.count { (0x30...0x39).contains($0) } >= 7
    }
}
