package import AssayKit

/// What a namespace is for.
package protocol SocketApplication: Sendable {
    /// A client wants to connect.
    ///
    /// Nothing can be sent to it yet; greet it in ``SocketHandler/began()``.
    /// - Parameters:
    ///   - socket: The client.
    ///   - auth: What it shows; an empty object when it shows nothing.
    /// - Returns: Who gets its events.
    /// - Throws: ``SocketRefusal``, which the client is told.
    func connect(_ socket: Socket, auth: JSONObject) async throws(SocketRefusal) -> any SocketHandler
}

/// Who gets the events of one connected client, one at a time and in order.
package protocol SocketHandler: Sendable {
    /// The client knows that it is connected.
    func began() async
    /// An event came.
    func received(_ event: SocketEvent) async
    /// The client is gone; nothing can be sent to it any more. It may be called while the others still run.
    func ended() async
}

/// Why a client may not connect.
package struct SocketRefusal: Error, Sendable {
    /// One sentence for a person.
    package let message: String
    /// More for programs.
    package let data: JSONValue?

    package init(_ message: String, data: JSONValue? = nil) {
        self.message = message
        self.data = data
    }
}
