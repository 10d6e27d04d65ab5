package import AssayKit
package import HTTPServing
internal import Crypto

/// A client in one namespace; it may be used from any thread.
package final class Socket: Sendable {
    /// Its name, known to the client; another than its session's, which is a secret.
    package let id = Base64URL.encode(RandomBytes.make(15))
    /// The namespace that it is connected to.
    package let namespace: String
    private let connection: SocketConnection
    private let rooms: SocketRooms

    init(namespace: String, connection: SocketConnection, rooms: SocketRooms) {
        self.namespace = namespace
        self.connection = connection
        self.rooms = rooms
    }

    /// The request that the client's session began with.
    package var request: Request { connection.session.request }

    /// Sends an event.
    ///
    /// - Returns: False when the client is gone.
    @discardableResult
    package func emit(_ name: String, _ arguments: JSONValue..., attachments: [[UInt8]] = []) -> Bool {
        send(SocketMessage(name, arguments, attachments: attachments, namespace: namespace))
    }

    /// Sends an event that is encoded already.
    ///
    /// - Parameters:
    ///   - message: The event, of this namespace.
    ///   - key: Replaces an event of the same key that still waits, so that a slow client gets the newest state.
    /// - Returns: False when the client is gone.
    @discardableResult
    package func send(_ message: SocketMessage, replacing key: String? = nil) -> Bool {
        connection.send(message, from: self, replacing: key)
    }

    /// Whether so little waits for the client that more may be made ready for it.
    package var hasRoom: Bool { connection.session.hasRoom }

    /// Sends an event that the client is to answer.
    ///
    /// - Returns: The values of the answer; nil when none came in time, or the client is gone.
    package func ask(
        _ name: String, _ arguments: JSONValue..., attachments: [[UInt8]] = [], within limit: Duration
    ) async -> SocketAnswer? {
        await connection.ask(
            SocketPacket(
                attachments.isEmpty ? .event : .binaryEvent, namespace: namespace,
                data: .array([.string(name)] + arguments), attachments: attachments.count),
            attachments, from: self, within: limit)
    }

    /// Adds the client to a room: whatever is sent there, it gets.
    ///
    /// - Returns: False when it is in too many, or gone.
    @discardableResult
    package func join(_ room: String) -> Bool { rooms.join(self, room) }

    /// Takes the client out of a room.
    package func leave(_ room: String) { rooms.leave(self, room) }

    /// Takes the client out of the namespace; what was sent before still arrives.
    ///
    /// `endsSession`: Also ends all its other namespaces.
    package func disconnect(endsSession: Bool = false) {
        connection.disconnect(self, endsSession: endsSession)
    }
}

/// What a client answered to an event.
package struct SocketAnswer: Sendable, Equatable {
    /// Its values; an attachment stands as a placeholder in them.
    package let values: [JSONValue]
    /// The bytes that came along.
    package let attachments: [[UInt8]]
}
