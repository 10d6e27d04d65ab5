internal import AssayKit

/// A word, number, date or quotation of a question.
struct Token: Sendable, Hashable {
    /// What kind it is.
    enum Kind: Sendable, Hashable {
        case word
        case quoted
        case number(Number)
        case date(CalendarDate)
    }

    /// A number as it was written.
    struct Number: Sendable, Hashable {
        let value: Amount
        var isPercent = false
        /// ISO 4217, where a sign or prefix says it.
        var currency: String?
        /// 1st, 2nd, 3rd.
        var isOrdinal = false
        /// Whether it has a sign, a separator, a multiplier or anything else that plain digits lack.
        var isPlain = true

        /// As a whole number; nil for one with decimals.
        var whole: Int? { value.micros % 1_000_000 == 0 ? Int(value.micros / 1_000_000) : nil }
    }

    /// In lower case.
    let text: String
    /// As written.
    let raw: String
    let kind: Kind

    var number: Number? { if case .number(let number) = kind { number } else { nil } }
    var date: CalendarDate? { if case .date(let date) = kind { date } else { nil } }
}
