/// Answers a request.
///
/// It runs on Swift's shared threads, so it must not block. Its task is cancelled when the client goes away.
package typealias Handler = @Sendable (Request) async throws -> Response

/// Something around every handler: it may answer itself, or call `next` and change what comes back.
package typealias Middleware = @Sendable (_ request: Request, _ next: Handler) async throws -> Response

/// The routes of a server.
///
/// Parts of a path are compared in this order: literal, parameter with an ending, parameter, rest. The first route
/// that matches to the end wins, whatever the order they were added in.
package struct Router: Sendable {
    struct Route: Sendable {
        let info: RouteInfo
        let handler: Handler
        /// For WebSocket routes: what a request without an upgrade gets.
        let plain: Handler?
    }

    final class Node: Sendable {
        let literals: [String: Node]
        let parameters: [(name: String, suffix: String, node: Node)]
        let rest: (name: String, node: Node)?
        let routes: [HTTPMethod: Route]

        init(_ building: BuildingNode) {
            literals = building.literals.mapValues(Node.init)
            parameters = building.parameters
                .sorted { $0.suffix.utf8.count > $1.suffix.utf8.count }
                .map { ($0.name, $0.suffix, Node($0.node)) }
            rest = building.rest.map { ($0.name, Node($0.node)) }
            routes = building.routes
        }
    }

    private var added: [Route] = []

    /// A router without routes.
    package init() {}

    /// The routes in the order they were added.
    package var routes: [RouteInfo] { added.map(\.info) }

    /// Adds a route.
    package mutating func on(
        _ method: HTTPMethod, _ pattern: String, name: String? = nil, bodyLimit: Int? = nil,
        deadline: Duration? = nil, handler: @escaping Handler
    ) {
        let info = RouteInfo(
            method: method, pattern: RoutePattern(pattern), name: name ?? pattern, bodyLimit: bodyLimit,
            deadline: deadline, isWebSocket: false)
        added.append(Route(info: info, handler: handler, plain: nil))
    }

    /// Adds a GET route.
    package mutating func get(_ pattern: String, name: String? = nil, handler: @escaping Handler) {
        on(.get, pattern, name: name, handler: handler)
    }

    /// Adds a POST route.
    package mutating func post(
        _ pattern: String, name: String? = nil, bodyLimit: Int? = nil,
        deadline: Duration? = nil, handler: @escaping Handler
    ) {
        on(.post, pattern, name: name, bodyLimit: bodyLimit, deadline: deadline, handler: handler)
    }

    /// Adds a route whose requests become WebSockets.
    ///
    /// - Parameters:
    ///   - pattern: Its path.
    ///   - name: A name for metrics; the pattern if none is given.
    ///   - plain: Answers a GET without an upgrade; 426 when there is none.
    ///   - handler: Decides before the handshake is answered: ``Response/webSocket(subprotocol:session:)`` accepts,
    ///     any other answer refuses.
    package mutating func webSocket(
        _ pattern: String, name: String? = nil, plain: Handler? = nil, handler: @escaping Handler
    ) {
        let info = RouteInfo(
            method: .get, pattern: RoutePattern(pattern), name: name ?? pattern, bodyLimit: nil,
            deadline: nil, isWebSocket: true)
        added.append(Route(info: info, handler: handler, plain: plain))
    }

    /// The routes in a shape that is quick to search.
    ///
    /// - Throws: When two routes are the same, or a pattern cannot be.
    func compiled() throws(ServingError) -> RouteTable { try RouteTable(added) }

    /// A node while routes are still being added.
    final class BuildingNode {
        var literals: [String: BuildingNode] = [:]
        var parameters: [(name: String, suffix: String, node: BuildingNode)] = []
        var rest: (name: String, node: BuildingNode)?
        var routes: [HTTPMethod: Route] = [:]
    }
}
