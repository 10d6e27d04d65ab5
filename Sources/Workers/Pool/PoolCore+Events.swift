internal import CSystem
import Glibc
internal import WorkerFrames

extension PoolCore {
    /// Deals with what poll said about a worker.
    func handle(_ event: Event, of worker: WorkerProcess) {
        if event.stderr != 0 { passErrors(of: worker) }
        if event.socket != 0, !worker.isEnding {
            let isOpen = event.socket & Int16(POLLOUT) == 0 || worker.flush()
            let received = worker.receive()
            takeFrames(of: worker)
            if received == .end || !isOpen, !worker.isEnding {
                // It is ending; if it only closed its socket, it is made to.
                worker.state = .ending(killAt: csystem_now_ms() + 200)
            }
        }
        if event.hasEnded { reap(worker) }
    }

    /// Does what is due at a worker without its saying anything.
    func lookAfter(_ worker: WorkerProcess, now: Int64) {
        switch worker.state {
        case .starting(let until):
            guard now >= until else { return }
            kill(
                worker, because: .loadFailed(code: "slow"),
                detail: "loading its library took longer than \(WorkerFailure.seconds(settings.start))")
        case .idle(let since):
            if now - since >= Int64(settings.idle) { retire(worker) }
        case .busy:
            lookAfterCall(of: worker, now: now)
        case .ending(let killAt):
            guard now >= killAt else { return }
            Glibc.kill(worker.process, SIGKILL)
            worker.state = .ending(killAt: Int64.max)
        }
    }

    private func lookAfterCall(of worker: WorkerProcess, now: Int64) {
        guard let running = worker.running else { return }
        if let stopping = running.stopping, now >= stopping.at {
            kill(worker, because: stopping.kind, detail: "")
            return
        }
        if let timeout = running.timeout, now >= timeout {
            let limit = running.call.limits.timeout
            stop(worker, because: .timedOut(milliseconds: limit), grace: settings.timeoutGrace)
        }
        if let question = running.question, now >= question.until {
            answer(
                question.number, of: worker.id,
                .failure(HistoryRefusal("the answer took longer than \(settings.question) ms")))
        }
        guard now >= running.nextLook else { return }
        worker.running?.looked(at: now)
        reportProgress(of: worker)
        let limit = running.call.limits.processor
        let used = csystem_processor_ms(worker.process) - running.processorBefore
        if limit > 0, used > Int64(limit) {
            stop(worker, because: .processorExceeded(milliseconds: limit), grace: settings.timeoutGrace)
        }
    }

    private func reportProgress(of worker: WorkerProcess) {
        guard let running = worker.running, let hear = running.call.onProgress else { return }
        let progress = worker.control.progress
        guard progress != running.lastProgress, running.component != nil else { return }
        worker.running?.lastProgress = progress
        hear(running.steps.count, progress)
    }

    // MARK: - Ending a worker

    /// Asks the plugin to stop; it is killed when it does not listen.
    func stop(_ worker: WorkerProcess, because kind: WorkerFailure.Kind, grace: Int) {
        guard worker.running != nil, worker.running?.stopping == nil else { return }
        worker.control.cancel()
        worker.running?.stopping = (kind, csystem_now_ms() + Int64(grace))
    }

    /// Kills a worker; its call fails for this reason once the process is gone.
    func kill(_ worker: WorkerProcess, because kind: WorkerFailure.Kind, detail: String) {
        if worker.reason == nil { worker.reason = (kind, detail) }
        worker.state = .ending(killAt: Int64.max)
        Glibc.kill(worker.process, SIGKILL)
    }

    /// Lets the idle workers go whose library another one has replaced; the others follow after their calls.
    func retireReleased() {
        for worker in workers where worker.isIdle && worker.library.isReleased { retire(worker) }
    }

    /// Lets an idle worker go: it ends when the host hangs up.
    func retire(_ worker: WorkerProcess) {
        shutdown(worker.socket, Int32(SHUT_RDWR))
        worker.state = .ending(killAt: csystem_now_ms() + 1000)
    }

    /// The process has ended: what it left is taken in, and its call is answered.
    private func reap(_ worker: WorkerProcess) {
        if worker.reason == nil, worker.running != nil || worker.isStarting {
            while worker.receive() == .some { takeFrames(of: worker) }
            takeFrames(of: worker)
        }
        passErrors(of: worker)
        var status: Int32 = 0
        while waitpid(worker.process, &status, 0) < 0, errno == EINTR {}
        workers.removeAll { $0 === worker }

        if let running = worker.running {
            worker.running = nil
            let why = worker.reason ?? (Self.kind(ofStatus: status), "")
            let failure = WorkerFailure(
                why.kind, plugin: worker.library.id, component: running.component,
                lastLine: worker.tail.lastLine, detail: why.detail)
            running.pending.finish(.failed(failure, completed: running.steps))
        } else if worker.introduction == nil {
            let why = worker.reason ?? (.loadFailed(code: "crash"), Self.sentence(ofStartStatus: status))
            startFailed(worker.key, kind: why.kind, detail: why.detail, lastLine: worker.tail.lastLine)
        }
    }

    private func passErrors(of worker: WorkerProcess) {
        for line in worker.readErrors() { settings.onErrorLine?(worker.library.id, line) }
    }

    private static func kind(ofStatus status: Int32) -> WorkerFailure.Kind {
        let signal = csystem_status_signal(status)
        return signal == 0
            ? .exited(status: Int(csystem_status_exit(status))) : .crashed(signal: SignalName.of(signal))
    }

    private static func sentence(ofStartStatus status: Int32) -> String {
        let signal = csystem_status_signal(status)
        return signal == 0
            ? "the worker ended with status \(csystem_status_exit(status)) while it loaded the library"
            : "it crashed (\(SignalName.of(signal))) while it was loaded: the library is damaged"
    }
}
