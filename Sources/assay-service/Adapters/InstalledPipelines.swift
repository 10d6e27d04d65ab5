internal import Engine
internal import Files
internal import Pipelines
internal import Service
internal import Storage
internal import YAML

/// The pipelines of this installation: files, looked at again when they have changed, and what came over the API.
///
/// A new content takes over whole or not at all. Jobs are bound to the version that was in force when they came in,
/// and find it again after a restart: the store has every version, and a copy of every file that was used.
actor InstalledPipelines: PipelineCatalogue {
    let loader: PipelineLoader
    private let store: any PipelineStore
    private let bound: BoundPipelines
    private var files: ShelvedPipelines
    private var lastLook: ContinuousClock.Instant?
    private var isLooking = false
    /// What is in force in place of a file, by name.
    private var stored: [String: PipelineVersion] = [:]
    /// The copies of files that the store has for sure.
    private var kept: Set<String> = []
    private var isChanging = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// How often the files are looked at.
    private static let interval: Duration = .seconds(1)

    init(_ loader: PipelineLoader, store: any PipelineStore) {
        self.loader = loader
        self.store = store
        bound = BoundPipelines(loader, store)
        files = ShelvedPipelines(loader.library)
    }

    /// Takes up what came over the API before.
    func open() async throws(StorageError) {
        let versions = try await store.pipelinesInForce()
        stored = Dictionary(versions.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    }

    // MARK: - What a document goes through

    /// The plan of a pipeline.
    ///
    /// - Parameters:
    ///   - name: nil: the standard one.
    ///   - reference: The version that the document's job is bound to; nil: the one in force.
    /// - Returns: What the engine walks.
    /// - Throws: ``PipelineUnusable`` with every mistake; a ``StorageError`` that passes.
    func plan(_ name: String?, _ reference: PipelineReference?) async throws -> Plan {
        let name = name ?? PipelineLibrary.standardName
        await look()
        if let reference = reference ?? stored[name].map({ .stored($0.number) }) {
            if case .file(let digest) = reference, let path = files.path(of: name),
                let inForce = files[path]?.inForce, inForce.digest == digest
            {
                return Plan(inForce.definition)
            }
            return Plan(try await bound.pipeline(name, reference).definition)
        }
        guard let file = await file(name) else {
            throw PipelineUnusable("there is no pipeline \(name); see assay pipeline list")
        }
        guard let inForce = file.inForce else { throw PipelineUnusable(name, file.mistakes) }
        return Plan(inForce.definition)
    }

    func reference(to name: String?) async throws(StorageError) -> PipelineReference? {
        let name = name ?? PipelineLibrary.standardName
        await look()
        if let current = stored[name] { return .stored(current.number) }
        guard let file = await file(name), let inForce = file.inForce else { return nil }
        let key = "\(name) \(inForce.digest)"
        if !kept.contains(key) {
            try await store.keepPipelineFile(
                PipelineFileCopy(
                    name: name, digest: inForce.digest, path: FilePath.absolute(file.entry.path),
                    text: Self.text(inForce), parts: inForce.parts.text))
            kept.insert(key)
        }
        return .file(digest: inForce.digest)
    }

    func isUsable(_ name: String) async -> Bool? {
        await look()
        // Why it is not, the check of its text says.
        if let current = stored[name] {
            return (try? await bound.pipeline(name, .stored(current.number))) != nil
        }
        return await file(name).map { $0.inForce != nil }
    }

    func accepts(_ name: String?) async -> Set<String>? {
        let name = name ?? PipelineLibrary.standardName
        await look()
        let definition: PipelineDefinition?
        if let current = stored[name] {
            // One that can't be used is said to be so elsewhere.
            definition = try? await bound.pipeline(name, .stored(current.number)).definition
        } else {
            definition = await file(name)?.inForce?.definition
        }
        return definition.flatMap { $0.accepts.isEmpty ? nil : Set($0.accepts) }
    }

    // MARK: - Looking

    func list() async -> [PipelineSummary] {
        await look()
        let others = files.all.filter { stored[$0.entry.name] == nil }.map { Self.summary($0.entry) }
        return (stored.values.map(Self.summary) + others).sorted { $0.name < $1.name }
    }

    func pipeline(_ name: String, version: PipelineSource?) async throws(StorageError) -> PipelineView? {
        await look()
        let current = stored[name]
        switch version ?? current.map({ .stored($0.number) }) ?? .file {
        case .file: return await file(name).map { view(of: $0, isInForce: current == nil) }
        case .stored(let number):
            if let current, current.number == number { return view(of: current, isInForce: true) }
            do throws(StorageError) {
                return view(of: try await store.pipelineVersion(name, number), isInForce: false)
            } catch {
                if case .notFound = error { return nil }
                throw error
            }
        }
    }

    func versions(of name: String, _ page: PageRequest) async throws(StorageError) -> Page<PipelineVersion>? {
        await look()
        let found = try await store.pipelineVersions(name, page)
        return found.total == 0 && files.path(of: name) == nil ? nil : found
    }

    func check(_ text: String) async -> [PipelineMistake] {
        await loader.text(text, among: texts).mistakes.map { Self.mistake($0) }
    }

    /// Checks everything again, for there are other components than before; what has mistakes now stays as it was.
    func componentsChanged() async {
        for file in files.all where file.isChecked { await check(file: file.entry.path) }
        await bound.componentsChanged()
    }

    // MARK: - Changing

    func put(
        _ name: String, text: String, expected: Int?, by actor: Actor
    ) async throws(StorageError) -> PipelineChange {
        let outcome = await loader.text(text, among: texts.filter { $0.key != name })
        let source = PipelineLoader.source(text)
        var mistakes = outcome.mistakes + Self.maskMistakes(source)
        if let definition = outcome.pipeline?.definition, definition.name != name {
            let place = YAMLReader.readDocument(source).document?["name"]?.span.start
            mistakes.append(
                Diagnostic(
                    .badName, file: source.name, line: place?.line ?? 1, column: place?.column ?? 1,
                    message: "the pipeline's name is \(definition.name), and it was put as \(name)",
                    mend: "make both the same"))
        }
        guard let pipeline = outcome.pipeline, !mistakes.hasErrors else {
            return .mistakes(mistakes.inTextOrder.map { Self.mistake($0) })
        }
        await begin()
        defer { end() }
        let version = try await store.putPipeline(
            name, text: text, parts: pipeline.parts.text, digest: pipeline.digest, expected: expected,
            by: actor)
        stored[name] = version
        return .inForce(version)
    }

    func withdraw(_ name: String, expected: Int?, by actor: Actor) async throws(StorageError) {
        await begin()
        defer { end() }
        try await store.withdrawPipeline(name, expected: expected, by: actor)
        stored[name] = nil
    }

    private var texts: [String: String] { stored.mapValues(\.text) }

    /// Waits for its turn: what is in force here follows the store's order.
    private func begin() async {
        while isChanging { await withCheckedContinuation { waiting.append($0) } }
        isChanging = true
    }

    private func end() {
        isChanging = false
        let next = waiting
        waiting = []
        for continuation in next { continuation.resume() }
    }

    // MARK: - Files

    /// Looks at the files, at most once a second.
    private func look() async {
        let now = ContinuousClock.now
        if let lastLook, now - lastLook < Self.interval || isLooking { return }
        lastLook = now
        isLooking = true
        defer { isLooking = false }
        for path in files.look() { await check(file: path) }
    }

    /// The file of a name, checked.
    private func file(_ name: String) async -> ShelvedPipelines.Shelved? {
        guard let path = files.path(of: name), let file = files[path] else { return nil }
        if !file.isChecked, file.inForce == nil { await check(file: path) }
        return files[path]
    }

    private func check(file path: String) async {
        let outcome = await loader.file(path)
        files.settle(path, outcome)
    }

    private static func text(_ pipeline: LoadedPipeline) -> String {
        String(decoding: pipeline.definition.source.bytes, as: UTF8.self)
    }
}
