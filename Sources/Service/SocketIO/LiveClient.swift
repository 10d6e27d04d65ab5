internal import Accounts
internal import AssayKit
internal import Live
internal import SocketIO
internal import Storage
internal import Synchronization

/// One client of Socket.IO: who it is, and what it follows.
final class LiveClient: SocketHandler, LiveReader {
    let socket: Socket
    let house: House
    private let state = Mutex(State())

    private struct State {
        var session: LiveSession?
        /// Cuts off a client that doesn't say who it is.
        var deadline: Task<Void, Never>?
        var refusals = 0
        var isOver = false
        /// The number of the last message that it was sent.
        var lastSequence: Int64?
        /// Tasks that it goes on with under newer credentials: how they stand, it knows.
        var kept: Set<LiveTopic> = []
    }

    /// Bad credentials that one connection may show.
    private static let mostRefusals = 5

    init(_ socket: Socket, _ house: House) {
        self.socket = socket
        self.house = house
    }

    /// What it may see and follows; nil until it has said who it is.
    var session: LiveSession? { state.withLock { $0.session } }

    // MARK: Coming and going

    func began() async {
        socket.emit(
            "connection_established",
            .object([
                "socket_id": .string(socket.id), "authenticated": .bool(session != nil),
                "message": session == nil
                    ? .string(
                        "Send authenticate with a token within \(house.settings.socketLogin.components.seconds) s."
                    )
                    : "Connected.",
                "timestamp": .integer(Int(house.time.now().milliseconds)),
            ]))
        if let session { return welcome(session.principal) }
        let deadline = Task {
            // Cancelled: it has said who it is, or is gone.
            guard (try? await Task.sleep(for: house.settings.socketLogin)) != nil else { return }
            refuse("unauthenticated", "No credentials came in time; connect again with auth: {token}.")
            socket.disconnect(endsSession: true)
        }
        let isNeeded = state.withLock { state in
            guard !state.isOver, state.session == nil else { return false }
            state.deadline = deadline
            return true
        }
        if !isNeeded { deadline.cancel() }
    }

    func ended() async {
        let (session, deadline) = state.withLock { state in
            state.isOver = true
            defer { (state.session, state.deadline) = (nil, nil) }
            return (state.session, state.deadline)
        }
        deadline?.cancel()
        session?.leave()
    }

    /// Lets it in, in the place of whom it was before.
    ///
    /// - Returns: What it followed before and what it has seen of that, if it still is the same user.
    @discardableResult
    func enter(_ principal: Principal) -> (topics: [LiveTopic], after: Int64?)? {
        let session = house.live.join(principal, reader: self)
        let (old, deadline, last, isOver) = state.withLock { state in
            if state.isOver { return (nil as LiveSession?, nil as Task<Void, Never>?, nil as Int64?, true) }
            defer { (state.session, state.deadline) = (session, nil) }
            return (state.session, state.deadline, state.lastSequence, false)
        }
        deadline?.cancel()
        if isOver { session.leave() }
        guard let old else { return nil }
        let topics = old.topics
        old.leave()
        guard old.principal.user.id == principal.user.id else { return nil }
        state.withLock { $0.kept = Set(topics) }
        return (topics, last)
    }

    /// Tells it who it is.
    func welcome(_ principal: Principal) {
        socket.emit(
            "authenticated",
            .object([
                "success": true, "user_id": .id(principal.user.id),
                "username": .string(principal.user.username), "role": .string(principal.role.rawValue),
                "expires_at": .moment(principal.expiresAt),
            ]))
    }

    /// Counts credentials that were no good; with too many the connection ends.
    func countRefusal() {
        let isTooMany = state.withLock { state in
            state.refusals += 1
            return state.refusals >= Self.mostRefusals
        }
        if isTooMany { socket.disconnect(endsSession: true) }
    }

    // MARK: What happens

    func deliver(_ message: LiveMessage) {
        let isSnapshot = message.type == LiveMessage.snapshotType
        let isKnown = state.withLock { state in
            state.lastSequence = max(state.lastSequence ?? 0, message.sequence)
            return isSnapshot && state.kept.remove(message.topic) != nil
        }
        guard !isKnown else { return }
        switch message.topic {
        case .task(let id):
            guard !isSnapshot else {
                socket.emit("joined_task", .object(["room": .string(Self.room(id)), "task_id": .id(id)]))
                return update(message.state, of: id, message)
            }
            send("task_update", message)
        case .source(let name):
            guard !isSnapshot else { return }
            send(house.sources.socketEvents.first { $0.source == name }?.update ?? "update", message)
        case .updates, .invoice, .batch, .dashboard:
            // What stands now is asked for by request_data.
            guard !isSnapshot else { return }
            send("update", message)
        }
    }

    var hasRoom: Bool { socket.hasRoom }

    func end(_ reason: LiveEnd) {
        refuse("unauthenticated", reason.sentence)
        socket.disconnect(endsSession: true)
    }

    /// Sends an error, and answers the event that it comes from.
    func refuse(
        _ code: String, _ sentence: String, to event: SocketEvent? = nil, about: JSONObject = JSONObject()
    ) {
        var body = JSONObject([
            .init(key: "code", value: .string(code)), .init(key: "error", value: .string(sentence)),
        ])
        if let event { body["event"] = .string(event.name) }
        for member in about.members { body[member.key] = member.value }
        socket.emit("error", .object(body))
        body["success"] = false
        event?.acknowledge(.object(body))
    }

    /// The room of a task, as uploads name it.
    static func room(_ id: JobID) -> String { "task_\(id)" }

    private func send(_ name: String, _ message: LiveMessage) {
        socket.send(SocketMessage(name, json: message.bytes), replacing: message.replaceKey)
    }

    /// Tells how a task stands that was joined: finished, with its last update; else how far it is.
    private func update(_ state: JSONValue?, of id: JobID, _ message: LiveMessage) {
        guard let state else { return }
        var body = JSONObject([
            .init(key: "topic", value: .string(message.topic.name)), .init(key: "type", value: "progress"),
            .init(key: "task_id", value: .id(id)),
            .init(key: "invoice_id", value: state["invoice_id"] ?? .null),
            .init(key: "seq", value: .integer(Int(message.sequence))),
            .init(key: "timestamp", value: .integer(Int(house.time.now().milliseconds))),
            .init(key: "status", value: state["status"] ?? .null),
        ])
        let stage = state["current_stage"] ?? .null
        switch state["status"]?.stringValue {
        case "completed":
            body["type"] = "complete"
            body["progress"] = 100
            body["result"] = state["result"] ?? .null
        case "failed", "cancelled":
            body["type"] = "error"
            body["error"] = state["error"]?.stringValue.map { .string($0) } ?? "The task was called off."
            body["stage"] = stage
        case let status:
            body["progress"] = state["progress"] ?? 0
            body["stage"] = stage.isNull ? .string(EventDraft.waitingStage) : stage
            body["message"] = status == "queued" ? "Waits for a worker" : "Is being read"
        }
        socket.emit("task_update", .object(body))
    }
}

extension LiveMessage {
    fileprivate static let snapshotType = "snapshot"

    /// The state in a snapshot.
    fileprivate var state: JSONValue? {
        // Rendered by ourselves.
        (try? JSONParser.parse(bytes))?["state"]
    }
}
