package import AssayKit

/// What a job of the kind `hook` is to do: understand one message of an incoming webhook.
package struct HookTask: Sendable, Hashable {
    /// The jobs' kind.
    package static let kind = "hook"
    /// The line that they wait in: they are short and must not stand behind documents.
    package static let queue = "hooks"

    package var source: String
    package var messageID: String
    /// The message's body.
    package var payload: BlobDigest

    package init(source: String, messageID: String, payload: BlobDigest) {
        self.source = source
        self.messageID = messageID
        self.payload = payload
    }

    /// Reads it back; nil for a payload that is none.
    package init?(payload json: JSONValue) {
        guard let source = json["source"]?.stringValue, let id = json["message_id"]?.stringValue,
            let digest = json["payload"]?.stringValue.flatMap(BlobDigest.init(hex:))
        else { return nil }
        self.init(source: source, messageID: id, payload: digest)
    }

    /// Its job.
    package func job(owner: UserID, traceparent: String? = nil) -> JobDraft {
        JobDraft(
            kind: Self.kind, queue: Self.queue, owner: owner,
            payload: [
                "source": .string(source), "message_id": .string(messageID), "payload": .string(payload.hex),
            ], traceparent: traceparent)
    }
}
