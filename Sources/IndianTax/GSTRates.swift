package import AssayKit

/// Which whole rates of tax the law knows on a day, in percent (CGST and SGST added).
package enum GSTRates {
    /// Rates that hold for some time.
    package struct Period: Sendable {
        /// The first day.
        package let from: CalendarDate
        /// The last day; nil: until further notice.
        package let until: CalendarDate?
        /// Rates for any goods or services.
        package let rates: [Amount]
        /// Rates for a few goods or services only.
        package let special: [Special]
        /// The law.
        package let source: String

        /// All rates, ascending, for messages.
        package var all: [Amount] { (rates + special.map(\.rate)).sorted() }
    }

    /// A rate that only a few goods or services have.
    package struct Special: Sendable {
        /// In percent.
        package let rate: Amount
        /// What has it.
        package let scope: String
        /// Chapters, headings or codes that it is for; empty: not told by the code.
        package let codes: [String]
    }

    /// How a rate stands to a day.
    package enum Standing: Sendable, Hashable {
        /// It exists.
        case allowed
        /// It exists for that scope only, and the code does not contradict.
        case special(String)
        /// It exists for that scope only, and the code is another.
        case outOfScope(String)
        /// The rate of a neighbouring period within sixty days of the change: the time of supply may decide for it
        /// (CGST Act 2017, section 14).
        case transition
        /// It exists on no such day.
        case unknown
        /// There was no GST yet.
        case beforeGST
    }

    /// How many days around a change of rates the other rate may still be right.
    package static let transitionDays = 60

    /// The first day of GST.
    package static var start: CalendarDate { periods[0].from }

    /// The period that holds a day; nil before 1 July 2017.
    package static func period(on date: CalendarDate) -> Period? {
        periods.last { $0.from <= date }
    }

    /// How a rate stands to a day.
    ///
    /// - Parameters:
    ///   - rate: The whole rate in percent.
    ///   - date: The date of issue.
    ///   - hsn: The code on the line, where there is one.
    /// - Returns: Whether it exists, and for what.
    package static func standing(of rate: Amount, on date: CalendarDate, hsn: String? = nil) -> Standing {
        guard let period = period(on: date) else { return .beforeGST }
        if period.rates.contains(rate) { return .allowed }
        let special = period.special.filter { $0.rate == rate }
        if let fitting = special.first(where: { fits($0, hsn) }) { return .special(fitting.scope) }
        let isNear = periods.contains { other in
            guard other.from != period.from, other.all.contains(rate) else { return false }
            let toStart = abs(date.days(until: other.from))
            let toEnd = other.until.map { abs(date.days(until: $0)) } ?? Int.max
            return min(toStart, toEnd) <= transitionDays
        }
        if isNear { return .transition }
        if let first = special.first { return .outOfScope(first.scope) }
        return .unknown
    }

    private static func fits(_ special: Special, _ hsn: String?) -> Bool {
        guard let hsn, !special.codes.isEmpty else { return true }
        return special.codes.contains { hsn.hasPrefix($0) }
    }
}
