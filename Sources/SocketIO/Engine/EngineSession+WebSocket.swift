internal import HTTPServing
internal import Synchronization

/// The session's side of a WebSocket: one packet a frame.
extension EngineSession {
    /// Takes in what the client sends until the socket closes.
    func follow(_ socket: WebSocket) async {
        while let message = await socket.receive() {
            guard let packet = packet(of: message), case .taken = await take(packet) else { return }
        }
        close(.connectionLost)
    }

    /// Lets the client try a socket, and goes over to it when the client says so.
    func tryOut(_ socket: WebSocket) async {
        let isTaken = state.withLock { state in
            guard case .open = state.phase, case .polling = state.carrier, state.candidate == nil else {
                return false
            }
            state.candidate = socket
            return true
        }
        guard isTaken else { return socket.close(.policy, reason: "the session has a socket") }
        let limit = Task {
            // Cancelled: the client was in time.
            guard (try? await Task.sleep(for: self.settings.upgradeTimeout)) != nil else { return }
            self.forget(candidate: socket)
            socket.close(.policy, reason: "the upgrade took too long")
        }
        let isOver = await goesOver(to: socket)
        limit.cancel()
        guard !isOver else { return await follow(socket) }
        forget(candidate: socket)
        socket.close(.policy, reason: "no upgrade")
    }

    /// Lets another socket be tried; a session that has ended, or gone over, has forgotten it already.
    private func forget(candidate socket: WebSocket) {
        state.withLock { state in
            guard state.candidate === socket else { return }
            state.candidate = nil
            state.isProbed = false
        }
    }

    /// Waits for the probe and the upgrade; false when the client does something else.
    private func goesOver(to socket: WebSocket) async -> Bool {
        guard case .text("2probe")? = await socket.receive() else { return false }
        socket.send("3probe")
        let (isFirst, waiting) = state.withLock { state -> (Bool, Int?) in
            guard state.candidate === socket else { return (false, nil) }
            state.isProbed = true
            return (true, state.poll == nil ? nil : state.pollNumber)
        }
        guard isFirst else { return false }
        if let waiting { endPollSoon(waiting) }
        guard case .text("5")? = await socket.receive() else { return false }
        let (isOver, poll) = state.withLock { state -> (Bool, CheckedContinuation<PollAnswer, Never>?) in
            guard case .open = state.phase, state.candidate === socket else { return (false, nil) }
            state.candidate = nil
            state.isProbed = false
            state.carrier = .webSocket(socket)
            for waiting in state.outbox.takeAll() {
                Self.pass([waiting.frame], to: socket, replacing: waiting.key)
            }
            defer { state.poll = nil }
            return (true, state.poll)
        }
        // Whoever has gone over polls no more.
        poll?.resume(returning: .refused)
        return isOver
    }

    private func packet(of message: WebSocketMessage) -> EnginePacket? {
        switch message {
        case .text(let text):
            let bytes = Array(text.utf8)
            guard bytes.count <= settings.maxPayload else {
                close(.tooLarge)
                return nil
            }
            guard let packet = EnginePacket(text: bytes[...]) else {
                close(.protocolBroken)
                return nil
            }
            return packet
        case .binary(let bytes):
            guard bytes.count <= settings.maxPayload else {
                close(.tooLarge)
                return nil
            }
            return .binary(bytes)
        }
    }
}
