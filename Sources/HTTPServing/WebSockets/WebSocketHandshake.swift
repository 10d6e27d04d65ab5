internal import Crypto

/// The opening handshake (RFC 6455, section 4.2).
enum WebSocketHandshake {
    /// Whether a request wants to become a WebSocket.
    static func isAsked(by request: Request) -> Bool {
        request.method == .get && request.headers.contains("websocket", in: "Upgrade")
            && request.headers.contains("upgrade", in: "Connection")
    }

    /// Checks what the handshake needs.
    ///
    /// - Throws: 426 for another version, 400 for a key that isn't 16 bytes in Base64.
    static func check(_ request: Request) throws(HTTPError) {
        guard request.headers.all("Sec-WebSocket-Version") == ["13"] else {
            throw HTTPError(
                426, "upgrade_required", "Only version 13 of the WebSocket protocol is spoken here.",
                headers: [("Sec-WebSocket-Version", "13"), ("Upgrade", "websocket")])
        }
        let keys = request.headers.all("Sec-WebSocket-Key")
        guard keys.count == 1, let bytes = Base64.decode(keys[0]), bytes.count == 16 else {
            throw .malformed("The Sec-WebSocket-Key must be one field with 16 bytes in Base64.")
        }
    }

    /// The answer to a key.
    static func accept(_ key: String) -> String {
        Base64.encode(SHA1.digest(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
    }
}

extension Request {
    /// The subprotocols that a WebSocket's client offers, in its order of preference.
    package var offeredSubprotocols: [String] { headers.list("Sec-WebSocket-Protocol") }
}
