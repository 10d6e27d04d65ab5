internal import HTTPServing
internal import Synchronization

/// The session's side of HTTP long-polling.
extension EngineSession {
    /// How long a poll waits while the client tries a WebSocket: it must end so that the client can go over.
    private static let pollWhileTrying: Duration = .milliseconds(100)

    /// Waits for something to send.
    func poll() async -> PollAnswer {
        if isOverdue { close(.pingTimeout) }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<PollAnswer, Never>) in
                if let answer = settle(continuation) { continuation.resume(returning: answer) }
            }
        } onCancel: {
            pollIsGone()
        }
        if case .overlap = answer { close(.protocolBroken) }
        return answer
    }

    /// What can be answered at once; nil when the poll waits.
    private func settle(_ continuation: CheckedContinuation<PollAnswer, Never>) -> PollAnswer? {
        let (answer, number): (PollAnswer?, Int?) = state.withLock { state in
            guard case .polling = state.carrier else { return (.refused, nil) }
            switch state.phase {
            case .closed: return (.refused, nil)
            case .closing:
                let frames = state.outbox.takePoll()
                return (
                    .frames(
                        state.outbox.isEmpty && frames.count < EngineOutbox.packetsInPoll
                            ? frames + [EnginePacket.close.frame] : frames), nil
                )
            case .open: break
            }
            guard state.poll == nil else { return (.overlap, nil) }
            guard state.outbox.isEmpty else { return (.frames(state.outbox.takePoll()), nil) }
            guard !Task.isCancelled else { return (.refused, nil) }
            state.poll = continuation
            state.pollNumber += 1
            return (nil, state.isProbed ? state.pollNumber : nil)
        }
        if let number { endPollSoon(number) }
        if case .frames(let frames)? = answer, frames.last == EnginePacket.close.frame { close(.byServer) }
        return answer
    }

    /// Ends a poll with nothing: the client waits for that before it goes over.
    ///
    /// Not at once: who has gone over meanwhile is refused, and no client polls in a circle.
    func endPollSoon(_ number: Int) {
        Task {
            // Nobody cancels it.
            try? await Task.sleep(for: Self.pollWhileTrying)
            let poll = state.withLock { state -> CheckedContinuation<PollAnswer, Never>? in
                guard number == state.pollNumber else { return nil }
                defer { state.poll = nil }
                return state.poll
            }
            poll?.resume(returning: .frames([EnginePacket.noop.frame]))
        }
    }

    /// The client went away while it polled.
    private func pollIsGone() {
        let poll = state.withLock { state in
            defer { state.poll = nil }
            return state.poll
        }
        guard let poll else { return }
        poll.resume(returning: .refused)
        close(.connectionLost)
    }

    /// Begins to take a POST in.
    ///
    /// - Throws: ``EngineRefusal/badRequest``; when one is under way already, the session ends, too.
    func beginPost() throws(EngineRefusal) {
        enum Finding { case fine, refused, overlap }
        let finding: Finding = state.withLock { state in
            guard case .polling = state.carrier else { return .refused }
            if case .closed = state.phase { return .refused }
            guard !state.isPosting else { return .overlap }
            state.isPosting = true
            return .fine
        }
        switch finding {
        case .fine: return
        case .refused: throw .badRequest
        case .overlap:
            close(.protocolBroken)
            throw .badRequest
        }
    }

    /// The POST is done.
    func endPost() { state.withLock { $0.isPosting = false } }

    /// Takes in what a POST carries.
    ///
    /// - Throws: ``EngineRefusal/badRequest`` for a broken packet; the session has ended then.
    func take(payload body: [UInt8]) async throws(EngineRefusal) {
        guard let packets = EnginePayload(body) else {
            close(.protocolBroken)
            throw .badRequest
        }
        for packet in packets {
            guard case .success(let packet) = packet else {
                close(.protocolBroken)
                throw .badRequest
            }
            switch await take(packet) {
            case .taken: continue
            case .over: return
            case .broken: throw .badRequest
            }
        }
    }
}
