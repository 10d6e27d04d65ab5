internal import CSystem
internal import CWslay
import Glibc

/// The socket's side of a WebSocket: frames in and out, timers, the closing handshake.
///
/// It lives on the loop's thread.
final class WebSocketSession: SocketHandler {
    let descriptor: Int32
    let socket: WebSocket
    let settings: WebSocketSettings
    private let onEnd: () -> Void
    private var id: UInt64 = 0
    private var interest: SocketReadiness = .read
    private var isOver = false

    /// wslay's state; nil while nothing is under way, and once it is over.
    ///
    /// It takes over 8 KB, most of what a socket would cost that only waits.
    var frames: wslay_event_context_ptr?
    var account = FrameAccount()
    /// Bytes that came with the handshake's request.
    var early: ArraySlice<UInt8>
    /// Whole frames that wait for the socket, from `sent` on.
    var outgoing: [UInt8] = []
    private var sent = 0
    /// Most sockets are idle most of the time: thousands of them must not each keep what one message took.
    private static let keptBytes = 1024
    /// The socket failed, not the protocol.
    var isBroken = false
    /// wslay stops in the middle of a read to wait for its owner.
    var isPaused = false
    var fragments = 0

    private var lastReceived: UInt64
    private var lastPing: UInt64
    private var stalledSince: UInt64?
    private var closeDeadline: UInt64?
    private var peerCode: CloseCode?
    private var ownCode: CloseCode?

    private init(
        _ descriptor: Int32, early: [UInt8], socket: WebSocket, settings: WebSocketSettings,
        onEnd: @escaping () -> Void
    ) {
        self.descriptor = descriptor
        self.early = early[...]
        self.socket = socket
        self.settings = settings
        self.onEnd = onEnd
        lastReceived = csystem_now_ns()
        lastPing = lastReceived
    }

    /// Takes over a connected socket; `onEnd` is called once when it is closed.
    static func begin(
        _ descriptor: Int32, early: [UInt8], socket: WebSocket, settings: WebSocketSettings,
        on loop: SocketLoop.Inside, onEnd: @escaping () -> Void
    ) {
        let session = WebSocketSession(
            descriptor, early: early, socket: socket, settings: settings, onEnd: onEnd)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        session.limitKernelBuffer()
        guard session.openFrames() != nil, let id = loop.add(session) else { return session.end() }
        session.id = id
        let reference = Reference(session)
        socket.attach { loop in reference.session?.look(loop) }

        session.read()
        session.look(loop)
    }

    /// Lets a note to the loop's thread name the session.
    private final class Reference: @unchecked Sendable {  // guarded: read on the loop's thread only
        weak var session: WebSocketSession?
        init(_ session: WebSocketSession) { self.session = session }
    }

    /// The kernel would keep megabytes for a peer that reads nothing; our own queue is the place to wait.
    private func limitKernelBuffer() {
        var size: Int32 = 128 * 1024
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    // MARK: Events

    func ready(_ readiness: SocketReadiness, on loop: SocketLoop.Inside) {
        if readiness.contains(.read) {
            lastReceived = csystem_now_ns()
            read()
        } else if readiness.contains(.hangup) {
            isBroken = true
        }
        advance(loop)
    }

    func tick(now: UInt64, on loop: SocketLoop.Inside) {
        if let closeDeadline {
            if now >= closeDeadline { leave(loop) }
            return
        }
        if let stalledSince, now &- stalledSince >= settings.stallTimeout.nanoseconds {
            socket.close(.tryAgainLater, reason: "too slow")
            // Also when it is being closed for another reason: that reason would wait for what never leaves.
            socket.dropMessages()
        }
        // Whoever isn't read cannot be heard either.
        if isPaused { lastReceived = now }
        if now &- lastReceived >= settings.idleTimeout.nanoseconds {
            socket.close(.goingAway, reason: "no sign of life")
        } else if now &- lastPing >= settings.pingInterval.nanoseconds {
            lastPing = now
            queue(UInt8(WSLAY_PING.rawValue), [])
        }
        advance(loop)
    }

    func end() {
        guard !isOver else { return }
        finish()
        close(descriptor)
    }

    private func finish() {
        isOver = true
        let sentCode: CloseCode? = frames.flatMap { frames in
            wslay_event_get_close_sent(frames) != 0
                ? CloseCode(rawValue: wslay_event_get_status_code_sent(frames)) : nil
        }
        closeFrames()
        socket.end(peerCode ?? sentCode ?? ownCode ?? .abnormal)
        onEnd()
    }

    /// The server ends.
    func goAway() { socket.close(.goingAway, reason: "the service is stopping") }

    private func leave(_ loop: SocketLoop.Inside) {
        loop.remove(id)
        guard !isOver, !isBroken, peerCode == nil else { return end() }
        // The peer may still be sending; it must not lose our close frame to a reset.
        finish()
        let now = csystem_now_ns()
        LingeringSocket.adopt(descriptor, until: now &+ settings.closeTimeout.nanoseconds, on: loop)
    }

    /// The handle has something: messages, a close, room for more.
    private func look(_ loop: SocketLoop.Inside) {
        guard !isOver else { return }
        socket.beginLooking()
        if isPaused, !socket.isInboundPaused {
            isPaused = false
            read()
        }
        advance(loop)
    }

    // MARK: Moving bytes

    /// Does all that can be done now: closes, sends, and says what to wait for.
    private func advance(_ loop: SocketLoop.Inside) {
        guard !isOver else { return }
        if isBroken { return leave(loop) }
        startClosing()
        guard flush() else { return leave(loop) }
        let wantsRead = frames.map { wslay_event_want_read($0) != 0 } ?? true
        let wantsWrite = frames.map { wslay_event_want_write($0) != 0 } ?? false
        if sent == outgoing.count, !wantsRead, !wantsWrite { return leave(loop) }
        var wanted: SocketReadiness = []
        if !isPaused, wantsRead { wanted.insert(.read) }
        if sent < outgoing.count { wanted.insert(.write) }
        if wanted != interest {
            interest = wanted
            loop.watch(id, wanted)
        }
        let isResting =
            !isPaused && wantsRead && !wantsWrite && early.isEmpty && ownCode == nil && peerCode == nil
            && closeDeadline == nil && account.isBetweenMessages
        if isResting { closeFrames() }
    }

    /// Queues our close frame if the handle wants to close.
    private func startClosing() {
        guard closeDeadline == nil else { return }
        if frames.map({ wslay_event_get_close_received($0) != 0 }) == true || ownCode != nil {
            closeDeadline = csystem_now_ns() &+ settings.closeTimeout.nanoseconds
            socket.dropMessages()
            return
        }
        guard let (code, reason) = socket.closing else { return }
        // What was queued before is sent before.
        guard code.isAtOnce || !socket.hasMessages else { return }
        socket.dropMessages()
        closeDeadline = csystem_now_ns() &+ settings.closeTimeout.nanoseconds
        queueClose(code, reason)
    }

    /// Sends what the socket takes; false when it is broken.
    private func flush() -> Bool {
        while true {
            fill()
            guard sent < outgoing.count else {
                outgoing.removeAll(keepingCapacity: outgoing.capacity <= Self.keptBytes)
                sent = 0
                stalledSince = nil
                return true
            }
            let count = outgoing.withUnsafeBytes { bytes in
                send(
                    descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                if stalledSince == nil { stalledSince = csystem_now_ns() }
                return true
            }
            guard count > 0 else { return false }
            sent += count
            stalledSince = nil
        }
    }

    /// Makes frames of what waits, some at a time; control frames first.
    private func fill() {
        guard sent == outgoing.count else { return }
        outgoing.removeAll(keepingCapacity: outgoing.capacity <= Self.keptBytes)
        sent = 0
        sendFrames()
        while outgoing.count < 16 * 1024, ownCode == nil, let message = socket.takeMessage() {
            queue(UInt8((message.isText ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME).rawValue), message.bytes)
            sendFrames()
        }
        if outgoing.isEmpty, !socket.hasMessages, ownCode == nil {
            startClosing()
            sendFrames()
        }
    }

    // MARK: Closing

    /// Queues a close frame of ours.
    func queueClose(_ code: CloseCode, _ reason: String) {
        guard ownCode == nil else { return }
        ownCode = code
        let text = Array(reason.utf8.prefix(120))
        guard let frames = openFrames() else { return }
        _ = wslay_event_queue_close(frames, code.rawValue, text, text.count)
    }

    /// The peer closes with a code; 0 for none.
    func peerCloses(_ code: UInt16) { peerCode = code == 0 ? .noStatus : CloseCode(rawValue: code) }

    /// Remembers why wslay or a rule of ours ends the connection.
    func fails(_ code: CloseCode) {
        if ownCode == nil { ownCode = code }
    }

    private func queue(_ opcode: UInt8, _ bytes: [UInt8]) {
        guard let frames = openFrames() else { return }
        bytes.withUnsafeBufferPointer { bytes in
            var message = wslay_event_msg(opcode: opcode, msg: bytes.baseAddress, msg_length: bytes.count)
            _ = wslay_event_queue_msg(frames, &message)
        }
    }
}
