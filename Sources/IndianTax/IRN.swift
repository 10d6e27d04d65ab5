/// The invoice reference number: SHA-256 of supplier's GSTIN, financial year, document type and number.
///
/// Source: CGST Rules 2017, rule 48(4); e-invoice system, "IRN generation".
package struct IRN: Sendable, Hashable {
    /// What kind of document was registered.
    package enum DocumentKind: String, Sendable, Hashable, CaseIterable {
        /// A tax invoice.
        case invoice = "INV"
        /// A credit note.
        case creditNote = "CRN"
        /// A debit note.
        case debitNote = "DBN"
    }

    /// Sixty-four lower-case hexadecimal digits.
    package let text: String

    /// Reads a printed number; blanks and the case of letters do not matter.
    ///
    /// - Returns: nil unless it is 64 hexadecimal digits.
    package init?(_ text: some StringProtocol) {
        let bytes = ASCII.compact(text)
        let isHexadecimal = bytes.allSatisfy { ASCII.isDigit($0) || (0x41...0x46).contains($0) }
        guard bytes.count == 64, isHexadecimal else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self).lowercased()
    }

    /// The numbers that a document can have: with its number hashed as printed, and in upper case as since June
    /// 2025.
    ///
    /// `sha256` gives the 32 bytes of the digest of its argument.
    package static func computed(
        gstin: String, year: FinancialYear, kind: DocumentKind, number: String,
        sha256: ([UInt8]) -> [UInt8]
    ) -> [IRN] {
        let upper = number.uppercased()
        let spellings = number == upper ? [number] : [number, upper]
        return spellings.compactMap { spelling in
            let input = gstin + year.text + kind.rawValue + spelling
            return IRN(hexadecimal(sha256(Array(input.utf8))))
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
