package import AssayKit

/// A message of an incoming webhook that was found genuine.
package struct HookMessage: Sendable, Hashable {
    package var source: String
    /// What tells it from every other of the source.
    package var id: String
    /// Its body.
    package var payload: BlobReference
    package var job: JobDraft

    package init(source: String, id: String, payload: BlobReference, job: JobDraft) {
        self.source = source
        self.id = id
        self.payload = payload
        self.job = job
    }
}

/// What became of a message that came in.
package enum HookReceipt: Sendable, Hashable {
    /// A job works on it.
    case accepted(JobID)
    /// It was here before, and has no effect again.
    case repeated
}

/// What a job found in a message.
package struct HookFinding: Sendable, Hashable {
    package var source: String
    package var messageID: String
    /// Who sent it.
    package var contact: HookContactDraft?
    /// What followers are told of it.
    package var message: JSONValue
    /// What could not be taken, in sentences.
    package var problems: [String]

    package init(
        source: String, messageID: String, contact: HookContactDraft? = nil, message: JSONValue = .null,
        problems: [String] = []
    ) {
        self.source = source
        self.messageID = messageID
        self.contact = contact
        self.message = message
        self.problems = problems
    }
}

/// A sender, as a message shows them.
package struct HookContactDraft: Sendable, Hashable {
    /// Their id at the source.
    package var id: String
    package var name: String?
    /// All that the source says of them.
    package var details: JSONObject

    package init(id: String, name: String? = nil, details: JSONObject = JSONObject()) {
        self.id = id
        self.name = name
        self.details = details
    }
}

/// A sender that is known.
package struct HookContact: Sendable, Hashable {
    package let draft: HookContactDraft
    package let messages: Int
    package let firstAt: Timestamp
    package let lastAt: Timestamp

    package init(draft: HookContactDraft, messages: Int, firstAt: Timestamp, lastAt: Timestamp) {
        self.draft = draft
        self.messages = messages
        self.firstAt = firstAt
        self.lastAt = lastAt
    }
}

/// A source in figures.
package struct HookStatistics: Sendable, Hashable {
    package var contacts = 0
    package var messages = 0
    package var documents = 0
    /// Within the last 24 hours.
    package var recentMessages = 0
    package var lastMessageAt: Timestamp?

    package init() {}

    /// As followers are shown it.
    package var json: JSONValue {
        [
            "total_contacts": .integer(contacts), "total_messages": .integer(messages),
            "total_documents": .integer(documents), "messages_24h": .integer(recentMessages),
            "last_message_at": lastMessageAt.map { .string($0.rfc3339) } ?? .null,
        ]
    }
}

/// What came in through webhooks.
package protocol HookStore: Sendable {
    /// Takes a message in and puts its job into line, unless it was here before.
    func receive(_ message: HookMessage) async throws(StorageError) -> HookReceipt

    func hookStatistics(source: String) async throws(StorageError) -> HookStatistics

    /// The source's senders, the one heard of last first.
    func hookContacts(source: String, limit: Int) async throws(StorageError) -> [HookContact]

    /// Forgets that messages were here before a moment, and their bodies.
    ///
    /// - Returns: How many.
    func forgetHookMessages(before: Timestamp, limit: Int) async throws(StorageError) -> Int
}
