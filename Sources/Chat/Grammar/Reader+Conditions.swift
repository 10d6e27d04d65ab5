internal import AssayKit

/// The conditions that invoices are named with.
extension Reader {
    static let nouns = "invoices|invoice|bills|bill"
    static let pronouns =
        "them|those|these|they|those invoices|these invoices|the same invoices|the same ones"
    static let singles = "it|that one|this one|that invoice|this invoice|the invoice"
    private static let findings = "flags|flag|findings|finding|issues|issue|problems|problem|warnings|warning"

    /// "approved invoices from Acme in March": the whole of what invoices are meant.
    ///
    /// `needsNoun`: Whether the word must stand there.
    mutating func subject(needsNoun: Bool = true, into filter: inout ChatFilter) -> Bool {
        let start = position
        skip("all|the|our|any|every|of|each|of the")
        if take(Self.pronouns) {
            guard let scope = context?.scope else { return refuseReference() }
            filter = scope
            return conditions(into: &filter)
        }
        if sees("my") {
            _ = take("my")
            filter.isMine = true
        }
        while tries({ $0.adjective(into: &filter) }) {}
        let hasNoun = take(Self.nouns)
        if !hasNoun {
            if let number = attempt({ $0.invoiceNumber(isNamed: false) }) {
                filter.numbers.append(number)
            } else if needsNoun {
                return false
            } else if position > start, !isAtEnd, filter == ChatFilter() {
                position = start
            }
        } else {
            // "Invoices no more than 2,100" names no number.
            let mark = position
            let isNamed = take("number|numbers|no|no.|nos")
            if isNamed, current?.text.contains(where: \.isNumber) != true { position = mark }
            while let number = attempt({ $0.invoiceNumber(isNamed: true) }) {
                filter.numbers.append(number)
                if !tries({ $0.take("and|or") && $0.current?.text.contains(where: \.isNumber) == true }) {
                    break
                }
            }
        }
        return conditions(into: &filter)
    }

    mutating func refuseReference() -> Bool {
        if let count = context?.ids?.count, count > 1 {
            complain(
                ChatRefusal(
                    "The last answer names \(count) invoices; say which of them by its number.",
                    suggestions: ["Which ones?", "What is their total?"]))
            return false
        }
        complain(
            ChatRefusal(
                "There is no earlier answer here that this could refer to; name the invoices.",
                suggestions: ["How many invoices are flagged?", "Show the invoices of this month"]))
        return false
    }

    /// What stands before the noun.
    private mutating func adjective(into filter: inout ChatFilter) -> Bool {
        if let list = attempt({ $0.statusList() }) {
            guard filter.statuses.isEmpty else { return false }
            filter.statuses = list
            return true
        }
        if take("unapproved") {
            filter.otherStatuses.append("approved")
            return true
        }
        if let parties = attempt({ reader in reader.possessor() }), filter.parties.isEmpty {
            filter.parties = parties
            return true
        }
        let days = attempt { reader -> DayRange? in
            guard let span = reader.span() else { return nil }
            _ = reader.take("'s")
            return reader.sees(Self.nouns) ? span : nil
        }
        if let days, filter.dates.isEmpty {
            filter.dates = days
            return true
        }
        let rate = attempt { reader -> Amount? in
            guard let rate = reader.percent() else { return nil }
            _ = reader.take("gst|tax|gst rate|rate")
            return reader.sees(Self.nouns) ? rate : nil
        }
        if let rate, filter.rates.isEmpty {
            filter.rates = [rate]
            return true
        }
        let code = attempt { reader in reader.currency().flatMap { reader.sees(Self.nouns) ? $0 : nil } }
        if let code, filter.currency == nil {
            filter.currency = code
            return true
        }
        return false
    }

    /// "Acme's", or a whole name just before the noun.
    private mutating func possessor() -> [ChatParty]? {
        if let party = attempt({ reader in
            reader.party(allowsPart: true).flatMap { reader.take("'s") ? $0 : nil }
        }) {
            return [party]
        }
        let quiet = complaint
        let party = attempt { reader in
            reader.party(allowsPart: false).flatMap { reader.sees(Self.nouns) ? $0 : nil }
        }
        complaint = quiet
        return party.map { [$0] }
    }

    /// Conditions up to where none fits; always succeeds unless two contradict.
    mutating func conditions(into filter: inout ChatFilter) -> Bool {
        var isReceived = false
        while !isAtEnd {
            let before = filter
            let (found, changed, received) = condition(filter, isReceived)
            guard let changed, found else {
                filter = before
                break
            }
            filter = changed
            isReceived = received
        }
        return true
    }

    private mutating func condition(
        _ old: ChatFilter, _ wasReceived: Bool
    ) -> (found: Bool, filter: ChatFilter?, isReceived: Bool) {
        var filter = old
        var isReceived = wasReceived
        let found = tries { reader in
            if reader.filler() { return true }
            if reader.take(
                "have we received|did we receive|did we get|have come in|came in|arrived|received|uploaded|"
                    + "were received|were uploaded|was received|have been received|that were received|"
                    + "that were uploaded|that came in|we received|we got")
            {
                isReceived = true
                return true
            }
            if reader.take("i uploaded|that i uploaded|did i upload|have i uploaded|uploaded by me") {
                filter.isMine = true
                isReceived = true
                return true
            }
            _ = reader.take("and|but")
            return reader.bareCondition(&filter, isReceived)
        }
        return (found, found ? filter : nil, isReceived)
    }

    /// What says nothing.
    private mutating func filler() -> Bool {
        if take(
            "are there|is there|do we have|do i have|have we got|there are|in total|in all|altogether|overall|"
                + "in the system|in the database|so far|right now|currently|now|we have|exist|please|to date")
        {
            return true
        }
        return lexicon.hasBatch && take("in this batch|in the batch|of this batch|this batch")
    }

    private mutating func bareCondition(_ filter: inout ChatFilter, _ isReceived: Bool) -> Bool {
        if tries({ $0.amountCondition(&filter) }) || tries({ $0.confidenceCondition(&filter) })
            || tries({ $0.findingCondition(&filter) }) || tries({ $0.missingCondition(&filter) })
            || tries({ $0.rateCondition(&filter) }) || tries({ $0.statusCondition(&filter) })
            || tries({ $0.partyCondition(&filter) }) || tries({ $0.buyerCondition(&filter) })
            || tries({ $0.currencyCondition(&filter) })
        {
            return true
        }
        return tries { reader in
            _ = reader.take("that are|which are|that were|which were|were|are|is|was|that is")
            let isDated = reader.take("dated|issued|with a date|with date|with an invoice date")
            guard let days = reader.days(), !(isDated && isReceived) else { return false }
            return isReceived ? Self.narrow(&filter.received, days) : Self.narrow(&filter.dates, days)
        }
    }

    /// "since" and "before" may stand beside each other; two of a kind may not.
    private static func narrow(_ range: inout DayRange, _ other: DayRange) -> Bool {
        guard other.from == nil || range.from == nil, other.to == nil || range.to == nil else { return false }
        range.from = range.from ?? other.from
        range.to = range.to ?? other.to
        return true
    }

    private mutating func partyCondition(_ filter: inout ChatFilter) -> Bool {
        // "… Acme sent us in March"
        if filter.parties.isEmpty,
            let party = attempt({ reader -> ChatParty? in
                _ = reader.take("that|which")
                guard let party = reader.party(allowsPart: true),
                    reader.take(
                        "sent us|sent|issued|raised|billed us|charged us|submitted|has sent us|has sent")
                else { return nil }
                return party
            })
        {
            filter.parties = [party]
            return true
        }
        _ = take("that are|which are|that is|are|is|that|which|that came|which came|that come")
        let isNot = take("not|excluding|except|except for|other than|apart from") && !isAtEnd
        let before = position
        if take("did") {
            guard filter.parties.isEmpty, !isNot, let party = party(allowsPart: true),
                take("send us|send|issue|issue us|bill us|raise|submit|send to us")
            else { return false }
            filter.parties = [party]
            return true
        }
        let hasMarker =
            isSpend && take("with|on|at")
            || take(
                "from vendor|from the vendor|from supplier|from the supplier|from|by vendor|by supplier|by|of|for|"
                    + "sent by|issued by|billed by|raised by|submitted by|vendor|supplier|with vendor|with supplier"
            )
        guard hasMarker || isNot else { return false }
        let isFrom = tokens[before].text == "from" && tokens[position - 1].text == "from"
        let start = position
        guard let parties = parties(allowsPart: true) else {
            if isFrom || tokens[position - 1].text.hasSuffix("vendor")
                || tokens[position - 1].text == "supplier",
                span() == nil, !isAtEnd
            {
                position = start
                complain(unknownParty())
            }
            return false
        }
        // A supplier that is called like a month may be either.
        let end = position
        position = start
        let isDate = span() != nil
        position = end
        guard !isDate else { return false }
        if isNot {
            guard filter.otherParties.isEmpty else { return false }
            filter.otherParties = parties
        } else {
            guard filter.parties.isEmpty else { return false }
            filter.parties = parties
        }
        return true
    }

    /// "to Acme", "billed to the buyer Acme", "for customer Acme".
    private mutating func buyerCondition(_ filter: inout ChatFilter) -> Bool {
        _ = take("that are|which are|that were|which were|are|were|is|was")
        let isNamed = take("with|for|of") && take("the buyer|buyer|the customer|customer")
        let isTo =
            isNamed
            || take(
                "billed to|invoiced to|issued to|made out to|addressed to|sent to|sold to|charged to|to the buyer|"
                    + "to buyer|to the customer|to customer|to|whose buyer is")
        guard isTo, filter.buyers.isEmpty, let buyers = parties(.buyer, allowsPart: true) else {
            return false
        }
        filter.buyers = buyers
        return true
    }

    private func unknownParty() -> ChatRefusal {
        let name = tokens[position..<min(position + 3, tokens.count)].map(\.raw).joined(separator: " ")
        return ChatRefusal(
            "No supplier named \"\(name)\" is on the invoices that you may see, or more was said than is understood.",
            suggestions: ["Which vendor has the most invoices?"])
    }

    private mutating func statusCondition(_ filter: inout ChatFilter) -> Bool {
        _ = take("that|which|who")
        _ = take("with the status|with status|in status|whose status is")
        let hasVerb = take(
            "are|were|is|was|have been|has been|got|are still|is still|still|are currently|are now|are already|"
                + "have already been")
        let isNot = take("not|not yet|not been|never")
        if hasVerb { _ = take("been|yet|still|already|marked as|marked") }
        guard let list = statusList() else { return false }
        if isNot {
            guard list.count == 1, !filter.otherStatuses.contains(list[0]) else { return false }
            // When something has not happened is not known.
            guard !followedByDays() else { return false }
            filter.otherStatuses.append(list[0])
            return true
        }
        guard filter.statuses.isEmpty else { return false }
        filter.statuses = list
        if list == ["flagged"],
            tries({ $0.take("by rule|for rule|with rule|by|for|with|under") && $0.rule() != nil })
        {
            // Whoever names the rule means the finding.
            filter.statuses = []
            guard filter.rules.isEmpty else { return false }
            filter.rules = [tokens[position - 1].text.uppercased()]
            return true
        }
        if tries({ $0.take("by|for|because of|due to") }) { return false }
        guard followedByDays() else { return true }
        // "Approved in March" tells when it was decided; of other states the day is not kept apart.
        guard list.count == 1, ["approved", "rejected"].contains(list[0]), filter.decided.isEmpty,
            let days = days()
        else {
            complain(
                ChatRefusal(
                    "It is kept when an invoice was approved or rejected, not when it became \(list[0]); put the date "
                        + "next to the invoices to mean the invoice date.",
                    suggestions: ["How many \(list[0]) invoices in March?"]))
            return false
        }
        filter.decided = days
        return true
    }

    private func followedByDays() -> Bool {
        var copy = self
        return copy.days() != nil
    }

    private mutating func findingCondition(_ filter: inout ChatFilter) -> Bool {
        let has = take(
            "with|having|that have|which have|have|has|had|carrying|that had|which had|that carry|that broke|"
                + "that violate|breaking|violating")
        if has {
            let isNone = take("no")
            _ = take("any|some|a|an|at least one|one or more|the")
            if !isNone, let severity = severity() {
                let isUpwards = take("or above|or higher|or worse|and above")
                _ = take("severity")
                let isLater = take(Self.findings) && take("or above|or higher|and above")
                guard tokens[position - 1].text != severity.rawValue, filter.severity == nil else {
                    return false
                }
                filter.severity = severity
                filter.isExactSeverity = !isUpwards && !isLater
                return true
            }
            _ = take("rule|flag|finding")
            if !isNone, let rule = rule() {
                _ = take(Self.findings)
                guard filter.rules.isEmpty else { return false }
                filter.rules = [rule]
                return true
            }
            let isFinding = tokens[position - 1].text == "flag" || tokens[position - 1].text == "finding"
            guard isFinding || take(Self.findings), filter.hasFindings == nil,
                !sees("of|about|with|named|called")
            else { return false }
            filter.hasFindings = !isNone
            return true
        }
        guard take("without"), filter.hasFindings == nil else { return false }
        _ = take("any|a")
        guard take(Self.findings) else { return false }
        filter.hasFindings = false
        return true
    }

    private mutating func missingCondition(_ filter: inout ChatFilter) -> Bool {
        guard
            take(
                "without|missing|lacking|with no|with missing|that lack|which lack|that are missing|which are missing|"
                    + "are missing|have no|that have no|lack|is missing|with a missing")
        else { return false }
        _ = take("a|an|the|their|any|its")
        guard let field = field(), filter.missing.isEmpty, !sees("and|or") else { return false }
        filter.missing = [field]
        return true
    }
}
