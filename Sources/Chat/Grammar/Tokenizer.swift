internal import AssayKit

/// Cuts a question into tokens; nothing is dropped but white space and closing punctuation.
enum Tokenizer {
    /// - Returns: nil for a question that is too long or has a quotation without end.
    static func tokens(of question: String) -> [Token]? {
        guard question.utf8.count <= 1000 else { return nil }
        var text = question
        for (odd, plain) in [("\u{2019}", "'"), ("\u{2018}", "'"), ("\u{201C}", "\""), ("\u{201D}", "\"")] {
            text = text.replacing(odd, with: plain)
        }
        var tokens: [Token] = []
        for (index, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1 {
                tokens.append(Token(text: part.lowercased(), raw: String(part), kind: .quoted))
            } else {
                for piece in part.split(whereSeparator: \.isWhitespace) { append(String(piece), to: &tokens) }
            }
        }
        let isBalanced = text.filter { $0 == "\"" }.count % 2 == 0
        return isBalanced && tokens.count <= 60 ? tokens : nil
    }

    private static let contractions = [
        "what's": "what is", "whats": "what is", "who's": "who is", "which's": "which is",
        "where's": "where is", "how's": "how is", "there's": "there is", "that's": "that is",
        "isn't": "is not", "aren't": "are not", "wasn't": "was not", "weren't": "were not",
        "don't": "do not", "doesn't": "does not", "didn't": "did not", "haven't": "have not",
        "hasn't": "has not", "can't": "can not", "won't": "will not", "i'd": "i would", "i'm": "i am",
        "vs.": "vs", "v/s": "vs", "versus": "vs",
    ]

    private static let signsOfComparison = [">=", "<=", "\u{2265}", "\u{2264}", ">", "<", "="]

    private static func append(_ piece: String, to tokens: inout [Token]) {
        var raw = piece
        while let last = raw.last, "?!.,;:".contains(last), raw.lowercased() != "rs." { raw.removeLast() }
        while let first = raw.first, "(".contains(first), raw.last == ")" {
            raw.removeFirst()
            raw.removeLast()
        }
        guard !raw.isEmpty else { return }
        // ">50000" is a word and a number.
        if let sign = signsOfComparison.first(where: { raw.hasPrefix($0) }) {
            tokens.append(Token(text: sign, raw: sign, kind: .word))
            return append(String(raw.dropFirst(sign.count)), to: &tokens)
        }
        let text = raw.lowercased()
        if let words = contractions[text] {
            for word in words.split(separator: " ") {
                tokens.append(Token(text: String(word), raw: String(word), kind: .word))
            }
            return
        }
        if text.hasSuffix("'s"), text.count > 2 {
            append(String(raw.dropLast(2)), to: &tokens)
            tokens.append(Token(text: "'s", raw: "'s", kind: .word))
            return
        }
        if text.hasSuffix("s'"), text.count > 2 {
            append(String(raw.dropLast()), to: &tokens)
            tokens.append(Token(text: "'s", raw: "'s", kind: .word))
            return
        }
        if let date = date(text) {
            tokens.append(Token(text: text, raw: raw, kind: .date(date)))
        } else if let number = number(text) {
            tokens.append(Token(text: text, raw: raw, kind: .number(number)))
        } else {
            tokens.append(Token(text: text, raw: raw, kind: .word))
        }
    }

    /// 2026-03-31, or 31/03/2026 with the day first, as in India.
    static func date(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(iso: text) { return date }
        for mark in ["/", "-", "."] {
            let parts = text.split(separator: Character(mark), omittingEmptySubsequences: false)
            guard parts.count == 3, parts[2].utf8.count == 4,
                parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
                let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
            else { continue }
            return CalendarDate(year: year, month: month, day: day)
        }
        return nil
    }

    private static let signs = [
        ("\u{20B9}", "INR"), ("rs.", "INR"), ("rs", "INR"), ("inr", "INR"), ("\u{20AC}", "EUR"),
        ("\u{A3}", "GBP"), ("usd", "USD"), ("eur", "EUR"), ("gbp", "GBP"),
    ]
    private static let multipliers: [(String, Int)] = [
        ("k", 1000), ("lakhs", 100_000), ("lakh", 100_000), ("lacs", 100_000), ("lac", 100_000),
        ("crores", 10_000_000), ("crore", 10_000_000), ("cr", 10_000_000), ("l", 100_000),
    ]

    static func number(_ text: String) -> Token.Number? {
        var rest = text[...]
        var number = Token.Number(value: .zero)
        var factor = 1
        for (sign, currency) in signs where rest.hasPrefix(sign) {
            rest = rest.dropFirst(sign.count)
            (number.currency, number.isPlain) = (currency, false)
            break
        }
        if rest.hasSuffix("%") {
            rest = rest.dropLast()
            (number.isPercent, number.isPlain) = (true, false)
        } else if let (suffix, by) = multipliers.first(where: { rest.hasSuffix($0.0) }) {
            rest = rest.dropLast(suffix.count)
            (factor, number.isPlain) = (by, false)
        } else if ["st", "nd", "rd", "th"].contains(where: { rest.hasSuffix($0) }) {
            rest = rest.dropLast(2)
            (number.isOrdinal, number.isPlain) = (true, false)
        }
        guard let first = rest.first, ("0"..."9").contains(first), rest.utf8.count <= 20 else { return nil }
        guard let digits = ungrouped(rest), let value = Amount(digits) else { return nil }
        if digits.count != rest.count || digits.contains(".") { number.isPlain = false }
        guard !number.isOrdinal || Int(digits) != nil else { return nil }
        guard let scaled = Self.scaled(value, by: factor) else { return nil }
        return Token.Number(
            value: scaled, isPercent: number.isPercent, currency: number.currency,
            isOrdinal: number.isOrdinal, isPlain: number.isPlain)
    }

    /// An amount times lakh, crore or the like; nil beyond what an amount can be.
    static func scaled(_ value: Amount, by factor: Int) -> Amount? {
        let (micros, overflow) = value.micros.multipliedReportingOverflow(by: Int64(factor))
        guard !overflow, micros.magnitude < 1_000_000_000_000_000_000 else { return nil }
        return Amount(micros: micros, scale: 2)
    }

    /// Without the commas of 1,18,000 or 118,000; nil for commas in odd places.
    private static func ungrouped(_ text: Substring) -> String? {
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count <= 2, let whole = halves.first else { return nil }
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        for (index, group) in groups.enumerated() {
            guard !group.isEmpty, group.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
            if index == groups.count - 1, groups.count > 1, group.count != 3 { return nil }
            if index > 0, index < groups.count - 1, group.count != 2, group.count != 3 { return nil }
            if index == 0, groups.count > 1, group.count > 3 { return nil }
        }
        return groups.joined() + (halves.count == 2 ? "." + halves[1] : "")
    }
}
