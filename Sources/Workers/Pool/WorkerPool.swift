internal import Synchronization
internal import WorkerFrames

/// Runs the components of plugin libraries in worker processes.
///
/// Each library has workers of its own, started when calls wait and let go when they idle. A plugin that crashes,
/// hangs or lies costs its own call; the next one finds a fresh worker. Nothing here blocks one of Swift's threads.
package final class WorkerPool: Sendable {
    /// How it behaves.
    package let settings: PoolSettings
    private let thread: PoolThread
    private let lastId = Mutex<UInt64>(0)
    private let meter = CallMeter()

    /// A pool without workers yet.
    ///
    /// - Throws: When the machine has no thread or pipe left.
    package init(settings: PoolSettings = PoolSettings()) throws(SpawnError) {
        guard let thread = PoolThread(settings: settings) else { throw SpawnError("no thread", code: 11) }
        self.settings = settings
        self.thread = thread
    }

    deinit { thread.post { $0.end {} } }

    /// Ends all calls and workers, and returns when the last process is gone.
    package func shutdown() async {
        await withCheckedContinuation { continuation in
            if !thread.post({ $0.end { continuation.resume() } }) { continuation.resume() }
        }
    }

    /// Runs the steps of a call, one after the other, in one worker; stops at the first that is not OK.
    ///
    /// Cancelling the task cancels the call: the plugin is told, and killed when it does not listen.
    ///
    /// - Parameter call: What to run.
    /// - Returns: One result for each step that ran, all that plugins emitted checked.
    /// - Throws: When the worker broke, was stopped or could not be started.
    package func call(_ call: WorkerCall) async throws(WorkerFailure) -> WorkerAnswer {
        guard !call.steps.isEmpty else { return WorkerAnswer(results: []) }
        let (plugin, began) = (call.library.id, ContinuousClock.now)
        meter.begin(plugin)
        do {
            let answer = try await answer(call)
            let hasError = answer.results.contains { if case .failed = $0.status { true } else { false } }
            meter.end(plugin, began: began, failure: nil, hasError: hasError)
            return answer
        } catch {
            meter.end(plugin, began: began, failure: error, hasError: false)
            throw error
        }
    }

    /// How the calls of a plugin went so far.
    package func figures(of plugin: String) -> CallFigures { meter[plugin] }

    /// Lets the workers go whose library was released: the idle ones now, the others after their calls.
    package func drainReleased() { thread.post { $0.retireReleased() } }

    /// How many workers live now, by plugin.
    package func population() async -> [String: Int] {
        await withCheckedContinuation { continuation in
            let isAsked = thread.post { core in
                let plugins = core.workers.filter { !$0.isEnding }.map { ($0.library.id, 1) }
                continuation.resume(returning: Dictionary(plugins, uniquingKeysWith: +))
            }
            if !isAsked { continuation.resume(returning: [:]) }
        }
    }

    private func answer(_ call: WorkerCall) async throws(WorkerFailure) -> WorkerAnswer {
        switch try await run(.call(call), of: call.library, memory: call.limits.memory) {
        case .steps(let steps):
            return WorkerAnswer(results: StepResult.checked(steps, of: call))
        case .introduction:
            return WorkerAnswer(results: [])
        case .failed(let failure, let completed):
            throw failure.completing(StepResult.checked(completed, of: call))
        }
    }

    /// Loads a library in a worker and asks what it says about itself.
    ///
    /// - Parameter library: Which one.
    /// - Returns: Its own words, beside those of its manifest.
    /// - Throws: When it cannot be loaded.
    package func inspect(_ library: PluginLibrary) async throws(WorkerFailure) -> PluginInspection {
        let limits = CallLimits()
        switch try await run(.introduction(library), of: library, memory: limits.memory) {
        case .introduction(let said):
            return PluginInspection(said, library: library, sha256: try library.sha256())
        case .failed(let failure, _): throw failure
        case .steps:
            throw WorkerFailure(.protocolBroken, plugin: library.id, detail: "it answered another question")
        }
    }

    /// Starts a worker, so that a library's first call need not wait for one.
    ///
    /// - Parameters:
    ///   - library: Which one; what is wrong with it, its first call will say.
    ///   - memory: The limit of the calls to come, bytes: workers with other limits are not theirs.
    package func prepare(_ library: PluginLibrary, memory: Int) async {
        // As the comment says: the first call meets the same failure, and tells it.
        _ = try? await run(.introduction(library), of: library, memory: memory)
    }

    /// The process ids of the workers that live now.
    package func processes() async -> [Int32] {
        await withCheckedContinuation { continuation in
            let isAsked = thread.post { core in
                continuation.resume(returning: core.workers.map(\.process))
            }
            if !isAsked { continuation.resume(returning: []) }
        }
    }

    private func run(
        _ work: PendingCall.Work, of library: PluginLibrary, memory: Int
    ) async throws(WorkerFailure) -> PendingCall.Outcome {
        let image = try library.loaded()
        let id = lastId.withLock { last in
            last += 1
            return last
        }
        let token = CancelToken()
        let key = SlotKey(
            plugin: library.id, image: ObjectIdentifier(image), grants: library.grants, memory: memory)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let pending = PendingCall(
                    id: id, key: key, work: work, image: image, token: token,
                    finish: { continuation.resume(returning: $0) })
                if !thread.post({ $0.submit(pending) }) {
                    pending.fail(.spawnFailed, detail: "the pool has ended")
                }
            }
        } onCancel: {
            token.set()
            thread.post { $0.cancel(id) }
        }
    }
}
