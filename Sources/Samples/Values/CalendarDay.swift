/// A day of the Gregorian calendar.
struct CalendarDay: Hashable, Comparable, Sendable {
    let year: Int
    let month: Int
    let day: Int

    init(_ year: Int, _ month: Int, _ day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// A day by its count from 1 January 1970.
    ///
    /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
    init(daysSince1970 count: Int) {
        let shifted = count + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// How many days after 1 January 1970.
    var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.daysSince1970 < right.daysSince1970 }
    static func + (day: CalendarDay, days: Int) -> CalendarDay {
        CalendarDay(daysSince1970: day.daysSince1970 + days)
    }

    /// 0 is Sunday.
    var weekday: Int { ((daysSince1970 + 4) % 7 + 7) % 7 }

    /// `26-27`: April to March.
    var financialYear: String {
        let start = month >= 4 ? year : year - 1
        return Self.two(start % 100) + "-" + Self.two((start + 1) % 100)
    }

    /// `2026-27`.
    var longFinancialYear: String {
        let start = month >= 4 ? year : year - 1
        return "\(start)-" + Self.two((start + 1) % 100)
    }

    /// `2026-04-01`.
    var iso: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }

    /// The day as an invoice prints it.
    func text(_ style: DateStyle) -> String {
        let name = Self.months[(month - 1) % 12]
        switch style {
        case .dashed: return "\(Self.two(day))-\(Self.two(month))-\(year)"
        case .slashed: return "\(Self.two(day))/\(Self.two(month))/\(year)"
        case .dotted: return "\(Self.two(day)).\(Self.two(month)).\(year)"
        case .shortName: return "\(day)-\(name)-\(Self.two(year % 100))"
        case .spacedName: return "\(Self.two(day)) \(name) \(year)"
        case .monthFirst: return "\(name) \(Self.two(day)), \(year)"
        }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// How a day is printed; always with the day before the month where both are numbers.
enum DateStyle: Hashable, Sendable, CaseIterable {
    /// `01-04-2026`
    case dashed
    /// `01/04/2026`
    case slashed
    /// `01.04.2026`
    case dotted
    /// `1-Apr-26`
    case shortName
    /// `01 Apr 2026`
    case spacedName
    /// `Apr 01, 2026`
    case monthFirst
}
