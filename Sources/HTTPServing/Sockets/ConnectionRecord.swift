import Glibc
internal import Synchronization

/// What the server keeps of one connection, from accept to close: its socket, and by when what must have happened.
///
/// libmicrohttpd's own timeout is for inactivity only, and a suspended connection has none.
final class ConnectionRecord: Sendable {
    /// What the connection waits for.
    enum Phase {
        /// A request; its head must be complete then.
        case head(until: UInt64)
        /// The client's body: this many bytes have come in the window that began then.
        case body(since: UInt64, bytes: Int)
        /// The handler.
        case handler(until: UInt64)
        /// The client, to take the answer.
        case answer(until: UInt64)
        /// Nobody: a WebSocket has its own deadlines, and a stream waits for its handler.
        case free
    }

    private struct State {
        var descriptor: Int32
        var phase: Phase
        var exchange: Exchange?
        /// Whether the last look at the clock found that the client sends no more.
        var hasEnded = false
    }

    private let state: Mutex<State>
    private let settings: ServerSettings
    /// The client's address as text.
    let address: String

    init(descriptor: Int32, address: String, settings: ServerSettings, now: UInt64) {
        self.settings = settings
        self.address = address
        state = Mutex(
            State(descriptor: descriptor, phase: .head(until: now &+ settings.deadlines.header.nanoseconds)))
    }

    /// The request that is being answered.
    var exchange: Exchange? { state.withLock { $0.exchange } }

    /// A request has begun: its first line is there.
    func begin(_ exchange: Exchange, now: UInt64) {
        let limit = now &+ settings.deadlines.header.nanoseconds
        state.withLock { state in
            state.exchange = exchange
            state.hasEnded = false
            if case .head(let until) = state.phase { state.phase = .head(until: min(until, limit)) }
        }
    }

    /// The request is over; another may follow.
    func rest(now: UInt64) {
        state.withLock { state in
            state.exchange = nil
            state.phase = .head(until: now &+ settings.deadlines.idle.nanoseconds)
            state.hasEnded = false
        }
    }

    /// The connection waits for something else.
    func enter(_ phase: Phase) {
        state.withLock { state in
            state.phase = phase
            state.hasEnded = false
        }
    }

    /// Bytes of the body came in.
    func receive(_ count: Int, now: UInt64) {
        state.withLock { state in
            switch state.phase {
            case .body(let since, let bytes): state.phase = .body(since: since, bytes: bytes + count)
            default: state.phase = .body(since: now, bytes: count)
            }
        }
    }

    /// The socket is closed next.
    func close() {
        state.withLock { state in
            state.descriptor = -1
            state.exchange = nil
        }
    }

    /// A descriptor of our own for the same socket; -1 when there is none.
    func duplicate() -> Int32 {
        state.withLock { $0.descriptor < 0 ? -1 : fcntl($0.descriptor, F_DUPFD_CLOEXEC, 0) }
    }

    /// Sends bytes past libmicrohttpd, as far as the socket takes them at once.
    func sendNow(_ bytes: [UInt8]) {
        state.withLock { state in
            guard state.descriptor >= 0 else { return }
            _ = send(
                state.descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        }
    }

    /// Looks at the clock: cuts the connection, or tells the exchange that its handler is late or its client gone.
    func sweep(now: UInt64) {
        enum Finding { case fine, late, gone }
        let (finding, exchange): (Finding, Exchange?) = state.withLock { state in
            guard state.descriptor >= 0 else { return (.fine, nil) }
            switch state.phase {
            case .head(let until):
                // libmicrohttpd can miss that the client closed its side while the connection was suspended. A second
                // look finds it so still: what had come before the end was served meanwhile.
                let hasEnded = Self.hasEnded(state.descriptor)
                if now >= until || hasEnded && state.hasEnded {
                    shutdown(state.descriptor, Int32(SHUT_RDWR))
                }
                state.hasEnded = hasEnded
            case .answer(let until):
                if now >= until { shutdown(state.descriptor, Int32(SHUT_RDWR)) }
            case .body(let since, let bytes):
                let window = settings.deadlines.transferWindow.nanoseconds
                guard now >= since, now - since >= window else { break }
                if bytes < Self.leastBytes(settings) { shutdown(state.descriptor, Int32(SHUT_RDWR)) }
                state.phase = .body(since: now, bytes: 0)
            case .handler(let until):
                if now >= until { return (.late, state.exchange) }
                if Self.isHungUp(state.descriptor) { return (.gone, state.exchange) }
            case .free:
                if state.exchange != nil, Self.isHungUp(state.descriptor) { return (.gone, state.exchange) }
            }
            return (.fine, nil)
        }
        switch finding {
        case .fine: break
        case .late: exchange?.handlerIsLate()
        case .gone: exchange?.clientIsGone()
        }
    }

    /// The fewest bytes of a transfer window.
    private static func leastBytes(_ settings: ServerSettings) -> Int {
        let seconds = Double(settings.deadlines.transferWindow.nanoseconds) / 1_000_000_000
        return Int(seconds * Double(settings.limits.minimumBytesPerSecond))
    }

    /// Whether the client has closed its side and everything that it sent was read.
    private static func hasEnded(_ descriptor: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
    }

    /// Whether both directions are closed.
    ///
    /// A client that has only stopped sending still waits for its answer.
    private static func isHungUp(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: 0, revents: 0)
        guard poll(&entry, 1, 0) > 0 else { return false }
        return entry.revents & Int16(POLLHUP | POLLERR) != 0
    }
}
