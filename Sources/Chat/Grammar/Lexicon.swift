package import AssayKit

/// What the words of one question may name: found in the user's own view before the question is read.
package struct Lexicon: Sendable {
    /// Suppliers that share a word with the question.
    package var parties: [ChatParty] = []
    /// Buyers that do.
    package var buyers: [ChatParty] = []
    /// Whether there may be more of them, so that a part of a name tells nothing.
    package var isCut = false
    /// Numbers of invoices among the question's words, in lower case, to the printed number.
    package var numbers: [String: String] = [:]
    /// Rules that have found something, or that are known.
    package var rules: Set<String> = []
    /// The day of the question.
    package var today: CalendarDate
    /// Whether the conversation is about one batch.
    package var hasBatch = false

    package init(today: CalendarDate) { self.today = today }

    /// What a span of words is.
    enum PartyMatch { case one(ChatParty), several([ChatParty]), none }

    /// The supplier of exactly that name, or the only one whose name begins so.
    func party(named words: [String], _ role: ChatParty.Role = .supplier, allowsPart: Bool) -> PartyMatch {
        guard !words.isEmpty else { return .none }
        let parties = role == .buyer ? buyers : parties
        let exact = parties.filter { $0.words == words }
        if !exact.isEmpty { return exact.count == 1 ? .one(exact[0]) : .several(exact) }
        guard allowsPart, !isCut else { return .none }
        let begun = parties.filter {
            $0.words.count > words.count && Array($0.words.prefix(words.count)) == words
        }
        // Several names of one vendor are still one.
        if let only = begun.first, begun.allSatisfy({ $0 == only }) { return .one(only) }
        return begun.isEmpty ? .none : .several(begun)
    }
}

/// What an earlier question was, for those that refer to it.
package struct ChatContext: Sendable, Hashable {
    package var query: ChatQuery
    /// The invoices that the answer named, all of them; nil when they were more than were named.
    package var ids: [String]?

    package init(query: ChatQuery, ids: [String]?) {
        self.query = query
        self.ids = ids
    }

    /// The invoices that "them" means.
    var scope: ChatFilter? {
        switch query.ask {
        case .ranked, .duplicates, .detail, .reasons, .decision, .gaps, .changes:
            guard let ids else { return nil }
            var filter = ChatFilter()
            filter.ids = ids
            return filter
        case .count, .list, .figure, .findings: return query.filter
        case .groups, .distinct, .compare, .help: return nil
        }
    }

    /// The one invoice that "it" means.
    var single: ChatFilter? {
        guard let ids, ids.count == 1 else { return nil }
        var filter = ChatFilter()
        filter.ids = ids
        return filter
    }
}
