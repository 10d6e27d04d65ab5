package import AssayKit

/// What a job of the kind `extract` is to do: one document through one pipeline.
package struct ExtractionTask: Sendable, Hashable {
    /// The jobs' kind.
    package static let kind = "extract"

    /// The document's bytes in the blob store.
    package var document: BlobDigest
    /// The name to show in sentences.
    package var fileName: String
    /// nil: the standard one.
    package var pipeline: String?
    /// Below this confidence a person must look; nil: as the pipeline says.
    package var threshold: Double?

    package init(document: BlobDigest, fileName: String, pipeline: String? = nil, threshold: Double? = nil) {
        self.document = document
        self.fileName = fileName
        self.pipeline = pipeline
        self.threshold = threshold
    }

    /// As a job carries it.
    package var payload: JSONValue {
        var object = JSONObject()
        object["document"] = .string(document.hex)
        object["file_name"] = .string(fileName)
        if let pipeline { object["pipeline"] = .string(pipeline) }
        if let threshold { object["threshold"] = .double(threshold) }
        return .object(object)
    }

    /// Reads it back; nil for a payload that is none.
    package init?(payload: JSONValue) {
        guard let hex = payload["document"]?.stringValue, let document = BlobDigest(hex: hex),
            let fileName = payload["file_name"]?.stringValue
        else { return nil }
        self.init(
            document: document, fileName: fileName, pipeline: payload["pipeline"]?.stringValue,
            threshold: payload["threshold"]?.doubleValue)
    }

    /// The job of the document.
    package func job(priority: JobPriority = .normal, traceparent: String? = nil) -> JobDraft {
        JobDraft(kind: Self.kind, priority: priority, payload: payload, traceparent: traceparent)
    }
}
