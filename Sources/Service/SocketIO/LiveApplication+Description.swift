internal import HTTPServing

extension LiveApplication {
    /// The errors of Engine.IO have a form of their own.
    static let refusal = Schema.object([
        .init(
            "code", .integer(0...5),
            "0 unknown transport, 1 unknown session, 2 bad method, 3 bad request, 4 forbidden, 5 unsupported version"
        ),
        .init("message", .text),
    ])

    /// What `/openapi.json` says of Socket.IO; the requests are the protocol's own.
    static let described: [Operation] = [
        operation(
            .get, id: "pollSocketIO",
            "Socket.IO: begin a session, wait for its packets, or go over to a WebSocket",
            ok: "The handshake, or the packets that wait"),
        operation(
            .post, id: "sendSocketIO", "Socket.IO: send packets to a session", ok: "The packets were taken",
            errors: [413]),
    ]

    private static func operation(
        _ method: HTTPMethod, id: String, _ summary: String, ok: String, errors: [Int] = []
    ) -> Operation {
        Operation(
            method, path, tag: "live", id: id, summary, access: .everyone,
            parameters: [
                .init("EIO", .choice(["4"]), "The version of Engine.IO; asked for when a session begins"),
                .init("transport", .choice(["polling", "websocket"]), "How packets travel"),
                .init("sid", .text, "The session; a new one is begun without it"),
            ],
            answers: [
                .init(200, ok, .text, mediaType: "text/plain"),
                .init(101, "The connection is a WebSocket now", nil),
                .init(
                    400, "What the protocol does not allow, or no HTTP",
                    .either(.named("EngineError"), .named("Error"))),
                .init(403, "Pages of this origin may not connect", .named("EngineError")),
            ], errors: errors
        ) { _ in throw HTTPError(404, "not_found", "This path is served by Socket.IO.") }
    }
}
