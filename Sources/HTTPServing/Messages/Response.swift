/// What a handler answers.
package struct Response: Sendable {
    /// Where the body comes from.
    package enum Body: Sendable {
        /// Bytes in memory.
        case bytes([UInt8])
        /// A file, sent without going through memory; it is opened when the handler has returned.
        case file(path: String)
        /// Bytes that the closure writes while they are sent.
        case stream(@Sendable (BodyWriter) async throws -> Void)
        /// No HTTP any more: a WebSocket.
        case webSocket(WebSocketAcceptance)
    }

    /// The status.
    package var status: Int
    /// The header fields; the server adds length, date, id, timing and safety.
    package var headers: Headers
    /// The body.
    package var body: Body

    /// An answer.
    package init(status: Int = 200, headers: [(String, String)] = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = Headers(headers)
        self.body = body
    }

    /// Text.
    package static func text(
        _ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(status: status, headers: [("Content-Type", type)], body: .bytes(Array(text.utf8)))
    }

    /// JSON text, complete in itself.
    package static func json(_ text: String, status: Int = 200) -> Response {
        Response.text(text, status: status, type: "application/json")
    }

    /// JSON bytes, complete in themselves.
    package static func json(_ bytes: [UInt8], status: Int = 200) -> Response {
        Response(status: status, headers: [("Content-Type", "application/json")], body: .bytes(bytes))
    }

    /// A file as it is on the disk.
    package static func file(_ path: String, type: String) -> Response {
        Response(headers: [("Content-Type", type)], body: .file(path: path))
    }

    /// Bytes that the closure writes while they are sent; an error cuts the connection, so that the client knows.
    package static func stream(
        type: String, _ write: @escaping @Sendable (BodyWriter) async throws -> Void
    ) -> Response {
        Response(headers: [("Content-Type", type)], body: .stream(write))
    }

    /// 204: done, nothing to say.
    package static let noContent = Response(status: 204)

    /// Turns the connection into a WebSocket; only routes made with `webSocket` may answer so.
    ///
    /// - Parameters:
    ///   - subprotocol: One of those that the request offers; nil answers none.
    ///   - session: Talks with the peer. The socket closes with 1000 when it returns, with 1011 when it throws.
    /// - Returns: The answer that accepts.
    package static func webSocket(
        subprotocol: String? = nil, session: @escaping @Sendable (WebSocket) async throws -> Void
    ) -> Response {
        Response(
            status: 101, body: .webSocket(WebSocketAcceptance(subprotocol: subprotocol, session: session)))
    }

    /// Whether the answer carries bytes that are at hand.
    var bytes: [UInt8]? {
        guard case .bytes(let bytes) = body else { return nil }
        return bytes
    }
}

/// How a WebSocket goes on after its handshake.
package struct WebSocketAcceptance: Sendable {
    let subprotocol: String?
    let session: @Sendable (WebSocket) async throws -> Void
}
