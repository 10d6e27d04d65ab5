/// A code of goods (HSN) or services (SAC).
///
/// Source: CGST Rules 2017, rule 46(g) with Notification 78/2020-Central Tax: 4 digits up to ₹5 crore of turnover,
/// 6 above; 8 for exports and imports.
package struct HSN: Sendable, Hashable {
    /// One thing that is wrong with a code.
    package enum Problem: Sendable, Hashable {
        /// It holds other characters than digits.
        case characters
        /// It has another length than 4, 6 or 8.
        case length(Int)
        /// It begins with 99 but is no heading of services.
        case heading
    }

    /// The digits.
    package let text: String

    /// Reads a code; blanks, dots and hyphens inside it do not matter.
    ///
    /// - Returns: nil when anything else than digits is left, or nothing.
    package init?(_ text: some StringProtocol) {
        let bytes = ASCII.compact(text).filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
        guard !bytes.isEmpty, bytes.count <= 12, bytes.allSatisfy(ASCII.isDigit) else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Whether it stands for a service.
    package var isService: Bool { text.hasPrefix("99") }

    /// The first two digits: the chapter of the tariff.
    package var chapter: String { String(text.prefix(2)) }

    /// What is wrong with the code; empty when nothing is.
    package var problems: [Problem] {
        guard [4, 6, 8].contains(text.utf8.count) else { return [.length(text.utf8.count)] }
        if isService, !Self.isServiceHeading(text.prefix(4)) { return [.heading] }
        return []
    }

    /// What is wrong with a text that should be a code; empty when nothing is.
    package static func problems(in text: some StringProtocol) -> [Problem] {
        HSN(text)?.problems ?? [.characters]
    }

    private static let headings: [ClosedRange<Int>] = [
        9954...9954, 9961...9969, 9971...9973, 9981...9989, 9991...9999,
    ]

    private static func isServiceHeading(_ text: Substring) -> Bool {
        guard let number = Int(text) else { return false }
        return headings.contains { $0.contains(number) }
    }
}
