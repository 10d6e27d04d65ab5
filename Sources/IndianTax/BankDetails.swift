/// The code of a bank's branch: four letters of the bank, a zero, six characters of the branch.
///
/// Source: Reserve Bank of India, Indian Financial System Code.
package struct IFSC: Sendable, Hashable {
    /// Eleven upper-case characters.
    package let text: String

    /// Reads a code; blanks and the case of letters do not matter.
    ///
    /// - Returns: nil when it has another form.
    package init?(_ text: some StringProtocol) {
        let bytes = ASCII.compact(text)
        guard bytes.count == 11, bytes.prefix(4).allSatisfy(ASCII.isUpper), bytes[4] == ASCII.zero,
            bytes.dropFirst(5).allSatisfy(ASCII.isAlphanumeric)
        else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Reads a code whose fifth character was recognised as the letter O.
    package init?(recognised text: some StringProtocol) {
        var bytes = ASCII.compact(text)
        if bytes.count == 11, bytes[4] == UInt8(ascii: "O") { bytes[4] = ASCII.zero }
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    /// The four letters of the bank.
    package var bank: String { String(text.prefix(4)) }
}

/// The number of a bank account.
package enum BankAccount {
    /// Whether a text can be an account number: 9 to 18 digits; blanks and hyphens do not count.
    package static func isPlausible(_ text: some StringProtocol) -> Bool {
        let bytes = ASCII.compact(text).filter { $0 != UInt8(ascii: "-") }
        return (9...18).contains(bytes.count) && bytes.allSatisfy(ASCII.isDigit)
    }

    /// The number with all but its last four digits hidden, for messages.
    package static func masked(_ text: some StringProtocol) -> String {
        let characters = Array(text.filter { !$0.isWhitespace })
        guard characters.count > 4 else { return String(repeating: "•", count: characters.count) }
        return String(repeating: "•", count: min(characters.count - 4, 14)) + String(characters.suffix(4))
    }
}
