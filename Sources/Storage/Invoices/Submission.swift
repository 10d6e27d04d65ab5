package import AssayKit

/// A document that has come in and is to be processed.
package struct Submission: Sendable {
    package var id: InvoiceID
    package var owner: UserID
    package var batch: BatchID?
    package var origin: InvoiceOrigin
    /// The job that reads it; the store fills in owner, invoice and batch.
    package var job: JobDraft
    /// The job's id, chosen by the caller.
    package var jobID: JobID

    package init(
        id: InvoiceID, owner: UserID, batch: BatchID? = nil, origin: InvoiceOrigin, jobID: JobID,
        job: JobDraft
    ) {
        self.id = id
        self.owner = owner
        self.batch = batch
        self.origin = origin
        self.jobID = jobID
        self.job = job
    }
}

/// What became of a submission.
package struct Accepted: Sendable, Hashable {
    package let invoice: InvoiceID
    package let job: JobID
    /// An earlier invoice of the same owner with the same bytes.
    package let duplicateOf: InvoiceID?

    package init(invoice: InvoiceID, job: JobID, duplicateOf: InvoiceID?) {
        self.invoice = invoice
        self.job = job
        self.duplicateOf = duplicateOf
    }
}

/// What a run has found out about one invoice.
package struct InvoiceOutcome: Sendable {
    package var status: InvoiceStatus
    package var record: Record
    package var confidence: Double?
    package var pages: Int
    package var steps: JSONValue
    package var metadata: JSONValue
    package var notes: [String]
    package var failure: JobFailure?
    /// Blobs that belong to it, by name: "words".
    package var attachments: [String: BlobReference]

    package init(
        status: InvoiceStatus, record: Record = Record(), confidence: Double? = nil, pages: Int = 0,
        steps: JSONValue = .array([]), metadata: JSONValue = .object(JSONObject()), notes: [String] = [],
        failure: JobFailure? = nil, attachments: [String: BlobReference] = [:]
    ) {
        self.status = status
        self.record = record
        self.confidence = confidence
        self.pages = pages
        self.steps = steps
        self.metadata = metadata
        self.notes = notes
        self.failure = failure
        self.attachments = attachments
    }
}
