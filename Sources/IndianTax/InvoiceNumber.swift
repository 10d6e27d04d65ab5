/// The number of an invoice, as three authorities see it.
package struct InvoiceNumber: Sendable, Hashable {
    /// One thing that is wrong with a number.
    package enum Problem: Sendable, Hashable, CustomStringConvertible {
        /// There is none.
        case empty
        /// It has more than sixteen characters.
        case length(Int)
        /// A character that is no letter, digit, `-` or `/`.
        case character(Character)
        /// Its first character is one that the invoice registration portal refuses.
        case start(Character)

        /// One clause for a person.
        package var description: String {
            switch self {
            case .empty: "it is empty"
            case .length(let count): "it has \(count) characters; at most 16 are allowed"
            case .character(let character):
                "it holds '\(character)'; only letters, digits, '-' and '/' are allowed"
            case .start(let character): "it begins with '\(character)'"
            }
        }
    }

    /// As printed, without blanks at its ends.
    package let text: String

    /// A number as printed.
    package init(_ text: some StringProtocol) { self.text = ASCII.trimmed(text) }

    /// What is wrong with it by CGST Rules 2017, rule 46(b): at most sixteen letters, digits, `-` and `/`.
    package var problems: [Problem] {
        if text.isEmpty { return [.empty] }
        var problems: [Problem] = []
        let count = text.count
        if count > 16 { problems.append(.length(count)) }
        let foreign = text.unicodeScalars.first { scalar in
            guard scalar.isASCII, let byte = UInt8(exactly: scalar.value) else { return true }
            let isLower = (0x61...0x7A).contains(byte)
            return !ASCII.isAlphanumeric(byte) && !isLower && byte != UInt8(ascii: "-")
                && byte != UInt8(ascii: "/")
        }
        if let foreign { problems.append(.character(Character(foreign))) }
        return problems
    }

    /// What the invoice registration portal refuses beyond that: a first character of `0`, `/` or `-`.
    package var portalProblems: [Problem] {
        guard let first = text.first, "0/-".contains(first) else { return problems }
        return problems + [.start(first)]
    }

    /// Upper case, as it is compared and, from June 2025, hashed.
    package var canonical: String { text.uppercased() }

    /// The number with look-alikes folded together (O0, I1L, S5, B8, Z2), punctuation and leading zeros of its
    /// groups taken out: what is equal here may be the same number, read or typed differently.
    package var folded: String {
        var groups: [[UInt8]] = [[]]
        var wasDigit = false
        for byte in text.uppercased().utf8 where ASCII.isAlphanumeric(byte) {
            let folded = Self.folds[byte] ?? byte
            let isDigit = ASCII.isDigit(folded)
            if isDigit != wasDigit { groups.append([]) }
            groups[groups.count - 1].append(folded)
            wasDigit = isDigit
        }
        return groups.map { group in
            let kept = group.drop { $0 == ASCII.zero }
            return String(decoding: kept, as: UTF8.self)
        }.joined()
    }

    private static let folds: [UInt8: UInt8] = [
        UInt8(ascii: "O"): UInt8(ascii: "0"), UInt8(ascii: "I"): UInt8(ascii: "1"),
        UInt8(ascii: "L"): UInt8(ascii: "1"), UInt8(ascii: "S"): UInt8(ascii: "5"),
        UInt8(ascii: "B"): UInt8(ascii: "8"), UInt8(ascii: "Z"): UInt8(ascii: "2"),
    ]

    /// The financial year that the number names, as in `SW/2024-25/118`, `INV/24-25/7` or `A-2425-118`.
    ///
    /// A bare `2425` counts only beside a serial number of its own, and only when its years follow each other.
    package var financialYear: FinancialYear? {
        let bytes = Array(text.utf8)
        var runs: [Range<Int>] = []
        var start: Int?
        for place in 0...bytes.count {
            let isDigit = place < bytes.count && ASCII.isDigit(bytes[place])
            if isDigit, start == nil { start = place }
            if !isDigit, let begin = start {
                runs.append(begin..<place)
                start = nil
            }
        }
        func digits(_ run: Range<Int>) -> String { String(decoding: bytes[run], as: UTF8.self) }
        for (first, second) in zip(runs, runs.dropFirst())
        where second.lowerBound == first.upperBound + 1 && runs.count > 2 {
            let separator = bytes[first.upperBound]
            guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") else { continue }
            if let year = Self.year(digits(first) + "-" + digits(second)) { return year }
        }
        for run in runs.dropLast() where run.count == 4 {
            let token = digits(run)
            if let year = Self.year(token.prefix(2) + "-" + token.suffix(2)) { return year }
        }
        return nil
    }

    /// GST began in July 2017; earlier "years" are other numbers.
    private static func year(_ text: some StringProtocol) -> FinancialYear? {
        FinancialYear(text).flatMap { (2016...2060).contains($0.startYear) ? $0 : nil }
    }
}
