internal import CSystem

/// Makes the answer to a request: route, handler, errors, and what every answer carries.
///
/// It knows no socket.
struct Responder: Sendable {
    let table: RouteTable
    let settings: ServerSettings

    init(router: Router, settings: ServerSettings) throws(ServingError) {
        table = try router.compiled()
        self.settings = settings
    }

    /// What is known of a request before its body is read.
    struct Preview: Sendable {
        var request: Request
        let match: RouteTable.Match
        /// The largest body that it may have.
        let bodyLimit: Int
    }

    /// Finds the route of a request.
    func preview(_ request: Request) -> Preview {
        var request = request
        let match = request.target.path.isEmpty ? .none : table.match(request.method, request.target.segments)
        if case .route(let route, let parameters) = match {
            request.route = route.info
            request.parameters = parameters
        }
        return Preview(
            request: request, match: match, bodyLimit: request.route?.bodyLimit ?? settings.limits.bodyBytes)
    }

    /// The answer; `fault` is what the server itself found wrong with the request.
    func answer(_ preview: Preview, fault: HTTPError? = nil) async -> Response {
        let request = preview.request
        var next: Handler = { request in
            if let fault { return rendered(fault, request) }
            return await dispatch(request, preview.match)
        }
        for middleware in settings.middleware.reversed() {
            let inner = next
            next = { request in try await middleware(request, inner) }
        }
        var response: Response
        do {
            response = try await next(request)
        } catch {
            response = failed(error, request)
        }
        return finished(&response, request, preview.match)
    }

    private func dispatch(_ request: Request, _ match: RouteTable.Match) async -> Response {
        do {
            switch match {
            case .route(let route, _): return try await run(route, request)
            case .otherMethods(let methods) where request.method == .options:
                return Response(status: 204, headers: [("Allow", Self.list(methods))])
            case .otherMethods(let methods):
                throw HTTPError(
                    405, "method_not_allowed",
                    "\(request.method.rawValue) is not possible here; use \(Self.list(methods)).",
                    headers: [("Allow", Self.list(methods))])
            case .none where request.target.path == "*" && request.method == .options:
                return Response(
                    status: 204, headers: [("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")])
            case .none: throw notFound(request)
            }
        } catch {
            return failed(error, request)
        }
    }

    private func run(_ route: Router.Route, _ request: Request) async throws -> Response {
        guard route.info.isWebSocket else { return try await route.handler(request) }
        guard WebSocketHandshake.isAsked(by: request) else {
            if let plain = route.plain { return try await plain(request) }
            throw HTTPError(
                426, "upgrade_required", "This path is a WebSocket; connect with Upgrade: websocket.",
                headers: [("Upgrade", "websocket")])
        }
        try WebSocketHandshake.check(request)
        return try await route.handler(request)
    }

    private func notFound(_ request: Request) -> HTTPError {
        guard let near = NearestRoute.find(request.target.segments, among: table.routes) else {
            return HTTPError(404, "not_found", "There is nothing under this path; check its spelling.")
        }
        return HTTPError(
            404, "not_found",
            "There is nothing under this path; the nearest is \(near.method.rawValue) \(near.pattern.text).",
            detailsJSON:
                "{\"nearest\":{\"method\":\(JSONText.quoted(near.method.rawValue)),"
                + "\"path\":\(JSONText.quoted(near.pattern.text))}}")
    }

    private func failed(_ error: any Error, _ request: Request) -> Response {
        switch error {
        case let error as HTTPError: return rendered(error, request)
        case BodyStream.Failure.tooLarge(let limit): return rendered(.bodyTooLarge(limit: limit), request)
        case BodyStream.Failure.clientGone, is CancellationError:
            // Nobody reads this answer, or the server ends.
            return rendered(HTTPError(503, "cancelled", "The request was cut off; send it again."), request)
        default:
            settings.onFailure(error, request)
            return rendered(
                HTTPError(
                    500, "internal_error",
                    "The service failed at this request; the log has the reason under this request_id."),
                request)
        }
    }

    /// An error as an answer.
    func rendered(_ error: HTTPError, _ request: Request) -> Response {
        settings.renderError(error, request.id)
    }

    /// Adds what every answer carries.
    func finished(_ response: inout Response, _ request: Request, _ match: RouteTable.Match) -> Response {
        let allow = response.headers["Allow"]
        let isPreflight =
            request.method == .options && request.headers["Access-Control-Request-Method"] != nil
        settings.cors.decorate(&response, for: request, isPreflight: isPreflight, methods: allow)
        response.headers["X-Request-Id"] = request.id
        if case .webSocket = response.body { return response }
        for (name, value) in settings.safetyHeaders { response.headers.setDefault(name, value) }
        return response
    }

    /// Adds the time that the answer took so far, in seconds.
    func timed(_ response: inout Response, _ request: Request) {
        let microseconds = (csystem_now_ns() &- request.receivedAt) / 1000
        let fraction = String(microseconds % 1_000_000)
        response.headers["X-Process-Time"] =
            "\(microseconds / 1_000_000).\(String(repeating: "0", count: 6 - fraction.utf8.count))\(fraction)"
    }

    /// Tells who listens of an answer.
    func report(_ status: Int, _ request: Request) {
        let nanoseconds = csystem_now_ns() &- request.receivedAt
        settings.onAnswer(
            AnswerSummary(request: request, status: status, milliseconds: Double(nanoseconds) / 1_000_000))
    }

    private static func list(_ methods: [HTTPMethod]) -> String {
        methods.map(\.rawValue).joined(separator: ", ")
    }
}
