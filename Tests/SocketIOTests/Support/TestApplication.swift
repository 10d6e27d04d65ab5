import AssayKit
import Glibc
import HTTPServing
import Synchronization

@testable import SocketIO

/// A namespace that greets, sends back, answers, and does what its events say.
final class Mirror: SocketApplication {
    /// Clients that have left.
    let left = Mutex(0)
    /// What clients answered.
    let answers = Mutex<[SocketAnswer?]>([])
    let server = Mutex<SocketServer?>(nil)

    func connect(_ socket: Socket, auth: JSONObject) async throws(SocketRefusal) -> any SocketHandler {
        if auth["token"] == "wrong" {
            throw SocketRefusal("Not you", data: ["code": "unauthenticated"])
        }
        return MirrorHandler(socket: socket, auth: auth, mirror: self)
    }
}

struct MirrorHandler: SocketHandler {
    let socket: Socket
    let auth: JSONObject
    let mirror: Mirror

    func began() async { socket.emit("auth", .object(auth)) }
    func ended() async { mirror.left.withLock { $0 += 1 } }

    func received(_ event: SocketEvent) async {
        let first = event.arguments.first?.stringValue ?? ""
        switch event.name {
        case "back":
            socket.send(
                SocketMessage(
                    "returned", event.arguments, attachments: event.attachments, namespace: socket.namespace))
        case "answer":
            event.acknowledgement?.send(event.arguments, attachments: event.attachments)
            // Only the first counts.
            event.acknowledge("again")
        case "join": event.acknowledge(.bool(socket.join(first)))
        case "leave": socket.leave(first)
        case "tell":
            rooms?.send(SocketMessage("told", [.string(first)], namespace: socket.namespace), to: first)
        case "all":
            rooms?.send(SocketMessage("told", json: Array("{\"all\":1}".utf8), namespace: socket.namespace))
        case "ask":
            let answer = await socket.ask(
                "question", .string(first), within: first == "briefly" ? .milliseconds(100) : .seconds(20))
            mirror.answers.withLock { $0.append(answer) }
        case "slow":
            // Tests cancel nothing.
            try? await Task.sleep(for: .milliseconds(300))
            socket.emit("slow-done")
        case "out":
            socket.emit("bye")
            socket.disconnect(endsSession: first == "session")
        default: break
        }
    }

    private var rooms: SocketRooms? { mirror.server.withLock { $0 }?.clients(of: socket.namespace) }
}

/// Runs a script of a client against a Socket.IO server with the namespaces `/` and `/custom`.
func withMirror<Value: Sendable>(
    _ change: (inout SocketSettings) -> Void = { _ in },
    script: @escaping @Sendable (Endpoint, Mirror, SocketServer) throws -> Value
) async throws -> Value {
    var settings = SocketSettings()
    change(&settings)
    let mirror = Mirror()
    let server = SocketServer(
        settings: settings, namespaces: ["/": mirror, "/custom": mirror])
    mirror.server.withLock { $0 = server }
    defer { mirror.server.withLock { $0 = nil } }
    return try await withServer(register: { server.register(in: &$0) }) { endpoint in
        defer { server.shutDown() }
        return try await blocking { try script(endpoint, mirror, server) }
    }
}

extension Endpoint {
    /// A socket that is connected to the main namespace and was greeted.
    func connected() throws -> WireSocket {
        let socket = try socket()
        socket.send("40")
        _ = try (socket.text(), socket.text())
        return socket
    }
}
