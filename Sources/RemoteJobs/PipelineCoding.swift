package import AssayKit
package import Storage

/// What workers ask of pipelines: the versions that their jobs are bound to.
package enum PipelineCoding {
    static let question = "pipeline"

    /// Whether a question is one for a pipeline.
    package static func takes(_ question: JSONValue) -> Bool {
        question["do"]?.stringValue == Self.question
    }

    /// Answers a worker.
    package static func answer(_ question: JSONValue, _ versions: any PipelineVersions) async -> JSONValue {
        guard let name = question["name"]?.stringValue,
            let reference = question["version"]?.stringValue.flatMap(PipelineReference.init)
        else { return ["error": ["fault": .string("\(CodingMistake(what: "a question for a pipeline"))")]] }
        do {
            let found = try await versions.boundPipeline(name, reference)
            return [
                "path": found.path.map { .string($0) } ?? .null, "text": .string(found.text),
                "parts": .string(found.parts),
            ]
        } catch {
            return ["error": RemoteError.json(error)]
        }
    }
}

extension RemoteJobLine: PipelineVersions {
    package func boundPipeline(
        _ name: String, _ reference: PipelineReference
    ) async throws(StorageError) -> BoundPipeline {
        let answer = try await ask(plain: [
            "do": .string(PipelineCoding.question), "name": .string(name),
            "version": .string(reference.description),
        ])
        guard let text = answer["text"]?.stringValue, let parts = answer["parts"]?.stringValue else {
            throw .fault("\(CodingMistake(what: "a pipeline"))")
        }
        return BoundPipeline(path: answer["path"]?.stringValue, text: text, parts: parts)
    }
}
