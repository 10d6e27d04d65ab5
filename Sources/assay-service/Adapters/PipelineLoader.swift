internal import Engine
internal import Files
internal import Pipelines
internal import Storage
internal import YAML

/// Puts pipelines together from files, from what came over the API, and from what the store has of both.
struct PipelineLoader: Sendable {
    /// A pipeline, unless a mistake keeps it from running, and every mistake.
    struct Outcome: Sendable {
        let pipeline: LoadedPipeline?
        var mistakes: [Diagnostic]
        /// false: it could not be looked at well, and may be right all the same.
        var isFinal = true
    }

    private typealias Variables = @Sendable (_ folder: String) -> VariableSource

    let library: PipelineLibrary
    /// What is installed, at any time.
    let components: @Sendable () -> ComponentList
    /// The variables that pipelines which came over the API may use.
    let allowed: Set<String>
    /// Compiles a definition's expressions within that many ms, and tells what is wrong with them.
    let compile: @Sendable (PipelineDefinition, _ timeout: Int) async -> [Diagnostic]

    /// How long the expressions of a file may take, ms; those of a stranger get less of the workers' time.
    private static let patience = 60_000, strangersPatience = 10_000

    /// A file of this machine.
    func file(_ path: String) async -> Outcome {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSystem.read(path, limit: YAMLLimits().bytes + 1)
        } catch {
            let mistake = Diagnostic(
                .unreadable, file: path, line: 1, column: 1,
                message: "the file can't be read: \(error.reason)", mend: error.mend)
            return Outcome(pipeline: nil, mistakes: [mistake])
        }
        let (pipeline, mistakes) = LoadedPipeline.load(
            YAMLSource(name: path, bytes: bytes), looksForDocuments: true, components: components(),
            files: PipelineFiles.local(library), variables: Self.local)
        return await compiled(pipeline, mistakes, within: Self.patience)
    }

    /// A text that came over the API; `texts` are the others that did, by name.
    func text(_ text: String, among texts: [String: String]) async -> Outcome {
        let (pipeline, mistakes) = LoadedPipeline.load(
            Self.source(text), looksForDocuments: false, components: components(),
            files: PipelineFiles.network(library, texts: texts), variables: network)
        return await compiled(pipeline, mistakes, within: Self.strangersPatience)
    }

    /// What a job is bound to: it was found right when it was put in force.
    func bound(_ bound: BoundPipeline) -> Outcome {
        let parts = PipelineParts(bound.parts)
        let source = bound.path.map { YAMLSource(name: $0, text: bound.text) } ?? Self.source(bound.text)
        let (pipeline, mistakes) = LoadedPipeline.load(
            source, looksForDocuments: false, components: components(), files: parts.files, isReplay: true,
            variables: bound.path == nil ? network : Self.local)
        return Outcome(pipeline: pipeline, mistakes: mistakes)
    }

    static func source(_ text: String) -> YAMLSource { YAMLSource(name: "pipeline.yaml", text: text) }

    /// The environment, and files counted from a file's folder.
    private static let local: Variables = { VariableSource.process(folder: $0) }

    /// Paths that the operator allows count from the service's own folder.
    private var network: Variables {
        let source = VariableSource.network(allowing: allowed, from: VariableSource.process(folder: ""))
        return { _ in source }
    }

    private func compiled(
        _ pipeline: LoadedPipeline?, _ mistakes: [Diagnostic], within timeout: Int
    ) async -> Outcome {
        guard let pipeline else { return Outcome(pipeline: nil, mistakes: mistakes) }
        let compile = compile
        // Apart from the request that asks: its end must not look like a mistake in the text.
        let more = await Task.detached { await compile(pipeline.definition, timeout) }.value
        return Outcome(
            pipeline: more.hasErrors ? nil : pipeline, mistakes: mistakes + more,
            isFinal: !more.contains(where: ExpressionCheck.isPassing))
    }
}

/// The pipelines that jobs are bound to, put together when they are needed.
actor BoundPipelines {
    /// More than these are put together again when they are needed.
    private static let most = 64
    private let loader: PipelineLoader
    private let versions: any PipelineVersions
    private var loaded: [String: LoadedPipeline] = [:]
    private var sources: [String: BoundPipeline] = [:]

    init(_ loader: PipelineLoader, _ versions: any PipelineVersions) {
        self.loader = loader
        self.versions = versions
    }

    /// A pipeline in a version.
    ///
    /// - Throws: ``PipelineUnusable`` with every mistake; a ``StorageError`` that passes.
    func pipeline(_ name: String, _ reference: PipelineReference) async throws -> LoadedPipeline {
        let key = "\(name) \(reference)"
        let before = loaded[key]
        if let before, before.isFresh { return before }
        let bound = try await source(name, reference, key)
        let outcome = loader.bound(bound)
        // A file of a variable that is being replaced: the one before goes on.
        guard let pipeline = outcome.pipeline ?? before else {
            throw PipelineUnusable(name, outcome.mistakes)
        }
        if loaded.count >= Self.most {
            loaded.removeAll()
            sources.removeAll()
        }
        loaded[key] = pipeline
        sources[key] = bound
        return pipeline
    }

    private func source(
        _ name: String, _ reference: PipelineReference, _ key: String
    ) async throws -> BoundPipeline {
        if let known = sources[key] { return known }
        do throws(StorageError) {
            return try await versions.boundPipeline(name, reference)
        } catch {
            guard case .notFound(let what) = error else { throw error }
            throw PipelineUnusable("the \(what) that the document's job is bound to is gone; reprocess it")
        }
    }

    /// Checks everything again, for there are other components than before; what has mistakes now stays as it was.
    func componentsChanged() {
        for (key, bound) in sources {
            if let pipeline = loader.bound(bound).pipeline { loaded[key] = pipeline }
        }
    }
}

/// A pipeline that no document can go through.
struct PipelineUnusable: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    init(_ name: String, _ mistakes: [Diagnostic]) {
        let sentences = mistakes.filter { $0.severity == .error }.map {
            "\($0.line):\($0.column) \($0.message)"
        }
        description = "the pipeline \(name) has mistakes: \(sentences.joined(separator: "; "))"
    }
}
