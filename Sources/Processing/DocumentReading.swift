package import Engine
package import Storage

/// Reads a document through a pipeline.
package protocol DocumentReading: Sendable {
    /// The results of all invoices in a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - order: Its name, the pipeline, the threshold.
    ///   - events: Told how far it is.
    /// - Returns: At least one; a document that failed has one that says why.
    /// - Throws: ``JobFailure`` when it could not even begin.
    func read(
        _ path: String, _ order: ReadingOrder, events: any EventSink
    ) async throws(JobFailure) -> [InvoiceResult]

    /// What a pipeline's `notify:` wants told of results.
    func announcements(of results: [InvoiceResult], _ order: ReadingOrder) async -> [Announcement]
}

extension DocumentReading {
    /// Nothing.
    package func announcements(of results: [InvoiceResult], _ order: ReadingOrder) async -> [Announcement] {
        []
    }
}

/// A result that is to be told through a step of a pipeline's `notify:`.
package struct Announcement: Sendable, Hashable {
    /// Which of the results, from 0.
    package var part: Int
    package var pipeline: String
    package var step: String
    /// Why it could not be decided whether to tell it; it is not told then.
    package var obstacle: String?

    package init(part: Int, pipeline: String, step: String, obstacle: String? = nil) {
        self.part = part
        self.pipeline = pipeline
        self.step = step
        self.obstacle = obstacle
    }
}

/// How a document is to be read.
package struct ReadingOrder: Sendable, Hashable {
    /// The name to show in sentences.
    package var fileName: String
    /// nil: the standard one.
    package var pipeline: String?
    /// The version that it is bound to; nil: the one in force.
    package var version: PipelineReference?
    /// Below this confidence a person must look; nil: as the pipeline says.
    package var threshold: Double?
    /// What the history calls the file; nil: it is compared with no others.
    package var subject: String?

    package init(
        fileName: String, pipeline: String? = nil, version: PipelineReference? = nil,
        threshold: Double? = nil, subject: String? = nil
    ) {
        self.fileName = fileName
        self.pipeline = pipeline
        self.version = version
        self.threshold = threshold
        self.subject = subject
    }
}

/// How far a job has come, for those who watch; kept in memory only.
package struct JobProgress: Sendable, Hashable {
    package let job: JobID
    package let invoice: InvoiceID?
    package let batch: BatchID?
    package let owner: UserID?
    /// The step's name, or `fetch`, `save`, `complete`.
    package let stage: String
    /// 0...100.
    package let percent: Double
    /// What is being done, for people.
    package let message: String

    package init(
        job: JobID, invoice: InvoiceID?, batch: BatchID?, owner: UserID?, stage: String, percent: Double,
        message: String = ""
    ) {
        self.job = job
        self.invoice = invoice
        self.batch = batch
        self.owner = owner
        self.stage = stage
        self.percent = percent
        self.message = message
    }
}

/// Takes news of jobs; called from any thread, must be quick.
package protocol ProgressSink: Sendable {
    func send(_ progress: JobProgress)
}

/// Nobody watches.
package struct NoProgress: ProgressSink {
    package init() {}
    package func send(_ progress: JobProgress) {}
}
