internal import AssayKit
internal import Commands
internal import Composition
internal import Configuration
internal import Engine
internal import Files
internal import Hooks
internal import Outgoing
internal import Processing
internal import Service
internal import Storage
internal import Workers

/// The sources of incoming webhooks, and the runner that works on their messages.
struct IncomingHooks: Sendable {
    private static let fileName = "hooks.yaml"
    /// Messages at a time.
    private static let parallel = 2

    let sources: HookSources
    private let entries: [HookFile.Entry]

    /// Reads the file; without one there are no sources.
    ///
    /// - Throws: ``ConfigurationError`` with every mistake.
    init(_ configuration: Configuration) throws(ConfigurationError) {
        let usual = FilePath.join(configuration.data, Self.fileName)
        guard let path = configuration.hooks ?? (FileSystem.exists(usual) ? usual : nil) else {
            (sources, entries) = (HookSources(), [])
            return
        }
        do {
            entries = try HookFile.read(path, reserved: Service.reservedNames)
        } catch {
            throw ConfigurationError("\(error)")
        }
        sources = HookSources(entries.map(\.source))
    }

    /// Compiles all expressions and looks for the pipelines, so that nothing that is wrong waits for its first message.
    ///
    /// - Throws: ``ConfigurationError`` with the place of each mistake.
    func check(
        with mapper: any HookMapper, _ pipelines: InstalledPipelines
    ) async throws(ConfigurationError) {
        var mistakes: [String] = []
        for entry in entries {
            if let name = entry.source.pipeline, await pipelines.isUsable(name) != true {
                mistakes.append(
                    "\(entry.places[0]): the source \(entry.source.name) names the pipeline \(name), which there is "
                        + "not, or which has mistakes; see assay pipeline list")
            }
            let expressions = entry.source.expressions + [entry.source.data ?? "null"]
            for (expression, place) in zip(expressions, entry.places) {
                do throws(HookMappingFailure) {
                    // One that fails on an empty message may do well on a full one; only compiling counts here.
                    _ = try await mapper.evaluate([expression], on: Array("{}".utf8))
                } catch {
                    mistakes.append("\(place): \(error.sentence)")
                }
            }
        }
        guard mistakes.isEmpty else { throw ConfigurationError(mistakes.joined(separator: "\n")) }
    }

    /// The runner that works on messages.
    func runner(
        _ store: any DataStore, _ blobs: any BlobStore, _ mapper: any HookMapper,
        plugins: any PluginDirectory, reading: EngineReading, settings: ServiceSettings, name: String,
        note: @escaping @Sendable (JobNote) -> Void
    ) -> Runner {
        let policy = OutgoingPolicy(allowed: settings.fetchAllowed, allowsHTTP: settings.fetchAllowsHTTP)
        var rules = HookWork.Rules(
            mediaType: { head, name in
                switch plugins.mediaType(head: head, fileName: name) {
                case .known(let type): .success(type.mediaType)
                case .contradiction(let named, let content):
                    .failure(
                        HookMappingFailure("\(name) is named like \(named) but its content is \(content)"))
                case .unknown(let readable):
                    .failure(
                        HookMappingFailure(
                            "\(name) is of no type that can be read; there are \(readable.joined(separator: ", "))"
                        ))
                }
            },
            refusal: { url in
                do {
                    _ = try OutgoingURL(url, policy: policy)
                    return nil
                } catch {
                    return "\(error)"
                }
            })
        rules.largestFile = settings.largestFile
        rules.threshold = settings.confidenceThreshold
        return Runner(
            store: store, blobs: blobs, reading: reading,
            works: [
                HookTask.kind: HookWork(sources: sources, mapper: mapper, blobs: blobs, rules: rules),
                SettleTask.kind: SettleWork(store: store, reading: reading),
            ],
            queue: HookTask.queue, name: name, parallel: Self.parallel, note: note)
    }
}

/// Evaluates sources' expressions with the plugins as they are at the time, in the workers of a pool.
struct ShelfHookMapper: HookMapper {
    let shelf: PluginShelf
    let pool: WorkerPool

    func evaluate(
        _ expressions: [String], on message: [UInt8]
    ) async throws(HookMappingFailure) -> [Result<JSONValue, HookMappingFailure>] {
        let libraries = shelf.current.catalogue.libraries
        let mapper = WorkerHookMapper(
            runner: PoolRunner(pool: pool, libraries: libraries), components: ComponentIndex(libraries))
        return try await mapper.evaluate(expressions, on: message)
    }
}
