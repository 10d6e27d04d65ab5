/// Answers over groups.
extension Answerer {
    func grouped(
        _ query: ChatQuery, _ dimension: ChatQuery.Dimension, _ statistic: ChatQuery.Statistic,
        _ measure: ChatQuery.Measure, _ isDescending: Bool?, _ limit: Int?
    ) async throws -> ChatAnswer {
        var groups = try await source.groups(query.filter, by: dimension, measure)
        let isMoney = statistic != .count && measure.isMoney
        if dimension == .vendor || dimension == .buyer { groups = Self.byName(groups) }
        if !isMoney { groups = Self.withoutCurrency(groups) }
        if isDescending != nil, isMoney { try await requireOneCurrency(query.filter) }
        let valued = groups.compactMap { group in group.figure(statistic).map { (group: group, figure: $0) } }
            .filter { !(limit != nil && $0.group.label == nil) }
            .filter { !(isDescending == true && measure == .findings && $0.figure == 0) }
        let order = isDescending ?? true
        let byTime = dimension == .month && isDescending == nil
        let sorted = valued.sorted { one, other in
            if !byTime, one.figure != other.figure {
                return order ? one.figure > other.figure : one.figure < other.figure
            }
            return (one.group.label ?? "~", one.group.currency ?? "~") < (
                other.group.label ?? "~", other.group.currency ?? "~"
            )
        }
        let shown = sorted.prefix(limit ?? ChatQuery.largestLimit)
        let conditions = Printed.conditions(query.filter)
        guard let last = shown.last else {
            return ChatAnswer(
                text: "No invoices\(conditions) to group by \(dimension.rawValue).", query: query)
        }
        let lines = shown.map { entry -> String in
            let value = Printed.value(entry.figure, measure, entry.group.currency, statistic)
            let count =
                statistic == .count || measure == .findings
                ? "" : " over " + Printed.invoices(entry.group.valued)
            return "\(entry.group.label ?? "(no \(dimension.rawValue))") \(value)\(count)"
        }
        var text =
            Self.title(statistic, measure) + " by " + dimension.rawValue + conditions + ": "
            + lines.joined(separator: "; ") + "."
        if limit != nil, sorted.count > shown.count, sorted[shown.count].figure == last.figure {
            text += " Others have the same value."
        } else if sorted.count > shown.count, limit == nil {
            text += " \(sorted.count - shown.count) more are not shown."
        }
        let (invoices, count) = try await listed(query.filter)
        return ChatAnswer(text: text, query: query, invoices: invoices, count: count)
    }

    /// The groups with those of one name put together, as "from Acme" means all that are called so.
    private static func byName(_ groups: [ChatGroup]) -> [ChatGroup] {
        struct Key: Hashable {
            let words: [String]?
            let currency: String?
        }
        var merged: [Key: ChatGroup] = [:]
        var order: [Key] = []
        for group in groups {
            let key = Key(words: group.label.map { ChatParty.words(of: $0) }, currency: group.currency)
            if merged[key] == nil { order.append(key) }
            merged[key, default: ChatGroup(label: group.label, currency: group.currency)].merge(group)
        }
        return order.compactMap { merged[$0] }
    }

    /// The groups with those of one label put together, for what does not depend on the currency.
    static func withoutCurrency(_ groups: [ChatGroup]) -> [ChatGroup] {
        var merged: [String?: ChatGroup] = [:]
        for group in groups {
            var known = merged[group.label] ?? ChatGroup(label: group.label, currency: nil)
            known.merge(group)
            merged[group.label] = known
        }
        return merged.values.sorted { ($0.label ?? "~") < ($1.label ?? "~") }
    }

    func distinct(_ query: ChatQuery, _ dimension: ChatQuery.Dimension) async throws -> ChatAnswer {
        let found = try await source.groups(query.filter, by: dimension, .total)
        let groups = Self.withoutCurrency(dimension == .currency ? found : Self.byName(found))
        let labels = groups.compactMap(\.label)
        let noun =
            dimension == .currency
            ? ("currency", "currencies")
            : dimension == .buyer ? ("buyer", "buyers") : ("vendor", "vendors")
        let head =
            labels.isEmpty ? "No \(noun.1)" : labels.count == 1 ? "1 \(noun.0)" : "\(labels.count) \(noun.1)"
        var text =
            head + Printed.conditions(query.filter)
            + (labels.isEmpty ? "." : ": " + Printed.names(labels, of: labels.count) + ".")
        let unnamed = groups.filter { $0.label == nil }.reduce(0) { $0 + $1.count }
        if unnamed > 0 { text += " \(Printed.invoices(unnamed)) without one." }
        let (invoices, count) = try await listed(query.filter)
        return ChatAnswer(text: text, query: query, invoices: invoices, count: count)
    }

    func compared(
        _ query: ChatQuery, _ statistic: ChatQuery.Statistic, _ measure: ChatQuery.Measure,
        _ left: ChatFilter,
        _ right: ChatFilter
    ) async throws -> ChatAnswer {
        let isMoney = statistic != .count && measure.isMoney
        var sides: [[ChatGroup]] = []
        var invoices: [ChatInvoice] = []
        var count = 0
        for filter in [left, right] {
            let groups = try await source.groups(filter, by: nil, measure)
            sides.append(isMoney ? groups : Self.withoutCurrency(groups))
            let (found, number) = try await listed(filter)
            invoices += found.filter { !invoices.contains($0) }
            count += number
        }
        let words = sides.enumerated().map { index, groups in
            let values = groups.compactMap { group in
                group.figure(statistic).map {
                    Printed.value($0, measure, group.currency, statistic)
                        + (statistic == .count ? "" : " over " + Printed.invoices(group.valued))
                }
            }
            let name = Printed.conditions(index == 0 ? left : right).dropFirst(2).dropLast()
            return name.prefix(1).uppercased() + name.dropFirst() + ": "
                + (values.isEmpty ? "no invoices" : values.joined(separator: " and "))
        }
        var text = Self.title(statistic, measure) + ". " + words.joined(separator: "; ") + "."
        if let one = Self.single(sides[0]), let other = Self.single(sides[1]), one.currency == other.currency,
            let first = one.figure(statistic), let second = other.figure(statistic)
        {
            let gap = Printed.value(
                first > second ? first - second : second - first, measure, one.currency, statistic)
            text +=
                first == second
                ? " Both are equal." : " The \(first > second ? "first" : "second") is higher by \(gap)."
        }
        let shown = Array(invoices.prefix(ChatQuery.largestLimit))
        return ChatAnswer(text: text, query: query, invoices: shown, count: count)
    }

    private static func single(_ groups: [ChatGroup]) -> ChatGroup? { groups.count == 1 ? groups[0] : nil }
}
