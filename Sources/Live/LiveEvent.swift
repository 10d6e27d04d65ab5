internal import AssayKit
internal import Storage

/// An event on its way to the readers.
struct LiveEvent: Sendable {
    let event: Event
    /// nil: it is on disk.
    let transient: Transient?

    /// What only events in memory have.
    struct Transient: Sendable {
        let replaceKey: String?
    }

    init(_ event: Event, transient: Transient? = nil) {
        self.event = event
        self.transient = transient
    }

    /// The message for the readers of a topic; `body` is what ``body`` gave, the same for all topics.
    func message(for topic: LiveTopic, body: [UInt8]) -> LiveMessage {
        LiveMessage(
            topic: topic, type: event.draft.type, sequence: event.sequence,
            bytes: Self.opening(topic) + body,
            replaceKey: transient?.replaceKey.map { "\(topic.name) \($0)" })
    }

    /// All of the message behind its topic.
    var body: [UInt8] {
        let draft = event.draft
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writer.key("type")
        writer.string(draft.type)
        if draft.type != Self.metrics {
            writer.key("task_id")
            writer.value(draft.job.map { .string($0.description) } ?? .null)
            writer.key("invoice_id")
            writer.value(draft.invoice.map { .string($0.description) } ?? .null)
            writer.member("batch_id", draft.batch?.description)
            writer.member("source", draft.source)
        }
        writer.key("seq")
        writer.integer(Int(event.sequence))
        writer.key("timestamp")
        writer.integer(Int(event.at.milliseconds))
        for member in draft.body.members {
            writer.key(member.key)
            writer.value(member.value)
        }
        writer.endObject()
        return Array(writer.bytes.dropFirst())
    }

    static let metrics = "metrics"

    /// The first message of a subscription.
    static func snapshot(of topic: LiveTopic, sequence: Int64, state: JSONValue) -> LiveMessage {
        var writer = JSONWriter(reservingCapacity: 1024)
        writer.beginObject()
        writer.key("type")
        writer.string("snapshot")
        writer.key("seq")
        writer.integer(Int(sequence))
        writer.key("state")
        writer.value(state)
        writer.endObject()
        return LiveMessage(
            topic: topic, type: "snapshot", sequence: sequence,
            bytes: opening(topic) + writer.bytes.dropFirst())
    }

    private static func opening(_ topic: LiveTopic) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 64)
        writer.string(topic.name)
        return Array("{\"topic\":".utf8) + writer.bytes + [UInt8(ascii: ",")]
    }
}
