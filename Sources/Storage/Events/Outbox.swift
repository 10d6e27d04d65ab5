package import AssayKit

/// Something that is to be delivered to someone outside.
package struct OutboxDraft: Sendable, Hashable {
    /// Where to: a subscription's id, or a pipeline's notify step.
    package var destination: String
    /// The receiver's name for it, the same over all tries: `webhook-id`.
    package var messageID: String
    /// "invoice.processed".
    package var type: String
    package var owner: UserID?
    package var body: JSONValue

    package init(
        destination: String, messageID: String, type: String, owner: UserID? = nil, body: JSONValue
    ) {
        self.destination = destination
        self.messageID = messageID
        self.type = type
        self.owner = owner
        self.body = body
    }
}

package typealias DeliveryID = Identifier<Delivery>

/// An entry of the outbox.
package struct Delivery: Sendable, Hashable {
    /// Where it stands.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case pending, delivered, dead
    }

    package let id: DeliveryID
    package let draft: OutboxDraft
    package var state: State
    /// How often it was tried.
    package var attempts: Int
    /// When it is tried next (steady time).
    package var dueAt: Timestamp
    /// What the last try came to.
    package var lastAnswer: String?
    package let createdAt: Timestamp

    package init(
        id: DeliveryID, draft: OutboxDraft, state: State, attempts: Int, dueAt: Timestamp,
        lastAnswer: String?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.draft = draft
        self.state = state
        self.attempts = attempts
        self.dueAt = dueAt
        self.lastAnswer = lastAnswer
        self.createdAt = createdAt
    }
}

/// What a try came to.
package enum DeliveryOutcome: Sendable, Hashable {
    case delivered
    /// Not now; not before `after`, where the receiver said so.
    case retry(after: Duration?, answer: String)
    /// Never.
    case refused(answer: String)
}

/// When a delivery is tried again.
package enum DeliverySchedule {
    /// The waits before the tries (Standard Webhooks 1.0.0): at once, 5 s, 5 min, 30 min, 2, 5, 10, 14, 20, 24 h.
    package static let waits: [Duration] = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map
    {
        .seconds($0)
    }

    /// The wait after a number of tries, with a tenth of jitter; nil when it was the last one.
    ///
    /// `random`: 0..<1.
    package static func wait(afterAttempts attempts: Int, atLeast: Duration?, random: Double) -> Duration? {
        guard attempts >= 0, attempts < waits.count else { return nil }
        let jitter = 0.9 + min(max(random, 0), 1) * 0.2
        let planned = Duration.milliseconds(Int64(Double(waits[attempts].milliseconds) * jitter))
        return max(planned, atLeast ?? .zero)
    }
}

/// What is to be delivered, kept until it has been.
package protocol Outbox: Sendable {
    /// Puts deliveries in that belong to no other change.
    func post(_ drafts: [OutboxDraft]) async throws(StorageError) -> [DeliveryID]

    /// Deliveries that are due; nobody else gets them for `holding`, after which they are due again.
    ///
    /// `perDestination`: How many of one destination at most, so that a slow one does not hold up others.
    func claimDeliveries(
        limit: Int, perDestination: Int, holding: Duration
    ) async throws(StorageError) -> [Delivery]

    /// Stores what a try came to.
    func settleDelivery(
        _ id: DeliveryID, _ outcome: DeliveryOutcome
    ) async throws(StorageError) -> Delivery

    /// Deliveries, the newest first.
    func deliveries(
        destination: String?, state: Delivery.State?, _ page: PageRequest
    ) async throws(StorageError) -> Page<Delivery>

    /// Tries one again from the start.
    func redeliver(_ id: DeliveryID) async throws(StorageError) -> Delivery
}
