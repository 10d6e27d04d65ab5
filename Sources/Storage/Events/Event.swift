package import AssayKit

/// Something that happened, for those who watch.
package struct Event: Sendable, Hashable {
    /// Grows over the whole installation; holes mean nothing.
    package let sequence: Int64
    package let at: Timestamp
    package let draft: EventDraft

    package init(sequence: Int64, at: Timestamp, draft: EventDraft) {
        self.sequence = sequence
        self.at = at
        self.draft = draft
    }
}

/// An event that is to be written.
package struct EventDraft: Sendable, Hashable {
    /// Its kind: "complete", "error", "flag", "review", "batch_progress", "stage_start".
    package var type: String
    /// Whose it is; nil for the whole installation.
    package var owner: UserID?
    package var job: JobID?
    package var invoice: InvoiceID?
    package var batch: BatchID?
    /// The incoming source that it came from.
    package var source: String?
    /// What else there is to say.
    package var body: JSONObject

    package init(
        _ type: String, owner: UserID?, job: JobID? = nil, invoice: InvoiceID? = nil, batch: BatchID? = nil,
        source: String? = nil, body: JSONObject = JSONObject()
    ) {
        self.type = type
        self.owner = owner
        self.job = job
        self.invoice = invoice
        self.batch = batch
        self.source = source
        self.body = body
    }
}

/// Which events are wanted.
package enum EventTopic: Sendable, Hashable {
    case invoice(InvoiceID)
    case batch(BatchID)
    case job(JobID)
    /// What an incoming source brought.
    case source(String)
    /// All that may be seen.
    case all(Visibility)

    /// Whether an event belongs to it.
    package func includes(_ draft: EventDraft) -> Bool {
        switch self {
        case .invoice(let id): draft.invoice == id
        case .batch(let id): draft.batch == id
        case .job(let id): draft.job == id
        case .source(let name): draft.source == name
        case .all(let visibility): visibility.includes(draft.owner)
        }
    }
}
