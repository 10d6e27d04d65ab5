internal import AssayKit

/// Questions about one invoice, and those that no figures answer.
extension Reader {
    /// One invoice by its number, or "it".
    private mutating func one() -> ChatFilter? {
        if let number = attempt({ reader -> String? in
            let isNamed = reader.take("invoice number|invoice no|invoice no.|invoice|bill number|bill|number")
            return reader.invoiceNumber(isNamed: isNamed)
        }) {
            var filter = ChatFilter()
            filter.numbers = [number]
            if let party = attempt({ $0.take("from|of|by") ? $0.party(allowsPart: true) : nil }) {
                filter.parties = [party]
            }
            return filter
        }
        guard take(Self.singles) else { return nil }
        guard let single = context?.single else {
            _ = refuseReference()
            return nil
        }
        return single
    }

    /// "Show INV-7", "What is the due date of INV-7?", "When was INV-7 received?".
    mutating func detail() -> ChatQuery? {
        if let query = attempt({ reader -> ChatQuery? in
            guard
                reader.take(
                    "who sent|who issued|which vendor sent|which supplier sent|who is the supplier of|who is the vendor of|"
                        + "who is the buyer of|who is the buyer on|who is the buyer in|who is the supplier on"
                )
            else { return nil }
            let isBuyer = reader.tokens[..<reader.position].contains { $0.text == "buyer" }
            guard let filter = reader.one(), reader.isAtEnd else { return nil }
            return ChatQuery(.detail(isBuyer ? "buyer_name" : "supplier_name"), filter)
        }) {
            return query
        }
        if let query = attempt({ reader -> ChatQuery? in
            guard reader.take("when is|when was"), let filter = reader.one(), reader.take("due|dated|issued")
            else {
                return nil
            }
            let isDue = reader.tokens[reader.position - 1].text == "due"
            return reader.isAtEnd ? ChatQuery(.detail(isDue ? "due_date" : "invoice_date"), filter) : nil
        }) {
            return query
        }
        if let query = attempt({ $0.decision() }) { return query }
        if let query = attempt({ reader -> ChatQuery? in
            guard reader.take("how much is|how much was"), let filter = reader.one() else { return nil }
            _ = reader.take("for|worth")
            return reader.isAtEnd ? ChatQuery(.detail("total"), filter) : nil
        }) {
            return query
        }
        _ = take(
            "what is|what was|show me|show|give me|tell me|tell me about|open|find|display|describe|what about"
        )
        _ = take("the|its|the details of|details of|details for|details on|detail of|more about")
        let isIts = position > 0 && tokens[position - 1].text == "its"
        if take("status|state"), isIts || take("of|for") {
            guard let filter = isIts ? itsFilter() : one(), isAtEnd else { return nil }
            return ChatQuery(.detail("status"), filter)
        }
        if take("confidence|confidence score"), isIts || take("of|for") {
            guard let filter = isIts ? itsFilter() : one(), isAtEnd else { return nil }
            return ChatQuery(.detail("confidence"), filter)
        }
        if let field = field() {
            guard isIts || take("of|on|for|in"), let filter = isIts ? itsFilter() : one(), isAtEnd else {
                return nil
            }
            return ChatQuery(.detail(field), filter)
        }
        if let query = attempt({ reader -> ChatQuery? in
            guard reader.take("is|was"), let filter = reader.one(), reader.status() != nil, reader.isAtEnd
            else {
                return nil
            }
            return ChatQuery(.detail("status"), filter)
        }) {
            return query
        }
        guard !isIts, let filter = one() else { return nil }
        if take("status"), isAtEnd { return ChatQuery(.detail("status"), filter) }
        if take("'s") {
            if take("status") { return isAtEnd ? ChatQuery(.detail("status"), filter) : nil }
            guard let field = field(), isAtEnd else { return nil }
            return ChatQuery(.detail(field), filter)
        }
        return isAtEnd ? ChatQuery(.detail(nil), filter) : nil
    }

    /// "Who approved INV-7?", "When was it rejected?".
    private mutating func decision() -> ChatQuery? {
        let reason: ChatQuery.Reason
        let filter: ChatFilter
        if take("who approved|who has approved") {
            guard let found = one() else { return nil }
            (reason, filter) = (.approved, found)
        } else if take("who rejected|who has rejected") {
            guard let found = one() else { return nil }
            (reason, filter) = (.rejected, found)
        } else if take("when was|when has|when did"), let found = one() {
            _ = take("been|get|got")
            let isApproved = take("approved")
            guard isApproved || take("rejected") else { return nil }
            (reason, filter) = (isApproved ? .approved : .rejected, found)
        } else if take("by whom was|by who was"), let found = one() {
            let isApproved = take("approved")
            guard isApproved || take("rejected") else { return nil }
            (reason, filter) = (isApproved ? .approved : .rejected, found)
        } else {
            return nil
        }
        return isAtEnd ? ChatQuery(.decision(reason), filter) : nil
    }

    private mutating func itsFilter() -> ChatFilter? {
        guard let single = context?.single else {
            _ = refuseReference()
            return nil
        }
        return single
    }

    /// "Why was INV-7 flagged?", "What is wrong with it?".
    mutating func reasons() -> ChatQuery? {
        if take(
            "what is wrong with|what are the flags of|what are the flags on|what are the findings of|show the flags of|show the flags on|explain the flags of|explain the flags on|what was found on|which flags does|which rules fired on|what flags does|"
                + "flags of|flags on|findings of|findings on|problems with|problems of|issues with|issues on|"
                + "how many flags does|what are the problems with|what are the issues with|any problems with|any issues with"
        ) {
            guard let filter = one() else { return nil }
            _ = take("have")
            return isAtEnd ? ChatQuery(.reasons(.flagged), filter) : nil
        }
        guard take("why") else { return nil }
        if isAtEnd {
            guard let single = context?.single, let context else {
                _ = refuseReference()
                return nil
            }
            switch context.query.ask {
            case .gaps, .changes, .duplicates: return nil
            default: break
            }
            // Why it stands where the question before looked for it.
            let states = context.query.filter.statuses
            let reason = states.count == 1 ? ChatQuery.Reason(rawValue: states[0]) : nil
            return ChatQuery(.reasons(reason ?? .flagged), single)
        }
        _ = take("was|is|did|does|has|were|are")
        guard let filter = one() else { return nil }
        _ = take("been|get|got")
        let reason: ChatQuery.Reason
        if take("flagged") {
            reason = .flagged
        } else if take("rejected") {
            reason = .rejected
        } else if take("approved") {
            reason = .approved
        } else if take("fail|failed") {
            reason = .failed
        } else if take("need review|in review|need a review|under review") {
            reason = .needsReview
        } else {
            return nil
        }
        return isAtEnd ? ChatQuery(.reasons(reason), filter) : nil
    }

    /// "What changed?", "What changed in INV-7?", "What happened to INV-7?", "What changed since yesterday?".
    mutating func changes() -> ChatQuery? {
        if take(
            "show the history of|history of|what is the history of|what happened to|what happened with|who changed"
        ) {
            guard tokens[position - 1].text != "changed", let filter = one(), isAtEnd else { return nil }
            return ChatQuery(.changes(since: nil), filter)
        }
        guard
            take(
                "what changed|what has changed|what was changed|what is changed|what are the changes|show the changes|show changes|which changes were made|what was corrected"
            )
        else { return nil }
        let isOf = take("in|on|to|of|with|about")
        if isOf, let filter = attempt({ $0.one() }) {
            return isAtEnd ? ChatQuery(.changes(since: nil), filter) : nil
        }
        if isOf { position -= 1 }
        var filter = ChatFilter()
        if isAtEnd {
            if let single = context?.single { filter = single }
            return ChatQuery(.changes(since: nil), filter)
        }
        if take("since"), let from = span()?.from, isAtEnd {
            return ChatQuery(.changes(since: from.dayNumber), filter)
        }
        if take("today"), isAtEnd { return ChatQuery(.changes(since: lexicon.today.dayNumber), filter) }
        return nil
    }

    /// "What is missing in INV-7?", "What is missing?".
    mutating func gaps() -> ChatQuery? {
        if take(
            "what is missing|what are we missing|what data is missing|which fields are missing|what fields are missing|what information is missing"
        ) {
            if isAtEnd { return ChatQuery(.gaps, context?.single ?? ChatFilter()) }
            guard take("in|from|on|for|of") else { return nil }
            if let filter = attempt({ $0.one() }) { return isAtEnd ? ChatQuery(.gaps, filter) : nil }
            position -= 1
            var filter = ChatFilter()
            let isOf = attempt { reader in
                reader.advance()
                return reader.subject(into: &filter) && reader.isAtEnd ? true : nil
            }
            return isOf == true ? ChatQuery(.gaps, filter) : nil
        }
        guard
            take(
                "which invoices are incomplete|show incomplete invoices|incomplete invoices|which invoices have missing fields|show the incomplete invoices|list incomplete invoices"
            ),
            isAtEnd
        else { return nil }
        return ChatQuery(.gaps, ChatFilter())
    }

    /// "Show duplicates", "Are there duplicate invoices from Acme?".
    mutating func duplicates() -> ChatQuery? {
        _ =
            take(
                "show me|show|list|find|are there|do we have|which invoices are|which are|give me|what are|which are the|is there|how many invoices are"
            )
            && !tokens[..<position].contains { $0.text == "many" }
        _ = take("any|the|all|all the|a")
        if let query = attempt({ reader -> ChatQuery? in
            guard reader.position == 0, reader.take("is|was"), let filter = reader.one(), filter.ids == nil,
                reader.take("a duplicate|duplicated|a duplicate invoice|there twice"), reader.isAtEnd
            else { return nil }
            return ChatQuery(.duplicates, filter)
        }) {
            return query
        }
        guard take("duplicates|duplicate invoices|duplicated invoices|duplicate|duplicated|double invoices")
        else { return nil }
        if tokens.first?.text == "how" { return nil }
        var filter = ChatFilter()
        guard conditions(into: &filter), isAtEnd else { return nil }
        return ChatQuery(.duplicates, filter)
    }

    /// "Help", "What can I ask?".
    mutating func help() -> ChatQuery? {
        guard
            take(
                "help|what can i ask|what can you do|what can you answer|what can i ask you|what do you know|how does this work|help me"
            )
        else { return nil }
        return isAtEnd ? ChatQuery(.help) : nil
    }
}
