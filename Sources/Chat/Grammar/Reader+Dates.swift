internal import AssayKit

/// Days and spans of days.
extension Reader {
    private static let months = [
        "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
        "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ]

    private mutating func month() -> Int? {
        for (index, names) in Self.months.enumerated() where take(names) { return index + 1 }
        return nil
    }

    private mutating func year() -> Int? {
        guard let number = current?.number, number.isPlain, let year = number.whole,
            (2000...2099).contains(year)
        else { return nil }
        advance()
        return year
    }

    private mutating func dayOfMonth() -> Int? {
        guard let number = current?.number, number.isPlain || number.isOrdinal, !number.isPercent,
            number.currency == nil, let day = number.whole,
            (1...31).contains(day)
        else { return nil }
        advance()
        return day
    }

    /// A day, week, month, quarter or year.
    mutating func span() -> DayRange? {
        if let date = current?.date {
            advance()
            return DayRange(from: date, to: date)
        }
        if let month = current.flatMap({ Self.monthOfYear($0.text) }) {
            advance()
            return month
        }
        return attempt { $0.relativeSpan() } ?? attempt { $0.dayAndMonth() } ?? attempt { $0.monthAndYear() }
            ?? attempt { reader in reader.year().flatMap { Self.calendarYear($0) } }
            ?? attempt { $0.financialSpan() }
    }

    private mutating func relativeSpan() -> DayRange? {
        let today = lexicon.today
        if take("today") { return DayRange(from: today, to: today) }
        if take("yesterday") { return Self.days(back: 1, to: 1, today) }
        if take("this week|the current week") {
            return Self.days(back: today.weekday - 1, to: today.weekday - 7, today)
        }
        if take("last week|the last week|previous week|the previous week") {
            return Self.days(back: today.weekday + 6, to: today.weekday, today)
        }
        if take("this month|the current month") { return Self.calendarMonth(today.year, today.month) }
        if take("last month|the last month|previous month|the previous month") {
            return Self.calendarMonth(
                today.month == 1 ? today.year - 1 : today.year, today.month == 1 ? 12 : today.month - 1)
        }
        if take("this quarter|the current quarter") {
            return Self.quarter(today.year * 4 + (today.month - 1) / 3)
        }
        if take("last quarter|the last quarter|previous quarter|the previous quarter") {
            return Self.quarter(today.year * 4 + (today.month - 1) / 3 - 1)
        }
        if take("this year|the current year") { return Self.calendarYear(today.year) }
        if take("last year|the last year|previous year|the previous year") {
            return Self.calendarYear(today.year - 1)
        }
        if take("month to date|this month to date|mtd") {
            return Self.days(back: today.day - 1, to: 0, today)
        }
        if take("the last|last|the past|past|the previous"), let count = dayOfMonthOrMore() {
            if take("days|day") { return Self.days(back: count - 1, to: 0, today) }
            if take("weeks|week") { return Self.days(back: count * 7 - 1, to: 0, today) }
            if take("months|month|quarters|years|quarter|year") { complainOfMonths() }
        } else if take("the past week|past week|the past month|past month|the past year|past year") {
            complainOfMonths()
        }
        if take("year to date|ytd") {
            complain(
                ChatRefusal(
                    "\"Year to date\" may begin in January or, as the financial year, in April; say which year.",
                    suggestions: [
                        "How many invoices this year?", "How many invoices this financial year?",
                    ]))
        }
        return nil
    }

    /// "Mar'26", "mar-2026", "03/2026".
    private static func monthOfYear(_ text: String) -> DayRange? {
        let parts = text.split(whereSeparator: { "'-/".contains($0) })
        guard parts.count == 2, parts[1].allSatisfy({ ("0"..."9").contains($0) }), let year = Int(parts[1])
        else {
            return nil
        }
        if let index = months.firstIndex(where: { $0.split(separator: "|").contains(parts[0]) }) {
            guard [2, 4].contains(parts[1].utf8.count) else { return nil }
            return calendarMonth(year < 100 ? 2000 + year : year, index + 1)
        }
        guard let month = Int(parts[0]), (1...12).contains(month), parts[0].utf8.count <= 2,
            (2000...2099).contains(year)
        else { return nil }
        return calendarMonth(year, month)
    }

    private mutating func complainOfMonths() {
        let today = lexicon.today
        let months = [3, 1].compactMap { back -> String? in
            let index = today.month - 1 - back
            return Self.monthNames.indices.contains((index + 12) % 12)
                ? Self.monthNames[(index + 12) % 12] : nil
        }
        complain(
            ChatRefusal(
                "That may mean whole calendar months or weeks, or those up to today; name the days, months or a number of "
                    + "days.",
                suggestions: [
                    "How many invoices from \(months.joined(separator: " to "))?",
                    "How many invoices in the last 90 days?", "How many invoices last month?",
                ]))
    }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November",
        "December",
    ]

    private mutating func dayAndMonth() -> DayRange? {
        let day: Int
        let month: Int
        // "In Mar 26" is a month of 2026, "on Mar 26" a day.
        if position > 0, ["in", "for", "of", "during"].contains(tokens[position - 1].text),
            let number = token(1)?.number?.whole, (20...99).contains(number),
            token(1)?.number?.isPlain == true,
            token(2)?.number == nil
        {
            return attempt { reader in
                guard let month = reader.month() else { return nil }
                reader.advance()
                return Self.calendarMonth(2000 + number, month)
            }
        }
        _ = take("the")
        if let first = dayOfMonth() {
            _ = take("of")
            guard let second = self.month() else { return nil }
            (day, month) = (first, second)
        } else if let first = self.month(), let second = dayOfMonth() {
            (day, month) = (second, first)
        } else {
            return nil
        }
        let today = lexicon.today
        let isPast = month < today.month || month == today.month && day <= today.day
        let year = year() ?? (isPast ? today.year : today.year - 1)
        return CalendarDate(year: year, month: month, day: day).map { DayRange(from: $0, to: $0) }
    }

    private mutating func monthAndYear() -> DayRange? {
        guard let month = month() else { return nil }
        // "March 5" is read before; "March 45" is nothing.
        _ = take("of")
        let today = lexicon.today
        let year = year() ?? (month <= today.month ? today.year : today.year - 1)
        return Self.calendarMonth(year, month)
    }

    private mutating func dayOfMonthOrMore() -> Int? {
        if let number = current?.number, number.isPlain, let count = number.whole, (1...3660).contains(count)
        {
            advance()
            return count
        }
        let words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        guard let index = words.firstIndex(of: current?.text ?? "") else { return nil }
        advance()
        return index + 2
    }

    private static func days(back first: Int, to last: Int, _ today: CalendarDate) -> DayRange? {
        guard let from = CalendarDate(dayNumber: today.dayNumber - first),
            let to = CalendarDate(dayNumber: today.dayNumber - last)
        else { return nil }
        return DayRange(from: from, to: to)
    }

    static func calendarMonth(_ year: Int, _ month: Int) -> DayRange? {
        let next = month == 12 ? (year + 1, 1) : (year, month + 1)
        guard let from = CalendarDate(year: year, month: month, day: 1),
            let after = CalendarDate(year: next.0, month: next.1, day: 1)
        else { return nil }
        return DayRange(from: from, to: CalendarDate(dayNumber: after.dayNumber - 1))
    }

    /// `number`: Four times the year plus 0...3.
    private static func quarter(_ number: Int) -> DayRange? {
        let (year, quarter) = (number / 4, number % 4)
        guard let first = calendarMonth(year, quarter * 3 + 1),
            let last = calendarMonth(year, quarter * 3 + 3)
        else { return nil }
        return DayRange(from: first.from, to: last.to)
    }

    private static func calendarYear(_ year: Int) -> DayRange? {
        DayRange(
            from: CalendarDate(year: year, month: 1, day: 1), to: CalendarDate(year: year, month: 12, day: 31)
        )
    }

    static func financialYear(from year: Int) -> DayRange? {
        DayRange(
            from: CalendarDate(year: year, month: 4, day: 1),
            to: CalendarDate(year: year + 1, month: 3, day: 31))
    }

    /// "in March", "between 1 and 5 March", "since yesterday": one condition on days.
    mutating func days() -> DayRange? {
        attempt { $0.bounded() } ?? attempt { $0.openEnded() } ?? attempt { $0.plainSpan() }
    }

    private mutating func bounded() -> DayRange? {
        let start = position
        if take("between") {
            let isBare = year() != nil && take("and") && year() != nil
            if isBare {
                complain(
                    ChatRefusal(
                        "Two bare numbers may be years or amounts; say \"from 2024 to 2025\" for years."))
                return nil
            }
            position = start + 1
            guard let first = span(), take("and"), let last = span() else { return nil }
            return Self.joined(first, last)
        }
        guard take("from"), let first = span(), take("to|until|till|through"), let last = span() else {
            return nil
        }
        return Self.joined(first, last)
    }

    private static func joined(_ first: DayRange, _ last: DayRange) -> DayRange? {
        guard let from = first.from, let to = last.to, from <= to else { return nil }
        return DayRange(from: from, to: to)
    }

    private mutating func openEnded() -> DayRange? {
        if take("since|on or after|starting from|starting on") {
            return span().map { DayRange(from: $0.from) }
        }
        if take("until|till|up to|on or before") { return span().map { DayRange(to: $0.to) } }
        if take("after|later than") {
            guard let last = span()?.to, let day = CalendarDate(dayNumber: last.dayNumber + 1) else {
                return nil
            }
            return DayRange(from: day)
        }
        if take("before|prior to|earlier than") {
            guard let first = span()?.from, let day = CalendarDate(dayNumber: first.dayNumber - 1) else {
                return nil
            }
            return DayRange(to: day)
        }
        return nil
    }

    private mutating func plainSpan() -> DayRange? {
        let start = position
        let isFrom = take("from")
        if !isFrom { _ = take("in the month of|for the month of|in|during|for|within|of|on") }
        guard var span = span() else { return nil }
        // "March and April": one range where they touch; else there would be a hole in it.
        while let next = attempt({ reader -> DayRange? in
            guard reader.take("and in|and|&"), let next = reader.span(), let end = span.to,
                let start = next.from,
                start.dayNumber == end.dayNumber + 1
            else { return nil }
            return next
        }) {
            span.to = next.to
        }
        // "from 5 March" may mean that day, or from then on.
        if isFrom, span.from == span.to, tokens[start + 1].text != "today",
            tokens[start + 1].text != "yesterday"
        {
            complain(
                ChatRefusal(
                    "\"From\" with a single day may mean that day or since then; say \"on\" or \"since\"."))
            return nil
        }
        return span
    }
}
