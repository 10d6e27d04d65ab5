internal import AssayKit

/// Financial years, which begin on 1 April, with their quarters and halves.
extension Reader {
    /// "FY 2025-26", "FY26", "Q4 FY26", "the first quarter of this financial year".
    mutating func financialSpan() -> DayRange? {
        if let part = attempt({ $0.part() }) {
            _ = take("of|in")
            guard let year = attempt({ $0.financialYear() }) else {
                complain(
                    ChatRefusal(
                        "Quarters and halves are those of the calendar or of the financial year; name the months, or a "
                            + "financial year.",
                        suggestions: [
                            "How many invoices in Q4 FY26?", "How many invoices from January to March?",
                        ]))
                return nil
            }
            return Self.part(part, of: year)
        }
        guard let year = attempt({ $0.financialYear() }) else { return nil }
        if let part = attempt({ $0.part() }) { return Self.part(part, of: year) }
        return Self.financialYear(from: year)
    }

    /// The first month of a part, counted from April, and how many it has.
    private mutating func part() -> (first: Int, count: Int)? {
        for quarter in 1...4 where take("q\(quarter)") { return (quarter * 3 - 3, 3) }
        for half in 1...2 where take("h\(half)") { return (half * 6 - 6, 6) }
        _ = take("the")
        for (index, word) in ["first|1st", "second|2nd", "third|3rd", "fourth|4th|last"].enumerated() {
            let phrases = word.split(separator: "|").map { "\($0) quarter" }.joined(separator: "|")
            if take(phrases) { return (index * 3, 3) }
        }
        return nil
    }

    private static func part(_ part: (first: Int, count: Int), of year: Int) -> DayRange? {
        func month(_ index: Int) -> DayRange? {
            let number = 3 + index
            return calendarMonth(year + number / 12, number % 12 + 1)
        }
        guard let first = month(part.first), let last = month(part.first + part.count - 1) else { return nil }
        return DayRange(from: first.from, to: last.to)
    }

    /// The year in which it begins.
    private mutating func financialYear() -> Int? {
        let today = lexicon.today
        let start = today.month >= 4 ? today.year : today.year - 1
        _ = take("the")
        if take(
            "this financial year|this fiscal year|current financial year|current fiscal year|this fy|current fy"
        ) {
            return start
        }
        if take(
            "last financial year|last fiscal year|previous financial year|previous fiscal year|last fy|previous fy"
        ) {
            return start - 1
        }
        if take("fy|financial year|fiscal year|f.y") {
            guard let text = current?.text, let year = Self.year(text, complaining: &self) else { return nil }
            advance()
            return year
        }
        guard let text = current?.text, text.hasPrefix("fy"), text.count > 2,
            let year = Self.year(String(text.dropFirst(2)), complaining: &self)
        else { return nil }
        advance()
        return year
    }

    /// The year in which "2025-26", "25-26" or "26" begins: a single one names its end, as is usual in India.
    private static func year(_ text: String, complaining reader: inout Reader) -> Int? {
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "/" })
        guard parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count else { return nil }
        if numbers.count == 2, [2, 4].contains(parts[0].utf8.count), [2, 4].contains(parts[1].utf8.count) {
            let start = parts[0].utf8.count == 2 ? 2000 + numbers[0] : numbers[0]
            let end = parts[1].utf8.count == 2 ? 2000 + numbers[1] : numbers[1]
            return (2000...2099).contains(start) && end == start + 1 ? start : nil
        }
        guard numbers.count == 1 else { return nil }
        if parts[0].utf8.count == 2 { return 2000 + numbers[0] - 1 }
        if parts[0].utf8.count == 4 {
            reader.complain(
                ChatRefusal(
                    "A financial year has two calendar years; write it as FY \(numbers[0] - 1)-\(numbers[0] % 100), or as "
                        + "FY \(numbers[0])-\((numbers[0] + 1) % 100)."))
        }
        return nil
    }
}
