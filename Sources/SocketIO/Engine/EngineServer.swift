internal import AssayKit
internal import Crypto
package import HTTPServing
internal import Synchronization

/// Engine.IO 4 over a router: long-polling, WebSockets, and the way from one to the other.
package final class EngineServer: Sendable {
    private let settings: EngineSettings
    private let receiver: @Sendable (EngineSession) -> any EngineReceiver
    private let state = Mutex(State())

    private struct State {
        var sessions: [String: EngineSession] = [:]
        var isEnding = false
    }

    /// - Parameters:
    ///   - settings: What holds for all sessions.
    ///   - receiver: Who gets the messages of a session that begins.
    package init(
        settings: EngineSettings = EngineSettings(),
        receiver: @escaping @Sendable (EngineSession) -> any EngineReceiver
    ) {
        self.settings = settings
        self.receiver = receiver
    }

    /// Sessions now.
    package var count: Int { state.withLock { $0.sessions.count } }

    /// Adds the routes.
    package func register(in router: inout Router, path: String) {
        router.webSocket(
            path, plain: { [self] in try await answer($0) }, handler: { [self] in try upgrade($0) })
        router.post(path, bodyLimit: settings.maxPayload) { [self] in try await answer($0) }
        for method in [HTTPMethod.put, .patch, .delete] {
            router.on(method, path, bodyLimit: settings.maxPayload) { [self] in try await answer($0) }
        }
    }

    /// Ends all sessions, and takes no new ones.
    package func shutDown() {
        let sessions = state.withLock { state in
            state.isEnding = true
            return Array(state.sessions.values)
        }
        for session in sessions { session.close(.serviceEnds) }
    }

    // MARK: Requests

    private enum Transport: String { case polling, websocket }

    private func transport(of request: Request) throws(EngineRefusal) -> Transport {
        guard let transport = request.query["transport"].flatMap(Transport.init(rawValue:)) else {
            throw .unknownTransport
        }
        return transport
    }

    func session(_ id: String) throws(EngineRefusal) -> EngineSession {
        guard let session = state.withLock({ $0.sessions[id] }) else { throw .unknownSession }
        return session
    }

    /// A request that wants no WebSocket.
    private func answer(_ request: Request) async throws -> Response {
        do {
            let transport = try transport(of: request)
            guard let id = request.query["sid"] else { return try open(request, transport) }
            let session = try session(id)
            guard transport == .polling else { throw EngineRefusal.badRequest }
            switch request.method {
            case .get: return try await poll(session)
            case .post: return try await post(request, session)
            default: throw EngineRefusal.badRequest
            }
        } catch let refusal as EngineRefusal {
            return refusal.response
        }
    }

    private func open(_ request: Request, _ transport: Transport) throws -> Response {
        guard request.method == .get else { throw EngineRefusal.badMethod }
        guard transport == .polling else { throw EngineRefusal.badRequest }
        try checkHandshake(request)
        guard let session = admit(request, .polling) else { throw Self.full }
        session.begin(receiver(session))
        return Self.response([greeting(session, upgrades: [Transport.websocket.rawValue])])
    }

    private func poll(_ session: EngineSession) async throws -> Response {
        switch await session.poll() {
        case .frames(let frames): return Self.response(frames)
        case .overlap, .refused: throw EngineRefusal.badRequest
        }
    }

    private func post(_ request: Request, _ session: EngineSession) async throws -> Response {
        try session.beginPost()
        defer { session.endPost() }
        guard request.mediaType != "application/octet-stream" else {
            // What Engine.IO 3 sent; a payload is text now.
            session.close(.protocolBroken)
            throw EngineRefusal.badRequest
        }
        try await session.take(payload: try await request.body.collect(limit: settings.maxPayload))
        return Self.text(Array("ok".utf8))
    }

    /// A request that wants to become a WebSocket.
    private func upgrade(_ request: Request) throws -> Response {
        do {
            guard try transport(of: request) == .websocket else { throw EngineRefusal.badRequest }
            if let id = request.query["sid"] {
                let session = try session(id)
                return .webSocket { socket in await session.tryOut(socket) }
            }
            try checkHandshake(request)
            guard !isFull else { throw Self.full }
            return .webSocket { [self] socket in
                guard let session = admit(request, .webSocket(socket)) else {
                    return socket.close(.tryAgainLater, reason: "too many sessions")
                }
                session.send([greeting(session, upgrades: [])])
                session.begin(receiver(session))
                await session.follow(socket)
            }
        } catch let refusal as EngineRefusal {
            return refusal.response
        }
    }

    private func checkHandshake(_ request: Request) throws(EngineRefusal) {
        guard request.query["EIO"] == "4" else { throw .unsupportedVersion }
        guard settings.allows(request) else { throw .forbidden }
    }

    // MARK: Sessions

    private var isFull: Bool {
        state.withLock { $0.isEnding || $0.sessions.count >= settings.sessions }
    }

    /// A new session; nil when there are too many.
    private func admit(_ request: Request, _ carrier: EngineSession.State.Carrier) -> EngineSession? {
        let session = EngineSession(
            id: Base64URL.encode(RandomBytes.make(18)), request: request, carrier: carrier, settings: settings
        ) { [weak self] session in
            self?.state.withLock { _ = $0.sessions.removeValue(forKey: session.id) }
        }
        return state.withLock { state in
            guard !state.isEnding, state.sessions.count < settings.sessions else { return nil }
            state.sessions[session.id] = session
            return session
        }
    }

    private static let full = HTTPError(
        503, "overloaded", "There are too many sessions now; try again in a few seconds.",
        headers: [("Retry-After", "5")])

    private func greeting(_ session: EngineSession, upgrades: [String]) -> EngineFrame {
        EnginePacket.open(
            JSONWriter.text([
                "sid": .string(session.id), "upgrades": .array(upgrades.map { .string($0) }),
                "pingInterval": .integer(settings.pingInterval.wholeMilliseconds),
                "pingTimeout": .integer(settings.pingTimeout.wholeMilliseconds),
                "maxPayload": .integer(settings.maxPayload),
            ])
        ).frame
    }

    private static func response(_ frames: [EngineFrame]) -> Response { text(EnginePayload.body(of: frames)) }

    private static func text(_ bytes: [UInt8]) -> Response {
        Response(
            headers: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")],
            body: .bytes(bytes))
    }
}
