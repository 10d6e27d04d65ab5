package import AssayKit

/// What a job of the kind `extract` is to do: one document through one pipeline.
package struct ExtractionTask: Sendable, Hashable {
    /// The jobs' kind.
    package static let kind = "extract"

    /// Where the document is.
    package enum Source: Sendable, Hashable {
        /// In the blob store.
        case stored(BlobDigest)
        /// On another machine, under that address.
        case remote(url: String)
    }

    /// The line of jobs whose document is still to be fetched: they wait for others, so they get workers of their own.
    package static let fetchQueue = "fetch"

    package var document: Source
    /// The name to show in sentences.
    package var fileName: String
    /// nil: the standard one.
    package var pipeline: String?
    /// The version that was in force when the document came in; nil: whichever is when it is read.
    package var version: PipelineReference?
    /// Below this confidence a person must look; nil: as the pipeline says.
    package var threshold: Double?

    package init(
        document: Source, fileName: String, pipeline: String? = nil, version: PipelineReference? = nil,
        threshold: Double? = nil
    ) {
        self.document = document
        self.fileName = fileName
        self.pipeline = pipeline
        self.version = version
        self.threshold = threshold
    }

    /// As a job carries it.
    package var payload: JSONValue {
        var object = JSONObject()
        switch document {
        case .stored(let digest): object["document"] = .string(digest.hex)
        case .remote(let url): object["url"] = .string(url)
        }
        object["file_name"] = .string(fileName)
        if let pipeline { object["pipeline"] = .string(pipeline) }
        if let version { object["pipeline_version"] = .string(version.description) }
        if let threshold { object["threshold"] = .double(threshold) }
        return .object(object)
    }

    /// Reads it back; nil for a payload that is none.
    package init?(payload: JSONValue) {
        guard let fileName = payload["file_name"]?.stringValue else { return nil }
        let document: Source
        if let digest = payload["document"]?.stringValue.flatMap(BlobDigest.init(hex:)) {
            document = .stored(digest)
        } else if let url = payload["url"]?.stringValue {
            document = .remote(url: url)
        } else {
            return nil
        }
        self.init(
            document: document, fileName: fileName, pipeline: payload["pipeline"]?.stringValue,
            version: payload["pipeline_version"]?.stringValue.flatMap(PipelineReference.init),
            threshold: payload["threshold"]?.doubleValue)
    }

    /// The job of the document.
    package func job(priority: JobPriority = .normal, traceparent: String? = nil) -> JobDraft {
        var draft = JobDraft(
            kind: Self.kind, priority: priority, payload: payload, traceparent: traceparent)
        if case .remote = document { draft.queue = Self.fetchQueue }
        return draft
    }
}
