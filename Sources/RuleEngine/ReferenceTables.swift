package import AssayKit
package import IndianTax

/// The dated tables in which rules look things up: Assay's own, or an operator's copy.
///
/// An operator's copy stands in the pipeline (option `reference`), in the form of the tables that come with Assay; so
/// the version of the pipeline tells an auditor which tables a finding rests on.
package struct ReferenceTables: Sendable, Hashable, Decodable {
    /// A table.
    package enum Table: String, Sendable, Hashable {
        /// Whole rates of tax by date.
        case rates
        /// Days of the year on which all of India rests.
        case holidays
    }

    /// Rates that hold for some time.
    package struct Period: Sendable, Hashable, Decodable {
        /// The first day.
        package let from: CalendarDate
        /// The last day; nil: until further notice.
        package let until: CalendarDate?
        /// Rates for any goods or services, in percent.
        package let rates: [Amount]
        /// Rates for a few goods or services only.
        package let special: [Special]

        private enum Key: String, CodingKey { case from, until, rates, special, source }

        fileprivate init(_ period: GSTRates.Period) {
            from = period.from
            until = period.until
            rates = period.rates
            special = period.special.map { Special(rate: $0.rate, scope: $0.scope, codes: $0.codes) }
        }

        /// Reads an entry of the table.
        package init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            from = try ReferenceTables.day(values, .from)
            until = values.contains(.until) ? try ReferenceTables.day(values, .until) : nil
            rates = try values.decode([String].self, forKey: .rates).map { text in
                guard let rate = Amount(text), rate >= .zero else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .rates, in: values,
                        debugDescription: "\"\(text)\" is no rate; write one such as \"18\"")
                }
                return rate
            }
            special = try values.decodeIfPresent([Special].self, forKey: .special) ?? []
            if let until, until < from {
                throw DecodingError.dataCorruptedError(
                    forKey: .until, in: values, debugDescription: "\(until.iso) lies before \(from.iso)")
            }
        }

        /// All its rates, ascending.
        package var all: [Amount] { (rates + special.map(\.rate)).sorted() }
    }

    /// A rate that only a few goods or services have.
    package struct Special: Sendable, Hashable, Decodable {
        /// In percent.
        package let rate: Amount
        /// What has it.
        package let scope: String
        /// How the codes begin that it is for; empty: not told by the code.
        package let codes: [String]

        private enum Key: String, CodingKey { case rate, scope, codes }

        fileprivate init(rate: Amount, scope: String, codes: [String]) {
            self.rate = rate
            self.scope = scope
            self.codes = codes
        }

        /// Reads an entry of the table.
        package init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            let text = try values.decode(String.self, forKey: .rate)
            guard let rate = Amount(text), rate >= .zero else {
                throw DecodingError.dataCorruptedError(
                    forKey: .rate, in: values,
                    debugDescription: "\"\(text)\" is no rate; write one such as \"6\"")
            }
            self.rate = rate
            scope = try values.decodeIfPresent(String.self, forKey: .scope) ?? ""
            codes = try values.decodeIfPresent([String].self, forKey: .codes) ?? []
        }
    }

    /// A day of the year on which all rests.
    package struct Holiday: Sendable, Hashable, Decodable {
        /// Month and day: "08-15".
        package let day: String
        /// What is celebrated.
        package let name: String

        fileprivate init(day: String, name: String) {
            self.day = day
            self.name = name
        }
    }

    /// Its date, ISO.
    package let version: String
    /// By date.
    package let rates: [Period]
    /// In no order.
    package let holidays: [Holiday]
    /// Whether it comes with Assay.
    package let isBuiltIn: Bool

    /// What comes with Assay: the same as the files under `seeds/reference`.
    package static let builtIn = ReferenceTables(
        version: "2026-02-01", rates: GSTRates.periods.map(Period.init),
        holidays: [
            Holiday(day: "01-26", name: "Republic Day"), Holiday(day: "08-15", name: "Independence Day"),
            Holiday(day: "10-02", name: "Gandhi Jayanti"),
        ])

    private enum Key: String, CodingKey { case version, rates, holidays }

    private init(version: String, rates: [Period], holidays: [Holiday]) {
        self.version = version
        self.rates = rates
        self.holidays = holidays
        isBuiltIn = true
    }

    /// Reads an operator's copy; a table that it leaves out is Assay's.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        version = try Self.day(values, .version).iso
        rates = try values.decodeIfPresent([Period].self, forKey: .rates) ?? Self.builtIn.rates
        holidays = try values.decodeIfPresent([Holiday].self, forKey: .holidays) ?? Self.builtIn.holidays
        isBuiltIn = false
        for (one, next) in zip(rates, rates.dropFirst()) where one.until.map({ $0 < next.from }) != true {
            throw DecodingError.dataCorruptedError(
                forKey: .rates, in: values,
                debugDescription:
                    "the period from \(one.from.iso) must end before the next begins, \(next.from.iso)")
        }
        for holiday in holidays where CalendarDate(iso: "2024-" + holiday.day) == nil {
            throw DecodingError.dataCorruptedError(
                forKey: .holidays, in: values,
                debugDescription: "\"\(holiday.day)\" is no month and day such as \"08-15\"")
        }
    }

    private static func day<Key: CodingKey>(
        _ values: KeyedDecodingContainer<Key>, _ key: Key
    ) throws -> CalendarDate {
        let text = try values.decode(String.self, forKey: key)
        guard let day = CalendarDate(iso: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: values,
                debugDescription: "\"\(text)\" is no day; write one such as \"2026-02-01\"")
        }
        return day
    }

    /// "table of rates, Assay's of 2026-02-01".
    package func title(_ table: Table) -> String {
        "table of \(table.rawValue), \(isBuiltIn ? "Assay's" : "the operator's own") of \(version)"
    }

    /// The rates that hold on a day, ascending; nil when none are told.
    package func rates(on date: CalendarDate) -> [Amount]? { period(on: date)?.all }

    private func period(on date: CalendarDate) -> Period? {
        rates.last { period in period.from <= date && period.until.map { date <= $0 } != false }
    }

    /// How a rate stands to a day.
    ///
    /// - Parameters:
    ///   - rate: The whole rate in percent.
    ///   - date: The date of issue.
    ///   - hsn: The code on the line, where there is one.
    /// - Returns: Whether it exists, and for what.
    package func standing(of rate: Amount, on date: CalendarDate, hsn: String?) -> GSTRates.Standing {
        if isBuiltIn { return GSTRates.standing(of: rate, on: date, hsn: hsn) }
        guard let period = period(on: date) else { return .beforeGST }
        if period.rates.contains(rate) { return .allowed }
        let special = period.special.filter { $0.rate == rate }
        let fitting = special.first { entry in
            entry.codes.isEmpty || hsn == nil || entry.codes.contains { hsn?.hasPrefix($0) == true }
        }
        if let fitting { return .special(fitting.scope) }
        let days = GSTRates.transitionDays
        let isNear = rates.contains { other in
            guard other.from != period.from, other.all.contains(rate) else { return false }
            return abs(date.days(until: other.from)) <= days
                || other.until.map { abs(date.days(until: $0)) <= days } == true
        }
        if isNear { return .transition }
        return special.first.map { .outOfScope($0.scope) } ?? .unknown
    }

    /// What is celebrated on a day; nil: nothing everywhere.
    package func holiday(on date: CalendarDate) -> String? {
        holidays.first { date.iso.hasSuffix("-" + $0.day) }?.name
    }
}
