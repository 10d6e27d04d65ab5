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
    /// How many wait; the rest of `messages` is holes.
    private var count = 0
    /// What everything that waits costs, in bytes.
    private(set) var bytes = 0

    /// Whether nothing waits.
    var isEmpty: Bool { count == 0 }

    /// Adds a message at the end; an older one of its key is taken out.
    ///
    /// It never takes the older one's place: what was queued in between would come after what came after it.
    mutating func append(_ message: Message) {
        if let key = message.key, let place = places[key], let old = messages[place] {
            bytes -= old.cost
            count -= 1
            messages[place] = nil
        }
        bytes += message.cost
        count += 1
        if let key = message.key { places[key] = messages.count }
        messages.append(message)
        if messages.count - first > 2 * count + 64 { compact() }
    }

    /// Takes the oldest message.
    mutating func takeFirst() -> Message? {
        while first < messages.count {
            let found = messages[first]
            messages[first] = nil
            first += 1
            guard let message = found else { continue }
            bytes -= message.cost
            count -= 1
            if let key = message.key { places[key] = nil }
            if count == 0 {
                messages.removeAll(keepingCapacity: messages.count <= 4)
                first = 0
            } else if first >= 1024 {
                compact()
            }
            return message
        }
        return nil
    }

    /// Drops everything.
    mutating func removeAll() { self = WebSocketOutbox() }

    /// Closes the holes.
    private mutating func compact() {
        messages = messages[first...].filter { $0 != nil }
        first = 0
        for (place, message) in messages.enumerated() {
            if let key = message?.key { places[key] = place }
        }
    }
}
