/// What a notifier is to tell.
public struct NotificationEvent: Sendable, Hashable {
    /// Constant over all attempts; the receiver recognises repeats by it.
    public var id: String
    /// "invoice.processed", "invoice.flagged", "invoice.failed".
    public var type: String
    /// When it happened, RFC 3339 UTC.
    public var timestamp: String
    /// 1 for the first attempt.
    public var attempt: Int
    /// What happened.
    public var data: JSONValue

    /// An event.
    public init(id: String, type: String, timestamp: String, attempt: Int, data: JSONValue) {
        self.id = id
        self.type = type
        self.timestamp = timestamp
        self.attempt = attempt
        self.data = data
    }

    /// Reads the object form.
    ///
    /// - Throws: ``RecordError`` naming the member that is missing.
    public init(json: JSONValue) throws(RecordError) {
        guard let id = json["id"]?.stringValue, let type = json["type"]?.stringValue else {
            throw RecordError("the event has no id or type")
        }
        self.init(
            id: id, type: type, timestamp: json["timestamp"]?.stringValue ?? "",
            attempt: json["attempt"]?.intValue ?? 1, data: json["data"] ?? .null)
    }

    /// The JSON form that crosses the plugin door.
    public func encoded() -> [UInt8] {
        JSONWriter.bytes([
            "id": .string(id), "type": .string(type), "timestamp": .string(timestamp),
            "attempt": .integer(attempt), "data": data,
        ])
    }
}

/// How a notifier's attempt ended.
public enum Verdict: Sendable, Hashable {
    /// The receiver took it.
    case delivered(detail: String)
    /// Try again, not before that many milliseconds (0: the caller decides).
    case retry(afterMilliseconds: UInt64, detail: String)
    /// This event will never be taken.
    case permanent(detail: String)
    /// The receiver is gone for good: stop sending to it.
    case gone(detail: String)
}
