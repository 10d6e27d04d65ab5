internal import CMicroHTTPD
internal import CSystem
internal import Synchronization

extension Exchange {
    /// Runs the handler and hands its answer over; the task of the exchange.
    func respond(to preview: Responder.Preview, fault: HTTPError?) async {
        var response = await core.responder.answer(preview, fault: fault)
        core.responder.timed(&response, preview.request)
        let prepared: Answer
        do {
            prepared = try prepare(response, preview.request)
        } catch {
            core.settings.onFailure(error, preview.request)
            prepared = rendered(
                HTTPError(500, "internal_error", "The file could not be read; the log has the reason."))
        }
        guard deliver(prepared), case .stream(let write) = response.body,
            case .stream(let writer) = prepared.payload
        else { return }
        guard preview.request.method != .head else { return writer.finish() }
        do {
            try await write(writer)
            writer.finish()
        } catch {
            // The head is sent: only a broken connection tells the client that the body is not complete.
            if !(error is BodyWriter.ClientGone), !(error is CancellationError) {
                core.settings.onFailure(error, preview.request)
            }
            writer.abort()
        }
    }

    private func prepare(_ response: Response, _ request: Request) throws -> Answer {
        let payload: Answer.Payload =
            switch response.body {
            case .bytes(let bytes): .bytes(bytes)
            case .file(let path): .file(try OpenFile(path))
            case .stream: .stream(BodyWriter(supply: { [weak self] in self?.streamHasMore() }))
            case .webSocket(let acceptance):
                .webSocket(
                    acceptance, accept: WebSocketHandshake.accept(request.headers["Sec-WebSocket-Key"] ?? ""))
            }
        return Answer(status: response.status, headers: response.headers, payload: payload)
    }

    /// An error as an answer of this exchange.
    private func rendered(_ error: HTTPError) -> Answer {
        guard let request = state.withLock({ $0.request }) else {
            return Answer(status: error.status, headers: Headers(), payload: .bytes([]))
        }
        var response = core.responder.rendered(error, request)
        response = core.responder.finished(&response, request, .none)
        core.responder.timed(&response, request)
        return Answer(
            status: response.status, headers: response.headers, payload: .bytes(response.bytes ?? []))
    }

    /// Hands an answer over; false when there is one already, or nobody to answer.
    @discardableResult
    private func deliver(_ answer: Answer) -> Bool {
        let taken: (BodyStream?, Request?)? = state.withLock { state in
            guard state.answer == nil, state.connection != nil, state.phase != .answered else { return nil }
            state.answer = answer
            if case .stream(let writer) = answer.payload { state.writer = writer }
            if case .body = state.phase, !state.isBodyComplete {
                record.enter(.body(since: csystem_now_ns(), bytes: 0))
            }
            resume(&state)
            return (state.body, state.request)
        }
        guard let (body, request) = taken else { return false }
        body?.discard()
        if let request { core.responder.report(answer.status, request) }
        return true
    }

    /// Gives the answer to libmicrohttpd, on the connection's thread.
    func queue(_ answer: Answer, _ state: inout State, _ connection: OpaquePointer) -> Bool {
        state.phase = .answered
        record.enter(.answer(until: deadline(of: answer)))
        if case .webSocket = answer.payload { record.enter(.free) }
        return answer.queue(on: connection, closes: state.closes || core.isDraining, exchange: self)
    }

    /// By when the client must have taken an answer.
    private func deadline(of answer: Answer) -> UInt64 {
        let size: UInt64 =
            switch answer.payload {
            case .bytes(let bytes): UInt64(bytes.count)
            case .file(let file): file.size
            case .stream, .webSocket: 0
            }
        let rate = UInt64(max(1, core.settings.limits.minimumBytesPerSecond))
        let seconds = size / rate
        let window = core.settings.deadlines.transferWindow.nanoseconds
        return csystem_now_ns() &+ window &* 3 &+ min(seconds, 1 << 20) &* 1_000_000_000
    }

    // MARK: Streams

    /// libmicrohttpd wants more of a stream: the number of bytes, 0 when there are none yet, -1 at the end, -2 when it
    /// failed.
    func pull(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        state.withLock { state in
            guard let writer = state.writer else { return -2 }
            switch writer.pull(into: buffer) {
            case .bytes(let count):
                let window = core.settings.deadlines.transferWindow.nanoseconds
                record.enter(.answer(until: csystem_now_ns() &+ window &* 3))
                return count
            case .nothingYet:
                suspend(&state)
                record.enter(.free)
                return 0
            case .end: return -1
            case .failed: return -2
            }
        }
    }

    private func streamHasMore() { state.withLock { resume(&$0) } }

    // MARK: Ends

    /// libmicrohttpd is done with the request; its connection may not be used any more.
    ///
    /// - Parameter isComplete: Whether the answer was sent whole.
    func finished(isComplete: Bool) {
        let now = csystem_now_ns()
        let (left, lingers) = state.withLock { state in
            let left = state
            state.connection = nil
            state.isSuspended = false
            state.task = nil
            state.writer = nil
            state.body = nil
            return (left, state.lingers || !isComplete)
        }
        left.body?.fail(.clientGone)
        if !isComplete {
            left.writer?.abort()
            left.task?.cancel()
        }
        if lingers {
            let socket = record.duplicate()
            let until = now &+ core.settings.deadlines.lingering.nanoseconds
            if socket >= 0 { LingeringSocket.adopt(socket, until: until, on: core.loop) }
        }
        record.rest(now: now)
    }

    /// The handler took too long.
    func handlerIsLate() {
        abandon(
            HTTPError(
                503, "handler_timeout", "The service took too long; try again later.",
                headers: [("Retry-After", "5")]))
    }

    /// The client closed the connection while its handler works.
    func clientIsGone() { abandon(HTTPError(503, "client_gone", "The client closed the connection.")) }

    /// The server ends and waits no longer.
    func serverEnds() {
        abandon(
            HTTPError(
                503, "draining", "The service is stopping; try again later.", headers: [("Retry-After", "5")])
        )
    }

    private func abandon(_ error: HTTPError) {
        let answer = rendered(error)
        let (task, writer, body) = state.withLock { state in
            state.closes = true
            return (state.task, state.writer, state.body)
        }
        // First the answer: a cancelled handler ends at once with one of its own, and the first to come is sent.
        let wasAnswered = !deliver(answer)
        task?.cancel()
        if wasAnswered { writer?.abort() }
        body?.fail(.clientGone)
    }

    // MARK: WebSockets

    /// libmicrohttpd has sent the handshake's answer; the socket is ours from a copy on.
    func upgraded(socket: Int32, early: [UInt8]) {
        let (answer, request) = state.withLock { ($0.answer, $0.request) }
        guard case .webSocket(let acceptance, _)? = answer?.payload, let request else { return }
        core.adopt(socket: socket, early: early, request: request, session: acceptance.session)
    }
}
