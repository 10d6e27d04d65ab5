internal import AssayKit
internal import Commands
internal import Composition
internal import Engine
internal import Files
internal import Glibc
internal import InvoiceHistory
internal import Pipelines
internal import Synchronization
internal import Workers

/// A pipeline with the workers that run it, from the first file to the last.
struct RunSession: Sendable {
    let engine: Engine
    let plan: Plan
    let bar: ProgressBar
    private let pool: WorkerPool
    private let jobs: Int

    /// Checks the pipeline and starts the workers that it will need.
    ///
    /// - Throws: ``ConfigurationError`` with every mistake.
    static func start(
        _ composition: Composition, _ arguments: Arguments, jobs: Int?,
        history: any HistorySource = NoHistory()
    ) async throws(ConfigurationError) -> RunSession {
        let pipeline = try composition.pipeline(arguments.value("pipeline"))
        let plan = Plan(pipeline)
        let isVerbose = arguments.has("verbose")
        let pool = try Composition.pool(
            jobs: jobs, accepting: arguments.all("accept-missing"), isVerbose: isVerbose)
        let bar = ProgressBar(isOn: Terminal.isTerminal(STDERR_FILENO) && !isVerbose)
        let engine = composition.engine(
            over: pool, events: bar, cache: Composition.cache(isOff: arguments.has("no-cache")),
            history: history, isVerbose: isVerbose)
        engine.prepare(
            for: plan, fileExtension: arguments.operands.first.map(FilePath.fileExtension) ?? "")
        let mistakes = await ExpressionCheck.diagnostics(of: pipeline, with: engine.expressions)
        guard !mistakes.hasErrors else {
            await pool.shutdown()
            throw ConfigurationError(mistakes.map(\.text).joined(separator: "\n"))
        }
        return RunSession(
            engine: engine, plan: plan, bar: bar, pool: pool, jobs: jobs ?? pool.settings.concurrency)
    }

    /// Runs all files and tells the pipeline's notifiers of each result.
    ///
    /// - Parameters:
    ///   - paths: The files.
    ///   - history: Where it is looked at, results are handed on only when all files are read.
    ///   - deliver: Takes the results, in the order of the files.
    /// - Returns: Whether the user ended it before its time.
    func run(
        _ paths: [String], history: RunHistory? = nil, deliver: @escaping @Sendable ([InvoiceResult]) -> Void
    ) async -> Bool {
        let runner = DocumentRunner(engine: engine, plan: plan, jobs: jobs)
        let (engine, plan, jobs) = (engine, plan, jobs)
        let held = Mutex<[[InvoiceResult]]>([])
        let (bar, finished) = (bar, AsyncStream<[InvoiceResult]>.makeStream())
        let task = Task {
            // Told beside the run: a receiver that is down must not hold up the documents.
            async let told: Void = notify(of: finished.stream)
            await runner.run(
                paths, finished: { bar.finish($0) },
                deliver: { results in
                    guard history == nil else { return held.withLock { $0.append(results) } }
                    deliver(results)
                    finished.continuation.yield(results)
                })
            if let history {
                let files = held.withLock(\.self)
                do {
                    try await history.settle(files, engine, plan, jobs: jobs) { results in
                        deliver(results)
                        finished.continuation.yield(results)
                    }
                } catch {
                    bar.clear()
                    Terminal.error("assay: the history could not be looked at or kept: \(error)")
                }
            }
            finished.continuation.finish()
            await told
        }
        Interrupt.onRaise { task.cancel() }
        await task.value
        bar.clear()
        return Interrupt.isRaised
    }

    /// Documents whose notifications are under way at a time.
    private static let parallelNotifications = 8

    private func notify(of results: AsyncStream<[InvoiceResult]>) async {
        guard !plan.notify.isEmpty else { return }
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await document in results {
                if running >= Self.parallelNotifications { await group.next() } else { running += 1 }
                group.addTask { await notify(document) }
            }
        }
    }

    /// Tells the pipeline's notifiers; a failure is said on standard error, the document is read all the same.
    private func notify(_ results: [InvoiceResult]) async {
        for result in results {
            for report in await engine.notify(result, of: plan) where !report.isDelivered {
                bar.clear()
                let attempts = report.attempts == 1 ? "1 attempt" : "\(report.attempts) attempts"
                Terminal.error(
                    "assay: \(result.file): \(report.step) did not tell, after \(attempts): \(report.detail.printable)"
                )
            }
        }
    }

    /// Lets the workers go.
    func end() async { await pool.shutdown() }
}
