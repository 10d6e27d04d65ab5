/// Questions that refer to the answer before.
extension Reader {
    /// "And in April?", "what about Sharma?", "only the approved ones", "which ones?", "by vendor?".
    mutating func following() -> ChatQuery? {
        if let query = attempt({ $0.ofThem() }) ?? attempt({ $0.anew() }) { return query }
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
        if take("only|just|and only") { return narrowed() }
        if take("without|except|excluding|but not|not") { return narrowedByNot() }
        if take("and what about|what about|how about|and how about|same for|the same for|and for|and") {
            return replaced()
        }
        // "In March?", "from Acme?", "above 1 lakh"
        guard context != nil,
            sees(
                "in|from|to|above|over|below|under|between|since|before|after|until|this|last|for|during|more|less|>|<|with"
            )
        else { return nil }
        return replaced()
    }

    /// The conditions that "those" have: of groups, too.
    private var base: ChatFilter? {
        guard let context else { return nil }
        if case .groups = context.query.ask { return context.query.filter }
        return context.scope
    }

    /// "Only the approved ones", "only March", "only INR", "just Acme".
    private mutating func narrowed() -> ChatQuery? {
        _ = take("the|those|that are|show|in|from")
        guard let context, var filter = base else {
            _ = refuseReference()
            return nil
        }
        let old = filter
        if let status = attempt({ $0.statusList() }) {
            guard filter.statuses.isEmpty else { return nil }
            filter.statuses = status
        } else if let code = attempt({ $0.currency() }) {
            guard filter.currency == nil else { return nil }
            filter.currency = code
        } else if let days = attempt({ $0.span() }) {
            // Of the days that were asked about, not others.
            guard filter.dates.isEmpty || filter.dates.contains(days.from) && filter.dates.contains(days.to),
                filter.received.isEmpty, filter.decided.isEmpty
            else { return nil }
            filter.dates = days
        } else if let parties = attempt({ $0.parties(allowsPart: true) }) {
            guard filter.parties.isEmpty else { return nil }
            filter.parties = parties
        }
        _ = take("ones|invoices|those")
        guard conditions(into: &filter), isAtEnd, filter != old else { return nil }
        return ChatQuery(context.query.ask, filter)
    }

    /// "Without the rejected ones", "except Acme".
    private mutating func narrowedByNot() -> ChatQuery? {
        _ = take("the|those|from|any")
        guard let context, var filter = base else {
            _ = refuseReference()
            return nil
        }
        if let list = attempt({ $0.statusList() }), list.count == 1, !filter.otherStatuses.contains(list[0]) {
            filter.otherStatuses.append(list[0])
        } else if filter.otherParties.isEmpty, let parties = attempt({ $0.parties(allowsPart: true) }) {
            filter.otherParties = parties
        } else {
            return nil
        }
        _ = take("ones|invoices")
        return isAtEnd ? ChatQuery(context.query.ask, filter) : nil
    }

    /// "Which is the largest?", "the biggest in INR", "what are they worth?": of the invoices of the last answer.
    private mutating func ofThem() -> ChatQuery? {
        if take(
            "what are they worth|how much are they worth|how much are they|what do they come to|what do they add up to"
        ) {
            guard isAtEnd else { return nil }
            guard let scope = context?.scope else {
                _ = refuseReference()
                return nil
            }
            return ChatQuery(.figure(.sum, .total), scope)
        }
        guard let scope = context?.scope else { return nil }
        _ = take("and")
        let isAsked = take("which is|which one is|what is|which of them is|show me|show")
        guard take("the") || isAsked else { return nil }
        guard let (key, isDescending) = superlative() else { return nil }
        _ = take("one|of them")
        var filter = scope
        guard conditions(into: &filter), isAtEnd else { return nil }
        return ChatQuery(.ranked(key, descending: isDescending, limit: 1), filter)
    }

    /// "And the average?", "and AT-101?", "top 3": the same question with another figure, invoice or limit.
    private mutating func anew() -> ChatQuery? {
        guard let context else { return nil }
        if take("top|the top|only the top|show the top") {
            guard case .groups(let dimension, let statistic, let measure, _, _) = context.query.ask,
                let limit = smallCount(), isAtEnd
            else { return nil }
            return ChatQuery(
                .groups(dimension, statistic, measure, descending: true, limit: limit), context.query.filter)
        }
        guard take("and what about|what about|how about|and how about|and|the") else { return nil }
        _ = take("the")
        switch context.query.ask {
        case .detail, .reasons, .decision:
            _ = take("invoice|for")
            guard let number = invoiceNumber(isNamed: false), isAtEnd else { return nil }
            var filter = ChatFilter()
            filter.numbers = [number]
            return ChatQuery(context.query.ask, filter)
        case .count, .list, .figure:
            let statistic: ChatQuery.Statistic
            if take("average|mean|avg") {
                statistic = .average
            } else if take("maximum|highest|largest") {
                statistic = .greatest
            } else if take("minimum|lowest|smallest") {
                statistic = .least
            } else if take("total|sum") {
                statistic = .sum
            } else {
                return nil
            }
            guard isAtEnd else { return nil }
            if case .figure(let old, let measure) = context.query.ask {
                return old == statistic ? nil : ChatQuery(.figure(statistic, measure), context.query.filter)
            }
            // The largest invoice is more than the largest total.
            guard statistic == .average || statistic == .sum else { return nil }
            return ChatQuery(.figure(statistic, .total), context.query.filter)
        default: return nil
        }
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
        case .groups(let old, let statistic, let measure, _, _):
            guard !findings, ![.rule, .severity].contains(old) else { return nil }
            return ChatQuery(
                .groups(dimension, statistic, measure, descending: nil, limit: nil), context.query.filter)
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
        case .compare, .detail, .reasons, .decision, .changes, .help: return nil
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
