internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Live
internal import Storage

/// The WebSockets; a plain GET of their paths says what they are.
enum LiveRoutes {
    static let operations: [Operation] = [
        path(
            "/ws/invoices/:id", id: "followInvoice", "Follow one invoice: its state, then its events",
            parameters: [.init("id", in: .path, .uuid, "The invoice"), after]
        ) { call in
            try await follow(call, .invoice(try call.id()))
        },
        path(
            "/ws/batches/:id", id: "followBatch",
            "Follow a batch: its state, then its progress and its invoices' events",
            parameters: [.init("id", in: .path, .uuid, "The batch"), after]
        ) { call in
            try await follow(call, .batch(try call.id()))
        },
        path(
            "/ws/dashboard/metrics", id: "followDashboard",
            "Follow the figures: at once, and when they change, at most once a second"
        ) { call in
            try await follow(call, .dashboard)
        },
        path(
            "/ws/chat", id: "chatSocket",
            "Ask about the stored invoices: {\"message\": \"…\"}; answered by chat_delta pieces and one chat_complete",
            parameters: [.init("batch_id", .uuid, "Only about this batch")]
        ) { call in
            let batch = try ChatRoutes.batch(call.query("batch_id"))
            let desk = try await ChatDesk.open(call.house, try call.principal, batch: batch)
            return .webSocket(subprotocol: Handshake.answer(to: call.request)) { socket in
                await ChatSession.run(socket, desk)
            }
        },
        many("/ws", id: "followTopics"), many("/ws/secure", id: "followTopicsSecure"),
        many("/ws/:user_id", id: "followTopicsOfUser"), many("/ws/v1/:user_id", id: "followTopicsOfUserV1"),
    ]

    private static let after = Operation.Parameter(
        "after", .integer(0...Int.max),
        "The seq of the last message that was seen; what is stored since comes again")
    private static let user = Operation.Parameter("user_id", in: .path, .uuid, "One's own user id")
    private static let credentials: JSONValue = [
        "Authorization: Bearer TOKEN", "Sec-WebSocket-Protocol: bearer, TOKEN",
        "?ticket=TICKET from POST /api/auth/ticket",
    ]
    private static let topics: JSONValue = [
        "invoice:ID", "batch:ID", "task:ID", "dashboard", "updates", "source:NAME",
    ]

    private static func many(_ path: String, id: String) -> Operation {
        let isNamed = path.hasSuffix(":user_id")
        return self.path(
            path, id: id,
            "Follow many topics over one connection: {\"type\": \"subscribe\", \"topic\": \"batch:ID\", \"after\": SEQ}",
            parameters: isNamed ? [user] : []
        ) { call in
            let (principal, house) = (try call.principal, call.house)
            if isNamed {
                try checkUser(call)
                guard try call.id("user_id", of: User.self) == principal.user.id else {
                    throw HTTPError(
                        403, "forbidden", "The user_id in the path is not the token's; use one's own, or /ws."
                    )
                }
            }
            return .webSocket(subprotocol: Handshake.answer(to: call.request)) { socket in
                await ManySession.run(socket, principal, house)
            }
        }
    }

    /// - Throws: 404 for a path like `/ws/invoiceStatus`, which names nobody.
    private static func checkUser(_ call: Call) throws(HTTPError) {
        let text = call.request.parameters["user_id"] ?? ""
        guard Identifier<User>(text) == nil else { return }
        throw HTTPError(
            404, "not_found",
            "There is no WebSocket of this path; there are /ws, /ws/invoices/ID, /ws/batches/ID and "
                + "/ws/dashboard/metrics.")
    }

    private static func follow(_ call: Call, _ topic: LiveTopic) async throws -> Response {
        let (principal, house) = (try call.principal, call.house)
        var after: Int64?
        if let text = call.query("after") {
            guard let number = Int64(text), number >= 0 else {
                throw Refusal.invalid([("after", "must be the seq of a message, a whole number")])
            }
            after = number
        }
        do throws(LiveRefusal) {
            // What may not be followed is refused like any request, not by a socket that closes.
            _ = try await house.views.state(of: topic, for: principal)
        } catch {
            throw Refusal.of(error)
        }
        return .webSocket(subprotocol: Handshake.answer(to: call.request)) { [after] socket in
            await FollowSession.run(socket, topic: topic, after: after, principal, house)
        }
    }

    private static func path(
        _ path: String, id: String, _ summary: String, parameters: [Operation.Parameter] = [],
        socket: @escaping Operation.Handle
    ) -> Operation {
        Operation(
            .get, path, tag: "live", id: id, summary, access: .everyone, parameters: parameters,
            answers: [
                .init(101, "The connection is a WebSocket now; its messages are JSON texts", nil),
                .init(200, "What the path is, to a request without Upgrade: websocket", .named("SocketPath")),
            ], socket: socket
        ) { call in
            if path.hasSuffix(":user_id") { try checkUser(call) }
            if path.hasSuffix(":id") { _ = try call.id(of: Invoice.self) }
            return .json(
                .object([
                    "path": .string(API.template(path)), "protocol": "websocket", "message": .string(summary),
                    "credentials": credentials, "topics": topics,
                    "description": "/openapi.json",
                ]))
        }
    }

    static let shape = Schema.object([
        .init("path", .text), .init("protocol", .text), .init("message", .text),
        .init("credentials", .array(.text), "The ways to show who connects"),
        .init("topics", .array(.text), "What can be followed"), .init("description", .text),
    ])
}
