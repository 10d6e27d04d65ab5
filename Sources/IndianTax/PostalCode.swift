package import AssayKit

/// A postal index number (PIN): six digits, of which the first three tell the State, softly.
package struct PostalCode: Sendable, Hashable {
    /// Six digits.
    package let text: String

    /// Reads a PIN; blanks do not matter.
    ///
    /// - Returns: nil unless it is six digits, the first not 0.
    package init?(_ text: some StringProtocol) {
        let bytes = ASCII.compact(text)
        guard bytes.count == 6, bytes.allSatisfy(ASCII.isDigit), bytes[0] != ASCII.zero else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the PIN can lie in a State; nil where the table has no range for that State.
    ///
    /// Source: India Post's sorting districts; a soft check, since ranges overlap at borders.
    package func canLie(in state: IndianState) -> Bool? {
        guard let ranges = Self.ranges[state.comparableCode], let prefix = Int(text.prefix(3)) else {
            return nil
        }
        return ranges.contains { $0.contains(prefix) }
    }

    /// The first three digits of PINs that can lie in a State, by its GST code; nil where the table has none.
    package static func range(ofState code: String) -> ClosedRange<Int>? { ranges[code]?.first }

    private static let ranges: [String: [ClosedRange<Int>]] = [
        "01": [180...194], "02": [171...177], "03": [140...160], "04": [140...160], "05": [244...263],
        "06": [121...136], "07": [110...110], "08": [301...345], "09": [201...285], "10": [800...855],
        "18": [781...788], "19": [700...743], "20": [813...835], "21": [751...770], "22": [490...497],
        "23": [450...488], "24": [360...396], "27": [400...445], "29": [560...591], "30": [403...403],
        "32": [670...695], "33": [600...643], "37": [500...535],
    ]
}
