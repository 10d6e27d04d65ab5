package import HTTPServing
internal import Synchronization

/// One client of Engine.IO over whatever transport it uses now; it may be used from any thread.
package final class EngineSession: Sendable {
    /// Known to the client and the server alone: whoever has it has the session.
    let id: String
    /// The request that the session began with.
    package let request: Request
    let settings: EngineSettings
    private let onEnd: @Sendable (EngineSession) -> Void
    let state: Mutex<State>

    /// What a waiting poll is answered.
    enum PollAnswer: Sendable {
        case frames([EngineFrame])
        /// Another poll waits already.
        case overlap
        /// The session isn't there, or polls no more.
        case refused
    }

    struct State {
        enum Carrier {
            case polling
            case webSocket(WebSocket)
        }

        enum Phase {
            case open
            /// Over for the application; the last words wait for a poll.
            case closing
            case closed
        }

        var carrier: Carrier
        var phase = Phase.open
        var outbox = EngineOutbox()
        var poll: CheckedContinuation<PollAnswer, Never>?
        /// Tells one poll from the next.
        var pollNumber = 0
        var isPosting = false
        /// A socket that may become the transport.
        var candidate: WebSocket?
        /// The candidate has sent its probe.
        var isProbed = false
        /// By when the pong must be there; nil when none is awaited.
        var pongDue: ContinuousClock.Instant?
        var receiver: (any EngineReceiver)?
        var timer: Task<Void, Never>?
    }

    init(
        id: String, request: Request, carrier: State.Carrier, settings: EngineSettings,
        onEnd: @escaping @Sendable (EngineSession) -> Void
    ) {
        self.id = id
        self.request = request
        self.settings = settings
        self.onEnd = onEnd
        state = Mutex(State(carrier: carrier))
    }

    /// Begins the heartbeat; the receiver gets what the client sends from now on.
    func begin(_ receiver: any EngineReceiver) {
        let started = ContinuousClock.now
        let timer = Task { await self.beat(from: started) }
        let isOpen = state.withLock { state in
            guard case .open = state.phase else { return false }
            state.receiver = receiver
            state.timer = timer
            return true
        }
        guard !isOpen else { return }
        timer.cancel()
        receiver.closed(.connectionLost)
    }

    /// Whether messages can still be sent.
    package var isOpen: Bool {
        state.withLock { state in
            if case .open = state.phase { return true }
            return false
        }
    }

    /// Whether so little waits for the client that more may be made ready for it.
    package var hasRoom: Bool {
        state.withLock { state in
            switch state.carrier {
            case .polling: state.outbox.bytes < settings.outboundBytes / 2
            case .webSocket(let socket): socket.waitingBytes < settings.outboundBytes / 2
            }
        }
    }

    /// Queues frames that belong together; nothing comes between them.
    ///
    /// - Parameters:
    ///   - frames: What to send.
    ///   - key: One frame replaces another of the same key that still waits; nil never replaces.
    /// - Returns: False when the session is over.
    @discardableResult
    package func send(_ frames: [EngineFrame], replacing key: String? = nil) -> Bool {
        enum Next {
            case nothing, over, tooSlow, answer(CheckedContinuation<PollAnswer, Never>, [EngineFrame])
        }
        let next: Next = state.withLock { state in
            guard case .open = state.phase else { return .over }
            switch state.carrier {
            case .webSocket(let socket):
                // Under the lock: two threads' frames must not mix.
                Self.pass(frames, to: socket, replacing: key)
                return .nothing
            case .polling:
                state.outbox.append(frames, replacing: key)
                if let poll = state.poll {
                    state.poll = nil
                    return .answer(poll, state.outbox.takePoll())
                }
                return state.outbox.bytes > settings.outboundBytes ? .tooSlow : .nothing
            }
        }
        switch next {
        case .nothing: return true
        case .over: return false
        case .answer(let poll, let frames):
            poll.resume(returning: .frames(frames))
            return true
        case .tooSlow:
            close(.tooSlow)
            return false
        }
    }

    /// Sends what waits, then ends the session.
    package func finish(_ reason: EngineCloseReason = .byServer) {
        let (isKept, receiver) = state.withLock { state -> (Bool, (any EngineReceiver)?) in
            guard case .open = state.phase, case .polling = state.carrier, state.poll == nil else {
                return (false, nil)
            }
            state.phase = .closing
            state.timer?.cancel()
            state.timer = Task {
                // Cancelled: the words were fetched.
                guard (try? await Task.sleep(for: self.settings.closeTimeout)) != nil else { return }
                self.close(reason)
            }
            defer { state.receiver = nil }
            return (true, state.receiver)
        }
        if isKept { receiver?.closed(reason) } else { close(reason) }
    }

    /// Ends the session now; the first call decides.
    func close(_ reason: EngineCloseReason) {
        let parts = state.withLock { state -> State? in
            if case .closed = state.phase { return nil }
            let parts = state
            state = State(carrier: .polling, phase: .closed)
            return parts
        }
        guard let parts else { return }
        parts.timer?.cancel()
        // A client that has left needs no farewell; its poll only has to end.
        parts.poll?.resume(
            returning: .frames([reason == .byClient ? EnginePacket.noop.frame : EnginePacket.close.frame]))
        parts.candidate?.close(reason.closeCode)
        if case .webSocket(let socket) = parts.carrier { socket.close(reason.closeCode) }
        onEnd(self)
        parts.receiver?.closed(reason)
    }

    static func pass(_ frames: [EngineFrame], to socket: WebSocket, replacing key: String? = nil) {
        let key = frames.count == 1 ? key : nil
        for frame in frames {
            switch frame {
            case .text(let bytes): socket.send(utf8: bytes, replacing: key)
            case .binary(let bytes): socket.send(bytes)
            }
        }
    }

    // MARK: What comes in

    /// What became of a packet.
    enum Taking {
        case taken
        /// The session has ended: by this packet, or before.
        case over
        /// The packet broke a rule, so the session has ended.
        case broken
    }

    /// Takes a packet in.
    func take(_ packet: EnginePacket) async -> Taking {
        let receiver = state.withLock { state -> (any EngineReceiver)? in
            if case .pong = packet { state.pongDue = nil }
            return state.receiver
        }
        guard let receiver else { return .over }
        switch packet {
        case .pong, .noop: return .taken
        case .text(let text):
            if await receiver.receive(.text(text)) { return .taken }
        case .binary(let bytes):
            if await receiver.receive(.binary(bytes)) { return .taken }
        case .close:
            close(.byClient)
            return .over
        case .open, .ping, .upgrade: break
        }
        close(.protocolBroken)
        return .broken
    }

    // MARK: Heartbeat

    /// Whether a pong is overdue.
    var isOverdue: Bool {
        state.withLock { state in
            guard let due = state.pongDue else { return false }
            return ContinuousClock.now >= due
        }
    }

    private func beat(from start: ContinuousClock.Instant) async {
        var next = start + settings.pingInterval
        while await wait(until: next) {
            let due = ContinuousClock.now + settings.pingTimeout
            state.withLock { $0.pongDue = due }
            guard send([EnginePacket.ping("").frame]) else { return }
            next += settings.pingInterval
            guard await wait(until: min(next, due)) else { return }
            // The next ping waits for this one's pong.
            guard state.withLock({ $0.pongDue }) != nil else { continue }
            guard await wait(until: due) else { return }
            if isOverdue { return close(.pingTimeout) }
        }
    }

    /// False when the session is over.
    private func wait(until moment: ContinuousClock.Instant) async -> Bool {
        // Cancelled means over.
        (try? await Task.sleep(until: moment, tolerance: .zero, clock: .continuous)) != nil
    }
}
