internal import AssayKit
internal import Files
package import InvoiceHistory
internal import Synchronization
package import Workers

/// Runs components in the sandboxed processes of a worker pool.
package final class PoolRunner: ComponentRunner {
    private let pool: WorkerPool
    private let libraries: [String: PluginLibrary]
    private let history: any HistorySource
    private let onLog: (@Sendable (String, LogLine) -> Void)?
    private let prepared = Mutex<Set<String>>([])

    /// A runner.
    ///
    /// - Parameters:
    ///   - pool: Where they run.
    ///   - libraries: Those that may run.
    ///   - history: Answers the plugins' questions about earlier invoices.
    ///   - onLog: Hears what plugins log, with the plugin's id. Be quick.
    package init(
        pool: WorkerPool, libraries: [PluginLibrary], history: any HistorySource = NoHistory(),
        onLog: (@Sendable (String, LogLine) -> Void)? = nil
    ) {
        self.pool = pool
        self.libraries = Dictionary(libraries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.history = history
        self.onLog = onLog
    }

    package func prepare(plugin: String, memory: Int) {
        guard let library = libraries[plugin], prepared.withLock({ $0.insert(plugin).inserted }) else {
            return
        }
        let pool = pool
        Task.detached { await pool.prepare(library, memory: memory) }
    }

    package func call(_ call: ComponentCall) async -> CallReply {
        guard let library = libraries[call.plugin] else {
            return CallReply(
                [],
                failure: CallFailure(
                    .loading, code: "missing_plugin", "the plugin \(call.plugin) is not installed",
                    mend: "see assay plugin list", plugin: call.plugin))
        }
        let request: WorkerCall
        do {
            request = try workerCall(call, library)
        } catch {
            return CallReply(
                [],
                failure: CallFailure(
                    .memory, code: "memory", "the document can't be handed over: \(error)",
                    plugin: call.plugin))
        }
        do throws(WorkerFailure) {
            return reply(to: call, try await pool.call(request).results)
        } catch {
            let completed = error.completed.prefix { $0.isOK }.map(StepReply.init)
            return CallReply(completed, failure: CallFailure(error))
        }
    }

    private func reply(to call: ComponentCall, _ results: [StepResult]) -> CallReply {
        var reply = CallReply([])
        for result in results {
            switch result.status {
            case .ok: reply.replies.append(StepReply(result))
            case .failed(let error): reply.failure = CallFailure(error, plugin: call.plugin)
            case .cancelled: reply.failure = .cancelled(plugin: call.plugin)
            case .unsupported:
                reply.failure = CallFailure(
                    .reported(.unsupported), code: "unsupported_request",
                    "the component \(result.component) does not answer such requests",
                    mend: "use it for what its manifest says", plugin: call.plugin)
            }
        }
        return reply
    }

    private func workerCall(_ call: ComponentCall, _ library: PluginLibrary) throws -> WorkerCall {
        let steps = call.steps.map { WorkerCall.Step(component: $0.component, options: $0.options) }
        var request = WorkerCall(library: library, steps: steps)
        switch call.request {
        case .run: request.request = .run
        case .inspect: request.request = .inspect
        case .words(let pages):
            request.request = .words
            request.pages = pages.map { UInt32(clamping: $0) }
        case .images(let pages, let image):
            request.request = .images
            request.pages = pages.map { UInt32(clamping: $0) }
            request.image = image
        case .notify: request.request = .notify
        }
        request.document = try call.document.map(Self.sealed)
        request.source = try call.source.map(Self.sealed)
        request.record = call.record
        request.looks = call.looks
        // A component may use several cores; its time is what the wall clock says.
        request.limits = CallLimits(
            timeout: call.timeout, processor: call.timeout.multipliedReportingOverflow(by: 2).partialValue,
            memory: call.memory)
        request.name = call.name
        if let progress = call.progress {
            let count = Double(max(1, steps.count))
            request.onProgress = { step, fraction in progress((Double(step) + fraction) / count) }
        }
        if let onLog {
            let plugin = call.plugin
            request.onLog = { onLog(plugin, $0) }
        }
        let (history, subject) = (history, call.subject)
        request.history = { question in
            do {
                let questions = try HistoryQuestion.parse(try JSONParser.parse(question))
                guard let subject else { return .success(HistoryAnswer.json(nil)) }
                return .success(HistoryAnswer.json(try await history.answers(to: questions, about: subject)))
            } catch let error as JSONError {
                return .failure(HistoryRefusal("the question is no JSON: \(error)"))
            } catch {
                return .failure(HistoryRefusal("\(error)"))
            }
        }
        return request
    }

    private static func sealed(_ payload: any Payload) throws -> SealedBytes {
        if let sealed = payload as? SealedBytes { return sealed }
        if let memory = payload as? MemoryPayload { return try SealedBytes(memory.bytes) }
        return try SealedBytes(try payload.withBytes { Array($0) })
    }
}

extension SealedBytes: Payload {}

extension StepReply {
    init(_ result: StepResult) {
        self.init(
            json: result.json.isEmpty ? nil : result.json, document: result.document, verdict: result.verdict,
            milliseconds: result.duration.inMilliseconds)
    }
}
