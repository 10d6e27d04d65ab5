/// Something for a reader: JSON that is rendered once and shared by all who get it.
package struct LiveMessage: Sendable {
    package let topic: LiveTopic
    /// `snapshot`, or the event's type: `progress`, `complete` and so on.
    package let type: String
    /// Its number: whoever has it asks for what came after this one.
    package let sequence: Int64
    /// The whole message: a JSON object with `topic` and `type`.
    package let bytes: [UInt8]
    /// A newer message of the same key says all that this one does; nil for what each reader must get.
    ///
    /// Whoever has to queue messages takes the older one out and puts the newer one **last**: the numbers that a
    /// reader sees must grow.
    package let replaceKey: String?

    package init(
        topic: LiveTopic, type: String, sequence: Int64, bytes: [UInt8], replaceKey: String? = nil
    ) {
        self.topic = topic
        self.type = type
        self.sequence = sequence
        self.bytes = bytes
        self.replaceKey = replaceKey
    }
}
