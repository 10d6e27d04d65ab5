internal import AssayKit

/// Questions that put two sets of invoices beside each other.
extension Reader {
    /// "Compare Acme and Sharma", "compare the total of March and April", "Acme vs Sharma in March".
    mutating func comparing() -> ChatQuery? {
        _ = take("please")
        var isCompare = take(
            "compare|difference between|the difference between|what is the difference between")
        let isHow = !isCompare && take("how does|how do|how did")
        _ = take("the")
        var statistic = ChatQuery.Statistic.sum
        var measure = ChatQuery.Measure.total
        if take(
            "number of invoices|invoice count|invoice counts|counts|invoices|number of invoices from|how many invoices"
        ) {
            (statistic, measure) = (.count, .total)
        } else if take("average total|average amount|average|averages|average invoice total") {
            statistic = .average
        } else if take("total tax|tax|gst|total gst|taxes") {
            measure = .tax
        } else if take("number of flags|flags|findings") {
            measure = .findings
        } else {
            _ = take("total|totals|total amount|amounts|amount|total amounts|invoice totals|invoiced amounts")
        }
        _ = take("of|from|for|in|between")
        guard let first = side() else { return nil }
        if isHow {
            guard take("compare|compares") else { return nil }
            isCompare = true
        }
        guard take(isCompare ? "and|with|vs|to|against|and in|with the one of|and from" : "vs|against"),
            let second = side(),
            first != second, first.parties.isEmpty == second.parties.isEmpty,
            first.dates.isEmpty == second.dates.isEmpty, first.statuses.isEmpty == second.statuses.isEmpty
        else { return nil }
        if statistic == .sum, measure == .total {
            _ = take("totals|total|amounts|spend|spending|total amounts")
        }
        var common = ChatFilter()
        guard conditions(into: &common), isAtEnd else { return nil }
        guard let left = Self.both(first, common), let right = Self.both(second, common) else { return nil }
        return ChatQuery(.compare(statistic, measure, left, right), ChatFilter())
    }

    private mutating func side() -> ChatFilter? {
        attempt { reader in
            var filter = ChatFilter()
            _ = reader.take("the|in|from")
            if let span = reader.attempt({ $0.span() }) {
                filter.dates = span
            } else if let party = reader.attempt({ $0.party(allowsPart: true) }) {
                filter.parties = [party]
            } else if let status = reader.attempt({ $0.status() }) {
                filter.statuses = [status]
            } else {
                return nil
            }
            _ = reader.take("invoices")
            return filter
        }
    }

    /// One condition beside others; nil where both speak of the same thing.
    static func both(_ one: ChatFilter, _ other: ChatFilter) -> ChatFilter? {
        var filter = other
        if !one.parties.isEmpty {
            guard filter.parties.isEmpty else { return nil }
            filter.parties = one.parties
        }
        if !one.dates.isEmpty {
            guard filter.dates.isEmpty else { return nil }
            filter.dates = one.dates
        }
        if !one.statuses.isEmpty {
            guard filter.statuses.isEmpty else { return nil }
            filter.statuses = one.statuses
        }
        return filter
    }
}
