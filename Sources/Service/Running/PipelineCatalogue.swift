package import Storage

/// The pipelines that can be named: files of this machine, and what came over the API in their place.
package protocol PipelineCatalogue: Sendable {
    /// All of them, those with mistakes too.
    func list() async -> [PipelineSummary]
    /// One of them as it may be shown, secrets masked; nil when there is none of that name or version.
    ///
    /// `version` nil: the one in force.
    func pipeline(_ name: String, version: PipelineSource?) async throws(StorageError) -> PipelineView?
    /// The versions that came over the API, the newest first; nil when there is no pipeline of that name.
    func versions(of name: String, _ page: PageRequest) async throws(StorageError) -> Page<PipelineVersion>?
    /// What is wrong with a text that came over the API.
    func check(_ text: String) async -> [PipelineMistake]
    /// Whether a document can be sent through it; nil: there is none of that name.
    func isUsable(_ name: String) async -> Bool?
    /// The names of the types of files that a pipeline takes; nil: all that can be read, or none of that name is usable.
    ///
    /// `name` nil: the standard one.
    func accepts(_ name: String?) async -> Set<String>?
    /// What a job that begins now is bound to; nil: whatever is in force when it runs, for now nothing is.
    ///
    /// `name` nil: the standard one.
    func reference(to name: String?) async throws(StorageError) -> PipelineReference?
    /// Puts a text in force, whole or not at all.
    ///
    /// - Parameters:
    ///   - name: The pipeline's, which the text must say too.
    ///   - text: The YAML.
    ///   - expected: The version that the caller has seen, 0 for a file or none; nil: whichever it is.
    ///   - actor: Who puts it there.
    /// - Returns: The version in force, or why it was not taken.
    /// - Throws: ``StorageError/staleVersion(current:)``, and what keeps the store from working.
    func put(
        _ name: String, text: String, expected: Int?, by actor: Actor
    ) async throws(StorageError) -> PipelineChange
    /// Takes what came over the API out of force: a file of that name is back.
    func withdraw(_ name: String, expected: Int?, by actor: Actor) async throws(StorageError)
}

/// Where a version of a pipeline comes from.
package enum PipelineSource: Sendable, Hashable {
    case file
    case stored(Int)

    /// `file`, or a number from 1; nil for anything else.
    package init?(_ text: String) {
        switch (text, Int(text)) {
        case ("file", _): self = .file
        case (_, let number?) where number > 0: self = .stored(number)
        default: return nil
        }
    }

    /// `file`, or the number.
    package var text: String {
        switch self {
        case .file: "file"
        case .stored(let number): String(number)
        }
    }
}

/// What became of a pipeline that was put.
package enum PipelineChange: Sendable {
    case inForce(PipelineVersion)
    /// It was not taken, and why; nothing has changed.
    case mistakes([PipelineMistake])
}

/// A pipeline in a list.
package struct PipelineSummary: Sendable, Hashable {
    package let name: String
    package let description: String?
    package let source: PipelineSource
    /// What the text itself says under `version`, else a digest.
    package let label: String

    package init(name: String, description: String?, source: PipelineSource, label: String) {
        self.name = name
        self.description = description
        self.source = source
        self.label = label
    }
}

/// A pipeline as it may be shown.
package struct PipelineView: Sendable, Hashable {
    package let summary: PipelineSummary
    /// The YAML, secrets masked.
    package let text: String
    /// The text's SHA-256 before that.
    package let digest: String
    /// Whether documents that come in now go through it.
    package let isInForce: Bool
    /// What is wrong with this text.
    package let mistakes: [PipelineMistake]
    /// Why what the file holds now is not in force, and this older content is; empty when nothing newer is there.
    package let newerMistakes: [PipelineMistake]

    package init(
        summary: PipelineSummary, text: String, digest: String, isInForce: Bool, mistakes: [PipelineMistake],
        newerMistakes: [PipelineMistake] = []
    ) {
        self.summary = summary
        self.text = text
        self.digest = digest
        self.isInForce = isInForce
        self.mistakes = mistakes
        self.newerMistakes = newerMistakes
    }
}

/// A mistake in a pipeline's text; line and column count from 1.
package struct PipelineMistake: Sendable, Hashable {
    package let line: Int
    package let column: Int
    package let code: String
    package let message: String
    package let hint: String?
    package let isError: Bool

    package init(line: Int, column: Int, code: String, message: String, hint: String?, isError: Bool) {
        self.line = line
        self.column = column
        self.code = code
        self.message = message
        self.hint = hint
        self.isError = isError
    }
}
