package import AssayKit

/// A job to be put into line.
package struct JobDraft: Sendable, Hashable {
    package var kind: String
    package var queue: String
    package var owner: UserID?
    package var priority: JobPriority
    package var payload: JSONValue
    package var uniqueKey: String?
    package var invoice: InvoiceID?
    package var batch: BatchID?
    package var maximumAttempts: Int
    package var traceparent: String?
    /// How long it waits at least.
    package var delay: Duration
    package var deathNotices: [OutboxDraft]

    package init(
        kind: String, queue: String = "default", owner: UserID? = nil, priority: JobPriority = .normal,
        payload: JSONValue = .object(JSONObject()), uniqueKey: String? = nil, invoice: InvoiceID? = nil,
        batch: BatchID? = nil, maximumAttempts: Int = RetryRule.maximumAttempts, traceparent: String? = nil,
        delay: Duration = .zero, deathNotices: [OutboxDraft] = []
    ) {
        self.kind = kind
        self.queue = queue
        self.owner = owner
        self.priority = priority
        self.payload = payload
        self.uniqueKey = uniqueKey
        self.invoice = invoice
        self.batch = batch
        self.maximumAttempts = maximumAttempts
        self.traceparent = traceparent
        self.delay = delay
        self.deathNotices = deathNotices
    }
}

/// What became of putting a job into line.
package struct Enqueued: Sendable, Hashable {
    package let job: JobID
    /// false: a job with the same unique key was waiting or running already; this is its id.
    package let isNew: Bool

    package init(job: JobID, isNew: Bool) {
        self.job = job
        self.isNew = isNew
    }
}
