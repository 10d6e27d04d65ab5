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
        _ = take("the|a|our|how many")
        if let query = attempt({ $0.statusBreakdown() }) { return query }
        var statistic: ChatQuery.Statistic
        let measure: ChatQuery.Measure
        var filter = ChatFilter()
        let early = attempt { $0.wise() }
        if take("average|avg|mean") {
            statistic = .average
            guard let found = self.measure() ?? (take("invoice") ? .total : nil) else { return nil }
            measure = found
        } else if sees(
            "spend|spending|expenditure|total spend|cgst|sgst|igst|cess|taxable value|taxable amount"),
            let found = self.measure()
        {
            (statistic, measure) = (.sum, found)
        } else if take("tax|total tax|gst|total gst|taxes") {
            (statistic, measure) = (.sum, .tax)
        } else if take(
            "total amount|total value|total|totals|amount|amounts|invoiced amount|sum of totals|total amount of invoices|"
                + "total of invoices|invoice total|invoice totals")
        {
            guard !sees("invoices|number") else { return nil }
            (statistic, measure) = (.sum, .total)
        } else if take("count|counts|number|invoice count|invoice counts"),
            early != nil || sees("by|per") || wiseFollows()
        {
            (statistic, measure) = (.count, .total)
        } else if take("flags|findings|number of flags|number of findings|flag count") {
            (statistic, measure) = (.sum, .findings)
        } else {
            _ = take("number of|count of")
            guard subject(into: &filter) else { return nil }
            (statistic, measure) = (.count, .total)
        }
        if measure != .findings, statistic != .count {
            _ = take("of invoices|of the invoices|of all invoices|invoiced|billed")
            guard conditions(into: &filter) else { return nil }
        }
        let dimension: ChatQuery.Dimension
        if let early {
            dimension = early
        } else if let late = attempt({ $0.wise() }) {
            dimension = late
        } else {
            guard take("by|per|for each|grouped by|for every|broken down by|split by"),
                let found = self.dimension()
            else { return nil }
            dimension = found
        }
        let named = filter
        if [.rule, .severity].contains(dimension), measure != .findings { return nil }
        guard conditions(into: &filter), Self.isOfInvoices(filter, beyond: named) else { return nil }
        return isAtEnd
            ? ChatQuery(.groups(dimension, statistic, measure, descending: nil, limit: nil), filter) : nil
    }

    /// Whether conditions behind a group can be of nothing but its invoices: "by vendor above 50,000" may be of the sums,
    /// and "vendors with no flags" of all that they sent.
    static func isOfInvoices(_ filter: ChatFilter, beyond old: ChatFilter = ChatFilter()) -> Bool {
        var rest = filter
        (rest.dates, rest.received, rest.currency) = (old.dates, old.received, old.currency)
        (rest.parties, rest.otherParties, rest.buyers) = (old.parties, old.otherParties, old.buyers)
        (rest.isMine, rest.ids) = (old.isMine, old.ids)
        return rest == old
    }

    /// "monthly", "vendor wise", "month-wise".
    private mutating func wise() -> ChatQuery.Dimension? {
        if take("monthly") { return .month }
        for (word, dimension) in [
            ("month", ChatQuery.Dimension.month), ("vendor", .vendor), ("supplier", .vendor),
            ("buyer", .buyer),
            ("customer", .buyer), ("status", .status), ("currency", .currency),
        ] where take("\(word) wise|\(word)-wise|\(word)wise") { return dimension }
        return nil
    }

    private func wiseFollows() -> Bool {
        var copy = self
        return copy.wise() != nil
    }

    /// "Status breakdown", "breakdown by status".
    private mutating func statusBreakdown() -> ChatQuery? {
        guard
            take(
                "status breakdown|breakdown by status|breakdown of status|breakdown of invoices by status|by status"
            )
        else { return nil }
        // "By status" alone goes on from an answer.
        guard tokens[position - 1].text == "breakdown" || position > 2 else { return nil }
        var filter = ChatFilter()
        guard conditions(into: &filter), isAtEnd else { return nil }
        return ChatQuery(.groups(.status, .count, .total, descending: nil, limit: nil), filter)
    }

    /// "Top 5 vendors by total", "Which vendor has the most flags?", "What is the most common flag?".
    mutating func topGroup() -> ChatQuery? {
        _ = take("what are|what is|show me|show|give me|list|tell me|who are|who is")
        _ = take("the|our")
        var filter = ChatFilter()
        if let query = commonFinding() { return query }
        if let query = attempt({ $0.mostSpend() }) { return query }
        let isTop = take("top")
        let isBottom = !isTop && take("bottom")
        if isTop || isBottom {
            let count = smallCount()
            let isOne = sees("vendor|supplier|buyer|customer")
            guard count != nil || isOne || isTop, let dimension = dimension(),
                [.vendor, .buyer].contains(dimension)
            else { return nil }
            let limit = count ?? (isOne ? 1 : 5)
            let plural = dimension == .buyer ? "buyers" : "vendors"
            let early = filter
            guard conditions(into: &filter), Self.isOfInvoices(filter) else { return nil }
            guard let (statistic, measure) = rankedBy() else {
                if filter == early, isAtEnd {
                    complain(
                        ChatRefusal(
                            "The top \(plural) by what: total, number of invoices, or flags?",
                            suggestions: ["total", "number of invoices", "flags"].map {
                                "Top \(limit) \(plural) by \($0)"
                            }))
                }
                return nil
            }
            guard conditions(into: &filter), isAtEnd, Self.isOfInvoices(filter) else { return nil }
            return ChatQuery(.groups(dimension, statistic, measure, descending: isTop, limit: limit), filter)
        }
        _ = take("which|what")
        let isMany = sees("vendors|suppliers|buyers|customers|months")
        let isWho = take("who")
        guard let dimension = isWho ? .vendor : dimension(), [.vendor, .buyer, .month].contains(dimension)
        else {
            return nil
        }
        guard conditions(into: &filter), Self.isOfInvoices(filter) else { return nil }
        let found: (ChatQuery.Statistic, ChatQuery.Measure, Bool)
        if let superlative = superlativeGroup() {
            found = superlative
        } else if let isMost = attempt({ reader -> Bool? in
            // "Which vendor has the most rejected invoices?"
            _ = reader.take("has the|had the|has|had|have the|with the")
            let isMost = reader.take("most|highest number of")
            guard isMost || reader.take("fewest|least"), let statuses = reader.statusList(),
                reader.take(Self.nouns), filter.statuses.isEmpty
            else { return nil }
            filter.statuses = statuses
            return isMost
        }) {
            found = (.count, .total, isMost)
        } else {
            return nil
        }
        let middle = filter
        guard conditions(into: &filter), isAtEnd, Self.isOfInvoices(filter, beyond: middle) else {
            return nil
        }
        return ChatQuery(
            .groups(dimension, found.0, found.1, descending: found.2, limit: isMany ? 5 : 1), filter)
    }

    /// "Biggest vendor", "who do we spend the most with?", "which vendor do we spend the most on in March?".
    private mutating func mostSpend() -> ChatQuery? {
        var filter = ChatFilter()
        var (dimension, limit, isDescending) = (ChatQuery.Dimension.vendor, 1, true)
        if take("who do we spend the most with|who do we spend the most on|with whom do we spend the most") {
        } else if take(
            "which vendor do we spend the|which supplier do we spend the|what vendor do we spend the")
        {
            isDescending = take("most")
            guard isDescending || take("least"), take("with|on|at") else { return nil }
        } else if take("biggest|largest") {
            let count = smallCount()
            let isOne = sees("vendor|supplier|buyer|customer")
            guard let found = self.dimension(), [.vendor, .buyer].contains(found) else { return nil }
            (dimension, limit) = (found, count ?? (isOne ? 1 : 5))
            // "The biggest vendors by flags" is another question.
            if sees("by") {
                guard let (statistic, measure) = rankedBy(), conditions(into: &filter), isAtEnd,
                    Self.isOfInvoices(filter)
                else { return nil }
                return ChatQuery(
                    .groups(dimension, statistic, measure, descending: true, limit: limit), filter)
            }
        } else {
            return nil
        }
        guard conditions(into: &filter), isAtEnd, Self.isOfInvoices(filter) else { return nil }
        return ChatQuery(.groups(dimension, .sum, .total, descending: isDescending, limit: limit), filter)
    }

    private mutating func rankedBy() -> (ChatQuery.Statistic, ChatQuery.Measure)? {
        guard take("by|by their|ranked by|according to") else { return nil }
        if take(
            "total|amount|value|total amount|total value|invoiced amount|invoice total|spend|total spend|spending"
        ) {
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
            "has the|had the|has|had|with the|have the|had|sent us the|sent the|sent us|sent|sends the|sends us the|sends"
        )
        if take("most invoices|highest number of invoices|largest number of invoices|the most invoices") {
            return (.count, .total, true)
        }
        if take("fewest invoices|lowest number of invoices|least invoices|the fewest invoices") {
            return (.count, .total, false)
        }
        if take(
            "highest total|largest total|biggest total|highest total amount|highest amount|highest value|highest spend|most spend|biggest spend"
        ) {
            return (.sum, .total, true)
        }
        if take("lowest total|smallest total|lowest amount|lowest total amount") {
            return (.sum, .total, false)
        }
        if take("most flags|most findings|most issues|highest number of flags|the most flags") {
            return (.sum, .findings, true)
        }
        if take(
            "highest average total|highest average amount|largest average amount|highest average invoice|highest average"
        ) {
            return (.average, .total, true)
        }
        if take("lowest average total|lowest average amount|smallest average amount|lowest average") {
            return (.average, .total, false)
        }
        if take(
            "billed us the most|billed the most|invoiced us the most|invoiced the most|charged us the most|bills us the most|charges us the most|charged the most"
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
        if take(
            "how many|the number of|number of|what is the number of|total number of|the total number of|count|count of|count the"
        ) {
            _ = take("different|distinct")
            guard let dimension = dimension(), [.vendor, .buyer, .currency].contains(dimension) else {
                return nil
            }
            _ = take(
                "did we have|did we use|do we use|do we work with|billed us|invoiced us|are there|do we have|have invoices|sent us invoices|sent invoices|sent us an invoice|have we|have sent invoices|exist"
            )
            var filter = ChatFilter()
            guard conditions(into: &filter), isAtEnd, Self.isOfInvoices(filter) else { return nil }
            return ChatQuery(.distinct(dimension), filter)
        }
        let hasHead = take("list|show|which|who are|what are|give me|show me")
        _ = take("the|all|our|all the|me|all our")
        if take("currencies") {
            _ = take("are there|do we have|do we use|are used|did we use")
            var filter = ChatFilter()
            guard hasHead, conditions(into: &filter), isAtEnd, Self.isOfInvoices(filter) else { return nil }
            return ChatQuery(.distinct(.currency), filter)
        }
        guard sees("vendors|suppliers|buyers|customers"), let dimension = dimension() else { return nil }
        let isAsked = take(
            "are there|do we have|did we have|did we use|do we use|sent us invoices|sent invoices|have invoices|exist|"
                + "billed us|invoiced us")
        let mark = position
        var filter = ChatFilter()
        guard conditions(into: &filter), isAtEnd, hasHead || isAsked || position > mark,
            Self.isOfInvoices(filter)
        else { return nil }
        return ChatQuery(.groups(dimension, .count, .total, descending: nil, limit: nil), filter)
    }
}
