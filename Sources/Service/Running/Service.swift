internal import Accounts
internal import AssayKit
package import HTTPServing
internal import SocketIO
internal import Storage
internal import Synchronization

/// The whole HTTP service: its operations behind a server.
package enum Service {
    private static let api = API(
        operations: HealthRoutes.operations + AuthRoutes.operations + UserRoutes.operations
            + BatchRoutes.operations
            + [InvoiceUpload.operation] + InvoiceRoutes.operations + PageRoutes.operations
            + TaskRoutes.operations
            + PipelineRoutes.operations + PluginRoutes.operations + TypeRoutes.operations
            + WebhookRoutes.operations + HookRoutes.operations + LiveRoutes.operations
            + DashboardRoutes.operations + VendorRoutes.operations + [ModelMetrics.operation]
            + [ExtractRoute.operation, description, docs],
        described: LiveApplication.described,
        schemas: Shapes.all + Shapes.catalogue + Shapes.dashboard)

    /// The first parts of all paths below `/api`.
    package static var reservedNames: Set<String> {
        HookRoutes.reservedNames(of: api.operations.map(\.path))
    }

    private static let description = Operation(
        .get, "/openapi.json", tag: "docs", id: "openapi", "This description", access: .everyone,
        answers: [.init(200, "OpenAPI 3.1", .anything)], handle: describe)

    private static let docs = Operation(
        .get, "/docs", tag: "docs", id: "docs", "The same to read", access: .everyone,
        answers: [.init(200, "A page", .text, mediaType: "text/html")], handle: document)

    /// The description by version, made when first asked for: it stays the same until the program ends.
    private static let descriptions = Mutex<[String: [UInt8]]>([:])
    private static let page = DocumentationPage.html(of: api)

    private static func describe(_ call: Call) async throws -> Response {
        let version = call.house.settings.version
        let bytes = descriptions.withLock { known -> [UInt8] in
            if let bytes = known[version] { return bytes }
            let bytes = api.description(version: version)
            known[version] = bytes
            return bytes
        }
        return .json(bytes)
    }

    private static func document(_ call: Call) async throws -> Response {
        var response = Response.text(page, type: "text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
        return response
    }

    /// A server with all operations; the caller gives host, port and limits.
    ///
    /// - Throws: When it cannot listen.
    package static func start(
        _ house: House, settings: ServerSettings, log: @escaping @Sendable (String) -> Void
    ) throws(ServingError) -> HTTPServer {
        var settings = settings
        let limits = [
            "general": house.settings.generalPerMinute, "user": house.settings.signedInPerMinute,
            "upload": house.settings.uploadsPerMinute, "hook": house.settings.messagesPerMinute,
        ].mapValues { SharedRateLimiter<String>(RateLimit($0, per: .seconds(60)), capacity: 50_000) }
        settings.middleware.append { request, next in
            try await limited(request, next, limits, house)
        }
        settings.onAnswer = { answer in
            house.meters.note(answer)
            log(RequestLine.json(answer))
        }
        settings.onFailure = { error, request in
            log(RequestLine.failure("\(error)", request))
        }
        var router = Router()
        api.register(in: &router, house: house, origins: settings.cors)
        let socketIO = LiveApplication.server(house, origins: settings.cors)
        socketIO.register(in: &router, path: LiveApplication.path)
        settings.onDrain = { socketIO.shutDown() }
        return try HTTPServer(router: router, settings: settings)
    }

    /// The class of a request, its allowance, and whose it is; probes and the polls of a session are not counted.
    private static func limited(
        _ request: Request, _ next: Handler, _ limits: [String: SharedRateLimiter<String>], _ house: House
    ) async throws -> Response {
        let path = request.target.path
        guard !path.hasPrefix("/health"), path != "/metrics", !LiveApplication.isOfSession(request) else {
            return try await next(request)
        }
        let credential = Handshake.bearer(of: request)
        let isUpload = path.hasSuffix("/upload") || path.hasSuffix("/extract")
        let isMessage = HookRoutes.isMessage(request, house.hooks)
        let kind = isMessage ? "hook" : credential == nil ? "general" : isUpload ? "upload" : "user"
        // An invalid credential must not give a client a fresh allowance.
        let who: String
        if !isMessage, let credential, let principal = await principal(credential, house) {
            who = principal.user.id.description
        } else {
            who = request.remoteAddress
        }
        guard let decision = limits[kind]?.take(who, now: house.time.steady()) else {
            return try await next(request)
        }
        let policy = "\"\(kind)\";q=\(decision.limit);w=60"
        guard decision.isAllowed else {
            let seconds = max(1, (decision.retryAfter.milliseconds + 999) / 1000)
            throw HTTPError(
                429, "too_many_requests", "There were too many requests; try again in \(seconds) seconds.",
                headers: [
                    ("Retry-After", String(seconds)), ("RateLimit-Policy", policy),
                    ("RateLimit", "\"\(kind)\";r=0;t=\(seconds)"),
                ])
        }
        var response = try await next(request)
        response.headers["RateLimit-Policy"] = policy
        let reset = (decision.reset.milliseconds + 999) / 1000
        response.headers["RateLimit"] = "\"\(kind)\";r=\(decision.remaining);t=\(reset)"
        return response
    }

    private static func principal(_ bearer: String, _ house: House) async -> Principal? {
        guard bearer.utf8.count <= 2048 else { return nil }
        // Whoever has no good credential is told so by the operation.
        return try? await house.accounts.principal(bearer: bearer)
    }
}
