internal import AssayKit
internal import HTTPServing
internal import Live

/// A WebSocket as a reader of the hub.
struct SocketReader: LiveReader {
    let socket: WebSocket

    /// A replay waits while more bytes than these do.
    private static let room = 256 << 10

    func deliver(_ message: LiveMessage) {
        socket.send(utf8: message.bytes, replacing: message.replaceKey)
    }

    var hasRoom: Bool { socket.waitingBytes < Self.room }

    func end(_ reason: LiveEnd) { socket.close(.unauthenticated, reason: reason.sentence) }

    /// Tells of something that can't be done.
    func refuse(_ code: String, _ sentence: String, topic: String? = nil) {
        var object = JSONObject()
        if let topic { object["topic"] = .string(topic) }
        object["type"] = "error"
        object["code"] = .string(code)
        object["error"] = .string(sentence)
        socket.send(utf8: JSONWriter.bytes(.object(object)))
    }
}
