package import AssayKit

/// Answers questions: reads them, runs their query, and words what comes out.
package struct Answerer: Sendable {
    let source: any ChatSource
    package let today: CalendarDate
    let hasBatch: Bool

    package init(source: any ChatSource, today: CalendarDate, hasBatch: Bool) {
        self.source = source
        self.today = today
        self.hasBatch = hasBatch
    }

    /// Reads a question and answers it; what is not understood is said.
    ///
    /// - Throws: What the source throws.
    package func answer(_ question: String, after context: ChatContext?) async throws -> ChatAnswer {
        try await answer(question, after: context, with: nil)
    }

    /// What a question's words may name.
    package func lexicon(of question: String) async throws -> Lexicon {
        var lexicon = Lexicon(today: today)
        lexicon.hasBatch = hasBatch
        let words = Grammar.words(of: question)
        if !words.isEmpty {
            (lexicon.parties, lexicon.isCut) = try await source.parties(like: words, .supplier)
            let buyers = try await source.parties(like: words, .buyer)
            lexicon.buyers = buyers.parties
            lexicon.isCut = lexicon.isCut || buyers.isCut
        }
        let numbers = Grammar.possibleNumbers(in: question)
        if !numbers.isEmpty {
            lexicon.numbers = try await source.numbers(among: numbers)
            lexicon.rules = try await source.rules()
        }
        return lexicon
    }

    /// Computes a query's answer.
    ///
    /// - Throws: What the source throws.
    package func answer(_ query: ChatQuery) async throws -> ChatAnswer {
        do {
            return try await run(query)
        } catch let refusal as ChatRefusal {
            return ChatAnswer(refusal)
        }
    }

    private func run(_ query: ChatQuery) async throws -> ChatAnswer {
        let filter = query.filter
        switch query.ask {
        case .count, .list: return try await counted(query)
        case .figure(let statistic, let measure): return try await figure(query, statistic, measure)
        case .ranked(let key, let isDescending, let limit):
            return try await ranked(query, key, isDescending, limit)
        case .groups(let dimension, let statistic, let measure, let isDescending, let limit):
            return try await grouped(query, dimension, statistic, measure, isDescending, limit)
        case .distinct(let dimension): return try await distinct(query, dimension)
        case .findings:
            let groups = try await source.groups(filter, by: nil, .findings)
            let found = groups.reduce(0) { $0 + Int($1.sum / 1_000_000) }
            var filter = filter
            filter.hasFindings = filter.hasFindings ?? true
            let (invoices, count) = try await listed(filter)
            let text =
                Printed.findings(found).capitalizedFirst + " on " + Printed.invoices(count).lowercasedFirst
            return ChatAnswer(
                text: text + Printed.conditions(query.filter) + named(invoices, count), query: query,
                invoices: invoices, count: count)
        case .compare(let statistic, let measure, let left, let right):
            return try await compared(query, statistic, measure, left, right)
        case .detail(let field): return try await detailed(query, field)
        case .reasons(let reason): return try await explained(query, reason)
        case .decision(let reason): return try await decided(query, reason)
        case .changes(let since): return try await changed(query, since)
        case .gaps: return try await incomplete(query)
        case .duplicates: return try await doubled(query)
        case .help:
            return ChatAnswer(
                text:
                    "You can ask for counts, sums, averages, the largest and smallest, comparisons, and why an "
                    + "invoice is flagged, what changed, what is missing and what is there twice; by vendor, date, "
                    + "amount, status, finding, rate and confidence.", query: query,
                suggestions: Array(Suggestions.examples.prefix(12)))
        }
    }

    func listed(_ filter: ChatFilter) async throws -> ([ChatInvoice], Int) {
        let found = try await source.list(filter, by: nil, descending: true, limit: ChatQuery.largestLimit)
        return (found.invoices, found.count)
    }

    func named(_ invoices: [ChatInvoice], _ count: Int) -> String {
        count == 0 ? "." : ": " + Printed.names(invoices.map(\.name), of: count) + "."
    }

    private func counted(_ query: ChatQuery) async throws -> ChatAnswer {
        let (invoices, count) = try await listed(query.filter)
        var text = Printed.invoices(count) + Printed.conditions(query.filter) + named(invoices, count)
        if query.filter.statuses == ["flagged"], query.filter.hasFindings == nil {
            var others = query.filter
            others.statuses = []
            others.otherStatuses = ["flagged"]
            others.hasFindings = true
            let more = try await source.list(others, by: nil, descending: true, limit: 1).count
            if more > 0 {
                text += " \(more) more \(more == 1 ? "has" : "have") findings under another status."
            }
        }
        if !query.filter.missing.isEmpty { text += " Only invoices that were read are looked at." }
        let currencies = Set(invoices.compactMap(\.currency))
        if !query.filter.total.isEmpty, query.filter.currency == nil, currencies.count > 1 {
            text += " Totals are compared in each invoice's own currency."
        }
        return ChatAnswer(text: text, query: query, invoices: invoices, count: count)
    }

    private func figure(
        _ query: ChatQuery, _ statistic: ChatQuery.Statistic, _ measure: ChatQuery.Measure
    ) async throws -> ChatAnswer {
        let (invoices, count) = try await listed(query.filter)
        let conditions = Printed.conditions(query.filter)
        guard count > 0 else {
            return ChatAnswer(
                text: "No invoices\(conditions), so there is no \(Printed.measure(measure)).", query: query)
        }
        let groups = try await source.groups(query.filter, by: nil, measure)
        let values = groups.compactMap { group in
            group.figure(statistic).map {
                Printed.value($0, measure, group.currency, statistic) + " over "
                    + Printed.invoices(group.valued)
            }
        }
        let without = groups.reduce(0) { $0 + $1.count - $1.valued }
        guard !values.isEmpty else {
            return ChatAnswer(
                text:
                    "None of \(Printed.invoices(count).lowercasedFirst)\(conditions) has a \(Printed.measure(measure)).",
                query: query, invoices: invoices, count: count)
        }
        var text =
            Self.title(statistic, measure) + ": " + values.joined(separator: " and ") + conditions
            + named(invoices, count)
        if without > 0 {
            text +=
                " \(without) of them \(without == 1 ? "has" : "have") no \(Printed.measure(measure)) and "
                + "\(without == 1 ? "is" : "are") not in it."
        }
        return ChatAnswer(text: text, query: query, invoices: invoices, count: count)
    }

    static func title(_ statistic: ChatQuery.Statistic, _ measure: ChatQuery.Measure) -> String {
        let name = Printed.measure(measure)
        return switch statistic {
        case .count: "Number of invoices"
        case .sum: measure == .total ? "Sum of totals" : "Sum of \(name)"
        case .average: "Average \(name)"
        case .least: "Lowest \(name)"
        case .greatest: "Highest \(name)"
        }
    }

    private func ranked(
        _ query: ChatQuery, _ key: ChatQuery.RankKey, _ isDescending: Bool, _ limit: Int
    ) async throws -> ChatAnswer {
        if key == .total { try await requireOneCurrency(query.filter) }
        let found = try await source.list(query.filter, by: key, descending: isDescending, limit: limit + 1)
        let conditions = Printed.conditions(query.filter)
        let valued = found.invoices.filter { Self.hasValue($0, key) }
        let shown = Array(valued.prefix(limit))
        guard let last = shown.last else {
            return ChatAnswer(text: "No invoices\(conditions) to rank.", query: query)
        }
        let lines = shown.map { "\($0.name) (\(Self.line($0, key)))" }
        var text =
            (shown.count == 1 ? "" : "\(shown.count) ") + Self.title(key, isDescending, shown.count) + " of "
            + Printed.invoices(found.count) + conditions + ": " + lines.joined(separator: ", ") + "."
        if valued.count > limit, Self.isSame(valued[limit], last, key) {
            text += " Others have the same \(Self.word(key))."
        }
        return ChatAnswer(text: text, query: query, invoices: shown, count: shown.count)
    }

    private static func title(_ key: ChatQuery.RankKey, _ isDescending: Bool, _ count: Int) -> String {
        let adjective =
            switch key {
            case .total: isDescending ? "largest" : "smallest"
            case .confidence: isDescending ? "most confident" : "least confident"
            case .date, .received: isDescending ? "latest" : "earliest"
            case .findings: isDescending ? "one with the most findings" : "one with the fewest findings"
            }
        return count == 1 ? "The " + adjective : adjective
    }

    private static func word(_ key: ChatQuery.RankKey) -> String {
        switch key {
        case .total: "total"
        case .confidence: "confidence"
        case .date: "date"
        case .received: "day"
        case .findings: "number of findings"
        }
    }

    private static func hasValue(_ invoice: ChatInvoice, _ key: ChatQuery.RankKey) -> Bool {
        switch key {
        case .total: invoice.total != nil
        case .confidence: invoice.confidence != nil
        case .date: invoice.date != nil
        case .received, .findings: true
        }
    }

    private static func isSame(_ one: ChatInvoice, _ other: ChatInvoice, _ key: ChatQuery.RankKey) -> Bool {
        switch key {
        case .total: one.total == other.total
        case .confidence: one.confidence == other.confidence
        case .date: one.date == other.date
        case .received: false
        case .findings: one.findings == other.findings
        }
    }

    private static func line(_ invoice: ChatInvoice, _ key: ChatQuery.RankKey) -> String {
        var parts = [invoice.supplier ?? "no supplier"]
        if let total = invoice.total { parts.append(Printed.money(Int128(total.micros), invoice.currency)) }
        switch key {
        case .confidence:
            parts.append(invoice.confidence.map { "confidence " + Printed.confidence($0) } ?? "")
        case .date: parts.append(invoice.date?.iso ?? "")
        case .findings: parts.append(Printed.findings(invoice.findings))
        case .total, .received: break
        }
        return parts.joined(separator: ", ")
    }

    /// Amounts of several currencies are never put in one order.
    func requireOneCurrency(_ filter: ChatFilter) async throws {
        let codes = Set(
            try await source.groups(filter, by: nil, .total).filter { $0.valued > 0 }.map(\.currency))
        guard codes.count > 1 else { return }
        let names = codes.compactMap(\.self).sorted()
        var refusal = ChatRefusal(
            "These invoices are in several currencies (\(names.joined(separator: ", "))), which have no common order; "
                + "name one of them.",
            suggestions: names.prefix(3).map { "What is the largest invoice in \($0)?" })
        refusal.currencies = Array(names.prefix(3))
        throw refusal
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
