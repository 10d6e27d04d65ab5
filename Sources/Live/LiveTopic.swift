package import Storage

/// What can be followed.
package enum LiveTopic: Sendable, Hashable {
    /// `invoice:ID`: one invoice.
    case invoice(InvoiceID)
    /// `batch:ID`: a batch and its invoices.
    case batch(BatchID)
    /// `task:ID`: the work on one document.
    case task(JobID)
    /// `dashboard`: the figures, at most once a second.
    case dashboard
    /// `updates`: all that the reader may see.
    case updates
    /// `source:NAME`: what an incoming source brings.
    case source(String)

    /// Reads a topic's name.
    ///
    /// - Throws: ``LiveRefusal`` with the forms that there are.
    package init(_ text: some StringProtocol) throws(LiveRefusal) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("dashboard", 1): self = .dashboard
        case ("updates", 1): self = .updates
        case ("invoice", 2): self = .invoice(try Self.id(parts[1]))
        case ("batch", 2): self = .batch(try Self.id(parts[1]))
        case ("task", 2): self = .task(try Self.id(parts[1]))
        case ("source", 2) where (1...100).contains(parts[1].utf8.count): self = .source(String(parts[1]))
        default:
            throw LiveRefusal(
                .malformed,
                "A topic is invoice:ID, batch:ID, task:ID, dashboard, updates or source:NAME; give one of these."
            )
        }
    }

    /// Its name, as it stands in every message.
    package var name: String {
        switch self {
        case .invoice(let id): "invoice:\(id)"
        case .batch(let id): "batch:\(id)"
        case .task(let id): "task:\(id)"
        case .dashboard: "dashboard"
        case .updates: "updates"
        case .source(let name): "source:\(name)"
        }
    }

    /// The topics that an event belongs to; the figures are none of it.
    static func topics(of draft: EventDraft) -> [LiveTopic] {
        var topics: [LiveTopic] = []
        if let id = draft.invoice { topics.append(.invoice(id)) }
        if let id = draft.batch { topics.append(.batch(id)) }
        if let id = draft.job { topics.append(.task(id)) }
        if let name = draft.source { topics.append(.source(name)) }
        topics.append(.updates)
        return topics
    }

    /// What the log has of it; nil for what is never on disk.
    func stored(for visibility: Visibility) -> EventTopic? {
        switch self {
        case .invoice(let id): .invoice(id)
        case .batch(let id): .batch(id)
        case .task(let id): .job(id)
        case .updates: .all(visibility)
        case .source(let name): .source(name)
        case .dashboard: nil
        }
    }

    private static func id<Subject>(_ text: some StringProtocol) throws(LiveRefusal) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(text) else {
            throw LiveRefusal(
                .malformed, "The id in the topic is no UUID; copy it from the upload's answer or a list.")
        }
        return id
    }
}
