/// The document that is asked about.
package struct HistorySubject: Sendable, Hashable {
    /// As the keeper of the history names its file.
    package let id: String
    /// SHA-256 of its bytes, lower-case hexadecimal.
    package let digest: String?

    package init(id: String, digest: String?) {
        self.id = id
        self.digest = digest
    }
}

/// Answers questions about earlier invoices ("assay.history/1").
package protocol HistorySource: Sendable {
    /// The answers, in the order of the questions; nil: there is no history.
    ///
    /// - Throws: Why it can't be told.
    func answers(
        to questions: [HistoryQuestion], about subject: HistorySubject
    ) async throws -> [HistoryAnswer]?
}

/// Knows of no earlier invoice, and says so.
package struct NoHistory: HistorySource {
    package init() {}

    package func answers(
        to questions: [HistoryQuestion], about subject: HistorySubject
    ) async throws -> [HistoryAnswer]? { nil }
}
