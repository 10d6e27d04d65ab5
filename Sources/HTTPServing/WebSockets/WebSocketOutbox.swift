/// Messages that wait for a peer.
struct WebSocketOutbox: Sendable {
    /// One message.
    struct Message: Sendable {
        let isText: Bool
        let bytes: [UInt8]
        /// A message of the same key replaces this one while it waits.
        let key: String?
        /// What it costs to keep: a small message is not free.
        var cost: Int { bytes.count + 64 }
    }

    private var messages: [Message?] = []
    private var first = 0
    private var places: [String: Int] = [:]
    /// What everything that waits costs, in bytes.
    private(set) var bytes = 0

    /// Whether nothing waits.
    var isEmpty: Bool { first == messages.count }

    /// Adds a message, in the place of the one that it replaces if that still waits.
    mutating func append(_ message: Message) {
        bytes += message.cost
        if let key = message.key, let place = places[key], let old = messages[place] {
            bytes -= old.cost
            messages[place] = message
            return
        }
        if let key = message.key { places[key] = messages.count }
        messages.append(message)
    }

    /// Takes the oldest message.
    mutating func takeFirst() -> Message? {
        guard first < messages.count, let message = messages[first] else { return nil }
        messages[first] = nil
        first += 1
        bytes -= message.cost
        if let key = message.key { places[key] = nil }
        if first == messages.count {
            messages.removeAll(keepingCapacity: messages.count <= 64)
            first = 0
        } else if first >= 1024 {
            messages.removeFirst(first)
            places = places.mapValues { $0 - first }
            first = 0
        }
        return message
    }

    /// Drops everything.
    mutating func removeAll() { self = WebSocketOutbox() }
}
