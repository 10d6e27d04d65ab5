package import AssayKit

/// A year from 1 April to 31 March.
///
/// Source: CGST Rules 2017, rule 46(b): invoice numbers are unique for a financial year.
package struct FinancialYear: Sendable, Hashable, Comparable {
    /// The calendar year in which it begins.
    package let startYear: Int

    /// The year that begins in April of that calendar year, 1900...2998.
    package init?(startYear: Int) {
        guard (1900...2998).contains(startYear) else { return nil }
        self.startYear = startYear
    }

    /// The year that holds a day; nil outside 1900...2998.
    package init?(of date: CalendarDate) {
        self.init(startYear: date.month >= 4 ? date.year : date.year - 1)
    }

    /// Reads `2019-20`, `2019-2020`, `19-20` and the same with a slash.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy(ASCII.isDigit) }),
            let first = Int(parts[0]), let second = Int(parts[1])
        else { return nil }
        switch (parts[0].utf8.count, parts[1].utf8.count) {
        case (4, 2) where (first + 1) % 100 == second: self.init(startYear: first)
        case (4, 4) where first + 1 == second: self.init(startYear: first)
        case (2, 2) where (first + 1) % 100 == second: self.init(startYear: 2000 + first)
        default: return nil
        }
    }

    /// `2019-20`, as the e-invoice system writes it.
    package var text: String {
        let next = (startYear + 1) % 100
        return "\(startYear)-" + (next < 10 ? "0" : "") + "\(next)"
    }

    /// Whether the day lies in it.
    package func contains(_ date: CalendarDate) -> Bool { FinancialYear(of: date) == self }

    /// 30 November after the year's end: the last day to take input tax credit on its invoices.
    ///
    /// Source: CGST Act 2017, section 16(4), as amended from 1 October 2022.
    package var creditLimit: CalendarDate? { CalendarDate(year: startYear + 1, month: 11, day: 30) }

    /// Earlier years come first.
    package static func < (left: FinancialYear, right: FinancialYear) -> Bool {
        left.startYear < right.startYear
    }
}
