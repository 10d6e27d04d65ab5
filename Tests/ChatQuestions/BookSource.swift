internal import AssayKit
package import Chat

/// The small book as a source: the plainest way to compute what a query means.
package struct BookSource: ChatSource {
    let entries: [BookEntry]

    package init(_ entries: [BookEntry] = SmallBook.entries) { self.entries = entries }

    private func chosen(_ filter: ChatFilter) -> [BookEntry] { entries.filter { holds(filter, $0) } }

    private func day(_ text: String?) -> CalendarDate? { text.flatMap { CalendarDate(iso: $0) } }

    private func holds(_ filter: ChatFilter, _ entry: BookEntry) -> Bool {
        let isFrom = { (parties: [ChatParty]) in
            entry.supplier.map { name in parties.contains { $0.words == ChatParty.words(of: name) } } ?? false
        }
        if !filter.parties.isEmpty, !isFrom(filter.parties) { return false }
        if isFrom(filter.otherParties) { return false }
        let isTo =
            entry.buyer.map { name in filter.buyers.contains { $0.words == ChatParty.words(of: name) } }
            ?? false
        if !filter.buyers.isEmpty, !isTo { return false }
        if !filter.statuses.isEmpty, !filter.statuses.contains(entry.status) { return false }
        if filter.otherStatuses.contains(entry.status) { return false }
        if let has = filter.hasFindings, has == entry.flags.isEmpty { return false }
        if !filter.rules.isEmpty, !entry.flags.contains(where: { filter.rules.contains($0.rule) }) {
            return false
        }
        if let severity = filter.severity,
            !entry.flags.contains(where: {
                filter.isExactSeverity ? $0.severity == severity : $0.severity >= severity
            })
        {
            return false
        }
        let invoice = entry.invoice
        return filter.dates.contains(invoice.date) && filter.received.contains(day(entry.received))
            && filter.decided.contains(day(entry.decided)) && filter.total.contains(invoice.total)
            && (filter.currency.map { $0 == entry.currency } ?? true)
            && (filter.rates.isEmpty
                || entry.rate.flatMap { Amount($0) }.map { filter.rates.contains($0) } ?? false)
            && filter.confidence.contains(entry.confidence)
            && filter.missing.allSatisfy { entry.record.fields[$0] == nil }
            && (filter.missing.isEmpty || entry.supplier != nil)
            && (filter.numbers.isEmpty || entry.number.map { filter.numbers.contains($0) } ?? false)
            && (filter.ids.map { $0.contains(entry.id) } ?? true)
    }

    package func parties(like words: [String], _ role: ChatParty.Role) async throws
        -> (parties: [ChatParty], isCut: Bool)
    {
        var found: [ChatParty] = []
        for name in entries.compactMap({ role == .buyer ? $0.buyer : $0.supplier }) {
            let own = ChatParty.words(of: name)
            guard own.contains(where: { words.contains($0) }), !found.contains(where: { $0.words == own })
            else { continue }
            found.append(ChatParty(name: name, ids: [own.joined(separator: " ")]))
        }
        return (found, false)
    }

    package func numbers(among texts: [String]) async throws -> [String: String] {
        var found: [String: String] = [:]
        for number in entries.compactMap(\.number) where texts.contains(number.lowercased()) {
            found[number.lowercased()] = number
        }
        return found
    }

    package func rules() async throws -> Set<String> { Set(entries.flatMap(\.flags).map(\.rule)) }

    package func list(
        _ filter: ChatFilter, by key: ChatQuery.RankKey?, descending: Bool, limit: Int
    ) async throws -> (invoices: [ChatInvoice], count: Int) {
        let all = chosen(filter).map(\.invoice)
        func value(_ invoice: ChatInvoice) -> Double? {
            switch key {
            case .total: invoice.total?.approximate
            case .confidence: invoice.confidence
            case .date: invoice.date.map { Double($0.dayNumber) }
            case .findings: Double(invoice.findings)
            case .received, nil: Double(invoice.id)
            }
        }
        let valued = all.filter { value($0) != nil }.sorted {
            let (one, other) = (value($0) ?? 0, value($1) ?? 0)
            return one == other ? (Int($0.id) ?? 0) > (Int($1.id) ?? 0) : descending == (one > other)
        }
        return (Array((valued + all.filter { value($0) == nil }).prefix(limit)), all.count)
    }

    package func groups(
        _ filter: ChatFilter, by dimension: ChatQuery.Dimension?, _ measure: ChatQuery.Measure
    ) async throws -> [ChatGroup] {
        var groups: [[String?]: ChatGroup] = [:]
        for entry in chosen(filter) {
            if dimension == .rule || dimension == .severity {
                for flag in entry.flags {
                    let label = dimension == .rule ? flag.rule : flag.severity.rawValue
                    var group = groups[[label]] ?? ChatGroup(label: label, currency: nil)
                    group.add(1_000_000)
                    groups[[label]] = group
                }
                continue
            }
            let label: String? =
                switch dimension {
                case .vendor: entry.supplier
                case .buyer: entry.buyer
                case .status: entry.status
                case .month: entry.date.map { String($0.prefix(7)) }
                case .currency: entry.currency
                case .rule, .severity, nil: nil
                }
            let value: Int64? =
                switch measure {
                case .findings: Int64(entry.flags.count) * 1_000_000
                default: entry.record.amount(measure.rawValue)?.micros
                }
            var group = groups[[label, entry.currency]] ?? ChatGroup(label: label, currency: entry.currency)
            group.add(value)
            groups[[label, entry.currency]] = group
        }
        return groups.values.sorted {
            ($0.label ?? "~", $0.currency ?? "~") < ($1.label ?? "~", $1.currency ?? "~")
        }
    }

    private func detail(_ entry: BookEntry) -> ChatDetail {
        ChatDetail(
            invoice: entry.invoice, record: entry.record, history: history(entry),
            failure: entry.status == "failed" ? "The file is damaged." : nil, comment: entry.comment,
            notes: [])
    }

    private func history(_ entry: BookEntry) -> [ChatChange] {
        var changes = [
            ChatChange(
                invoice: entry.invoice, action: "submitted", at: entry.received + "T09:00:00.000Z",
                fields: [],
                comment: nil)
        ]
        if let decided = entry.decided {
            changes.append(
                ChatChange(
                    invoice: entry.invoice, action: entry.status, at: decided + "T09:00:00.000Z", fields: [],
                    comment: entry.comment, actor: "mia"))
        }
        return changes
    }

    package func details(_ filter: ChatFilter, limit: Int) async throws -> [ChatDetail] {
        chosen(filter).prefix(limit).map(detail)
    }

    package func changes(_ filter: ChatFilter, since: Int?, limit: Int) async throws -> [ChatChange] {
        var all: [ChatChange] = []
        for change in chosen(filter).flatMap(history) where change.action != "submitted" {
            let number = day(String(change.at.prefix(10)))?.dayNumber ?? 0
            if number >= since ?? 0 { all.append(change) }
        }
        return Array(all.sorted { $0.at > $1.at }.prefix(limit))
    }

    package func duplicates(_ filter: ChatFilter, limit: Int) async throws -> [[ChatInvoice]] {
        let numbered = chosen(filter).filter { $0.number != nil }
        let sets = Dictionary(grouping: numbered) { ($0.supplier ?? "") + "/" + ($0.number ?? "") }
        let doubled = sets.values.filter { $0.count > 1 }.map { $0.map(\.invoice) }
        return Array(doubled.sorted { $0[0].name < $1[0].name }.prefix(limit))
    }

    package func gaps(_ filter: ChatFilter) async throws -> [(invoice: ChatInvoice, fields: [String])] {
        chosen(filter).filter { $0.supplier != nil }.compactMap { entry in
            let missing = FieldTable.mandatory.filter { entry.record.fields[$0] == nil }
            return missing.isEmpty ? nil : (entry.invoice, missing)
        }
    }
}
