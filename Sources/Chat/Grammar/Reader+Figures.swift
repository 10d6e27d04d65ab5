internal import AssayKit

/// Questions for numbers.
extension Reader {
    static let show = "show me|show|list|give me|tell me|find|find me|get me|display|i want|i need"
    private static let whatIs =
        "what is|what was|what are|what were|what|show me|show|give me|tell me|calculate|compute"

    /// Requires that nothing is left.
    func whole(_ query: ChatQuery) -> ChatQuery? { isAtEnd ? query : nil }

    /// "How many approved invoices from Acme are there?".
    mutating func count() -> ChatQuery? {
        _ = take("tell me|show me|give me|what is|count")
        let isCount = tokens[max(0, position - 1)].text == "count"
        let hasHead = take(
            "how many|the number of|number of|the total number of|total number of|the count of|count of")
        guard hasHead || isCount else { return nil }
        var filter = ChatFilter()
        // "How many are approved?"
        if sees("are|were|have|has|need"), hasHead {
            let start = position
            guard conditions(into: &filter), position > start else { return nil }
            return filter == ChatFilter() ? nil : whole(ChatQuery(.count, filter))
        }
        // "How many failed?", "How many approved this month?"
        if hasHead, let found = attempt({ $0.states() }) { return whole(ChatQuery(.count, found)) }
        guard subject(into: &filter) else { return nil }
        return whole(ChatQuery(.count, filter))
    }

    /// The measure that a word stands for.
    mutating func measure() -> ChatQuery.Measure? {
        if take("taxable value|taxable amount|taxable total|taxable values") { return .taxable }
        if take("cgst") { return .cgst }
        if take("sgst") { return .sgst }
        if take("igst") { return .igst }
        if take("cess") { return .cess }
        if take("tax|gst|taxes|tax amount|gst amount|total tax|total gst|tax total|gst total") { return .tax }
        if take("spend|spending|expenditure|total spend|total spending|total expenditure") {
            isSpend = true
            return .total
        }
        if take(
            "invoice total|invoice totals|invoice amount|invoice value|invoice size|bill amount|amount|value|worth|"
                + "total amount|total value|totals|amounts|total|invoiced amount|billed amount")
        {
            return .total
        }
        return nil
    }

    /// "What is the total tax of the invoices from Acme?".
    mutating func figure() -> ChatQuery? {
        if let query = attempt({ $0.partyFigure() }) ?? attempt({ $0.spanFigure() }) { return query }
        _ = take(Self.whatIs)
        _ = take("the|their|its|our|is the")
        let isTheir = position > 0 && tokens[position - 1].text == "their"
        let statistic: ChatQuery.Statistic
        var measure: ChatQuery.Measure?
        if take("average|mean|avg") {
            statistic = .average
            measure = self.measure()
            // "The average invoice" is its total.
            if measure == nil, sees("of") {
                measure = .total
            } else if measure == nil,
                sees("invoice from|invoice in|invoice of") || tokens.count == position + 1 && sees("invoice")
            {
                _ = take("invoice")
                measure = .total
            }
        } else if take("maximum|max|highest|largest|biggest") {
            statistic = .greatest
            measure = self.measure()
        } else if take("minimum|min|lowest|smallest") {
            statistic = .least
            measure = self.measure()
        } else if take("sum|sum total|combined|overall") {
            statistic = .sum
            measure = attempt { reader in
                _ = reader.take("of the|of all|of")
                return reader.measure()
            }
            if measure == nil, sees("of") { measure = .total }
        } else if take("total") {
            statistic = .sum
            measure = self.measure() ?? .total
            // "Total invoices" may be their number or their sum.
            guard !sees("invoices|bills|number") else {
                complain(
                    ChatRefusal(
                        "\"Total invoices\" may be their number or their sum; ask for one of them.",
                        suggestions: [
                            "How many invoices are there?", "What is the total amount of all invoices?",
                        ]))
                return nil
            }
        } else if sees(
            "cgst|sgst|igst|cess|taxable value|taxable amount|spend|spending|expenditure|gst total|tax total"),
            let found = self.measure()
        {
            (statistic, measure) = (.sum, found)
            // "The CGST total"
            _ = take("total")
        } else if take("grand total") {
            (statistic, measure) = (.sum, .total)
        } else if take("value|worth"), sees("of") {
            (statistic, measure) = (.sum, .total)
        } else {
            return nil
        }
        guard let measure else { return nil }
        var filter = ChatFilter()
        if isTheir {
            guard let scope = context?.scope else {
                _ = refuseReference()
                return nil
            }
            filter = scope
        }
        _ = take("invoiced|billed|charged")
        if isTheir { return whole(ChatQuery(.figure(statistic, measure), filter)) }
        if isAtEnd, let context { return bareFigure(statistic, measure, context) }
        let mark = position
        let code = attempt { reader in reader.currency().flatMap { reader.isAtEnd ? $0 : nil } }
        if let code {
            filter.currency = code
            return whole(ChatQuery(.figure(statistic, measure), filter))
        }
        // "of the invoices from Acme", or just "from Acme".
        let named = attempt { reader -> ChatFilter? in
            var filter = ChatFilter()
            _ = reader.take("of|for|on|across|over")
            return reader.subject(needsNoun: false, into: &filter) && reader.isAtEnd ? filter : nil
        }
        if let named {
            filter = named
        } else {
            position = mark
            guard conditions(into: &filter) else { return nil }
        }
        // The total of one invoice is a detail of it.
        guard filter.numbers.count != 1 else { return nil }
        return whole(ChatQuery(.figure(statistic, measure), filter))
    }

    /// "Total?" after an answer is of what it was about.
    private func bareFigure(
        _ statistic: ChatQuery.Statistic, _ measure: ChatQuery.Measure, _ context: ChatContext
    ) -> ChatQuery? {
        switch context.query.ask {
        case .count, .list, .figure, .ranked, .findings, .duplicates, .gaps:
            context.scope.map { ChatQuery(.figure(statistic, measure), $0) }
        default: nil
        }
    }

    /// "March total", "April's total in INR", "H2 FY26 spend".
    private mutating func spanFigure() -> ChatQuery? {
        var filter = ChatFilter()
        guard let days = span() else { return nil }
        _ = take("'s")
        let isTotal = take("total")
        guard let measure = measure() ?? (isTotal ? .total : nil) else { return nil }
        filter.dates = days
        guard conditions(into: &filter) else { return nil }
        return whole(ChatQuery(.figure(.sum, measure), filter))
    }

    /// "Acme Traders total", "Acme's GST in March".
    private mutating func partyFigure() -> ChatQuery? {
        var filter = ChatFilter()
        let quiet = complaint
        guard let party = party(allowsPart: true) else {
            complaint = quiet
            return nil
        }
        _ = take("'s")
        let isTotal = take("total")
        guard let measure = measure() ?? (isTotal ? .total : nil) else { return nil }
        filter.parties = [party]
        guard conditions(into: &filter) else { return nil }
        return whole(ChatQuery(.figure(.sum, measure), filter))
    }

    /// "How much did Acme bill us in March?", "How much tax did Acme charge?", "How much was invoiced in March?".
    mutating func billed() -> ChatQuery? {
        let isWhat = take("what")
        guard isWhat ? sees("did|has|have|do") : take("how much") else { return nil }
        let measure = measure() ?? .total
        var filter = ChatFilter()
        if take("did we|have we|do we|did i|we") {
            guard take("spend|spent") else { return nil }
            isSpend = true
            _ = take("in total|overall|altogether")
        } else if !isWhat, take("in total|overall|altogether") {
            guard isAtEnd, context == nil else { return nil }
        } else if !isWhat, measure != .total, sees("in|from|for|this|last") {
            // "How much tax in March?"
        } else if !isWhat,
            let found = attempt({ reader -> ChatFilter? in
                guard reader.take("is|was|are") else { return nil }
                _ = reader.take("currently|still|now")
                return reader.states()
            })
        {
            filter = found
        } else if take("did|has|have") {
            guard let parties = parties(allowsPart: true),
                take(
                    "invoice us|bill us|charge us|invoice|bill|charge|invoiced us|billed us|charged us|invoiced|billed|"
                        + "charged|invoice us for|bill us for")
            else { return nil }
            filter.parties = parties
        } else if take("was|is|were|are|has been|have been") {
            guard take("invoiced|billed|charged") || measure != .total else { return nil }
        } else {
            return nil
        }
        guard conditions(into: &filter) else { return nil }
        return whole(ChatQuery(.figure(.sum, measure), filter))
    }

    /// "The five largest invoices from Acme", "the most recent invoice", "top 3 invoices by tax".
    mutating func extreme() -> ChatQuery? {
        let isWhen = take("when was|when is|when did we get|when did we receive")
        if !isWhen { _ = take("which|what are|what is|what were|what was|" + Self.show) }
        _ = take("are|is")
        if let query = leastConfident() { return query }
        _ = take("the|our|me the")
        if take("invoice is the|bill is the"), let (key, isDescending) = superlative() {
            var filter = ChatFilter()
            guard conditions(into: &filter) else { return nil }
            return whole(ChatQuery(.ranked(key, descending: isDescending, limit: 1), filter))
        }
        if sees(
            "invoice has the|invoice had the|invoices have the|invoice with the|invoice has|invoices have")
        {
            return possessed()
        }
        var limit: Int?
        var key: ChatQuery.RankKey?
        var isDescending = true
        let isTop = take("top")
        let isBottom = !isTop && take("bottom")
        limit = smallCount()
        if isTop || isBottom {
            guard limit != nil else { return nil }
            isDescending = isTop
        } else if let found = superlative() {
            (key, isDescending) = found
            if limit == nil { limit = smallCount() }
        } else {
            return nil
        }
        var filter = ChatFilter()
        if take("of|among") {
            guard take(Self.pronouns) else { return nil }
            guard let scope = context?.scope else {
                _ = refuseReference()
                return nil
            }
            filter = scope
            guard conditions(into: &filter) else { return nil }
        } else {
            let isOne =
                sees("invoice|bill")
                || tokens[position...].contains { ["invoice", "bill"].contains($0.text) }
            guard subject(into: &filter) else { return nil }
            if limit == nil, !isOne { limit = 5 }
        }
        if take("by|by their|ranked by|sorted by|ordered by|according to") {
            guard key == nil || key == .total else { return nil }
            if take("total|amount|value|total amount|size") {
                key = .total
            } else if take("confidence|confidence score") {
                key = .confidence
            } else if take("date|invoice date") {
                key = .date
            } else if take("flags|number of flags|findings|number of findings") {
                key = .findings
            } else {
                return nil
            }
            guard conditions(into: &filter) else { return nil }
        }
        // When the largest came is another question.
        if isWhen, key != .date { return nil }
        return whole(ChatQuery(.ranked(key ?? .total, descending: isDescending, limit: limit ?? 1), filter))
    }

    /// "Lowest confidence", "the lowest confidence in March".
    private mutating func leastConfident() -> ChatQuery? {
        attempt { reader in
            _ = reader.take("the")
            let isLowest = reader.take("lowest confidence|least confidence|worst confidence")
            guard isLowest || reader.take("highest confidence|best confidence") else { return nil }
            var filter = ChatFilter()
            guard reader.conditions(into: &filter), reader.isAtEnd else { return nil }
            return ChatQuery(.ranked(.confidence, descending: !isLowest, limit: 1), filter)
        }
    }

    mutating func superlative() -> (ChatQuery.RankKey, Bool)? {
        if take("largest|biggest|most expensive|highest value|highest-value|priciest|costliest|highest") {
            return (.total, true)
        }
        if take("smallest|cheapest|least expensive|lowest value|lowest-value|lowest") {
            return (.total, false)
        }
        if take("latest|newest|most recent") { return (.date, true) }
        if take("oldest|earliest") { return (.date, false) }
        // "The last invoice", "the last 3 invoices"; "last month's invoices" is something else.
        if sees("last|first"), let next = token(1), ["invoice", "bill"].contains(next.text) {
            return (.date, take("last") || !take("first"))
        }
        if sees("last"), let count = token(1)?.number, count.isPlain,
            ["invoices", "bills"].contains(token(2)?.text)
        {
            return take("last") ? (.date, true) : nil
        }
        if take("least confident|least certain") { return (.confidence, false) }
        if take("most confident|most certain") { return (.confidence, true) }
        if take("most flagged") { return (.findings, true) }
        return nil
    }

    /// "Which invoice has the highest total?".
    private mutating func possessed() -> ChatQuery? {
        guard take("invoice|invoices") else { return nil }
        var filter = ChatFilter()
        _ = take("has the|had the|have the|with the|has|have")
        let found: (ChatQuery.RankKey, Bool)
        if take("highest total|largest total|biggest total|highest amount|largest amount|highest value") {
            found = (.total, true)
        } else if take("lowest total|smallest total|lowest amount|smallest amount|lowest value") {
            found = (.total, false)
        } else if take("most flags|most findings|most issues|highest number of flags") {
            found = (.findings, true)
        } else if take("lowest confidence|least confidence|lowest confidence score") {
            found = (.confidence, false)
        } else if take("highest confidence|highest confidence score") {
            found = (.confidence, true)
        } else if take("latest date|most recent date") {
            found = (.date, true)
        } else if take("earliest date|oldest date") {
            found = (.date, false)
        } else {
            return nil
        }
        guard conditions(into: &filter) else { return nil }
        return whole(ChatQuery(.ranked(found.0, descending: found.1, limit: 1), filter))
    }

    /// "How many flags are there?", "how many findings in March?".
    mutating func findingCount() -> ChatQuery? {
        _ = take("tell me|show me|what is")
        guard take("how many|the number of|number of") else { return nil }
        guard take("flags|findings") else { return nil }
        _ = take("were raised|are there|are raised|have been raised|do we have|were found|were there")
        var filter = ChatFilter()
        let isOn = take("on|for|across|among|were raised on|are on|are there on|did we find on")
        if isOn {
            guard subject(into: &filter) else { return nil }
        } else {
            guard conditions(into: &filter) else { return nil }
        }
        return whole(ChatQuery(.findings, filter))
    }
}
