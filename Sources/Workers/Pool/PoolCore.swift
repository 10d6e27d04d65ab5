internal import CSystem
import Glibc
internal import WorkerFrames

/// All workers and all waiting calls of a pool.
///
/// Confined to the pool's thread, so nothing here needs a lock.
final class PoolCore {
    let settings: PoolSettings
    unowned let thread: PoolThread
    var workers: [WorkerProcess] = []
    var waiting: [PendingCall] = []
    /// Slots whose last worker could not start while others of theirs live: no new one before then.
    var restBefore: [SlotKey: Int64] = [:]
    private var lastId: UInt64 = 0
    var lastQuestion: UInt64 = 0
    private var isEnding = false
    private var afterEnd: [@Sendable () -> Void] = []

    init(settings: PoolSettings, thread: PoolThread) {
        self.settings = settings
        self.thread = thread
    }

    // MARK: - What other threads ask for

    /// Takes a call in.
    func submit(_ call: PendingCall) {
        if call.token.isSet {
            call.fail(.cancelled)
        } else if isEnding {
            call.fail(.spawnFailed, detail: "the pool has ended")
        } else {
            waiting.append(call)
        }
    }

    /// Gives a call up, wherever it is.
    func cancel(_ id: UInt64) {
        if let index = waiting.firstIndex(where: { $0.id == id }) {
            waiting.remove(at: index).fail(.cancelled)
        } else if let worker = workers.first(where: { $0.running?.pending.id == id }) {
            stop(worker, because: .cancelled, grace: settings.cancelGrace)
        }
    }

    /// Ends all calls and workers; `then` is called when the last process is gone.
    func end(_ then: @escaping @Sendable () -> Void) {
        isEnding = true
        afterEnd.append(then)
        for call in waiting { call.fail(.cancelled) }
        waiting = []
        for worker in workers where !worker.isEnding {
            kill(worker, because: .cancelled, detail: "the pool ends")
        }
    }

    // MARK: - The loop

    /// Drives everything until `end`.
    func run() {
        while !(isEnding && workers.isEmpty) {
            let events = wait()
            for note in thread.take() { note(self) }
            for (worker, event) in events { handle(event, of: worker) }
            let now = csystem_now_ms()
            for worker in workers { lookAfter(worker, now: now) }
            schedule(now: now)
        }
        // What was left in the inbox meanwhile must hear that the pool has ended; later notes are turned away.
        for note in thread.close() { note(self) }
        for then in afterEnd { then() }
    }

    /// What poll said about one worker.
    struct Event {
        var socket: Int16 = 0
        var stderr: Int16 = 0
        var hasEnded = false
    }

    private func wait() -> [(WorkerProcess, Event)] {
        let readable = Int16(POLLIN)
        var polled = [pollfd(fd: thread.sleepEnd, events: readable, revents: 0)]
        let watched = workers
        for worker in watched {
            let wanted = worker.hasOutgoing ? readable | Int16(POLLOUT) : readable
            polled.append(pollfd(fd: worker.isEnding ? -1 : worker.socket, events: wanted, revents: 0))
            polled.append(pollfd(fd: worker.stderr, events: readable, revents: 0))
            polled.append(pollfd(fd: worker.exitDescriptor, events: readable, revents: 0))
        }
        guard poll(&polled, nfds_t(polled.count), patience()) > 0 else { return [] }
        var events: [(WorkerProcess, Event)] = []
        for (index, worker) in watched.enumerated() {
            let event = Event(
                socket: polled[1 + index * 3].revents, stderr: polled[2 + index * 3].revents,
                hasEnded: polled[3 + index * 3].revents != 0)
            if event.socket != 0 || event.stderr != 0 || event.hasEnded { events.append((worker, event)) }
        }
        return events
    }

    /// Milliseconds until something has to be done anyway; -1 when nothing has.
    private func patience() -> Int32 {
        var next = Int64.max
        for worker in workers {
            let moment = worker.nextMoment
            next = min(next, worker.isIdle ? moment + Int64(settings.idle) : moment)
        }
        for moment in restBefore.values where !waiting.isEmpty { next = min(next, moment) }
        guard next != Int64.max else { return -1 }
        return Int32(clamping: max(0, next - csystem_now_ms()))
    }

    // MARK: - Who does what

    private func schedule(now: Int64) {
        restBefore = restBefore.filter { $0.value > now }
        // Slots that can take nothing more now: a long queue is walked once, not once for each of its calls.
        var full: Set<SlotKey> = []
        var index = 0
        while index < waiting.count {
            let call = waiting[index]
            if full.contains(call.key) {
                index += 1
                continue
            }
            // The one that was idle for the shortest time is the warmest.
            if let worker = workers.last(where: { $0.key == call.key && $0.isIdle }) {
                waiting.remove(at: index)
                assign(call, to: worker, now: now)
            } else {
                if mayStart(for: call) { startWorker(for: call) } else { full.insert(call.key) }
                // A start that failed for good has taken the slot's calls out of the queue.
                if index < waiting.count, waiting[index].id == call.id { index += 1 }
            }
        }
    }

    /// One more worker for a slot: while fewer start than wait, and neither bound is met.
    private func mayStart(for call: PendingCall) -> Bool {
        guard restBefore[call.key] == nil else { return false }
        // One that never came to serve has to be gone first: its end decides whether another is tried.
        guard !workers.contains(where: { $0.key == call.key && $0.isEnding && $0.introduction == nil }) else {
            return false
        }
        let own = workers.filter { $0.key == call.key && !$0.isEnding }
        let starting = own.count { $0.isStarting }
        // A worker answers introductions in passing, so that all of them together need one.
        let wanted = max(1, waiting.count { $0.key == call.key && $0.isCall })
        guard own.count < max(1, settings.concurrency), starting < wanted else { return false }
        guard workers.count >= max(1, settings.workers) else { return true }
        // The bound over all libraries is met: somebody who idles makes room, the longest first.
        let idle = workers.filter(\.isIdle).min { $0.nextMoment < $1.nextMoment }
        if let idle { retire(idle) }
        return false
    }

    private func startWorker(for call: PendingCall) {
        lastId += 1
        do throws(SpawnError) {
            workers.append(try WorkerProcess.spawn(call, id: lastId, settings: settings))
        } catch {
            startFailed(call.key, kind: .spawnFailed, detail: error.detail, lastLine: nil)
        }
    }

    /// Without another worker of the slot nobody would ever take its calls, and the next start would fail alike.
    func startFailed(_ key: SlotKey, kind: WorkerFailure.Kind, detail: String, lastLine: String?) {
        guard !workers.contains(where: { $0.key == key && !$0.isEnding }) else {
            restBefore[key] = csystem_now_ms() + 1000
            return
        }
        let affected = waiting.filter { $0.key == key }
        waiting.removeAll { $0.key == key }
        for call in affected { call.fail(kind, detail: detail, lastLine: lastLine) }
    }

    private func assign(_ pending: PendingCall, to worker: WorkerProcess, now: Int64) {
        // The last in the list is the warmest.
        workers.removeAll { $0 === worker }
        workers.append(worker)
        guard case .call(let call) = pending.work else {
            worker.introduction.map { pending.finish(.introduction($0)) }
            return
        }
        worker.control.reset()
        worker.state = .busy
        worker.running = RunningCall(
            pending: pending, call: call, now: now, processorBefore: csystem_processor_ms(worker.process))
        let inputs = [call.document, call.source].compactMap { $0 }
        let isSent = worker.send(
            .call, CallMessage(call).bytes, descriptors: inputs.map(\.descriptor), keeping: inputs)
        // A worker that died while idle: its call is not to blame, and goes back to the head of the queue.
        if !isSent {
            worker.running = nil
            worker.state = .ending(killAt: now)
            waiting.insert(pending, at: 0)
        }
    }
}
