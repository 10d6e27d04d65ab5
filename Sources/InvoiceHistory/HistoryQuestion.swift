package import AssayKit

/// A question about earlier invoices ("assay.history/1").
///
/// The invoices of the same file are never in an answer.
package enum HistoryQuestion: Sendable, Hashable {
    /// Files with the same bytes as the document in question; the host knows which these are.
    case sameFile
    /// Invoices of a supplier with the same ``PastInvoice/numberKey``.
    case sameNumber(vendor: String, key: String)
    /// Invoices with the same reference number of the e-invoice portal.
    case sameIRN(String)
    /// Invoices of a supplier with the same total, issued on these days.
    case sameAmount(vendor: String, total: Amount, days: ClosedRange<Int>)
    /// Invoices of any supplier with the same total, day and ``PastInvoice/numberKey``.
    case elsewhere(total: Amount, day: Int, key: String)
    /// Invoices of any supplier with the same ``PastInvoice/itemsKey``.
    case sameItems(String)
    /// Invoices of any supplier with a page that looks like one of these, the likest first.
    case samePicture([PictureHash])
    /// A supplier's last invoices up to a day, the latest first.
    case before(vendor: String, day: Int)
    /// A supplier's next invoices after a day, the earliest first.
    case after(vendor: String, day: Int)
    /// Invoices of other PANs that name this bank account, the earliest of each PAN.
    case account(String, pan: String)
    /// How often each first digit begins a supplier's totals, by order of magnitude.
    case digits(vendor: String)
    /// The totals of the first invoices of other suppliers.
    case firsts(vendor: String)
    /// A supplier's invoices over totals from one amount up to, not with, another, issued on these days; with their
    /// count, which may be greater than the number of those that are named.
    case amounts(vendor: String, from: Amount, below: Amount, days: ClosedRange<Int>)
    /// How often a supplier's totals on these days, but for one, are the same though weeks lie between.
    case recurrence(vendor: String, besides: Amount, days: ClosedRange<Int>)

    /// The most invoices in an answer.
    package var limit: Int {
        switch self {
        case .before: 40
        case .after: 12
        case .sameAmount, .amounts: 16
        case .firsts: 1000
        default: 8
        }
    }

    /// The most questions that are answered at a time.
    package static let maximumCount = 16

    /// More invoices than this are not counted.
    package static let maximumCounted = 2000

    /// Two invoices that lie so many days apart have the same total by chance; nearer ones may be one invoice twice,
    /// and prices change over longer times.
    package static let apart = 8...90

    /// Several questions as a plugin asks them.
    package static func json(_ questions: [HistoryQuestion]) -> JSONValue {
        ["questions": .array(questions.map(\.json))]
    }

    /// The questions in what a plugin sent.
    ///
    /// - Throws: ``HistoryError`` for a question that is none of these.
    package static func parse(_ value: JSONValue) throws(HistoryError) -> [HistoryQuestion] {
        guard let list = value["questions"]?.arrayValue else {
            throw HistoryError("write {\"questions\": [...]}")
        }
        guard list.count <= maximumCount else {
            throw HistoryError("\(list.count) questions at a time; at most \(maximumCount) are answered")
        }
        var questions: [HistoryQuestion] = []
        for value in list {
            guard let question = HistoryQuestion(value) else {
                throw HistoryError(
                    "the question \(value["kind"]?.stringValue ?? "without kind") isn't understood")
            }
            questions.append(question)
        }
        return questions
    }

    private var json: JSONValue {
        switch self {
        case .sameFile: ["kind": "same_file"]
        case .sameNumber(let vendor, let key):
            ["kind": "same_number", "vendor": .string(vendor), "key": .string(key)]
        case .sameIRN(let irn): ["kind": "same_irn", "irn": .string(irn)]
        case .sameAmount(let vendor, let total, let days):
            [
                "kind": "same_amount", "vendor": .string(vendor), "total": .string(total.text),
                "from": .integer(days.lowerBound), "to": .integer(days.upperBound),
            ]
        case .elsewhere(let total, let day, let key):
            [
                "kind": "elsewhere", "total": .string(total.text), "day": .integer(day),
                "key": .string(key),
            ]
        case .sameItems(let key): ["kind": "same_items", "key": .string(key)]
        case .samePicture(let pages):
            ["kind": "same_picture", "pictures": .string(PictureHash.joined(pages))]
        case .before(let vendor, let day):
            ["kind": "before", "vendor": .string(vendor), "day": .integer(day)]
        case .after(let vendor, let day):
            ["kind": "after", "vendor": .string(vendor), "day": .integer(day)]
        case .account(let account, let pan):
            ["kind": "account", "account": .string(account), "pan": .string(pan)]
        case .digits(let vendor): ["kind": "digits", "vendor": .string(vendor)]
        case .firsts(let vendor): ["kind": "firsts", "vendor": .string(vendor)]
        case .amounts(let vendor, let lowest, let limit, let days):
            [
                "kind": "amounts", "vendor": .string(vendor), "total": .string(lowest.text),
                "below": .string(limit.text), "from": .integer(days.lowerBound),
                "to": .integer(days.upperBound),
            ]
        case .recurrence(let vendor, let total, let days):
            [
                "kind": "recurrence", "vendor": .string(vendor), "total": .string(total.text),
                "from": .integer(days.lowerBound),
                "to": .integer(days.upperBound),
            ]
        }
    }

    private init?(_ value: JSONValue) {
        func text(_ key: String) -> String? {
            guard let text = value[key]?.stringValue, !text.isEmpty, text.utf8.count <= 512 else {
                return nil
            }
            return text
        }
        func day(_ key: String) -> Int? {
            guard let day = value[key]?.intValue, (-1_000_000...3_000_000).contains(day) else { return nil }
            return day
        }
        let total = text("total").flatMap { Amount($0) }
        switch (value["kind"]?.stringValue, text("vendor"), text("key")) {
        case ("same_file", _, _): self = .sameFile
        case ("same_number", let vendor?, let key?): self = .sameNumber(vendor: vendor, key: key)
        case ("same_irn", _, _):
            guard let irn = text("irn") else { return nil }
            self = .sameIRN(irn)
        case ("same_amount", let vendor?, _):
            guard let total, let from = day("from"), let to = day("to"), from <= to else { return nil }
            self = .sameAmount(vendor: vendor, total: total, days: from...to)
        case ("amounts", let vendor?, _):
            guard let total, let limit = text("below").flatMap({ Amount($0) }), let from = day("from"),
                let to = day("to"), from <= to
            else { return nil }
            self = .amounts(vendor: vendor, from: total, below: limit, days: from...to)
        case ("recurrence", let vendor?, _):
            guard let total, let from = day("from"), let to = day("to"), from <= to else { return nil }
            self = .recurrence(vendor: vendor, besides: total, days: from...to)
        case ("elsewhere", _, let key?):
            guard let total, let day = day("day") else { return nil }
            self = .elsewhere(total: total, day: day, key: key)
        case ("same_items", _, let key?): self = .sameItems(key)
        case ("same_picture", _, _):
            let pages = PictureHash.list(text("pictures") ?? "")
            if pages.isEmpty { return nil }
            self = .samePicture(pages)
        case ("before", let vendor?, _):
            guard let day = day("day") else { return nil }
            self = .before(vendor: vendor, day: day)
        case ("after", let vendor?, _):
            guard let day = day("day") else { return nil }
            self = .after(vendor: vendor, day: day)
        case ("account", _, _):
            guard let account = text("account"), let pan = text("pan") else { return nil }
            self = .account(account, pan: pan)
        case ("digits", let vendor?, _): self = .digits(vendor: vendor)
        case ("firsts", let vendor?, _): self = .firsts(vendor: vendor)
        default: return nil
        }
    }
}

/// Why a question got no answer.
package struct HistoryError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
