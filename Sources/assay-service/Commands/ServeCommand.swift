internal import Accounts
internal import AssayKit
internal import Commands
internal import Composition
internal import Control
internal import Engine
internal import Fetching
internal import Files
internal import Glibc
internal import HTTPServing
internal import Processing
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
            Environment: JWT_SECRET, ALLOWED_ORIGINS, RATE_LIMIT_PER_MINUTE, MAX_CONTENT_LENGTH, CONFIDENCE_THRESHOLD.
            """,
        examples: ["assay serve --data ./assay-data --port 8000"],
        options: [
            DataFolder.option,
            Option("host", value: "ADDRESS", help: "the address to listen on (default: 127.0.0.1)"),
            Option("port", value: "PORT", help: "the port; 0: any free one (default: 8000)"),
            Option(
                "jobs", short: "j", value: "N", help: "documents at a time (default: the number of cores)"),
            Option(
                "fetch-allow", value: "HOST",
                help: "fetch documents from this host, address or block too, public or not; may be repeated"),
            Option("fetch-http", help: "fetch documents without encryption, too"),
            Option(
                "webhook-allow", value: "HOST",
                help: "let webhooks go to this host, address or block too, public or not; may be repeated"),
            Option("webhook-http", help: "let webhooks go out without encryption, too"),
            Option("dev", help: "let pages of this machine use the service, from any port"),
            Option("quiet", short: "q", help: "write no line for each request"),
        ] + Composition.options, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        let folder = DataFolder.path(arguments)
        let store = try DataFolder.store(arguments)
        defer { store.close() }
        let accounts = try DataFolder.accounts(store, folder)
        let blobs: FileBlobStore
        do {
            blobs = try FileBlobStore(FilePath.join(folder, "blobs"))
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        let composition = Composition(arguments)
        let jobs = try arguments.number("jobs", in: 1...256)
        let pool = try Composition.pool(jobs: jobs, accepting: [], isVerbose: false)
        let cache = FileCache(folder: FilePath.join(folder, "cache"))
        let pipelines = InstalledPipelines(composition)
        let reading = EngineReading(
            plans: { try pipelines.plan($0) },
            engines: { composition.engine(over: pool, events: $0, cache: cache, isVerbose: false) })
        let board = ProgressBoard()
        let runner = Runner(
            store: store, blobs: blobs, reading: reading, progress: BoardSink(board: board),
            name: "serve \(getpid())",
            parallel: pool.settings.concurrency)
        let settings = try settings(arguments)
        let plugins = InstalledPlugins(composition)
        let fetchRunner = Runner(
            store: store, blobs: blobs, reading: reading, progress: BoardSink(board: board),
            fetching: RemoteDocuments(
                fetcher: fetcher(settings), blobs: blobs, plugins: plugins, limit: settings.largestFile),
            queue: ExtractionTask.fetchQueue, name: "fetch \(getpid())", parallel: Self.fetches)
        let wake: @Sendable () -> Void = {
            runner.wake()
            fetchRunner.wake()
        }
        let house = House(
            store: store, blobs: blobs, accounts: accounts, library: pipelines,
            plugins: plugins,
            desk: WorkerDesk(reading, limit: pool.settings.concurrency * 2), settings: settings,
            progress: board, wake: wake)
        let deliveries = try DeliveryDesk(
            composition, store: store, pipelines: pipelines, settings: settings)
        let server = try await start(house, arguments)
        let announcement = ServiceFile(folder: folder, host: server.host, port: server.port)
        do {
            try announcement.write()
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        defer { announcement.remove() }
        let control = try control(accounts, store, folder)
        defer { control.stop() }
        Terminal.out("assay listens on \(announcement.url)\n")
        if let token = try await setupToken(accounts, folder) {
            Terminal.out(
                "There is no admin yet: POST /api/auth/setup with the token \(token), or run assay user add EMAIL --role admin "
                    + "before the start. Until then only this machine is answered.\n")
        }
        let caretaker = Caretaker(store: store, blobs: blobs)
        let tasks = [
            Task {
                await runner.run { Terminal.error("{\"level\":\"error\",\"message\":\"the queue: \($0)\"}") }
            },
            Task {
                await fetchRunner.run {
                    Terminal.error("{\"level\":\"error\",\"message\":\"the queue: \($0)\"}")
                }
            },
            Task {
                await caretaker.rescue(
                    rescued: wake, notices: { await runner.notices(ofDead: $0) })
            },
            Task {
                await deliveries.run {
                    Terminal.error("{\"level\":\"error\",\"message\":\"the outbox: \($0)\"}")
                }
            }, Task { await caretaker.tidy() },
            Task { await renewKeys(accounts, folder) },
        ]
        await untilInterrupted()
        async let served: Void = server.stop(patience: .seconds(20))
        async let worked: Void = runner.drain(patience: .seconds(20))
        async let fetched: Void = fetchRunner.drain(patience: .seconds(20))
        async let delivered: Void = deliveries.end()
        _ = await (served, worked, fetched, delivered)
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

    /// Lets `assay user` work while the service holds the folder.
    private static func control(
        _ accounts: AccountService, _ store: SQLiteStore, _ folder: String
    ) throws(ConfigurationError) -> ControlSocket {
        do {
            return try ControlSocket(folder: folder) { await AccountRequests.answer($0, accounts, store) }
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
    }

    /// Takes a new signing key when that is due; an operator's own secret stays.
    private static func renewKeys(_ accounts: AccountService, _ folder: String) async {
        guard Terminal.variable("JWT_SECRET") == nil else { return }
        while (try? await Task.sleep(for: .seconds(3600))) != nil {
            do {
                try accounts.renewKeys(in: folder)
            } catch {
                Terminal.error(JSONWriter.text(["level": "error", "message": .string("\(error)")]))
            }
        }
    }

    private static func start(_ house: House, _ arguments: Arguments) async throws -> HTTPServer {
        let isQuiet = arguments.has("quiet")
        let log: @Sendable (String) -> Void = { line in
            if !isQuiet { Terminal.error(line) }
        }
        do {
            let hasAdmin = try await house.accounts.hasAdmin()
            let settings = try serverSettings(arguments, hasAdmin: hasAdmin)
            return try Service.start(house, settings: settings, log: log)
        } catch let error as AccountError {
            throw ConfigurationError("assay serve: \(error)")
        } catch let error as ServingError {
            throw ConfigurationError("assay serve: \(error)")
        }
    }

    private static func untilInterrupted() async {
        let (stream, end) = AsyncStream<Void>.makeStream()
        Interrupt.onRaise { end.finish() }
        for await _ in stream {}
    }

    /// Documents that are fetched at a time: most of that is waiting for others.
    private static let fetches = 8

    private static func fetcher(_ settings: ServiceSettings) -> Fetcher {
        var fetcher = Fetcher()
        fetcher.allowed = settings.fetchAllowed
        fetcher.allowsHTTP = settings.fetchAllowsHTTP
        return fetcher
    }

    /// What flags and environment say.
    private static func settings(_ arguments: Arguments) throws(ConfigurationError) -> ServiceSettings {
        var settings = ServiceSettings()
        settings.fetchAllowed = arguments.all("fetch-allow")
        settings.fetchAllowsHTTP = arguments.has("fetch-http")
        settings.version = assayVersion
        settings.webhookAllowed = arguments.all("webhook-allow")
        settings.webhookAllowsHTTP = arguments.has("webhook-http")
        func number(_ name: String, _ range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
            guard let text = Terminal.variable(name) else { return nil }
            guard let number = Int(text), range.contains(number) else {
                throw ConfigurationError(
                    "assay serve: \(name) is \"\(text.printable)\"; set a whole number from \(range.lowerBound) to \(range.upperBound)"
                )
            }
            return number
        }
        if let limit = try number("RATE_LIMIT_PER_MINUTE", 1...10_000_000) {
            settings.generalPerMinute = limit
            settings.signedInPerMinute = limit
            settings.uploadsPerMinute = limit
        }
        settings.largestFile = try number("MAX_CONTENT_LENGTH", 1024...(1 << 30)) ?? settings.largestFile
        if let text = Terminal.variable("CONFIDENCE_THRESHOLD") {
            guard let threshold = Double(text), (0...1).contains(threshold) else {
                throw ConfigurationError(
                    "assay serve: CONFIDENCE_THRESHOLD is \"\(text.printable)\"; set a number from 0 to 1")
            }
            settings.confidenceThreshold = threshold
        }
        return settings
    }

    private static func serverSettings(_ arguments: Arguments, hasAdmin: Bool) throws(UsageError)
        -> ServerSettings
    {
        var settings = ServerSettings()
        settings.port = UInt16(try arguments.number("port", in: 0...65_535) ?? 8000)
        // Whoever reaches the service first could make themselves its admin.
        settings.host = hasAdmin ? arguments.value("host") ?? "127.0.0.1" : "127.0.0.1"
        let origins = (Terminal.variable("ALLOWED_ORIGINS") ?? "").split(separator: ",").map(String.init)
        settings.cors = CORSPolicy(origins: Set(origins), allowsLocalhost: arguments.has("dev"))
        return settings
    }
}
