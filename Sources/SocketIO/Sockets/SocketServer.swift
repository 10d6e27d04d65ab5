package import HTTPServing

/// Socket.IO 5 over a router.
package final class SocketServer: Sendable {
    private let engine: EngineServer
    private let namespaces: [String: SocketNamespace]

    /// - Parameters:
    ///   - engine: What holds for sessions.
    ///   - settings: What holds for clients.
    ///   - namespaces: What each is for; `/` is the one that clients take when they name none.
    package init(
        engine: EngineSettings = EngineSettings(), settings: SocketSettings = SocketSettings(),
        namespaces: [String: any SocketApplication]
    ) {
        let namespaces = namespaces.mapValues {
            SocketNamespace(application: $0, rooms: SocketRooms(limit: settings.rooms))
        }
        self.namespaces = namespaces
        self.engine = EngineServer(settings: engine) { session in
            let connection = SocketConnection(session, namespaces: namespaces, settings: settings)
            connection.begin()
            return connection
        }
    }

    /// Sessions now, connected to a namespace or not.
    package var sessions: Int { engine.count }

    /// The clients of a namespace; nil when there is no such namespace.
    package func clients(of namespace: String = "/") -> SocketRooms? { namespaces[namespace]?.rooms }

    /// Adds the routes.
    package func register(in router: inout Router, path: String = "/socket.io") {
        engine.register(in: &router, path: path)
    }

    /// Ends all sessions, and takes no new ones.
    package func shutDown() { engine.shutDown() }
}

/// A namespace: what it is for, and who is in it.
struct SocketNamespace: Sendable {
    let application: any SocketApplication
    let rooms: SocketRooms
}
