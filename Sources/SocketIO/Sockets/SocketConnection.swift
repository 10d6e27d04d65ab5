internal import AssayKit
internal import Synchronization

/// One session's way into the namespaces: packets in, events out.
final class SocketConnection: EngineReceiver {
    let session: EngineSession
    private let namespaces: [String: SocketNamespace]
    private let settings: SocketSettings
    private let inbox: BoundedQueue<Packet>
    private let state: Mutex<State>

    private struct Packet: Sendable {
        let packet: SocketPacket
        let attachments: [[UInt8]]
    }

    /// A namespace that the client is connected to.
    private struct Place {
        let socket: Socket
        let handler: any SocketHandler
        let rooms: SocketRooms
    }

    private struct State {
        var decoder: SocketDecoder
        var places: [String: Place] = [:]
        var isOver = false
        /// Cuts off a client that connects to nothing.
        var idle: Task<Void, Never>?
        /// Events that the client is to answer; the numbers grow.
        var questions: [Int: CheckedContinuation<SocketAnswer?, Never>] = [:]
        var lastQuestion = 0
    }

    init(_ session: EngineSession, namespaces: [String: SocketNamespace], settings: SocketSettings) {
        self.session = session
        self.namespaces = namespaces
        self.settings = settings
        inbox = BoundedQueue(limit: settings.waitingPackets, costLimit: settings.waitingBytes)
        state = Mutex(
            State(
                decoder: SocketDecoder(
                    maximumAttachments: settings.attachments, attachmentBytes: settings.attachmentBytes)))
    }

    /// Begins to work on what comes in.
    func begin() {
        expectConnection()
        Task { await work() }
    }

    // MARK: From the session

    func receive(_ message: EngineMessage) async -> Bool {
        switch state.withLock({ $0.decoder.take(message) }) {
        case .incomplete: return true
        case .broken: return false
        case .packet(let packet, let attachments):
            // Whoever waits for an answer may be what the queue waits for.
            if packet.kind == .acknowledgement || packet.kind == .binaryAcknowledgement {
                settle(packet, attachments)
                return true
            }
            let cost = message.size + attachments.reduce(0) { $0 + $1.count }
            // The queue ends with the session; then there is nothing to break any more.
            _ = await inbox.push(Packet(packet: packet, attachments: attachments), cost: cost)
            return true
        }
    }

    func closed(_ reason: EngineCloseReason) {
        inbox.finish()
        let over = state.withLock { state in
            state.isOver = true
            defer { (state.places, state.questions) = ([:], [:]) }
            return state
        }
        over.idle?.cancel()
        for question in over.questions.values { question.resume(returning: nil) }
        // At once: a handler that is at work may wait for just this.
        for place in over.places.values {
            place.rooms.remove(place.socket)
            Task { await place.handler.ended() }
        }
    }

    /// Handles packets one by one until the session ends.
    private func work() async {
        while let next = await inbox.next() {
            guard await handle(next.packet, next.attachments) else { return session.close(.protocolBroken) }
        }
    }

    /// False for what a client may not do.
    private func handle(_ packet: SocketPacket, _ attachments: [[UInt8]]) async -> Bool {
        let place = state.withLock { $0.places[packet.namespace] }
        switch packet.kind {
        case .connect:
            guard place == nil else { return false }
            await connect(packet)
            return true
        case .event, .binaryEvent:
            guard let place, let name = packet.eventName else { return false }
            let event = SocketEvent(
                name: name, arguments: Array((packet.data?.arrayValue ?? []).dropFirst()),
                attachments: attachments,
                acknowledgement: packet.id.map {
                    SocketAcknowledgement(id: $0, namespace: packet.namespace, connection: self)
                })
            await place.handler.received(event)
            return true
        case .disconnect:
            guard let place, remove(place.socket) != nil else { return false }
            await place.handler.ended()
            return true
        case .acknowledgement, .binaryAcknowledgement, .connectError: return false
        }
    }

    // MARK: Namespaces

    private func connect(_ packet: SocketPacket) async {
        guard let namespace = namespaces[packet.namespace] else {
            return refuse(packet.namespace, SocketRefusal("Invalid namespace"))
        }
        let socket = Socket(namespace: packet.namespace, connection: self, rooms: namespace.rooms)
        let handler: any SocketHandler
        do {
            handler = try await namespace.application.connect(
                socket, auth: packet.data?.objectValue ?? JSONObject())
        } catch {
            return refuse(packet.namespace, error)
        }
        let (isIn, idle) = state.withLock { state -> (Bool, Task<Void, Never>?) in
            guard !state.isOver else { return (false, nil) }
            state.places[packet.namespace] = Place(socket: socket, handler: handler, rooms: namespace.rooms)
            namespace.rooms.add(socket)
            defer { state.idle = nil }
            return (true, state.idle)
        }
        guard isIn else { return await handler.ended() }
        idle?.cancel()
        send(
            SocketMessage(
                SocketPacket(.connect, namespace: packet.namespace, data: ["sid": .string(socket.id)])))
        await handler.began()
    }

    private func refuse(_ namespace: String, _ refusal: SocketRefusal) {
        var body = JSONObject([.init(key: "message", value: .string(refusal.message))])
        if let data = refusal.data { body["data"] = data }
        send(SocketMessage(SocketPacket(.connectError, namespace: namespace, data: .object(body))))
    }

    /// Takes a client out of its namespace; nil when it isn't in there.
    private func remove(_ socket: Socket) -> (any SocketHandler)? {
        let (place, isLast) = state.withLock { state -> (Place?, Bool) in
            guard let place = state.places[socket.namespace], place.socket === socket else {
                return (nil, false)
            }
            state.places[socket.namespace] = nil
            return (place, state.places.isEmpty)
        }
        place?.rooms.remove(socket)
        if isLast { expectConnection() }
        return place?.handler
    }

    /// Takes a client out of its namespace, and tells it so.
    func disconnect(_ socket: Socket, endsSession: Bool) {
        send(SocketMessage(SocketPacket(.disconnect, namespace: socket.namespace)), from: socket)
        // When the session ends, all its places do.
        if endsSession { return session.finish() }
        guard let handler = remove(socket) else { return }
        Task { await handler.ended() }
    }

    /// Cuts the client off unless it connects in time.
    private func expectConnection() {
        let idle = Task {
            // Cancelled: it has, or is gone.
            guard (try? await Task.sleep(for: settings.connectTimeout)) != nil else { return }
            session.finish()
        }
        let isOver = state.withLock { state in
            if !state.isOver { state.idle = idle }
            return state.isOver
        }
        if isOver { idle.cancel() }
    }

    // MARK: To the client

    /// Sends what no namespace must be connected for.
    func send(_ message: SocketMessage) { session.send(message.frames) }

    /// Sends something to a client that is still in its namespace.
    @discardableResult
    func send(_ message: SocketMessage, from socket: Socket, replacing key: String? = nil) -> Bool {
        guard state.withLock({ $0.places[socket.namespace]?.socket === socket }) else { return false }
        return session.send(message.frames, replacing: key)
    }

    /// Sends an event that the client is to answer; nil when it doesn't in time.
    func ask(
        _ packet: SocketPacket, _ attachments: [[UInt8]], from socket: Socket, within limit: Duration
    ) async -> SocketAnswer? {
        let id = state.withLock { state in
            state.lastQuestion += 1
            return state.lastQuestion
        }
        let late = Task {
            // Cancelled: it was answered.
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            settle(id, nil)
        }
        defer { late.cancel() }
        return await withCheckedContinuation { continuation in
            let isAsked = state.withLock { state in
                guard !state.isOver, state.questions.count < settings.openQuestions else { return false }
                state.questions[id] = continuation
                return true
            }
            guard isAsked else { return continuation.resume(returning: nil) }
            var packet = packet
            packet.id = id
            if !send(SocketMessage(packet, attachments), from: socket) { settle(id, nil) }
        }
    }

    private func settle(_ packet: SocketPacket, _ attachments: [[UInt8]]) {
        guard let id = packet.id, let values = packet.data?.arrayValue else { return }
        settle(id, SocketAnswer(values: values, attachments: attachments))
    }

    /// An answer that nobody waits for any more is dropped.
    private func settle(_ id: Int, _ answer: SocketAnswer?) {
        let question = state.withLock { $0.questions.removeValue(forKey: id) }
        question?.resume(returning: answer)
    }
}

extension EngineMessage {
    /// Bytes.
    var size: Int {
        switch self {
        case .text(let bytes), .binary(let bytes): bytes.count
        }
    }
}
