internal import CMicroHTTPD
internal import CSystem
import Glibc
internal import Synchronization

/// One request and its answer: the state between libmicrohttpd's thread and the handler's task.
///
/// libmicrohttpd calls `step` again and again on the connection's thread. Where it would have to wait, the connection
/// is suspended, and resumed by the task. Both happen under this object's lock, so that "the handler is done" and
/// "about to suspend" cannot miss each other.
final class Exchange: Sendable {
    /// libmicrohttpd's connection.
    ///
    /// It is only used while `State.connection` holds it, under the lock, or on the
    /// connection's own thread.
    struct Connection: @unchecked Sendable {  // guarded by Exchange.state
        let pointer: OpaquePointer
    }

    enum Phase {
        /// Nothing was done yet.
        case fresh
        /// The head was read; whether the body is wanted isn't known yet.
        case head
        /// The body comes in, if there is one.
        case body
        /// The answer was given to libmicrohttpd.
        case answered
    }

    struct State {
        var connection: Connection?
        var phase = Phase.fresh
        var isSuspended = false
        var answer: Answer?
        var length = Framing.Length.bytes(0)
        var received = 0
        var bodyLimit = 0
        var wantsBody = false
        var isBodyComplete = false
        var expectsContinue = false
        var closes = false
        var lingers = false
        var isHead = false
        var body: BodyStream?
        var writer: BodyWriter?
        var task: Task<Void, Never>?
        var request: Request?
    }

    let core: ServerCore
    let record: ConnectionRecord
    let state: Mutex<State>
    let receivedAt = csystem_now_ns()
    private let rawTarget: [UInt8]
    private let targetAddress: UInt

    init(core: ServerCore, record: ConnectionRecord, connection: OpaquePointer, target: UnsafePointer<CChar>?)
    {
        self.core = core
        self.record = record
        state = Mutex(State(connection: Connection(pointer: connection)))
        rawTarget = target.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? []
        targetAddress = UInt(bitPattern: target)
        hideQuery(target)
    }

    /// Ends the query before its first byte, in libmicrohttpd's own buffer.
    ///
    /// It would parse the fields into the little memory that a connection has, and answer wrongly when that is full; we
    /// have a copy and parse them ourselves.
    private func hideQuery(_ target: UnsafePointer<CChar>?) {
        guard let target, let mark = rawTarget.firstIndex(of: UInt8(ascii: "?")), mark + 1 < rawTarget.count
        else {
            return
        }
        UnsafeMutablePointer(mutating: target)[mark + 1] = 0
    }

    /// libmicrohttpd has something for the request: its head, more of its body, its end.
    ///
    /// False closes the connection.
    func step(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?,
        data: UnsafePointer<CChar>?, size: inout Int
    ) -> Bool {
        switch state.withLock({ $0.phase }) {
        case .fresh: return begin(connection, method: method, version: version)
        case .head: return decideOnBody(connection)
        case .body:
            guard size > 0, let data else { return complete(connection) }
            return receive(UnsafeRawBufferPointer(start: data, count: size), &size)
        case .answered:
            size = 0
            return true
        }
    }

    // MARK: The head

    private func begin(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?
    ) -> Bool {
        let body = BodyStream(demand: { [weak self] in self?.bodyIsWanted() })
        let head = IncomingHead(
            connection, method: method, version: version, target: (rawTarget, targetAddress), body: body,
            receivedAt: receivedAt, record: record, core: core)
        state.withLock { state in
            state.length = head.length
            state.bodyLimit = head.preview.bodyLimit
            state.expectsContinue = head.expectsContinue
            state.closes = head.closes
            state.isHead = head.preview.request.method == .head
            state.body = body
            state.request = head.preview.request
            // A small body comes in at once; else the handler first says whether it wants it.
            state.phase = head.waitsForHandler ? .head : .body
        }
        record.enter(.handler(until: core.handlerDeadline(head.preview.request.route)))
        let task = Task.detached { [self] in await respond(to: head.preview, fault: head.fault) }
        return state.withLock { state in
            // A stopping server may have answered already.
            if state.connection != nil { state.task = task }
            guard state.phase == .head else {
                if head.length != .bytes(0) { record.enter(.body(since: csystem_now_ns(), bytes: 0)) }
                return true
            }
            if state.answer == nil, !state.wantsBody { suspend(&state) }
            return state.isSuspended || proceed(&state, connection)
        }
    }

    private func decideOnBody(_ connection: OpaquePointer) -> Bool {
        state.withLock { state in
            guard state.answer != nil || state.wantsBody else {
                suspend(&state)
                return true
            }
            return proceed(&state, connection)
        }
    }

    /// The handler has answered without the body, or wants it.
    private func proceed(_ state: inout State, _ connection: OpaquePointer) -> Bool {
        if let answer = state.answer, !isCheapToDiscard(state) {
            // libmicrohttpd closes the connection after an answer that comes before the body.
            state.lingers = true
            state.closes = true
            return queue(answer, &state, connection)
        }
        state.phase = .body
        record.enter(.body(since: csystem_now_ns(), bytes: 0))
        return true
    }

    private func isCheapToDiscard(_ state: State) -> Bool {
        guard !state.closes, !state.expectsContinue, case .bytes(let bytes) = state.length else {
            return false
        }
        return bytes - state.received <= core.settings.limits.discardedBytes
    }

    // MARK: The body

    private func receive(_ data: UnsafeRawBufferPointer, _ size: inout Int) -> Bool {
        let now = csystem_now_ns()
        return state.withLock { state in
            // Several chunks may lie in the buffer: they wait there.
            guard !state.isSuspended, let body = state.body else { return true }
            if let answer = state.answer, !isWorthDiscarding(data.count, state) {
                return answerEarly(answer, &state)
            }
            guard state.answer != nil || state.received + data.count <= state.bodyLimit else {
                // The handler answers now. The bytes stay where they are: they bring us here again when it has.
                body.fail(.tooLarge(limit: state.bodyLimit))
                suspend(&state)
                return true
            }
            size = 0
            state.received += data.count
            record.receive(data.count, now: now)
            guard state.answer == nil else { return true }
            if !body.push(Array(data)) { suspend(&state) }
            return true
        }
    }

    /// Whether what is left of an unwanted body is small enough to be read and dropped.
    private func isWorthDiscarding(_ count: Int, _ state: State) -> Bool {
        let limit = core.settings.limits.discardedBytes
        switch state.length {
        case .bytes(let bytes): return bytes - state.received <= limit
        case .chunked: return state.received + count <= min(limit, state.bodyLimit)
        }
    }

    /// Answers in the middle of the body, which libmicrohttpd cannot: past it, and then the connection is closed.
    private func answerEarly(_ answer: Answer, _ state: inout State) -> Bool {
        if let bytes = answer.serialised(withBody: !state.isHead) { record.sendNow(bytes) }
        state.phase = .answered
        state.lingers = true
        return false
    }

    private func complete(_ connection: OpaquePointer) -> Bool {
        state.withLock { state in
            if !state.isBodyComplete {
                state.isBodyComplete = true
                state.body?.finish()
            }
            if let answer = state.answer { return queue(answer, &state, connection) }
            suspend(&state)
            return true
        }
    }

    /// The handler asks for the body's bytes: there is room.
    private func bodyIsWanted() {
        state.withLock { state in
            state.wantsBody = true
            guard !state.isBodyComplete, state.answer == nil else { return }
            resume(&state)
            if case .body = state.phase { record.enter(.body(since: csystem_now_ns(), bytes: 0)) }
        }
    }

    // MARK: Waiting

    func suspend(_ state: inout State) {
        guard !state.isSuspended, let connection = state.connection else { return }
        state.isSuspended = true
        record.enter(.handler(until: core.handlerDeadline(state.request?.route)))
        MHD_suspend_connection(connection.pointer)
    }

    func resume(_ state: inout State) {
        guard state.isSuspended, let connection = state.connection else { return }
        state.isSuspended = false
        MHD_resume_connection(connection.pointer)
    }
}
