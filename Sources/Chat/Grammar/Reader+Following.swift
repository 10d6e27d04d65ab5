/// Questions that refer to the answer before.
extension Reader {
    /// "And in April?", "what about Sharma?", "only the approved ones", "which ones?", "by vendor?".
    mutating func following() -> ChatQuery? {
        if take(
            "which ones|which ones are they|which invoices|which|list them|show them|show me them|show me those|show those|what are they|show me the invoices|list those"
        ) {
            guard isAtEnd else { return nil }
            guard let scope = context?.scope else {
                _ = refuseReference()
                return nil
            }
            return ChatQuery(.list, scope)
        }
        if take(
            "and how many|how many|how many are they|how many are there|and how many are there|how many is that"
        ) {
            guard isAtEnd else { return nil }
            guard let scope = context?.scope else {
                _ = refuseReference()
                return nil
            }
            return ChatQuery(.count, scope)
        }
        if take("by|per|and by|and per") { return regrouped() }
        if take("only|just|and only") {
            _ = take("the|those|that are|show")
            guard let context, context.scope != nil else {
                _ = refuseReference()
                return nil
            }
            var filter = context.scope ?? ChatFilter()
            let old = filter
            if let status = attempt({ $0.statusList() }) {
                guard filter.statuses.isEmpty else { return nil }
                filter.statuses = status
            }
            _ = take("ones|invoices|those")
            guard conditions(into: &filter), isAtEnd, filter != old else { return nil }
            return ChatQuery(context.query.ask, filter)
        }
        guard take("and what about|what about|how about|and how about|and") else { return nil }
        return replaced()
    }

    private mutating func regrouped() -> ChatQuery? {
        guard let dimension = dimension(), isAtEnd, let context else {
            if context == nil { _ = refuseReference() }
            return nil
        }
        let findings = [ChatQuery.Dimension.rule, .severity].contains(dimension)
        switch context.query.ask {
        case .count, .list:
            guard !findings else { return nil }
            return ChatQuery(
                .groups(dimension, .count, .total, descending: nil, limit: nil), context.query.filter)
        case .figure(let statistic, let measure):
            guard !findings else { return nil }
            return ChatQuery(
                .groups(dimension, statistic, measure, descending: nil, limit: nil), context.query.filter)
        case .findings:
            return ChatQuery(
                .groups(dimension, .sum, .findings, descending: nil, limit: nil), context.query.filter)
        default: return nil
        }
    }

    /// The question before with other conditions in place of those that are named.
    private mutating func replaced() -> ChatQuery? {
        guard let context else {
            var probe = ChatFilter()
            if bare(into: &probe), isAtEnd { _ = refuseReference() }
            return nil
        }
        switch context.query.ask {
        case .count, .list, .figure, .ranked, .groups, .distinct, .findings, .duplicates, .gaps: break
        case .compare, .detail, .reasons, .changes, .help: return nil
        }
        var new = ChatFilter()
        guard bare(into: &new), isAtEnd, new != ChatFilter() else { return nil }
        var filter = context.query.filter
        // A list of single invoices has no condition that another could take the place of.
        guard filter.ids == nil, new.ids == nil, filter.numbers.isEmpty, new.numbers.isEmpty else {
            return nil
        }
        if !new.parties.isEmpty || !new.otherParties.isEmpty {
            (filter.parties, filter.otherParties) = (new.parties, new.otherParties)
        }
        if !new.buyers.isEmpty { filter.buyers = new.buyers }
        if !new.statuses.isEmpty || !new.otherStatuses.isEmpty {
            guard filter.decided.isEmpty || !new.decided.isEmpty else { return nil }
            (filter.statuses, filter.otherStatuses) = (new.statuses, new.otherStatuses)
            filter.decided = new.decided
        }
        if !new.dates.isEmpty {
            // The new days take the place of whichever days were asked about.
            if !filter.received.isEmpty, filter.dates.isEmpty {
                filter.received = new.dates
            } else if !filter.decided.isEmpty, filter.dates.isEmpty {
                filter.decided = new.dates
            } else {
                filter.dates = new.dates
            }
        }
        if !new.received.isEmpty { filter.received = new.received }
        if !new.total.isEmpty { filter.total = new.total }
        if let currency = new.currency { filter.currency = currency }
        if !new.rates.isEmpty { filter.rates = new.rates }
        if !new.confidence.isEmpty { filter.confidence = new.confidence }
        if new.hasFindings != nil { filter.hasFindings = new.hasFindings }
        if !new.rules.isEmpty { filter.rules = new.rules }
        if new.severity != nil {
            (filter.severity, filter.isExactSeverity) = (new.severity, new.isExactSeverity)
        }
        if !new.missing.isEmpty { filter.missing = new.missing }
        return ChatQuery(context.query.ask, filter)
    }

    /// Conditions alone: "Sharma", "in April", "the rejected ones", "those above 5000".
    private mutating func bare(into filter: inout ChatFilter) -> Bool {
        _ = take("the|those|the ones|the invoices|invoices|those that are|the ones that are")
        if let parties = attempt({ $0.parties(allowsPart: true) }) {
            // A supplier that is called like a month may be either.
            filter.parties = parties
        } else if let status = attempt({ $0.statusList() }) {
            filter.statuses = status
        }
        _ = take("ones|invoices|one")
        return conditions(into: &filter)
    }
}
