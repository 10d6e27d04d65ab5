package import AssayKit
package import Chat

/// Turns freer wording into the typed query, such as a language model; never asked for figures.
package protocol ChatInterpreter: Sendable {
    /// The query as JSON; nil where it finds none.
    ///
    /// `vocabulary`: What a query may be, for people and models.
    func query(for question: String, today: CalendarDate, vocabulary: String) async -> JSONValue?
}

extension Answerer {
    /// Answers a question that the grammar does not know through an interpreter; nil where that fails, too.
    ///
    /// What comes back is checked like a query written by hand, and every name and number in it must stand in the
    /// question: an interpreter words, it adds nothing.
    package func answer(_ question: String, through interpreter: any ChatInterpreter) async throws
        -> ChatAnswer?
    {
        let found = await interpreter.query(
            for: question, today: today, vocabulary: InterpretedQuery.vocabulary)
        guard let found, let query = try await interpreted(found, of: question) else { return nil }
        return try await answer(query)
    }
}
