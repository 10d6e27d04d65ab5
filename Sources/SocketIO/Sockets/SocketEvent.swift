package import AssayKit
internal import Synchronization

/// An event that a client sent.
package struct SocketEvent: Sendable {
    /// Its name.
    package let name: String
    /// Its arguments; an attachment stands as a placeholder in them.
    package let arguments: [JSONValue]
    /// The bytes that came along.
    package let attachments: [[UInt8]]
    /// Answers it; nil when the client waits for none.
    package let acknowledgement: SocketAcknowledgement?

    /// The bytes that a value stands for; nil when it is no placeholder.
    package func attachment(_ value: JSONValue) -> [UInt8]? {
        guard value["_placeholder"] == true, let number = value["num"]?.intValue,
            attachments.indices.contains(number)
        else { return nil }
        return attachments[number]
    }

    /// Answers it if the client waits for that.
    package func acknowledge(_ values: JSONValue...) { acknowledgement?.send(values) }
}

/// The answer to one event; only the first counts.
package final class SocketAcknowledgement: Sendable {
    private let isSent = Atomic(false)
    private let id: Int
    private let namespace: String
    private let connection: SocketConnection

    init(id: Int, namespace: String, connection: SocketConnection) {
        self.id = id
        self.namespace = namespace
        self.connection = connection
    }

    /// Sends it.
    package func send(_ values: [JSONValue], attachments: [[UInt8]] = []) {
        guard !isSent.exchange(true, ordering: .relaxed) else { return }
        connection.send(
            SocketMessage(
                SocketPacket(
                    attachments.isEmpty ? .acknowledgement : .binaryAcknowledgement, namespace: namespace,
                    id: id, data: .array(values), attachments: attachments.count), attachments))
    }
}
