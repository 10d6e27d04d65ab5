package import AssayKit

/// A date as Indian documents print it: day first, months as numbers or words, years with two or four digits.
///
/// Read are `31-Jan-21`, `05/07/2023`, `31.01.2025`, `05 Jul 2023`, `Jun 26, 2025`, `26th June 2025`,
/// `Tuesday, 26 Jun'25`, `2023-07-05` and each with a time behind it.
package struct IndianDate: Sendable, Hashable {
    /// The day, read day first where that is open.
    package let date: CalendarDate
    /// The day that the other reading gives, month first; nil when there is no other.
    package let alternative: CalendarDate?

    /// Whether day and month could stand the other way round.
    package var isAmbiguous: Bool { alternative != nil }

    /// Reads a date.
    ///
    /// - Returns: nil for anything that is no date of the years 1990...2099.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 64 else { return nil }
        let tokens = DateToken.tokens(of: text)
        guard let parts = Self.parts(of: tokens) else { return nil }
        func day(_ day: Int, _ month: Int) -> CalendarDate? {
            CalendarDate(year: parts.year, month: month, day: day)
        }
        guard (1990...2099).contains(parts.year) else { return nil }
        if parts.isFixed {
            guard let date = day(parts.first, parts.second) else { return nil }
            self.init(date: date, alternative: nil)
            return
        }
        let dayFirst = day(parts.first, parts.second)
        let monthFirst = day(parts.second, parts.first)
        guard let date = dayFirst ?? monthFirst else { return nil }
        let isOpen = dayFirst != nil && monthFirst != nil && parts.first != parts.second
        self.init(date: date, alternative: isOpen ? monthFirst : nil)
    }

    private init(date: CalendarDate, alternative: CalendarDate?) {
        self.date = date
        self.alternative = alternative
    }

    /// The reading that other facts of the document support.
    ///
    /// They are the financial year that its number names, and days near to which it must lie (acknowledgement, due
    /// date). Day first when they don't decide.
    package func resolved(year: FinancialYear? = nil, near others: [CalendarDate] = []) -> CalendarDate {
        guard let alternative else { return date }
        if let year, year.contains(date) != year.contains(alternative) {
            return year.contains(date) ? date : alternative
        }
        for other in others {
            let distances = (abs(date.days(until: other)), abs(alternative.days(until: other)))
            if distances.0 != distances.1, min(distances.0, distances.1) <= 45 {
                return distances.0 < distances.1 ? date : alternative
            }
        }
        return date
    }

    /// Day, month and year; `isFixed` when the text itself says which is the month.
    private struct Parts {
        var first: Int
        var second: Int
        var year: Int
        var isFixed: Bool
    }

    private static func parts(of tokens: [DateToken]) -> Parts? {
        guard tokens.count >= 3 else { return nil }
        switch (tokens[0], tokens[1], tokens[2]) {
        case (.number(let year, 4), .number(let month, 1...2), .number(let day, 1...2)):
            return Parts(first: day, second: month, year: year, isFixed: true)
        case (.number(let year, 4), .month(let month), .number(let day, 1...2)),
            (.number(let day, 1...2), .month(let month), .number(let year, 4)),
            (.month(let month), .number(let day, 1...2), .number(let year, 4)):
            return Parts(first: day, second: month, year: year, isFixed: true)
        case (.number(let day, 1...2), .month(let month), .number(let year, 2)),
            (.month(let month), .number(let day, 1...2), .number(let year, 2)):
            return Parts(first: day, second: month, year: 2000 + year, isFixed: true)
        case (.number(let first, 1...2), .number(let second, 1...2), .number(let year, 4)):
            return Parts(first: first, second: second, year: year, isFixed: false)
        case (.number(let first, 1...2), .number(let second, 1...2), .number(let year, 2)):
            return Parts(first: first, second: second, year: 2000 + year, isFixed: false)
        default: return nil
        }
    }
}
