internal import AssayKit

/// Turns a question into one typed query, or says why not.
///
/// Every word must be accounted for: what is left over may be a condition, and an answer without it would be wrong.
package enum Grammar {
    /// What a question comes to.
    package enum Reading: Sendable, Hashable {
        case query(ChatQuery)
        case refused(ChatRefusal)
    }

    /// The words of a question by which a source may look for names; empty when it cannot be read at all.
    package static func words(of question: String) -> [String] {
        guard let tokens = Tokenizer.tokens(of: question) else { return [] }
        var words: [String] = []
        for word in tokens.flatMap({ ChatParty.words(of: $0.text) })
        where word.count > 1 && !Reader.common.contains(word) && !words.contains(word) && words.count < 24 {
            words.append(word)
        }
        // A name of everyday words must be found too, when it is said to be a name.
        for token in tokens where token.kind == .quoted {
            words += ChatParty.words(of: token.text).filter { !words.contains($0) }
        }
        return words
    }

    /// What may be an invoice's number among a question's words, in lower case.
    package static func possibleNumbers(in question: String) -> [String] {
        let tokens = Tokenizer.tokens(of: question) ?? []
        let texts = tokens.map { $0.text.hasPrefix("#") ? String($0.text.dropFirst()) : $0.text }
        var found: [String] = []
        for text in texts where text.contains(where: \.isNumber) && !found.contains(text) && found.count < 20
        {
            found.append(text)
        }
        return found
    }

    /// Reads a question.
    ///
    /// - Parameters:
    ///   - question: As it was typed.
    ///   - lexicon: What its words may name.
    ///   - context: The answer before, for questions that refer to it.
    /// - Returns: One query, or why there is none.
    package static func read(_ question: String, _ lexicon: Lexicon, after context: ChatContext?) -> Reading {
        guard var tokens = Tokenizer.tokens(of: question) else {
            return .refused(
                ChatRefusal(
                    "The question is too long, or a quotation has no end; ask one short question at a time.",
                    suggestions: Suggestions.nearest(to: question)))
        }
        guard
            tokens.allSatisfy({
                !$0.raw.unicodeScalars.contains { $0.properties.isDefaultIgnorableCodePoint }
            })
        else {
            return .refused(ChatRefusal("The question holds invisible characters; type it anew."))
        }
        while let last = tokens.last, last.kind == .word, ["please", "pls", "thanks"].contains(last.text) {
            tokens.removeLast()
        }
        var reader = Reader(tokens: tokens, lexicon: lexicon, context: context)
        reader.skip(
            "please|pls|kindly|hi|hello|hey|ok|okay|can you|could you|would you|will you|i want to know|i would like to know|"
                + "i want to see|i would like to see|i want|i would like|i need|let me see|so|also|share|share with me"
        )
        let start = reader.position
        guard !reader.isAtEnd else {
            return .refused(
                ChatRefusal("There is no question.", suggestions: Suggestions.nearest(to: question)))
        }
        var found: [ChatQuery] = []
        for form in forms {
            reader.position = start
            reader.isSpend = false
            guard let query = form(&reader), reader.isAtEnd, !found.contains(query) else { continue }
            found.append(query)
        }
        if found.count == 1 { return .query(found[0]) }
        return .refused(refusal(of: question, reader, found))
    }

    private typealias Form = @Sendable (inout Reader) -> ChatQuery?

    private static let forms: [Form] = [
        { $0.count() }, { $0.list() }, { $0.figure() }, { $0.billed() }, { $0.extreme() }, { $0.grouped() },
        { $0.topGroup() }, { $0.distinct() }, { $0.findingCount() }, { $0.comparing() }, { $0.detail() },
        { $0.reasons() }, { $0.changes() }, { $0.gaps() }, { $0.duplicates() }, { $0.following() },
        { $0.help() },
    ]

    private static let payment: Set<String> = [
        "paid", "pay", "pays", "paying", "unpaid", "payment", "payments", "payable", "payables", "owe",
        "owed", "owing",
        "outstanding", "overdue",
    ]

    /// Just a name is no question yet.
    private static func name(_ whole: Reader) -> ChatRefusal? {
        var reader = Reader(tokens: whole.tokens, lexicon: whole.lexicon, context: nil)
        let supplier = reader.party(allowsPart: true)
        guard reader.isAtEnd || supplier == nil else { return nil }
        let buyer = supplier == nil ? reader.party(.buyer, allowsPart: true) : nil
        guard let party = supplier ?? buyer, reader.isAtEnd else { return nil }
        let side = supplier == nil ? "to" : "from"
        return ChatRefusal(
            "That is only a name; say what is asked about it.",
            suggestions: [
                "How many invoices \(side) \(party.name)?",
                "What is the total of invoices \(side) \(party.name)?",
                "Show invoices \(side) \(party.name)",
            ])
    }

    private static func refusal(of question: String, _ reader: Reader, _ found: [ChatQuery]) -> ChatRefusal {
        let nearest = Suggestions.nearest(to: question)
        if found.count > 1 {
            return ChatRefusal(
                "The question can be understood in two ways; say it more fully.", suggestions: nearest)
        }
        if let complaint = reader.complaint {
            return ChatRefusal(
                complaint.sentence,
                suggestions: complaint.suggestions.isEmpty ? nearest : complaint.suggestions)
        }
        let words = Set(reader.tokens.map(\.text))
        if !words.isDisjoint(with: payment) {
            return ChatRefusal(
                "What was invoiced is known here, not what was paid or is still owed; ask for what was invoiced.",
                suggestions: [
                    "What is the total amount of all invoices?", "Total amount by vendor",
                    "What is the total amount of approved invoices in March?",
                ])
        }
        if let refusal = name(reader) { return refusal }
        let left = reader.tokens[min(reader.furthest, reader.tokens.count)...].prefix(4).map(\.raw)
        let what =
            left.isEmpty
            ? "the question ends too early" : "\"\(left.joined(separator: " "))\" is not understood"
        return ChatRefusal(
            "This is not answered, since \(what) and an answer without it could be wrong.",
            suggestions: nearest, isWording: true)
    }
}
