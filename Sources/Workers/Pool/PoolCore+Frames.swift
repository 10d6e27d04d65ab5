internal import AssayKit
internal import CSystem
internal import WorkerFrames

extension PoolCore {
    /// How much a call may log, bytes, before its lines are dropped; and before it counts as an attack.
    private static let longestLog = 2 << 20, floodingLog = 32 << 20

    /// Deals with all whole frames that a worker sent.
    func takeFrames(of worker: WorkerProcess) {
        do throws(FrameError) {
            while let frame = try worker.assembler.next() {
                // What a worker says on its way out is of no use.
                if worker.isEnding { return }
                try take(frame.kind, frame.payload, of: worker)
            }
        } catch {
            kill(worker, because: .protocolBroken, detail: error.description)
        }
    }

    private func take(_ kind: UInt32, _ payload: [UInt8], of worker: WorkerProcess) throws(FrameError) {
        switch FrameKind(rawValue: kind) {
        case .ready:
            guard worker.isStarting else { throw FrameError("it introduced itself twice") }
            worker.introduction = try ReadyMessage(payload)
            worker.state = .idle(since: csystem_now_ms())
        case .refusal:
            guard worker.isStarting else { throw FrameError("it refused a library that it had loaded") }
            let refusal = try RefusalMessage(payload)
            worker.reason = (.loadFailed(code: refusal.code), "its library is not usable: \(refusal.message)")
            worker.state = .ending(killAt: csystem_now_ms() + 1000)
        case .log: try takeLog(LogMessage(payload), of: worker)
        case .allocate: try allocate(number(payload), for: worker)
        case .document: try takeDocument(number(payload), of: worker)
        case .ask: try ask(payload, for: worker)
        case .step: try takeStep(StepMessage(payload), of: worker)
        case .setup, .call, .allocation, .answer, nil: throw FrameError("it sent a frame of kind \(kind)")
        }
    }

    private func number(_ payload: [UInt8]) throws(FrameError) -> UInt64 {
        var reader = ByteReader(payload)
        return try reader.number()
    }

    private func running(_ worker: WorkerProcess) throws(FrameError) -> RunningCall {
        guard let running = worker.running else { throw FrameError("it spoke without being asked") }
        return running
    }

    private func takeLog(_ message: LogMessage, of worker: WorkerProcess) throws(FrameError) {
        let running = try running(worker)
        let total = running.logged + message.text.utf8.count + 16
        guard total <= Self.floodingLog else {
            throw FrameError("it logged more than \(Self.floodingLog) bytes")
        }
        worker.running?.logged = total
        guard total <= Self.longestLog else { return }
        running.call.onLog?(
            LogLine(
                level: Context.LogLevel(rawValue: message.level) ?? .info, step: running.steps.count,
                text: message.text))
    }

    // MARK: - Documents

    private func allocate(_ size: UInt64, for worker: WorkerProcess) throws(FrameError) {
        guard try running(worker).output == nil else {
            throw FrameError("it asked for memory twice at a time")
        }
        let limit = settings.handedOut.addingReportingOverflow(settings.document)
        guard size > 0, size <= UInt64(max(0, settings.document)),
            limit.overflow || worker.handedOut + Int(size) <= limit.partialValue,
            let memory = OutputMemory(size: Int(size))
        else {
            _ = worker.send(.allocation, [])  // a worker that is gone is noticed by its end
            return
        }
        worker.handedOut += Int(size)
        worker.running?.output = memory
        _ = worker.send(.allocation, [], descriptors: [memory.shared], keeping: [memory])
    }

    private func takeDocument(_ size: UInt64, of worker: WorkerProcess) throws(FrameError) {
        guard let memory = try running(worker).output else {
            throw FrameError("it handed over memory it had not")
        }
        worker.running?.output = nil
        guard size > 0 else { return }
        guard let document = memory.sealed(count: size) else {
            throw FrameError("it handed over a document and went on writing to it")
        }
        worker.running?.document = document
    }

    // MARK: - Steps

    private func takeStep(_ message: StepMessage, of worker: WorkerProcess) throws(FrameError) {
        let before = try running(worker)
        guard Int(message.index) == before.steps.count, before.output == nil else {
            throw FrameError("it ended step \(message.index) out of turn")
        }
        worker.running?.steps.append(RawStep(message: message, document: before.document))
        worker.running?.document = nil
        worker.running?.lastProgress = 0
        guard let running = worker.running,
            message.status != 0 || running.steps.count == running.call.steps.count
        else { return }
        finish(running, at: worker, wentWell: message.status == 0)
    }

    private func finish(_ running: RunningCall, at worker: WorkerProcess, wentWell: Bool) {
        worker.running = nil
        worker.state = .idle(since: csystem_now_ms())
        // A plugin that met a limit may be as full as it was then; a fresh worker costs a few milliseconds.
        let metLimit = running.steps.last?.message.failure?.kind == 5
        if worker.handedOut > settings.handedOut || metLimit || worker.library.isReleased { retire(worker) }
        switch running.stopping?.kind {
        case .some(let kind) where kind == .cancelled || !wentWell:
            let component = running.steps.last.map { running.call.steps[Int($0.message.index)].component }
            let failure = WorkerFailure(kind, plugin: worker.library.id, component: component)
            running.pending.finish(.failed(failure, completed: running.steps.dropLast()))
        default:
            // An answer that came while the plugin was being asked to stop is as good as any.
            running.pending.finish(.steps(running.steps))
        }
    }

    // MARK: - History

    private func ask(_ question: [UInt8], for worker: WorkerProcess) throws(FrameError) {
        let running = try running(worker)
        guard running.question == nil else { throw FrameError("it asked twice at a time") }
        guard worker.library.mayAskHistory, let history = running.call.history else {
            send(.failure(HistoryRefusal("there is no history here")), to: worker)
            return
        }
        lastQuestion += 1
        let number = lastQuestion
        worker.running?.question = (number, csystem_now_ms() + Int64(settings.question))
        let id = worker.id
        let thread = thread
        Task {
            let answer = await history(question)
            thread.post { $0.answer(number, of: id, answer) }
        }
    }

    /// Answers a question, if it is still open.
    func answer(_ number: UInt64, of id: UInt64, _ answer: Result<[UInt8], HistoryRefusal>) {
        guard let worker = workers.first(where: { $0.id == id }), worker.running?.question?.number == number
        else { return }
        worker.running?.question = nil
        send(answer, to: worker)
    }

    private func send(_ answer: Result<[UInt8], HistoryRefusal>, to worker: WorkerProcess) {
        let message: AnswerMessage
        switch answer {
        case .success(let bytes): message = AnswerMessage(isAnswered: true, answer: bytes)
        case .failure(let refusal):
            message = AnswerMessage(isAnswered: false, answer: Array(refusal.message.utf8))
        }
        _ = worker.send(.answer, message.bytes)  // a worker that is gone is noticed by its end
    }
}
