import Glibc
import AssayKit
import HTTPServing

@testable import SocketIO

/// Where a server for tests listens, and what a client can ask of it.
struct Endpoint: Sendable {
    let port: UInt16
    static let polling = "EIO=4&transport=polling"
    static let webSocket = "EIO=4&transport=websocket"

    /// Sends a request on a connection of its own.
    func send(_ method: String, _ query: String, _ body: String? = nil, fields: String = "") throws -> Line {
        let line = try Line(port)
        let length =
            body.map { "Content-Length: \($0.utf8.count)\r\nContent-Type: text/plain;charset=UTF-8\r\n" }
            ?? ""
        line.send(
            Array(
                "\(method) /socket.io/?\(query) HTTP/1.1\r\nHost: x\r\n\(length)\(fields)\r\n\(body ?? "")"
                    .utf8))
        return line
    }

    func ask(_ method: String, _ query: String, _ body: String? = nil, fields: String = "") throws -> Answer {
        try send(method, query, body, fields: fields).answer()
    }

    /// Opens a session over polling, and gives its query.
    func open() throws -> String {
        let answer = try ask("GET", Self.polling)
        guard let sid = try JSONParser.parse(String(answer.text.dropFirst()))["sid"]?.stringValue else {
            throw Line.Failure("no session: \(answer)")
        }
        return "\(Self.polling)&sid=\(sid)"
    }

    func poll(_ session: String) throws -> Answer { try ask("GET", session) }
    func post(_ session: String, _ body: String) throws -> Answer { try ask("POST", session, body) }

    /// Opens a socket, and reads the handshake over it.
    func socket() throws -> WireSocket {
        let socket = try WireSocket(port, Self.webSocket)
        _ = try socket.text()
        return socket
    }

    /// The socket that belongs to a polling session.
    func socket(for session: String) throws -> WireSocket {
        try WireSocket(port, session.replacing("transport=polling", with: "transport=websocket"))
    }
}

/// Runs a test against a server, and ends it whatever happens.
func withServer<Value: Sendable>(
    _ change: @escaping (inout ServerSettings) -> Void = { _ in }, register: (inout Router) -> Void,
    test: (Endpoint) async throws -> Value
) async throws -> Value {
    var settings = ServerSettings()
    settings.limits.bodyBytes = 1 << 22
    settings.webSocket.messageBytes = 1 << 22
    change(&settings)
    var router = Router()
    register(&router)
    let server = try HTTPServer(router: router, settings: settings)
    do {
        let value = try await test(Endpoint(port: server.port))
        await server.stop(patience: .seconds(1))
        return value
    } catch {
        await server.stop(patience: .seconds(1))
        throw error
    }
}

/// Sends every message back.
struct Echo: EngineReceiver {
    let session: EngineSession

    func receive(_ message: EngineMessage) async -> Bool {
        switch message {
        case .text(let text): session.send([EnginePacket.text(text).frame])
        case .binary(let bytes): session.send([.binary(bytes)])
        }
        return true
    }

    func closed(_ reason: EngineCloseReason) {}
}

/// Runs a script of a client against an Engine.IO server that sends every message back.
func withEcho<Value: Sendable>(
    _ change: (inout EngineSettings) -> Void = { _ in },
    script: @escaping @Sendable (Endpoint, EngineServer) throws -> Value
) async throws -> Value {
    var settings = EngineSettings()
    change(&settings)
    let engine = EngineServer(settings: settings) { Echo(session: $0) }
    return try await withServer(register: { engine.register(in: &$0, path: "/socket.io") }) { endpoint in
        defer { engine.shutDown() }
        return try await blocking { try script(endpoint, engine) }
    }
}

/// Waits until something holds; false after 20 s.
func eventually(_ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while !condition() {
        guard ContinuousClock.now < end else { return false }
        usleep(5_000)
    }
    return true
}
