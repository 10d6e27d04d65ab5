package import AssayKit

/// Turns freer wording into the typed query, such as a language model; never asked for figures.
package protocol ChatInterpreter: Sendable {
    /// What a question asks for, within a time that the interpreter limits itself.
    ///
    /// It gets the question and the day, and nothing of what is stored.
    func query(for question: String, today: CalendarDate) async -> Interpretation
}

/// What an interpreter makes of a question.
package enum Interpretation: Sendable, Hashable {
    /// A query as JSON; it is checked before anything is computed.
    case query(JSONValue)
    /// The question is not one that a query computes.
    case none
    /// It could not be asked, or gave no answer that can be read; a clause for who asked.
    case unavailable(String)
}

extension Answerer {
    /// Answers a question; what the grammar does not know is put to an interpreter, where there is one.
    ///
    /// What comes back is checked like a query written by hand, and must say what the question says, no more and no
    /// less: an interpreter words, it adds nothing. A question that the grammar refuses for a reason stays refused.
    ///
    /// - Throws: What the source throws.
    package func answer(
        _ question: String, after context: ChatContext?, with interpreter: (any ChatInterpreter)?
    ) async throws -> ChatAnswer {
        let lexicon = try await lexicon(of: question)
        let refusal: ChatRefusal
        switch Grammar.read(question, lexicon, after: context) {
        case .query(let query):
            var answer = try await answer(query)
            suggest(currenciesOf: question, lexicon, context, in: &answer)
            return answer
        case .refused(let found): refusal = found
        }
        if refusal.isWording, let mended = Self.mended(question, lexicon),
            case .query(let query) = Grammar.read(mended, lexicon, after: context)
        {
            var answer = try await answer(query)
            if answer.isUnderstood { answer.text += " (Read as: \(mended))" }
            return answer
        }
        guard let interpreter, refusal.isWording, !Grounding.refers(question) else {
            return ChatAnswer(refusal)
        }
        let more: String
        switch await interpreter.query(for: question, today: today) {
        case .query(let json):
            if let query = Grounding.query(json, saying: question, lexicon) {
                var answer = try await answer(query)
                answer.isInterpreted = true
                if answer.isUnderstood { answer.text += " " + Self.warning }
                return answer
            }
            more =
                "A language model was asked what it means, and said more or less than the question does; that is not used."
        case .none: more = "A language model was asked what it means, and found nothing that can be computed."
        case .unavailable(let why): more = "The language model that would be asked then \(why)."
        }
        return ChatAnswer(
            ChatRefusal(refusal.sentence + " " + more, suggestions: refusal.suggestions, isWording: true))
    }

    /// In place of other questions, this one in one currency each.
    private func suggest(
        currenciesOf question: String, _ lexicon: Lexicon, _ context: ChatContext?,
        in answer: inout ChatAnswer
    ) {
        guard !answer.isUnderstood, !answer.currencies.isEmpty else { return }
        var plain = question
        while let last = plain.last, "?!. ".contains(last) { plain.removeLast() }
        let known = answer.currencies.map { "\(plain) in \($0)?" }.filter { candidate in
            if case .query = Grammar.read(candidate, lexicon, after: context) { true } else { false }
        }
        if !known.isEmpty { answer.suggestions = known }
    }

    /// What is said beneath an answer to a question that a model read.
    static let warning =
        "A language model read the question: the query shows what was computed; make sure that it is what you meant."
}
