internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Live

/// A WebSocket on which its client names the topics: `{type: "subscribe", topic, after?}`, `{type: "unsubscribe", topic}`.
struct ManySession {
    let socket: WebSocket
    let reader: SocketReader
    let session: LiveSession
    /// Subscriptions that still catch up.
    private var opening: [LiveTopic: Task<Void, Never>] = [:]

    /// Subscriptions that catch up at a time; more wait.
    private static let mostOpening = 16
    /// The longest message, bytes.
    private static let longest = 4096

    private init(_ socket: WebSocket, _ principal: Principal, _ house: House) {
        self.socket = socket
        reader = SocketReader(socket: socket)
        session = house.live.join(principal, reader: reader)
    }

    static func run(_ socket: WebSocket, _ principal: Principal, _ house: House) async {
        var many = ManySession(socket, principal, house)
        while let message = await socket.receive() { await many.handle(message) }
        many.session.leave()
        for task in many.opening.values { task.cancel() }
    }

    private mutating func handle(_ message: WebSocketMessage) async {
        // What is wrong with it, the refusal says for all.
        guard case .text(let text) = message, text.utf8.count <= Self.longest,
            let object = (try? JSONParser.parse(text))?.objectValue
        else {
            return reader.refuse(
                "malformed_message",
                "A message is a JSON object of at most \(Self.longest) bytes, in a text frame.")
        }
        let name = object["topic"]?.stringValue
        switch object["type"]?.stringValue {
        case "subscribe":
            guard let after = Self.after(object["after"]) else {
                return reader.refuse(
                    "malformed_message", "after is the seq of a message, a whole number.", topic: name)
            }
            await subscribe(name, after: after.value)
        case "unsubscribe":
            guard let topic = topic(name) else { return }
            await stopOpening(topic)
            session.unsubscribe(from: topic)
        case "ping": socket.send("{\"type\":\"pong\"}")
        default:
            reader.refuse(
                "malformed_message",
                "The type is subscribe, unsubscribe or ping; a topic goes with the first two.",
                topic: name)
        }
    }

    private mutating func subscribe(_ name: String?, after: Int64?) async {
        guard let topic = topic(name) else { return }
        await stopOpening(topic)
        if opening.count >= Self.mostOpening {
            for task in opening.values { await task.value }
            opening = [:]
        }
        opening[topic] = Task { [session, reader] in
            do throws(LiveRefusal) {
                try await session.subscribe(to: topic, after: after)
            } catch {
                guard error.kind != .ended else { return }
                reader.refuse(error.kind.rawValue, error.sentence, topic: topic.name)
            }
        }
    }

    private mutating func stopOpening(_ topic: LiveTopic) async {
        guard let task = opening.removeValue(forKey: topic) else { return }
        task.cancel()
        await task.value
    }

    private func topic(_ name: String?) -> LiveTopic? {
        do throws(LiveRefusal) {
            return try LiveTopic(name ?? "")
        } catch {
            reader.refuse(error.kind.rawValue, error.sentence, topic: name)
            return nil
        }
    }

    /// The number in `after`, which may be absent; nil for what is none.
    private static func after(_ value: JSONValue?) -> (value: Int64?, Void)? {
        guard let value, value != .null else { return (nil, ()) }
        guard let number = value.intValue, number >= 0 else { return nil }
        return (Int64(number), ())
    }
}
