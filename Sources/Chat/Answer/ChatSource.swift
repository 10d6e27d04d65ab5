package import AssayKit

/// Where answers come from: what one user may see, of one batch or of everything; only reads, and always bounded.
package protocol ChatSource: Sendable {
    /// Suppliers, or buyers, whose name has one of these words; whether there may be more.
    func parties(like words: [String], _ role: ChatParty.Role) async throws
        -> (parties: [ChatParty], isCut: Bool)

    /// Which of these texts, in lower case, are numbers of invoices, with the printed number.
    func numbers(among texts: [String]) async throws -> [String: String]

    /// The rules that have found something.
    func rules() async throws -> Set<String>

    /// Invoices in an order, those without a value last, and how many there are in all.
    func list(
        _ filter: ChatFilter, by key: ChatQuery.RankKey?, descending: Bool, limit: Int
    ) async throws -> (invoices: [ChatInvoice], count: Int)

    /// A measure by group and currency; without a dimension there is one group a currency.
    func groups(
        _ filter: ChatFilter, by dimension: ChatQuery.Dimension?, _ measure: ChatQuery.Measure
    ) async throws -> [ChatGroup]

    /// Invoices with all that is known of them.
    func details(_ filter: ChatFilter, limit: Int) async throws -> [ChatDetail]

    /// What people changed, the newest first; `since` is a day's number.
    func changes(_ filter: ChatFilter, since: Int?, limit: Int) async throws -> [ChatChange]

    /// Sets of invoices with the same supplier and number, or from the same file.
    func duplicates(_ filter: ChatFilter, limit: Int) async throws -> [[ChatInvoice]]

    /// Invoices without one of the mandatory fields, and which they lack.
    func gaps(_ filter: ChatFilter) async throws -> [(invoice: ChatInvoice, fields: [String])]
}

/// What an answer says of an invoice.
package struct ChatInvoice: Sendable, Hashable {
    package var id: String
    package var number: String?
    package var date: CalendarDate?
    package var supplier: String?
    package var total: Amount?
    package var currency: String?
    package var status: String
    package var confidence: Double?
    package var findings: Int

    package init(
        id: String, number: String?, date: CalendarDate?, supplier: String?, total: Amount?,
        currency: String?,
        status: String, confidence: Double?, findings: Int
    ) {
        self.id = id
        self.number = number
        self.date = date
        self.supplier = supplier
        self.total = total
        self.currency = currency
        self.status = status
        self.confidence = confidence
        self.findings = findings
    }

    /// The number, or the id where none was read.
    package var name: String { number ?? "(no number, \(id.prefix(13)))" }
}

/// An invoice with its evidence.
package struct ChatDetail: Sendable, Hashable {
    package var invoice: ChatInvoice
    package var record: Record
    package var history: [ChatChange]
    /// Why it could not be read.
    package var failure: String?
    /// What the reviewer said.
    package var comment: String?
    package var notes: [String]

    package init(
        invoice: ChatInvoice, record: Record, history: [ChatChange], failure: String?, comment: String?,
        notes: [String]
    ) {
        self.invoice = invoice
        self.record = record
        self.history = history
        self.failure = failure
        self.comment = comment
        self.notes = notes
    }
}

/// Something that happened to an invoice.
package struct ChatChange: Sendable, Hashable {
    package var invoice: ChatInvoice
    /// "corrected".
    package var action: String
    /// RFC 3339.
    package var at: String
    package var fields: [Field]
    package var comment: String?
    /// The user's name; nil for the service itself.
    package var actor: String?

    /// One value that changed.
    package struct Field: Sendable, Hashable {
        package let name: String
        package let old: String?
        package let new: String?

        package init(name: String, old: String?, new: String?) {
            self.name = name
            self.old = old
            self.new = new
        }
    }

    package init(
        invoice: ChatInvoice, action: String, at: String, fields: [Field], comment: String?,
        actor: String? = nil
    ) {
        self.invoice = invoice
        self.action = action
        self.at = at
        self.fields = fields
        self.comment = comment
        self.actor = actor
    }
}

/// What a measure comes to over some invoices of one currency.
package struct ChatGroup: Sendable, Hashable {
    /// What is grouped by; nil where the invoices have none.
    package var label: String?
    package var currency: String?
    /// How many invoices.
    package var count: Int
    /// How many of them have a value.
    package var valued: Int
    /// Millionths; for counted measures the count times a million.
    package var sum: Int128
    package var least: Int64?
    package var greatest: Int64?

    package init(
        label: String?, currency: String?, count: Int = 0, valued: Int = 0, sum: Int128 = 0,
        least: Int64? = nil,
        greatest: Int64? = nil
    ) {
        self.label = label
        self.currency = currency
        self.count = count
        self.valued = valued
        self.sum = sum
        self.least = least
        self.greatest = greatest
    }

    /// Takes one more invoice in; `micros` is its value, nil for none.
    package mutating func add(_ micros: Int64?) {
        count += 1
        guard let micros else { return }
        valued += 1
        sum += Int128(micros)
        least = min(least ?? micros, micros)
        greatest = max(greatest ?? micros, micros)
    }

    /// Another group's figures on top.
    package mutating func merge(_ other: ChatGroup) {
        count += other.count
        valued += other.valued
        sum += other.sum
        least = [least, other.least].compactMap(\.self).min()
        greatest = [greatest, other.greatest].compactMap(\.self).max()
    }

    /// The statistic in millionths; nil without values.
    package func figure(_ statistic: ChatQuery.Statistic) -> Int128? {
        switch statistic {
        case .count: Int128(count) * 1_000_000
        case .sum: valued == 0 ? nil : sum
        case .average: valued == 0 ? nil : Printed.average(sum, over: valued)
        case .least: least.map { Int128($0) }
        case .greatest: greatest.map { Int128($0) }
        }
    }
}

/// An answer to a question.
package struct ChatAnswer: Sendable, Hashable {
    /// A few sentences.
    package var text: String
    /// What was computed; nil for a refusal.
    package var query: ChatQuery?
    /// The invoices that it rests on, at most ``ChatQuery/largestLimit``.
    package var invoices: [ChatInvoice] = []
    /// How many it rests on.
    package var count = 0
    package var isUnderstood: Bool
    package var suggestions: [String] = []
    /// Whether an interpreter, rather than the grammar, read the question.
    package var isInterpreted = false
    /// Those of which one has to be named first.
    var currencies: [String] = []

    package init(
        text: String, query: ChatQuery?, invoices: [ChatInvoice] = [], count: Int = 0,
        isUnderstood: Bool = true,
        suggestions: [String] = []
    ) {
        self.text = text
        self.query = query
        self.invoices = invoices
        self.count = count
        self.isUnderstood = isUnderstood
        self.suggestions = suggestions
    }

    init(_ refusal: ChatRefusal) {
        self.init(text: refusal.sentence, query: nil, isUnderstood: false, suggestions: refusal.suggestions)
        currencies = refusal.currencies
    }

    /// What a following question may refer to.
    package var context: ChatContext? {
        query.map { ChatContext(query: $0, ids: count == invoices.count ? invoices.map(\.id) : nil) }
    }
}

extension ChatRefusal: Error {}
