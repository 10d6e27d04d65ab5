internal import Accounts
internal import Commands
internal import Composition
internal import Configuration
internal import Engine
internal import Fetching
internal import Files
internal import Glibc
internal import LanguageModels
internal import Processing
internal import RemoteJobs
internal import Service
internal import Storage
internal import StorageSQLite
internal import Workers

/// What `assay serve` is made of, put together from the configuration; nothing of it runs yet.
struct ServiceAssembly: Sendable {
    let folder: String
    let store: SQLiteStore
    let blobs: FileBlobStore
    let accounts: AccountService
    let pool: WorkerPool
    let pipelines: InstalledPipelines
    let plugins: InstalledPlugins
    let hooks: IncomingHooks
    let runners: ServiceRunners
    let deliveries: DeliveryDesk
    /// Where `assay worker` gets its jobs.
    let remoteJobs: JobLineServer
    let house: House

    /// Reading documents stands back for answering requests and telling followers: both share the machine's cores.
    private static let workersNiceness: Int32 = 5

    /// Puts the service together over an open store.
    ///
    /// - Throws: ``ConfigurationError`` for what is missing or has mistakes.
    init(_ configuration: Configuration, _ dataFolder: DataFolder, _ store: SQLiteStore)
        async throws
    {
        self.store = store
        folder = dataFolder.path
        accounts = try dataFolder.accounts(store)
        blobs = try dataFolder.blobs()
        let composition = Composition(configuration)
        for warning in composition.warnings { Terminal.error("assay: a plugin was passed over: \(warning)") }
        pool = try Composition.pool(
            jobs: configuration.jobs, accepting: configuration.acceptMissing, isVerbose: false,
            niceness: Self.workersNiceness)
        let shelf = PluginShelf(composition, pool: pool)
        let engines = shelf.engines(
            over: pool, cache: FileCache(folder: FilePath.join(folder, "cache")), history: store)
        pipelines = InstalledPipelines(
            PipelineLoader(composition.pipelines, shelf, configuration, engines), store: store)
        let settings = ServiceSettings(configuration)
        deliveries = try DeliveryDesk(
            shelf, store: store, pipelines: pipelines, settings: settings,
            accepting: configuration.acceptMissing)
        plugins = InstalledPlugins(shelf: shelf, pools: [pool, deliveries.pool]) { [pipelines] in
            await pipelines.componentsChanged()
        }
        hooks = try IncomingHooks(configuration)
        let mapper = ShelfHookMapper(shelf: shelf, pool: pool)
        let reading = EngineReading(
            plans: { [pipelines] in try await pipelines.plan($0, $1) }, engines: engines)
        let board = ProgressBoard()
        let progress = BoardSink(board: board)
        let note = JobLog.notes(configuration)
        runners = ServiceRunners(
            documents: Runner(
                store: store, blobs: blobs, reading: reading, progress: progress, name: "serve \(getpid())",
                parallel: configuration.jobs ?? pool.settings.concurrency, note: note),
            fetched: Runner(
                store: store, blobs: blobs, reading: reading, progress: progress,
                fetching: RemoteDocuments(
                    fetcher: Fetcher(configuration), blobs: blobs, plugins: plugins,
                    limit: settings.largestFile),
                queue: ExtractionTask.fetchQueue, name: "fetch \(getpid())", parallel: RemoteDocuments.atOnce,
                note: note),
            hooks: hooks.runner(
                store, blobs, mapper, plugins: plugins, reading: reading, settings: settings,
                name: "hooks \(getpid())", note: note))
        remoteJobs = JobLineServer(
            store: store, history: store, progress: progress,
            died: { [documents = runners.documents] jobs in
                let notices = await documents.notices(ofDead: jobs)
                // A document that was given up is seen in the list of jobs, told or not.
                if !notices.isEmpty { _ = try? await store.post(notices) }
            }, log: ServiceLog.warning)
        let interpreter = try ModelInterpreter.configured(configuration, log: ServiceLog.warning)
        house = House(
            store: store, blobs: blobs, accounts: accounts, library: pipelines, plugins: plugins,
            desk: WorkerDesk(reading, limit: pool.settings.concurrency * 2), settings: settings,
            hooks: hooks.sources, progress: board,
            sources: HookViews(sources: hooks.sources, store: store, mapper: mapper),
            interpreter: interpreter, samples: SampleDrawer(dataFolder: folder),
            wake: { [runners, remoteJobs] in
                runners.wake()
                remoteJobs.wake()
            })
        do {
            try await pipelines.open()
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        try await hooks.check(with: mapper, pipelines)
    }

    /// What runs beside the server, each until it is cancelled.
    func run(_ configuration: Configuration) -> [Task<Void, Never>] {
        let caretaker = Caretaker(store: store, blobs: blobs, retention: .init(configuration))
        var tasks = runners.run(readsDocuments: configuration.jobs != 0, log: ServiceLog.error)
        tasks += [
            Task {
                await caretaker.rescue(
                    rescued: house.wake, notices: { await runners.documents.notices(ofDead: $0) })
            },
            Task { await caretaker.tidy() },
            Task { await deliveries.run { ServiceLog.error("the outbox: \($0)") } },
            Task { await plugins.watch(ServiceLog.information) },
            Task { await IdleMemory().run() },
        ]
        // An operator's own secret stays.
        if configuration.secret == nil { tasks.append(Task { await renewKeys() }) }
        return tasks
    }

    /// Takes a new signing key when that is due.
    private func renewKeys() async {
        while (try? await Task.sleep(for: .seconds(3600))) != nil {  // ends when it is cancelled
            do {
                try accounts.renewKeys(in: folder)
            } catch {
                ServiceLog.error("\(error)")
            }
        }
    }

    /// Lets what is under way end, at most for `patience`.
    func drain(patience: Duration) async {
        remoteJobs.drain()
        async let worked: Void = runners.drain(patience: patience)
        async let delivered: Void = deliveries.end()
        _ = await (worked, delivered)
    }

    /// Ends the workers; after `drain`.
    func close() async { await pool.shutdown() }
}
