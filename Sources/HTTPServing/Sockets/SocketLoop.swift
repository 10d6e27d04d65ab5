internal import CSystem
import Glibc
internal import Synchronization
internal import Threading

/// What lives on a loop: one socket and what becomes of it.
///
/// Every call comes on the loop's thread.
protocol SocketHandler: AnyObject {
    /// The socket.
    var descriptor: Int32 { get }
    /// Something happened on the socket.
    func ready(_ readiness: SocketReadiness, on loop: SocketLoop.Inside)
    /// Time has passed.
    func tick(now: UInt64, on loop: SocketLoop.Inside)
    /// The loop ends.
    func end()
}

/// What a socket is ready for.
struct SocketReadiness: OptionSet {
    let rawValue: Int
    static let read = SocketReadiness(rawValue: 1)
    static let write = SocketReadiness(rawValue: 2)
    /// Both directions are closed, or it is broken.
    static let hangup = SocketReadiness(rawValue: 4)
}

/// One thread that waits for many sockets: WebSockets, sockets that linger, and everybody's deadlines.
final class SocketLoop: Sendable {
    private struct Inbox {
        var notes: [@Sendable (Inside) -> Void] = []
        var isClosed = false
    }

    private let inbox = Mutex(Inbox())
    private let poll: Int32
    private let bell: Int32
    private let tickMilliseconds: Int32

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - tick: How often `onTick` and the handlers are told of the time while anything needs it.
    ///   - onTick: Returns whether it needs more ticks.
    /// - Throws: When the machine has no descriptors or threads left.
    init(tick: Duration, onTick: @escaping @Sendable (_ now: UInt64) -> Bool) throws(ServingError) {
        poll = epoll_create1(Int32(EPOLL_CLOEXEC))
        bell = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        tickMilliseconds = Int32(clamping: max(1, tick.nanoseconds / 1_000_000))
        guard poll >= 0, bell >= 0 else {
            throw ServingError("no descriptors are left; raise the limit (ulimit -n)")
        }
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: 0))
        epoll_ctl(poll, EPOLL_CTL_ADD, bell, &event)
        let isStarted = OwnThread.start("http-sockets") { [self] in
            Inside(loop: self).run(onTick)
        }
        guard isStarted else { throw ServingError("no thread could be started; raise the limit (ulimit -u)") }
    }

    deinit {
        if poll >= 0 { close(poll) }
        if bell >= 0 { close(bell) }
    }

    /// Leaves a note for the loop's thread; false when it has ended.
    @discardableResult
    func post(_ note: @escaping @Sendable (Inside) -> Void) -> Bool {
        let isFirst: Bool? = inbox.withLock { inbox in
            guard !inbox.isClosed else { return nil }
            inbox.notes.append(note)
            return inbox.notes.count == 1
        }
        guard let isFirst else { return false }
        if isFirst {
            var one: UInt64 = 1
            // The counter cannot overflow: it is written only when the inbox was empty.
            _ = write(bell, &one, 8)
        }
        return true
    }

    /// Wakes the loop, so that it ticks again.
    func wake() { post { $0.needsTicks = true } }

    /// Ends the thread; every handler is told.
    func stop() { post { $0.isStopping = true } }

    private func takeNotes() -> [@Sendable (Inside) -> Void] {
        var count: UInt64 = 0
        _ = read(bell, &count, 8)
        return inbox.withLock { inbox in
            defer { inbox.notes = [] }
            return inbox.notes
        }
    }

    private func closeInbox() -> [@Sendable (Inside) -> Void] {
        inbox.withLock { inbox in
            inbox.isClosed = true
            defer { inbox.notes = [] }
            return inbox.notes
        }
    }

    /// The loop as its own thread sees it.
    final class Inside {
        private let loop: SocketLoop
        private var handlers: [UInt64: any SocketHandler] = [:]
        private var lastID: UInt64 = 0
        fileprivate var isStopping = false
        fileprivate var needsTicks = true

        fileprivate init(loop: SocketLoop) { self.loop = loop }

        /// How many sockets there are.
        var count: Int { handlers.count }

        /// All handlers of one kind.
        func handlers<Handler: SocketHandler>(of type: Handler.Type) -> [Handler] {
            handlers.values.compactMap { $0 as? Handler }
        }

        /// Takes a socket in; its handler is told when it can be read.
        ///
        /// - Returns: Its id; nil when it cannot be watched.
        func add(_ handler: any SocketHandler) -> UInt64? {
            lastID += 1
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: lastID))
            guard epoll_ctl(loop.poll, EPOLL_CTL_ADD, handler.descriptor, &event) == 0 else { return nil }
            handlers[lastID] = handler
            return lastID
        }

        /// What to wait for on a socket; errors and hang-ups are always told.
        func watch(_ id: UInt64, _ interest: SocketReadiness) {
            guard let handler = handlers[id] else { return }
            var events: UInt32 = 0
            if interest.contains(.read) { events |= EPOLLIN.rawValue }
            if interest.contains(.write) { events |= EPOLLOUT.rawValue }
            var event = epoll_event(events: events, data: epoll_data_t(u64: id))
            epoll_ctl(loop.poll, EPOLL_CTL_MOD, handler.descriptor, &event)
        }

        /// Forgets a socket; to be called before it is closed.
        func remove(_ id: UInt64) {
            guard let handler = handlers.removeValue(forKey: id) else { return }
            var event = epoll_event()
            epoll_ctl(loop.poll, EPOLL_CTL_DEL, handler.descriptor, &event)
        }

        fileprivate func run(_ onTick: (UInt64) -> Bool) {
            var events = [epoll_event](repeating: epoll_event(), count: 256)
            var nextTick = csystem_now_ns()
            while !isStopping {
                let wait = needsTicks || !handlers.isEmpty ? loop.tickMilliseconds : -1
                let count = epoll_wait(loop.poll, &events, Int32(events.count), wait)
                for event in events.prefix(Int(max(0, count))) { serve(event) }
                let now = csystem_now_ns()
                guard now >= nextTick else { continue }
                nextTick = now + UInt64(loop.tickMilliseconds) * 1_000_000
                needsTicks = onTick(now)
                for handler in Array(handlers.values) { handler.tick(now: now, on: self) }
            }
            for note in loop.closeInbox() { note(self) }
            for handler in handlers.values { handler.end() }
        }

        private func serve(_ event: epoll_event) {
            guard event.data.u64 != 0 else {
                for note in loop.takeNotes() { note(self) }
                return
            }
            guard let handler = handlers[event.data.u64] else { return }
            var readiness: SocketReadiness = []
            if event.events & EPOLLIN.rawValue != 0 { readiness.insert(.read) }
            if event.events & EPOLLOUT.rawValue != 0 { readiness.insert(.write) }
            if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { readiness.insert(.hangup) }
            handler.ready(readiness, on: self)
        }
    }
}
