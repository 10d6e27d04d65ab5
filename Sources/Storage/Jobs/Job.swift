package import AssayKit

/// A piece of work that is done at least once and whose result is stored at most once.
package struct Job: Sendable, Hashable {
    package let id: JobID
    /// What is to be done: "extract".
    package let kind: String
    /// The line it waits in.
    package let queue: String
    /// On whose behalf; nil for the service's own.
    package let owner: UserID?
    package let priority: JobPriority
    /// What the worker needs to know.
    package let payload: JSONValue
    /// While a job of the same kind with the same key is waiting or running, there is no second one.
    package let uniqueKey: String?
    /// The invoice that it is about.
    package let invoice: InvoiceID?
    /// The batch of that invoice.
    package let batch: BatchID?
    package let maximumAttempts: Int
    /// The W3C `traceparent` of the request that made it.
    package let traceparent: String?
    package let createdAt: Timestamp
    /// What is sent when it dies, in the transaction of its death.
    package let deathNotices: [OutboxDraft]

    // (1) Changed by `apply(_:)` alone.
    package internal(set) var state: JobState
    /// How often it was begun; a shutdown does not count.
    package internal(set) var attempts: Int
    /// How often its worker died of it.
    package internal(set) var crashes: Int
    /// Someone asked a running job to stop.
    package internal(set) var cancelWanted: Bool
    /// What went wrong last.
    package internal(set) var failure: JobFailure?
    package internal(set) var startedAt: Timestamp?
    package internal(set) var finishedAt: Timestamp?
    /// What it produced, where that is not kept as an invoice.
    package internal(set) var result: JSONValue?

    package init(
        id: JobID, draft: JobDraft, state: JobState, attempts: Int = 0, crashes: Int = 0,
        cancelWanted: Bool = false, failure: JobFailure? = nil, createdAt: Timestamp,
        startedAt: Timestamp? = nil, finishedAt: Timestamp? = nil, result: JSONValue? = nil
    ) {
        self.id = id
        kind = draft.kind
        queue = draft.queue
        owner = draft.owner
        priority = draft.priority
        payload = draft.payload
        uniqueKey = draft.uniqueKey
        invoice = draft.invoice
        batch = draft.batch
        maximumAttempts = draft.maximumAttempts
        traceparent = draft.traceparent
        deathNotices = draft.deathNotices
        self.state = state
        self.attempts = attempts
        self.crashes = crashes
        self.cancelWanted = cancelWanted
        self.failure = failure
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.result = result
    }

    /// Under which name the payload has the id of the request that made it.
    package static let requestKey = "request_id"

    /// The id of the request that made it, for the log.
    package var request: String? { payload[Self.requestKey]?.stringValue }

    /// The lease while it runs.
    package var lease: Lease? {
        if case .running(let lease) = state { lease } else { nil }
    }
}

package typealias JobID = Identifier<Job>

/// How urgent a job is; one level is gained per ten minutes of waiting.
package enum JobPriority: Int, Sendable, Hashable, CaseIterable {
    case urgent, high, normal, low
}

/// Why an attempt failed.
package struct JobFailure: Error, Sendable, Hashable {
    /// What it means for the next attempt.
    package enum Kind: String, Sendable, Hashable {
        /// The same input will fail again.
        case permanent
        /// It may work later.
        case retryable
        /// The process that did the work died.
        case crash
    }

    package let kind: Kind
    /// A stable word.
    package let code: String
    /// One sentence that names the mend.
    package let message: String
    /// The step that failed.
    package let stage: String?

    package init(_ kind: Kind, code: String, message: String, stage: String? = nil) {
        self.kind = kind
        self.code = code
        self.message = message
        self.stage = stage
    }
}
