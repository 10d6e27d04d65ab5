internal import AssayKit
package import Chat
package import Storage

/// Answers from the store: what one user may see, of one batch or of everything.
package struct StoredChatSource: ChatSource {
    package typealias Store = AccountStore & InvoiceAnalysis & InvoiceStore & VendorStore

    let store: any Store
    let visibility: Visibility
    let user: UserID
    let batch: BatchID?

    /// Questions about records read at most so many of them.
    static let mostRecords = 5000
    private static let mostParties = 200
    private static let unread: [InvoiceStatus] = [.queued, .processing, .failed]

    package init(store: any Store, visibility: Visibility, user: UserID, batch: BatchID?) {
        self.store = store
        self.visibility = visibility
        self.user = user
        self.batch = batch
    }

    private var everything: InvoiceFilter {
        var filter = InvoiceFilter(visibility)
        filter.batch = batch
        return filter
    }

    package func parties(like words: [String], _ role: ChatParty.Role) async throws
        -> (parties: [ChatParty], isCut: Bool)
    {
        let found = try await store.parties(
            role == .buyer ? .buyer : .supplier, like: words, of: everything, limit: Self.mostParties)
        var parties: [ChatParty] = []
        for supplier in found {
            let own = ChatParty.words(of: supplier.printed)
            let id = supplier.vendor.map { "v:\($0)" } ?? "n:\(supplier.name)"
            if parties.contains(where: { $0.words == own && $0.ids.contains(id) }) { continue }
            if let place = parties.firstIndex(where: { $0.words == own }) {
                parties[place] = ChatParty(
                    name: parties[place].name, ids: parties[place].ids + [id], called: supplier.printed)
            } else {
                parties.append(ChatParty(name: supplier.name, ids: [id], called: supplier.printed))
            }
        }
        return (parties, found.count >= Self.mostParties)
    }

    package func numbers(among texts: [String]) async throws -> [String: String] {
        let found = try await store.invoiceNumbers(among: texts, of: everything)
        return Dictionary(found.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func rules() async throws -> Set<String> {
        Set(try await store.tallies(InvoiceSelection(everything), by: .rule).compactMap(\.label))
    }

    package func list(
        _ filter: ChatFilter, by key: ChatQuery.RankKey?, descending: Bool, limit: Int
    ) async throws -> (invoices: [ChatInvoice], count: Int) {
        let sort = InvoiceSort(Self.sortKey(key), descending: descending)
        guard filter.needsRecords else {
            let found = try await store.invoices(selection(filter), sort: sort, limit: limit)
            return (found.invoices.map(Self.shown), found.count)
        }
        let found = try await records(filter).map { Self.shown($0.invoice.summary) }
        let valued = found.filter { Self.value($0, key) != nil }
        let sorted = valued.sorted { one, other in
            let (left, right) = (Self.value(one, key) ?? 0, Self.value(other, key) ?? 0)
            return left == right ? one.id > other.id : descending == (left > right)
        }
        return (Array((sorted + found.filter { Self.value($0, key) == nil }).prefix(limit)), found.count)
    }

    package func details(_ filter: ChatFilter, limit: Int) async throws -> [ChatDetail] {
        var details: [ChatDetail] = []
        for invoice in try await store.invoices(selection(filter), after: nil, limit: limit) {
            let shown = Self.shown(invoice.summary)
            let history = try await store.history(invoice.id, visibility: visibility)
            var names: [UserID: String] = [:]
            for id in Set(history.compactMap(\.by.userID)) {
                // Whoever is gone did it all the same.
                names[id] = (try? await store.user(id))?.username ?? "somebody who is not a user any more"
            }
            details.append(
                ChatDetail(
                    invoice: shown, record: try invoice.record,
                    history: history.map { entry in
                        var change = Self.change(entry, shown)
                        change.actor = entry.by.userID.flatMap { names[$0] }
                        return change
                    },
                    failure: invoice.failure?.message, comment: invoice.review?.comment, notes: invoice.notes)
            )
        }
        return details
    }

    package func changes(_ filter: ChatFilter, since: Int?, limit: Int) async throws -> [ChatChange] {
        let start = since.flatMap { CalendarDate(dayNumber: $0) }.map(Self.start)
        return try await store.changes(selection(filter), since: start, limit: limit)
            .map { Self.change($0.entry, Self.shown($0.invoice)) }
    }

    package func duplicates(_ filter: ChatFilter, limit: Int) async throws -> [[ChatInvoice]] {
        try await store.repeated(selection(filter), limit: limit).map { $0.map(Self.shown) }
    }

    package func gaps(_ filter: ChatFilter) async throws -> [(invoice: ChatInvoice, fields: [String])] {
        try await records(filter, isRead: true).compactMap { invoice, record in
            let missing = FieldTable.mandatory.filter { record.fields[$0] == nil }
            return missing.isEmpty ? nil : (Self.shown(invoice.summary), missing)
        }
    }

    /// The chosen invoices with their records.
    ///
    /// - Throws: ``ChatRefusal`` when they are too many to be read.
    func records(
        _ filter: ChatFilter, isRead: Bool = false
    ) async throws -> [(invoice: Invoice, record: Record)] {
        var selection = try selection(filter)
        if isRead || !filter.missing.isEmpty { selection.otherStatuses += Self.unread }
        let count = try await store.invoices(selection, sort: InvoiceSort(), limit: 1).count
        guard count <= Self.mostRecords else {
            throw ChatRefusal(
                "That needs the records of \(count) invoices, and at most \(Self.mostRecords) are read for one answer; "
                    + "name a vendor, days, or ask in a batch.",
                suggestions: ["How many invoices are there this month?"])
        }
        var chosen: [(invoice: Invoice, record: Record)] = []
        var last: InvoiceID?
        while true {
            let piece = try await store.invoices(selection, after: last, limit: 200)
            for invoice in piece {
                let record = try invoice.record
                if Self.holds(filter, record) { chosen.append((invoice, record)) }
            }
            last = piece.last?.id
            if piece.count < 200 { return chosen }
        }
    }

    private static func holds(_ filter: ChatFilter, _ record: Record) -> Bool {
        if filter.missing.contains(where: { record.fields[$0] != nil }) { return false }
        if filter.rates.isEmpty { return true }
        return (record.lineItems + record.taxSummary).contains { row in
            row["rate"].flatMap { Amount($0.value) }.map { filter.rates.contains($0) } ?? false
        }
    }
}

extension StoredChatSource {
    /// The store's words for a filter.
    ///
    /// - Throws: ``ChatRefusal`` for what is no invoice's id.
    func selection(_ filter: ChatFilter) throws -> InvoiceSelection {
        var base = everything
        if filter.isMine { base.visibility = .owned(by: user) }
        base.statuses = filter.statuses.compactMap(InvoiceStatus.init(rawValue:))
        base.flagged = filter.hasFindings
        if !filter.isExactSeverity { base.minimumSeverity = filter.severity }
        (base.from, base.to) = (filter.dates.from, filter.dates.to)
        base.minimumTotal = filter.total.lower.map { Self.moved($0.value, by: $0.isIncluded ? 0 : 1) }
        base.maximumTotal = filter.total.upper.map { Self.moved($0.value, by: $0.isIncluded ? 0 : -1) }
        var selection = InvoiceSelection(base)
        if let ids = filter.ids { selection.ids = ids.compactMap { InvoiceID($0) } }
        selection.numbers = filter.numbers
        selection.suppliers = Self.suppliers(filter.parties)
        selection.otherSuppliers = Self.suppliers(filter.otherParties)
        selection.buyers = Self.suppliers(filter.buyers)
        selection.otherStatuses = filter.otherStatuses.compactMap(InvoiceStatus.init(rawValue:))
        selection.rules = filter.rules
        if filter.isExactSeverity { selection.severity = filter.severity }
        selection.createdFrom = filter.received.from.map(Self.start)
        selection.createdBefore = filter.received.to.map(Self.end)
        selection.decidedFrom = filter.decided.from.map(Self.start)
        selection.decidedBefore = filter.decided.to.map(Self.end)
        selection.currency = filter.currency
        selection.leastConfidence = filter.confidence.lower.map { .init($0.value, isIncluded: $0.isIncluded) }
        selection.greatestConfidence = filter.confidence.upper.map {
            .init($0.value, isIncluded: $0.isIncluded)
        }
        guard base.statuses.count == filter.statuses.count,
            selection.suppliers.isEmpty == filter.parties.isEmpty,
            selection.otherSuppliers.isEmpty == filter.otherParties.isEmpty,
            selection.buyers.isEmpty == filter.buyers.isEmpty,
            selection.otherStatuses.count == filter.otherStatuses.count
        else { throw ChatRefusal("The question names something that is not there any more.") }
        return selection
    }

    private static func suppliers(_ parties: [ChatParty]) -> [SupplierName] {
        parties.flatMap { party in
            party.ids.compactMap { id in
                let text = String(id.dropFirst(2))
                if id.hasPrefix("n:") { return SupplierName(vendor: nil, name: text) }
                return VendorID(text).map { SupplierName(vendor: $0, name: party.name) }
            }
        }
    }

    private static func moved(_ amount: Amount, by micros: Int64) -> Amount {
        Amount(micros: amount.micros + micros, scale: 6)
    }

    static func start(_ day: CalendarDate) -> Timestamp {
        Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000)
    }

    private static func end(_ day: CalendarDate) -> Timestamp { start(day) + .seconds(86_400) }

    private static func sortKey(_ key: ChatQuery.RankKey?) -> InvoiceSort.Key {
        switch key {
        case .total: .total
        case .confidence: .confidence
        case .date: .invoiceDate
        case .findings: .flagCount
        case .received, nil: .createdAt
        }
    }

    private static func value(_ invoice: ChatInvoice, _ key: ChatQuery.RankKey?) -> Double? {
        switch key {
        case .total: invoice.total.map { Double($0.micros) }
        case .confidence: invoice.confidence
        case .date: invoice.date.map { Double($0.dayNumber) }
        case .findings: Double(invoice.findings)
        case .received, nil: InvoiceID(invoice.id).map { Double($0.madeAt.milliseconds) }
        }
    }

    static func shown(_ summary: InvoiceSummary) -> ChatInvoice {
        ChatInvoice(
            id: summary.id.description, number: summary.keys.number, date: summary.keys.date,
            supplier: summary.keys.supplierName, total: summary.keys.total, currency: summary.keys.currency,
            status: summary.status.rawValue, confidence: summary.confidence, findings: summary.flagCount)
    }

    private static func change(_ entry: HistoryEntry, _ invoice: ChatInvoice) -> ChatChange {
        ChatChange(
            invoice: invoice, action: entry.action.rawValue, at: entry.at.rfc3339,
            fields: entry.changes.map { .init(name: $0.field, old: $0.old, new: $0.new) },
            comment: entry.comment)
    }
}
