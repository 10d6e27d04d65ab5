internal import Accounts
internal import AssayKit
internal import Commands
internal import Composition
internal import Configuration
internal import Control
internal import Engine
internal import Fetching
internal import Files
internal import Glibc
internal import HTTPServing
internal import Processing
internal import RemoteJobs
internal import Service
internal import Storage
internal import StorageSQLite
internal import Workers

/// `assay serve`.
enum ServeCommand {
    static let command = Command(
        name: "serve", summary: "Run the service: uploads, results, review, over HTTP",
        details: """
            One process and one folder; nothing else is needed. DIR/service.json says where it listens. The first start
            prints a token with which the first admin is made; until then only this machine is answered.
            Everything else is said in assay.yaml and in the environment; assay config show lists it all.
            """,
        examples: ["assay serve --data ./assay-data --port 8000", "assay serve -c assay.yaml"],
        options: [
            ServiceConfiguration.option, DataFolder.option,
            Option("host", value: "ADDRESS", help: "the address to listen on (default: 127.0.0.1)"),
            Option("port", value: "PORT", help: "the port; 0: any free one (default: 8000)"),
            Option(
                "jobs", short: "j", value: "N",
                help: "documents at a time; 0: only assay worker reads them (default: the number of cores)"),
            Option(
                "fetch-allow", value: "HOST",
                help: "fetch documents from this host, address or block too, public or not; may be repeated"),
            Option("fetch-http", help: "fetch documents without encryption, too"),
            Option(
                "webhook-allow", value: "HOST",
                help: "let webhooks go to this host, address or block too, public or not; may be repeated"),
            Option("webhook-http", help: "let webhooks go out without encryption, too"),
            Option(
                "hooks", value: "FILE",
                help: "who may send webhooks here (default: hooks.yaml in the data folder)"),
            Option(
                "dev",
                help: "let pages of this machine use the service, from any port; plugins need not be locked"),
            Option("lock", value: "FILE", help: "the plugins that may run (default: DIR/plugins.lock)"),
            Option(
                "pipeline-variable", value: "NAME",
                help:
                    "a variable, or file:PATH, that pipelines which come over the API may use; may be repeated"
            ),
            Option("quiet", short: "q", help: "write no line for each request"),
        ] + Composition.options, run: run)

    /// Reading documents stands back for answering requests and telling followers: both share the machine's cores.
    private static let workersNiceness: Int32 = 5

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        let configuration = try ServiceConfiguration.load(arguments)
        let dataFolder = DataFolder(configuration)
        let folder = dataFolder.path
        let store = try dataFolder.store()
        defer { store.close() }
        let accounts = try dataFolder.accounts(store)
        let blobs: FileBlobStore
        do {
            blobs = try FileBlobStore(FilePath.join(folder, "blobs"))
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        let composition = Composition(configuration)
        for warning in composition.warnings { Terminal.error("assay: a plugin was passed over: \(warning)") }
        let pool = try Composition.pool(
            jobs: configuration.jobs, accepting: configuration.acceptMissing, isVerbose: false,
            niceness: workersNiceness)
        let cache = FileCache(folder: FilePath.join(folder, "cache"))
        let shelf = PluginShelf(composition, pool: pool)
        let engines = shelf.engines(over: pool, cache: cache, history: store)
        let pipelines = InstalledPipelines(
            PipelineLoader(composition.pipelines, shelf, configuration, engines), store: store)
        let reading = EngineReading(plans: { try await pipelines.plan($0, $1) }, engines: engines)
        let board = ProgressBoard()
        let progress = BoardSink(board: board)
        let runner = Runner(
            store: store, blobs: blobs, reading: reading, progress: progress,
            name: "serve \(getpid())",
            parallel: configuration.jobs ?? pool.settings.concurrency, note: JobLog.notes(configuration))
        let workers = JobLineServer(
            store: store, progress: progress,
            died: { jobs in
                let notices = await runner.notices(ofDead: jobs)
                // A document that was given up is seen in the list of jobs, told or not.
                if !notices.isEmpty { _ = try? await store.post(notices) }
            }, log: { Terminal.error(JSONWriter.text(["level": "warning", "message": .string($0)])) })
        let settings = ServiceSettings(configuration)
        let deliveries = try DeliveryDesk(
            shelf, store: store, pipelines: pipelines, settings: settings,
            accepting: configuration.acceptMissing)
        let plugins = InstalledPlugins(shelf: shelf, pools: [pool, deliveries.pool]) {
            await pipelines.componentsChanged()
        }
        let fetchRunner = Runner(
            store: store, blobs: blobs, reading: reading, progress: progress,
            fetching: RemoteDocuments(
                fetcher: Fetcher(configuration), blobs: blobs, plugins: plugins, limit: settings.largestFile),
            queue: ExtractionTask.fetchQueue, name: "fetch \(getpid())", parallel: RemoteDocuments.atOnce,
            note: JobLog.notes(configuration))
        let hooks = try IncomingHooks(configuration)
        let mapper = ShelfHookMapper(shelf: shelf, pool: pool)
        let hookRunner = hooks.runner(
            store, blobs, mapper, plugins: plugins, reading: reading, settings: settings,
            name: "hooks \(getpid())", note: JobLog.notes(configuration))
        let wake: @Sendable () -> Void = {
            runner.wake()
            fetchRunner.wake()
            hookRunner.wake()
            workers.wake()
        }
        let house = House(
            store: store, blobs: blobs, accounts: accounts, library: pipelines,
            plugins: plugins,
            desk: WorkerDesk(reading, limit: pool.settings.concurrency * 2), settings: settings,
            hooks: hooks.sources, progress: board,
            sources: HookViews(sources: hooks.sources, store: store, mapper: mapper),
            samples: SampleDrawer(dataFolder: folder), wake: wake)
        do {
            try await pipelines.open()
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        try await hooks.check(with: mapper, pipelines)
        let server = try await start(house, configuration)
        let announcement = ServiceFile(folder: folder, host: server.host, port: server.port)
        do {
            try announcement.write()
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        defer { announcement.remove() }
        let control = try control(ControlRequests(accounts: accounts, store: store, jobs: workers), folder)
        defer { control.stop() }
        Terminal.out("assay listens on \(announcement.url)\n")
        if let token = try await setupToken(accounts, folder) {
            Terminal.out(
                "There is no admin yet: POST /api/auth/setup with the token \(token), or run assay user add EMAIL --role admin "
                    + "before the start. Until then only this machine is answered.\n")
        }
        let caretaker = Caretaker(store: store, blobs: blobs, retention: .init(configuration))
        var tasks = [
            Task { await hookRunner.run { logError("the queue: \($0)") } },
            Task {
                await caretaker.rescue(
                    rescued: wake, notices: { await runner.notices(ofDead: $0) })
            },
            Task { await deliveries.run { logError("the outbox: \($0)") } }, Task { await caretaker.tidy() },
            Task { await IdleMemory().run() },
            Task {
                await plugins.watch {
                    Terminal.error(JSONWriter.text(["level": "info", "message": .string($0)]))
                }
            },
        ]
        // An operator's own secret stays.
        if configuration.secret == nil { tasks.append(Task { await renewKeys(accounts, folder) }) }
        // With none here, `assay worker` does all of them.
        if configuration.jobs != 0 {
            for worker in [runner, fetchRunner] {
                tasks.append(Task { await worker.run { logError("the queue: \($0)") } })
            }
        }
        await untilInterrupted()
        workers.drain()
        async let served: Void = server.stop(patience: configuration.drainTimeout)
        async let worked: Void = runner.drain(patience: configuration.drainTimeout)
        async let fetched: Void = fetchRunner.drain(patience: configuration.drainTimeout)
        async let understood: Void = hookRunner.drain(patience: configuration.drainTimeout)
        async let delivered: Void = deliveries.end()
        _ = await (served, worked, fetched, understood, delivered)
        tasks.forEach { $0.cancel() }
        await pool.shutdown()
        return .success
    }

    /// The token for the first admin; nil when there is one.
    private static func setupToken(
        _ accounts: AccountService, _ folder: String
    ) async throws(ConfigurationError) -> String? {
        do {
            return try await accounts.openSetup(folder: folder)
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
    }

    /// Lets `assay user`, `assay seed` and `assay worker` work while the service holds the folder.
    private static func control(
        _ requests: ControlRequests, _ folder: String
    ) throws(ConfigurationError) -> ControlSocket {
        do {
            return try requests.listen(folder)
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
    }

    /// Takes a new signing key when that is due.
    private static func renewKeys(_ accounts: AccountService, _ folder: String) async {
        while (try? await Task.sleep(for: .seconds(3600))) != nil {
            do {
                try accounts.renewKeys(in: folder)
            } catch {
                Terminal.error(JSONWriter.text(["level": "error", "message": .string("\(error)")]))
            }
        }
    }

    private static func start(_ house: House, _ configuration: Configuration) async throws -> HTTPServer {
        let isQuiet = !configuration.logsRequests
        let log: @Sendable (String) -> Void = { line in
            if !isQuiet { Terminal.error(line) }
        }
        let hasAdmin: Bool
        do {
            hasAdmin = try await house.accounts.hasAdmin()
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        var settings = ServerSettings(configuration)
        // Whoever reaches the service first could make themselves its admin.
        if !hasAdmin { settings.host = "127.0.0.1" }
        let ports = configuration.ports
        for port in ports {
            settings.port = port
            do {
                return try Service.start(house, settings: settings, log: log)
            } catch  where error.isAddressInUse && port != ports.upperBound {
                continue
            } catch  where error.isAddressInUse && ports.count > 1 {
                throw ConfigurationError(
                    "assay serve: all ports from \(ports.lowerBound) to \(ports.upperBound) of \(settings.host) are taken; "
                        + "stop a program that has one, or choose another port_range")
            } catch {
                throw ConfigurationError("assay serve: \(error)")
            }
        }
        throw ConfigurationError("assay serve: there is no port to listen on")
    }

    static func untilInterrupted() async {
        let (stream, end) = AsyncStream<Void>.makeStream()
        Interrupt.onRaise { end.finish() }
        for await _ in stream {}
    }

    private static func logError(_ sentence: String) {
        Terminal.error(JSONWriter.text(["level": "error", "message": .string(sentence)]))
    }
}
