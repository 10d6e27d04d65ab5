internal import AssayKit

/// Holds an interpreter to the question: its query must say what the question says, no more and no less.
///
/// A model may drop "from Acme", add "approved", or turn "above" round. So the names, numbers, days, states and
/// currencies of both must be the same, each word that changes what is computed must show in the query, and each part of
/// the query must have its word. A word that is known to be neither is a reason to refuse: it may be a condition.
enum Grounding {
    /// Whether a question speaks of an earlier answer, which an interpreter does not get.
    static func refers(_ question: String) -> Bool {
        let tokens = Tokenizer.tokens(of: question) ?? []
        return tokens.isEmpty || tokens.last?.text == "that"
            || tokens.contains { references.contains($0.text) }
    }

    private static let references: Set<String> = [
        "them", "those", "these", "they", "it", "its", "their", "theirs", "same", "ones",
    ]

    /// The query of an interpreter's JSON; nil where it is none, or says something else than the question.
    static func query(_ json: JSONValue, saying question: String, _ lexicon: Lexicon) -> ChatQuery? {
        guard let tokens = Tokenizer.tokens(of: question) else { return nil }
        let finder: ChatQuery.PartyFinder = { name, role in
            guard
                case .one(let party) = lexicon.party(
                    named: ChatParty.words(of: name), role, allowsPart: true)
            else { return nil }
            return party
        }
        // What is wrong with it is of no interest to who asked.
        guard let query = try? ChatQuery(json: json, parties: finder), query.ask != .help else { return nil }
        let said = Said(tokens, lexicon)
        guard let said, agrees(query, said) else { return nil }
        let words = Set(said.words)
        for sign in Sign.all {
            let isInQuestion = !sign.words.isDisjoint(with: words)
            let isInQuery = sign.isSaid(query)
            if isInQuestion, !isInQuery, sign.mustShow { return nil }
            if isInQuery, !isInQuestion, sign.needsWord { return nil }
        }
        return words.allSatisfy { Sign.words.contains($0) || plain.contains($0) } ? query : nil
    }

    /// Whether names, numbers, days, states and currencies are the same on both sides.
    private static func agrees(_ query: ChatQuery, _ said: Said) -> Bool {
        let filters = query.filters
        let inQuery = { (list: (ChatFilter) -> [ChatParty]) in Set(filters.flatMap(list)) }
        guard inQuery({ $0.parties + $0.otherParties }).union(inQuery(\.buyers)) == said.parties,
            inQuery({ $0.parties + $0.otherParties }).isSubset(of: said.suppliers),
            inQuery(\.buyers).isSubset(of: said.buyers),
            filters.allSatisfy({ $0.ids == nil && !$0.isMine }),
            Set(filters.flatMap(\.numbers)) == said.numbers, Set(filters.flatMap(\.rules)) == said.rules,
            Set(filters.compactMap(\.currency)) == said.currencies,
            Set(filters.compactMap(\.severity)) == said.severities
        else { return false }
        var days = Set(filters.flatMap { [$0.dates, $0.received, $0.decided] }.filter { !$0.isEmpty })
        if case .changes(let since?) = query.ask {
            days.insert(DayRange(from: CalendarDate(dayNumber: since)))
        }
        guard days == said.days, isWhen(filters, said) else { return false }
        let statuses = Set(filters.flatMap { $0.statuses + $0.otherStatuses })
        var asked = said.statuses
        if case .reasons(let reason) = query.ask { asked.remove(reason.rawValue) }
        // Invoices with flags are said to be flagged, too.
        if filters.contains(where: { $0.hasFindings != nil }) { asked.remove("flagged") }
        return statuses == asked && hasNumbers(query, filters, said)
    }

    /// Whether days are those of what the question says happened then.
    private static func isWhen(_ filters: [ChatFilter], _ said: Said) -> Bool {
        guard !said.days.isEmpty else { return true }
        let words = Set(said.words)
        let isReceived = !words.isDisjoint(with: [
            "received", "arrived", "uploaded", "upload", "receive", "arrive",
        ])
        return filters.allSatisfy { filter in
            (filter.received.isEmpty || isReceived) && (filter.dates.isEmpty || !isReceived)
                && (filter.decided.isEmpty
                    || !said.statuses.isDisjoint(with: ["approved", "rejected"])
                        && filter.statuses.allSatisfy { ["approved", "rejected"].contains($0) }
                        && !filter.statuses.isEmpty)
        }
    }

    /// Whether each number of the question is in the query, on the same side, and no other is.
    private static func hasNumbers(_ query: ChatQuery, _ filters: [ChatFilter], _ said: Said) -> Bool {
        var loose = said.loose
        func use(_ value: Amount) -> Bool {
            guard let place = loose.firstIndex(where: { $0.micros == value.micros }) else { return false }
            loose.remove(at: place)
            return true
        }
        let totals = filters.map(\.total).filter { !$0.isEmpty }
        for bounds in Set(totals) where !said.bounds.contains(bounds) {
            let ends = [bounds.lower, bounds.upper].compactMap(\.self)
            guard ends.count == 1, ends.allSatisfy({ use($0.value) }), said.isOnSide(bounds.lower != nil)
            else {
                return false
            }
        }
        guard said.bounds.isSubset(of: totals) else { return false }
        var percents = said.percents
        let shares = filters.map(\.confidence).filter { !$0.isEmpty }
        for bounds in Set(shares) {
            let ends = [bounds.lower, bounds.upper].compactMap(\.self)
            for end in ends {
                if let place = percents.firstIndex(where: { abs($0.approximate / 100 - end.value) < 1e-9 }) {
                    percents.remove(at: place)
                } else if let place = loose.firstIndex(where: { abs($0.approximate - end.value) < 1e-9 }) {
                    loose.remove(at: place)
                } else {
                    return false
                }
            }
            guard ends.count == 1, said.isOnSide(bounds.lower != nil) else { return false }
        }
        let rates = Set(filters.flatMap(\.rates).map(\.micros))
        guard rates == Set(percents.map(\.micros)) else { return false }
        switch query.ask {
        case .ranked(_, _, let limit), .groups(_, _, _, _, let limit?):
            // Without a number, the first few will do.
            if !use(Amount(micros: Int64(limit) * 1_000_000, scale: 0)), limit > 5 { return false }
        default: break
        }
        return loose.isEmpty
    }

    /// Words that neither choose invoices nor change what is computed of them.
    static let plain: Set<String> = Set(
        """
        a an the of for in on at to from by with and or as so is are was were be been being am do does did done doing have has
        had having will would could should can shall may might must please kindly kind i me we us our ours you your my mine
        who whom what which that when where how there here all any every each both some whole entire overall altogether everything
        anything something show list give tell find get got display see look let know want wanted need like check pull fetch
        bring name say count counts counting number numbers many much sum sums total totals totalled totalling amount amounts
        value values worth figure figures add added adds up invoice invoices bill bills billed billing invoiced document
        documents paper papers charge charged charges charging sent send sends issued issuing raised raising submitted came come comes coming dated
        received arrived uploaded receive arrive upload between above below over under than more less exceed exceeds
        exceeding through during within until till since before after hi hello hey ok okay thanks thank good dear just
        altogether together make makes made go goes going went work works worked out about per rupees rs money spend spent
        spending cost costs costing turnover business put through us right now currently so far exist exists
        rundown overview summary picture idea quick quickly curious wonder wondering interested interest asking ask asked
        question possible able hand stand stands standing still also too well actually really kindly dearer cheaper higher
        lower larger smaller bigger greater upwards least most
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

extension ChatQuery {
    /// The filter, and those of both sides of a comparison.
    var filters: [ChatFilter] {
        if case .compare(_, _, let first, let second) = ask { [filter, first, second] } else { [filter] }
    }
}
