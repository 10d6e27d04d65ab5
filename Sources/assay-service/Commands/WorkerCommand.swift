internal import AssayKit
internal import Commands
internal import Composition
internal import Configuration
internal import Control
internal import Engine
internal import Fetching
internal import Files
internal import Glibc
internal import Processing
internal import RemoteJobs
internal import Storage
internal import Synchronization
internal import Workers

/// `assay worker`.
enum WorkerCommand {
    static let command = Command(
        name: "worker", summary: "Read documents for the service that runs over a data folder, beside it",
        details: """
            A process of its own on the same machine: it takes documents from the running service, reads them, and hands
            the results back; only the service writes the database. As many may run as the machine can bear, and the
            service reads documents too unless it is started with --jobs 0. When a worker dies, another finishes its
            documents; when the service is away, it waits. SIGTERM lets running documents finish.
            """,
        examples: ["assay worker --data ./assay-data --jobs 2"],
        options: [
            ServiceConfiguration.option, DataFolder.option,
            Option(
                "jobs", short: "j", value: "N", help: "documents at a time (default: the number of cores)"),
            Option("quiet", short: "q", help: "write no line for each document"),
            Option("lock", value: "FILE", help: "the plugins that may run (default: DIR/plugins.lock)"),
        ] + Composition.options, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        let configuration = try ServiceConfiguration.load(arguments)
        let jobs = try arguments.number("jobs", in: 1...256)
        let folder = configuration.data
        guard FileSystem.isDirectory(folder) else {
            throw ConfigurationError(
                "assay worker: there is no data folder \(folder); start assay serve first, or name it with --data"
            )
        }
        let blobs = try DataFolder(configuration).blobs()
        let composition = Composition(configuration)
        for warning in composition.warnings { Terminal.error("assay: a plugin was passed over: \(warning)") }
        let pool = try Composition.pool(jobs: jobs, accepting: configuration.acceptMissing, isVerbose: false)
        let cache = FileCache(folder: FilePath.join(folder, "cache"))
        let shelf = PluginShelf(composition, pool: pool)
        let (news, teller) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let link = ControlLink(folder: folder) { notice in
            if notice["wake"] != nil { teller.yield() }
        }
        let line = RemoteJobLine(link)
        let engines = shelf.engines(over: pool, cache: cache, history: line)
        let pipelines = WorkerPipelines(
            PipelineLoader(composition.pipelines, shelf, configuration, engines), versions: line)
        let plugins = InstalledPlugins(shelf: shelf, pools: [pool]) { await pipelines.componentsChanged() }
        let reading = EngineReading(plans: { try await pipelines.plan($0, $1) }, engines: engines)
        let runner = Runner(
            store: line, blobs: blobs, reading: reading, progress: line, name: "worker \(getpid())",
            parallel: jobs ?? pool.settings.concurrency, note: JobLog.notes(configuration))
        let fetchRunner = Runner(
            store: line, blobs: blobs, reading: reading, progress: line,
            fetching: RemoteDocuments(
                fetcher: Fetcher(configuration), blobs: blobs, plugins: plugins,
                limit: configuration.largestFile),
            queue: ExtractionTask.fetchQueue, name: "worker \(getpid())", parallel: RemoteDocuments.atOnce,
            note: JobLog.notes(configuration))
        let complaints = Complaints()
        var tasks = [runner, fetchRunner].map { runner in
            Task { await runner.run { complaints.tell("\($0)") } }
        }
        tasks.append(Task { await plugins.watch(ServiceLog.information) })
        tasks.append(
            Task {
                for await _ in news {
                    runner.wake()
                    fetchRunner.wake()
                }
            })
        Terminal.out("assay worker \(getpid()) reads documents for \(folder)\n")
        await ServeCommand.untilInterrupted()
        async let read: Void = runner.drain(patience: configuration.drainTimeout)
        async let fetched: Void = fetchRunner.drain(patience: configuration.drainTimeout)
        _ = await (read, fetched)
        tasks.forEach { $0.cancel() }
        link.close()
        await pool.shutdown()
        return .success
    }

    /// What goes wrong, told once a minute at most: while the service is away every look fails.
    private final class Complaints: Sendable {
        private let last = Mutex<(sentence: String, at: Timestamp)?>(nil)

        func tell(_ sentence: String) {
            let now = SystemTime().steady()
            let isNew = last.withLock { last in
                if let known = last, known.sentence == sentence, now.since(known.at) < .seconds(60) {
                    return false
                }
                last = (sentence, now)
                return true
            }
            if isNew { ServiceLog.error("the queue: \(sentence)") }
        }
    }
}
