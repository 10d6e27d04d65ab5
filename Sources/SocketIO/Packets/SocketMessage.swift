package import AssayKit

/// An event as it goes out: encoded once, sent to any number of clients of one namespace.
package struct SocketMessage: Sendable {
    let namespace: String
    let frames: [EngineFrame]

    /// An event.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - arguments: Its arguments; an attachment stands as ``placeholder(_:)`` in them.
    ///   - attachments: Bytes that go along, at most ten.
    ///   - namespace: Whose clients get it.
    package init(
        _ name: String, _ arguments: [JSONValue] = [], attachments: [[UInt8]] = [], namespace: String = "/"
    ) {
        self.init(
            SocketPacket(
                attachments.isEmpty ? .event : .binaryEvent, namespace: namespace,
                data: .array([.string(name)] + arguments), attachments: attachments.count),
            attachments)
    }

    /// An event with one argument that is JSON already, complete in itself.
    package init(_ name: String, json: [UInt8], namespace: String = "/") {
        self.namespace = namespace
        var text = [UInt8(ascii: "4")] + SocketPacket(.event, namespace: namespace).head
        text.append(UInt8(ascii: "["))
        text += JSONWriter.bytes(.string(name))
        text.append(UInt8(ascii: ","))
        text += json
        text.append(UInt8(ascii: "]"))
        frames = [.text(text)]
    }

    init(_ packet: SocketPacket, _ attachments: [[UInt8]] = []) {
        namespace = packet.namespace
        frames = [EnginePacket.text(packet.text).frame] + attachments.map { .binary($0) }
    }

    /// What stands in an event's arguments for an attachment, by its number from 0.
    package static func placeholder(_ number: Int) -> JSONValue {
        ["_placeholder": true, "num": .integer(number)]
    }
}
