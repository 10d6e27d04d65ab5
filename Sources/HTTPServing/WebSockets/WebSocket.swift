internal import Synchronization

/// One open WebSocket, as its session sees it; it may be used from any thread.
package final class WebSocket: Sendable {
    /// The request that it began as, without header fields, query and body.
    package let request: Request
    private let settings: WebSocketSettings
    private let loop: SocketLoop
    private let state = Mutex(State())

    private struct State {
        var outbox = WebSocketOutbox()
        var inbox: [WebSocketMessage] = []
        var inboxBytes = 0
        var isInboundPaused = false
        var isAttended = false
        var closing: (code: CloseCode, reason: String)?
        var ended: CloseCode?
        var reader: CheckedContinuation<Void, Never>?
        /// Wakes the session's side; nil until that begins.
        var wake: (@Sendable (SocketLoop.Inside) -> Void)?
    }

    init(request: Request, settings: WebSocketSettings, loop: SocketLoop) {
        self.request = request
        self.settings = settings
        self.loop = loop
    }

    /// The next message; nil when the socket is closed, or when the task is cancelled.
    ///
    /// While nobody asks, at most a few messages are kept, and then the peer isn't read any more. One reader only.
    package func receive() async -> WebSocketMessage? {
        while !Task.isCancelled {
            enum Step { case message(WebSocketMessage), over, wait }
            let (step, resumes): (Step, Bool) = state.withLock { state in
                guard !state.inbox.isEmpty else { return (state.ended == nil ? .wait : .over, false) }
                let message = state.inbox.removeFirst()
                state.inboxBytes -= message.size
                guard state.isInboundPaused, state.inbox.count <= settings.inboundMessages / 2,
                    state.inboxBytes <= settings.messageBytes / 2
                else {
                    return (.message(message), false)
                }
                state.isInboundPaused = false
                return (.message(message), true)
            }
            if resumes { attend() }
            switch step {
            case .message(let message): return message
            case .over: return nil
            case .wait: await waitForMessage()
            }
        }
        return nil
    }

    /// Queues a text.
    ///
    /// - Parameters:
    ///   - text: What to send.
    ///   - key: Takes a message of the same key out that still waits, so that a slow peer gets the newest state
    ///     and not every one; this one is queued last. nil never replaces.
    /// - Returns: False when the socket is closed or closing.
    @discardableResult
    package func send(_ text: String, replacing key: String? = nil) -> Bool {
        send(.init(isText: true, bytes: Array(text.utf8), key: key))
    }

    /// Queues UTF-8 text that is encoded already; many sockets may share the bytes.
    @discardableResult
    package func send(utf8 bytes: [UInt8], replacing key: String? = nil) -> Bool {
        send(.init(isText: true, bytes: bytes, key: key))
    }

    /// Queues bytes.
    @discardableResult
    package func send(_ bytes: [UInt8], replacing key: String? = nil) -> Bool {
        send(.init(isText: false, bytes: bytes, key: key))
    }

    /// Closes the socket once what waits is sent; the first call decides.
    package func close(_ code: CloseCode, reason: String = "") {
        let isFirst = state.withLock { state in
            guard state.closing == nil else { return false }
            state.closing = (code, reason)
            return true
        }
        if isFirst { attend() }
    }

    /// Why it ended: the peer's code, or ours; nil while it is open.
    package var ended: CloseCode? { state.withLock { $0.ended } }

    /// Bytes that wait for the peer.
    package var waitingBytes: Int { state.withLock { $0.outbox.bytes } }

    private func send(_ message: WebSocketOutbox.Message) -> Bool {
        let isTaken = state.withLock { state in
            guard state.closing == nil, state.ended == nil else { return false }
            state.outbox.append(message)
            if state.outbox.bytes > settings.outboundBytes {
                // Dropped, never waited for.
                state.outbox.removeAll()
                state.closing = (.tryAgainLater, "too slow")
            }
            return true
        }
        if isTaken { attend() }
        return isTaken
    }

    private func waitForMessage() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    let isReady = !state.inbox.isEmpty || state.ended != nil || Task.isCancelled
                    if !isReady { state.reader = continuation }
                    return isReady
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            wakeReader { _ in }
        }
    }

    private func wakeReader(_ change: (inout State) -> Void) {
        let reader = state.withLock { state in
            change(&state)
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }

    /// Wakes the session's side, once until it has looked.
    private func attend() {
        let wake = state.withLock { state -> (@Sendable (SocketLoop.Inside) -> Void)? in
            guard !state.isAttended, let wake = state.wake else { return nil }
            state.isAttended = true
            return wake
        }
        if let wake { loop.post(wake) }
    }

    // MARK: The session's side, on the loop's thread

    /// The session has begun; `wake` is called on its thread when something is to do.
    func attach(_ wake: @escaping @Sendable (SocketLoop.Inside) -> Void) { state.withLock { $0.wake = wake } }

    /// The session looks now.
    func beginLooking() { state.withLock { $0.isAttended = false } }

    /// The next message to send.
    func takeMessage() -> WebSocketOutbox.Message? { state.withLock { $0.outbox.takeFirst() } }

    /// Whether messages wait.
    var hasMessages: Bool { state.withLock { !$0.outbox.isEmpty } }

    /// How it is to be closed, if it is.
    var closing: (code: CloseCode, reason: String)? { state.withLock { $0.closing } }

    /// Drops everything that waits.
    func dropMessages() { state.withLock { $0.outbox.removeAll() } }

    /// Whether the peer may be read.
    var isInboundPaused: Bool { state.withLock { $0.isInboundPaused } }

    /// A message came in; false when the peer must not be read for now.
    func deliver(_ message: WebSocketMessage) -> Bool {
        var hasRoom = true
        wakeReader { state in
            state.inbox.append(message)
            state.inboxBytes += message.size
            hasRoom = state.inbox.count < settings.inboundMessages && state.inboxBytes < settings.messageBytes
            state.isInboundPaused = !hasRoom
        }
        return hasRoom
    }

    /// The socket is closed.
    func end(_ code: CloseCode) {
        wakeReader { state in
            if state.ended == nil { state.ended = code }
            state.outbox.removeAll()
            state.wake = nil
        }
    }
}
