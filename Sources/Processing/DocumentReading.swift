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
}

/// How a document is to be read.
package struct ReadingOrder: Sendable, Hashable {
    /// The name to show in sentences.
    package var fileName: String
    /// nil: the standard one.
    package var pipeline: String?
    /// Below this confidence a person must look; nil: as the pipeline says.
    package var threshold: Double?

    package init(fileName: String, pipeline: String? = nil, threshold: Double? = nil) {
        self.fileName = fileName
        self.pipeline = pipeline
        self.threshold = threshold
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
