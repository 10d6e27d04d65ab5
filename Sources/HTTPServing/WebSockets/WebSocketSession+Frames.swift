internal import CWslay
import Glibc

extension WebSocketSession {
    /// Control frames that may wait for the peer; with more, it isn't read: a flood of pings must not fill memory.
    private static let maximumControlFrames = 64

    /// wslay's state, made where there is none; nil, and the socket's end, when there is no memory.
    func openFrames() -> wslay_event_context_ptr? {
        if let frames { return frames }
        var callbacks = Self.callbacks
        guard
            wslay_event_context_server_init(&frames, &callbacks, Unmanaged.passUnretained(self).toOpaque())
                == 0
        else {
            frames = nil
            isBroken = true
            return nil
        }
        wslay_event_config_set_max_recv_msg_length(frames, UInt64(max(1, settings.messageBytes)))
        return frames
    }

    /// Lets go of wslay's state; what comes next begins a frame.
    func closeFrames() {
        guard let frames else { return }
        wslay_event_context_free(frames)
        self.frames = nil
        account = FrameAccount()
    }

    /// Makes frames of what is queued.
    func sendFrames() {
        if let frames { _ = wslay_event_send(frames) }
    }

    /// Reads and handles what the socket has.
    func read() {
        guard !isPaused, let frames = openFrames(), wslay_event_want_read(frames) != 0 else { return }
        let code = wslay_event_recv(frames)
        guard !isBroken else { return }
        if code != 0 {
            // A frame that breaks the protocol: wslay would close without a code (RFC 6455, section 7.4.1: 1002).
            violates()
        } else if wslay_event_want_read(frames) == 0, wslay_event_get_close_received(frames) == 0 {
            // wslay itself refuses the peer; what it says is in its queue.
            fails(.protocolError)
        }
    }

    private func violates() {
        fails(.protocolError)
        // Frames are only appended whole, so this one stands on its own; wslay's own without a code is left out.
        outgoing += [0x88, 0x02, 0x03, 0xEA]
        wslay_event_shutdown_write(frames)
    }

    private func receive(_ buffer: UnsafeMutablePointer<UInt8>, _ size: Int) -> Int {
        if !early.isEmpty {
            let count = min(size, early.count)
            for (index, byte) in early.prefix(count).enumerated() { buffer[index] = byte }
            early = count < early.count ? early.dropFirst(count) : []
            account.take(count)
            return count
        }
        guard !isPaused, wslay_event_get_queued_msg_count(frames) < Self.maximumControlFrames else {
            wslay_event_set_error(frames, Int32(WSLAY_ERR_WOULDBLOCK.rawValue))
            return -1
        }
        while true {
            let count = recv(descriptor, buffer, size, 0)
            if count > 0 {
                account.take(count)
                return count
            }
            if count < 0, errno == EINTR { continue }
            isBroken = count == 0 || errno != EAGAIN
            let code = isBroken ? WSLAY_ERR_CALLBACK_FAILURE : WSLAY_ERR_WOULDBLOCK
            wslay_event_set_error(frames, Int32(code.rawValue))
            return -1
        }
    }

    private func began(_ frame: wslay_event_on_frame_recv_start_arg) {
        account.begin(isFinal: frame.fin != 0, isControl: frame.opcode & 8 != 0, length: frame.payload_length)
        switch UInt32(frame.opcode) {
        case WSLAY_CONNECTION_CLOSE.rawValue:
            // One byte is no code (RFC 6455, section 5.5.1); wslay lets it pass.
            if frame.payload_length == 1 { queueClose(.protocolError, "") }
        case WSLAY_CONTINUATION_FRAME.rawValue:
            // Empty fragments cost memory, but count for nothing in a message's length.
            fragments += 1
            if fragments > settings.fragments { queueClose(.tooBig, "too many fragments") }
        case WSLAY_TEXT_FRAME.rawValue, WSLAY_BINARY_FRAME.rawValue: fragments = 1
        default: break
        }
    }

    private func received(_ message: wslay_event_on_msg_recv_arg) {
        let bytes = Array(
            UnsafeBufferPointer(start: message.msg, count: message.msg == nil ? 0 : message.msg_length))
        let isRead: Bool
        switch UInt32(message.opcode) {
        case WSLAY_TEXT_FRAME.rawValue: isRead = socket.deliver(.text(String(decoding: bytes, as: UTF8.self)))
        case WSLAY_BINARY_FRAME.rawValue: isRead = socket.deliver(.binary(bytes))
        case WSLAY_CONNECTION_CLOSE.rawValue:
            peerCloses(message.status_code)
            isRead = true
        default: isRead = true
        }
        if !isRead { isPaused = true }
    }

    private static func session(_ context: UnsafeMutableRawPointer?) -> WebSocketSession? {
        context.map { Unmanaged<WebSocketSession>.fromOpaque($0).takeUnretainedValue() }
    }

    private static var callbacks: wslay_event_callbacks {
        var callbacks = wslay_event_callbacks()
        callbacks.recv_callback = { _, buffer, size, _, context in
            guard let buffer, let session = WebSocketSession.session(context) else { return -1 }
            return session.receive(buffer, size)
        }
        // Always taken whole: `outgoing` is emptied before more is asked for.
        callbacks.send_callback = { _, bytes, size, _, context in
            guard let bytes, let session = WebSocketSession.session(context) else { return -1 }
            session.outgoing.append(contentsOf: UnsafeBufferPointer(start: bytes, count: size))
            return size
        }
        callbacks.on_frame_recv_start_callback = { _, frame, context in
            guard let frame, let session = WebSocketSession.session(context) else { return }
            session.began(frame.pointee)
        }
        callbacks.on_msg_recv_callback = { _, message, context in
            guard let message, let session = WebSocketSession.session(context) else { return }
            session.received(message.pointee)
        }
        return callbacks
    }
}
