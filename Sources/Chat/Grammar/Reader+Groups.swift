internal import AssayKit

/// Questions for groups and comparisons.
extension Reader {
    mutating func dimension() -> ChatQuery.Dimension? {
        if take("vendor|vendors|supplier|suppliers") { return .vendor }
        if take("buyer|buyers|customer|customers") { return .buyer }
        if take("status|statuses|state") { return .status }
        if take("month|months") { return .month }
        if take("currency|currencies") { return .currency }
        if take("rule|rules") { return .rule }
        if take("severity|severities") { return .severity }
        return nil
    }

    /// "Total by vendor", "invoices per month", "average amount per supplier in March", "flags by rule".
    mutating func grouped() -> ChatQuery? {
        _ = take("what is|what are|show me|show|give me|list|break down|breakdown of|a breakdown of|tell me")
        _ = take("the|a|how many")
        let statistic: ChatQuery.Statistic
        let measure: ChatQuery.Measure
        var filter = ChatFilter()
        if take(
            "total amount|total value|total|totals|amount|amounts|invoiced amount|sum of totals|total amount of invoices|"
                + "total of invoices|invoice total|invoice totals")
        {
            guard !sees("invoices|number") else { return nil }
            (statistic, measure) = (.sum, .total)
        } else if take("tax|total tax|gst|total gst") {
            (statistic, measure) = (.sum, .tax)
        } else if take(
            "average total|average amount|average invoice total|average invoice amount|average value")
        {
            (statistic, measure) = (.average, .total)
        } else if take("flags|findings|number of flags|number of findings|flag count") {
            (statistic, measure) = (.sum, .findings)
        } else {
            _ = take("number of|count of")
            guard subject(into: &filter) else { return nil }
            (statistic, measure) = (.count, .total)
        }
        guard take("by|per|for each|grouped by|for every|broken down by|split by"),
            let dimension = dimension()
        else {
            return nil
        }
        if [.rule, .severity].contains(dimension), measure != .findings { return nil }
        guard conditions(into: &filter) else { return nil }
        return isAtEnd
            ? ChatQuery(.groups(dimension, statistic, measure, descending: nil, limit: nil), filter) : nil
    }

    /// "Top 5 vendors by total", "Which vendor has the most flags?", "What is the most common flag?".
    mutating func topGroup() -> ChatQuery? {
        _ = take("what are|what is|show me|show|give me|list|tell me|who are|who is")
        _ = take("the|our")
        var filter = ChatFilter()
        if let query = commonFinding() { return query }
        let isTop = take("top")
        let isBottom = !isTop && take("bottom")
        if isTop || isBottom {
            guard let limit = smallCount(), take("vendors|suppliers") else { return nil }
            let early = filter
            guard conditions(into: &filter) else { return nil }
            guard let (statistic, measure) = rankedBy() else {
                if filter == early, isAtEnd {
                    complain(
                        ChatRefusal(
                            "The top vendors by what: total, number of invoices, or flags?",
                            suggestions: [
                                "Top \(limit) vendors by total", "Top \(limit) vendors by number of invoices",
                                "Top \(limit) vendors by flags",
                            ]))
                }
                return nil
            }
            guard conditions(into: &filter), isAtEnd else { return nil }
            return ChatQuery(.groups(.vendor, statistic, measure, descending: isTop, limit: limit), filter)
        }
        guard take("which|what") || position == 0 || position > 0 else { return nil }
        let dimension: ChatQuery.Dimension
        if take("vendor|supplier") {
            dimension = .vendor
        } else if take("month") {
            dimension = .month
        } else {
            return nil
        }
        guard conditions(into: &filter) else { return nil }
        guard let (statistic, measure, isDescending) = superlativeGroup() else { return nil }
        guard conditions(into: &filter), isAtEnd else { return nil }
        return ChatQuery(.groups(dimension, statistic, measure, descending: isDescending, limit: 1), filter)
    }

    private mutating func rankedBy() -> (ChatQuery.Statistic, ChatQuery.Measure)? {
        guard take("by|by their|ranked by|according to") else { return nil }
        if take("total|amount|value|total amount|total value|invoiced amount|invoice total") {
            return (.sum, .total)
        }
        if take("number of invoices|invoice count|invoices|count|the number of invoices") {
            return (.count, .total)
        }
        if take("flags|number of flags|findings|number of findings") { return (.sum, .findings) }
        if take("tax|gst|total tax") { return (.sum, .tax) }
        if take("average total|average amount|average invoice|average invoice amount") {
            return (.average, .total)
        }
        return nil
    }

    private mutating func superlativeGroup() -> (ChatQuery.Statistic, ChatQuery.Measure, Bool)? {
        _ = take(
            "has the|had the|has|had|with the|sent us the|sent the|sent us|sent|sends the|sends us the|sends")
        if take("most invoices|highest number of invoices|largest number of invoices|the most invoices") {
            return (.count, .total, true)
        }
        if take("fewest invoices|lowest number of invoices|least invoices|the fewest invoices") {
            return (.count, .total, false)
        }
        if take("highest total|largest total|biggest total|highest total amount|highest amount|highest value")
        {
            return (.sum, .total, true)
        }
        if take("lowest total|smallest total|lowest amount|lowest total amount") {
            return (.sum, .total, false)
        }
        if take("most flags|most findings|most issues|highest number of flags|the most flags") {
            return (.sum, .findings, true)
        }
        if take("highest average total|highest average amount|largest average amount|highest average") {
            return (.average, .total, true)
        }
        if take("lowest average total|lowest average amount|smallest average amount|lowest average") {
            return (.average, .total, false)
        }
        if take(
            "billed us the most|billed the most|invoiced us the most|invoiced the most|charged us the most|bills us the most|charged the most"
        ) {
            return (.sum, .total, true)
        }
        if take(
            "billed us the least|billed the least|invoiced us the least|invoiced the least|charged us the least"
        ) {
            return (.sum, .total, false)
        }
        return nil
    }

    private mutating func commonFinding() -> ChatQuery? {
        attempt { reader in
            var filter = ChatFilter()
            var limit = 1
            if reader.take("top"), let count = reader.smallCount() { limit = count }
            _ = reader.take("which|what")
            let isMany = limit > 1
            guard
                reader.take(
                    "most common flag|most common flags|most frequent flag|most frequent flags|most common finding|"
                        + "most common findings|most common issue|most common issues|rule found the most|rule fired most|"
                        + "rule fires most|rule fired most often|rules fired most|rules fire most often|rules fired most often|"
                        + "rule fires most often|most common problem|most common problems")
                    || isMany && reader.take("flags|rules|findings|issues")
            else { return nil }
            if !isMany,
                reader.tokens[..<reader.position].contains(where: {
                    ["flags", "rules", "findings", "issues", "problems"].contains($0.text)
                })
            {
                limit = 5
            }
            guard reader.conditions(into: &filter), reader.isAtEnd else { return nil }
            return ChatQuery(.groups(.rule, .sum, .findings, descending: true, limit: limit), filter)
        }
    }

    /// "How many vendors are there?", "List the vendors".
    mutating func distinct() -> ChatQuery? {
        _ = take("tell me|show me")
        if take("how many|the number of|number of|what is the number of") {
            _ = take("different|distinct")
            guard let dimension = dimension(), dimension == .vendor || dimension == .currency else {
                return nil
            }
            _ = take(
                "are there|do we have|have invoices|sent us invoices|sent invoices|sent us an invoice|have we|have sent invoices|exist"
            )
            var filter = ChatFilter()
            guard conditions(into: &filter), isAtEnd else { return nil }
            return ChatQuery(.distinct(dimension), filter)
        }
        guard take("list|show|which|who are|what are|give me") else { return nil }
        _ = take("the|all|our|all the|me|all our")
        guard take("vendors|suppliers") else { return nil }
        _ = take("are there|do we have|sent us invoices|sent invoices|have invoices|exist")
        var filter = ChatFilter()
        guard conditions(into: &filter), isAtEnd else { return nil }
        return ChatQuery(.groups(.vendor, .count, .total, descending: nil, limit: nil), filter)
    }

    /// "Compare Acme and Sharma", "compare the total of March and April", "Acme vs Sharma in March".
    mutating func comparing() -> ChatQuery? {
        _ = take("please")
        let isCompare = take("compare")
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
        guard take(isCompare ? "and|with|vs|to|against|and in|with the one of|and from" : "vs|against"),
            let second = side(),
            first != second, first.parties.isEmpty == second.parties.isEmpty,
            first.dates.isEmpty == second.dates.isEmpty, first.statuses.isEmpty == second.statuses.isEmpty
        else { return nil }
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
