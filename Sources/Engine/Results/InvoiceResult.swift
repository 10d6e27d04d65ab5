package import AssayKit

/// The result of one invoice: what `assay run` prints and the service stores.
package struct InvoiceResult: Sendable {
    /// Which invoice of its file it is.
    package struct Part: Sendable, Hashable {
        /// From 1.
        package let index: Int
        package let count: Int

        package init(index: Int, count: Int) {
            self.index = index
            self.count = count
        }
    }

    /// The file's name as the caller gave it.
    package var file: String
    /// SHA-256 of the file's bytes in lower-case hexadecimal; nil when it could not be read.
    package var sha256: String?
    package var part: Part
    package var status: ResultStatus
    /// The pipeline's name.
    package var pipeline: String
    /// How many pages the file has; 0 when it was not found out.
    package var pages: Int
    /// How far the result can be trusted, 0...1; nil when the pipeline reads no fields.
    package var confidence: Double?
    package var record: Record
    package var steps: [StepReport]
    package var error: ResultError?
    /// What the reader and the extractors noted about the document.
    package var metadata: JSONObject
    /// What a person should know: pages that could not be read, steps that were left out, the extension is wrong.
    package var notes: [String]
    /// Wall-clock time of the document.
    package var milliseconds: Double
    /// Whether something other than flags and confidence asks for a person.
    package var asksForReview = false

    package init(
        file: String, sha256: String?, part: Part = Part(index: 1, count: 1), status: ResultStatus,
        pipeline: String,
        pages: Int = 0, confidence: Double? = nil, record: Record = Record(), steps: [StepReport] = [],
        error: ResultError? = nil, metadata: JSONObject = JSONObject(), notes: [String] = [],
        milliseconds: Double = 0
    ) {
        self.file = file
        self.sha256 = sha256
        self.part = part
        self.status = status
        self.pipeline = pipeline
        self.pages = pages
        self.confidence = confidence
        self.record = record
        self.steps = steps
        self.error = error
        self.metadata = metadata
        self.notes = notes
        self.milliseconds = milliseconds
    }

    /// The result of a file that never came to a worker.
    package static func failure(
        file: String, sha256: String? = nil, pipeline: String, _ error: ResultError
    ) -> InvoiceResult {
        InvoiceResult(
            file: file, sha256: sha256, status: .failed, pipeline: pipeline, error: error)
    }
}
