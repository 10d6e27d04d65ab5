internal import AssayKit

/// Questions for invoices themselves.
extension Reader {
    /// "Which invoices are flagged?".
    mutating func list() -> ChatQuery? {
        if let query = stateList() ?? findingList() { return query }
        _ =
            take("which|what|" + Self.show) || take("are there|is there|do we have|have we")
        _ = take("any|an|me|a list of|which|what")
        let start = position
        var filter = ChatFilter()
        if let query = attempt({ $0.whetherAny() }) { return query }
        if take("anything|everything|something") {
            let mark = position
            guard conditions(into: &filter), position > mark, filter != ChatFilter() else { return nil }
            return whole(ChatQuery(.list, filter))
        }
        guard subject(into: &filter) else { return nil }
        // A bare number asks for that invoice, and no word at all for nothing.
        if !filter.numbers.isEmpty, filter.numbers.count == 1 { return nil }
        guard position > start else { return nil }
        return whole(ChatQuery(.list, filter))
    }

    /// "Did Acme send us anything in April?", "did we get any invoices yesterday?", "have we had anything from Acme?".
    private mutating func whetherAny() -> ChatQuery? {
        guard position == 0 else { return nil }
        var filter = ChatFilter()
        if take("did we get|did we receive|have we received|have we got") {
            guard take("any invoices|any invoice|any bills|anything|any") else { return nil }
            let before = position
            guard conditions(into: &filter), position > before else { return nil }
            // They were received then, whenever they are dated.
            guard filter.received.isEmpty else { return nil }
            (filter.received, filter.dates) = (filter.dates, DayRange())
        } else if take("have we had") {
            guard take("any invoices|any invoice|any bills|anything|any"), conditions(into: &filter) else {
                return nil
            }
        } else if take("did|has|have"), let parties = parties(allowsPart: true) {
            guard take("send us|sent us|bill us|billed us|invoice us|invoiced us|send"),
                take("any invoices|any invoice|any bills|anything|invoices")
            else { return nil }
            filter.parties = parties
            guard conditions(into: &filter) else { return nil }
        } else {
            return nil
        }
        return filter == ChatFilter() ? nil : whole(ChatQuery(.list, filter))
    }

    /// Statuses with what may stand behind them, without a noun: "approved this month", "flagged or rejected".
    mutating func states() -> ChatFilter? {
        var filter = ChatFilter()
        guard sees(Self.stateWords), conditions(into: &filter), isAtEnd,
            !filter.statuses.isEmpty || !filter.otherStatuses.isEmpty
        else { return nil }
        return filter
    }

    private static let stateWords =
        "approved|rejected|flagged|failed|processed|queued|needs review|need review|in review|under review|to review|"
        + "to be reviewed|awaiting review|waiting for review|not approved|not yet approved|not rejected|"
        + "still in review|not flagged|not yet reviewed|pending review|got approved|got rejected|got flagged"

    /// "What came in today?", "what is flagged?", and without an earlier answer just "approved this month".
    private mutating func stateList() -> ChatQuery? {
        let start = position
        // "Which are flagged?" after an answer may be of those, or of all.
        let isAsked =
            take("what|what all|what is|show|list|show me|give me|anything|is anything")
            || context == nil && take("which are|which is")
        if let filter = attempt({ $0.states() }), isAsked || context == nil {
            return ChatQuery(.list, filter)
        }
        if isAsked, take("what") || tokens[start].text == "what" {
            var filter = ChatFilter()
            if conditions(into: &filter), isAtEnd, !filter.received.isEmpty {
                return ChatQuery(.list, filter)
            }
        }
        position = start
        return nil
    }

    /// "Critical flags", "high severity flags from Acme": the invoices that carry them.
    private mutating func findingList() -> ChatQuery? {
        attempt { reader in
            _ = reader.take("which|what|" + Self.show)
            _ = reader.take("all|the|all the|any|me")
            var filter = ChatFilter()
            guard let severity = reader.severity() else { return nil }
            let isSeverity = reader.take("severity")
            guard
                reader.take("flags|findings|issues|problems|warnings|flag|finding")
                    || isSeverity && reader.take("invoices")
            else { return nil }
            filter.severity = severity
            filter.isExactSeverity = true
            guard reader.conditions(into: &filter), reader.isAtEnd else { return nil }
            return ChatQuery(.list, filter)
        }
    }
}
