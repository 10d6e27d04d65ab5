internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import SocketIO

/// The service over Socket.IO: the events that WebSockets carry, for clients that speak it.
struct LiveApplication: SocketApplication {
    let house: House

    /// The path that all clients of Socket.IO take.
    static let path = "/socket.io"

    /// A server for the main namespace; `origins`: whose pages may connect.
    static func server(_ house: House, origins: CORSPolicy) -> SocketServer {
        var engine = EngineSettings()
        engine.allows = { origins.allowsSocket($0) }
        return SocketServer(engine: engine, namespaces: ["/": LiveApplication(house: house)])
    }

    /// Whether a request belongs to a session, whose beginning was counted.
    static func isOfSession(_ request: Request) -> Bool {
        request.target.segments == [String(path.dropFirst())] && request.query["sid"] != nil
    }

    func connect(_ socket: Socket, auth: JSONObject) async throws(SocketRefusal) -> any SocketHandler {
        let client = LiveClient(socket, house)
        guard let token = auth["token"]?.stringValue ?? Handshake.bearer(of: socket.request) else {
            return client
        }
        do {
            client.enter(try await house.accounts.principal(bearer: token))
        } catch {
            let refusal = Refusal.of(error)
            throw SocketRefusal(refusal.message, data: ["code": .string(refusal.code)])
        }
        return client
    }
}
