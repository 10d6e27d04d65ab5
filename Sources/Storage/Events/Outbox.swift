package import AssayKit
internal import Crypto

/// Something that is to be delivered to someone outside.
package struct OutboxDraft: Sendable, Hashable {
    /// Where to, in the form of ``DeliveryDestination``.
    package var destination: String
    /// The receiver's name for it, the same over all tries: `webhook-id`.
    package var messageID: String
    /// "invoice.processed".
    package var type: String
    package var owner: UserID?
    package var body: JSONValue
    /// Which invoice of a completion it tells of, from 0; the store puts its id into the body as `invoice_id`.
    package var part: Int?

    package init(
        destination: String, messageID: String = OutboxDraft.newMessageID(), type: String,
        owner: UserID? = nil, body: JSONValue, part: Int? = nil
    ) {
        self.destination = destination
        self.messageID = messageID
        self.type = type
        self.owner = owner
        self.body = body
        self.part = part
    }

    /// A name that no other message has.
    package static func newMessageID() -> String { "msg_" + Hexadecimal.encode(RandomBytes.make(16)) }

    /// The draft with the id of the invoice that it tells of.
    package func naming(_ invoices: [InvoiceID]) -> OutboxDraft {
        guard let part, invoices.indices.contains(part), case .object(var object) = body else { return self }
        var named = self
        object["invoice_id"] = .string(invoices[part].description)
        named.body = .object(object)
        return named
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
    /// When it was tried last.
    package var triedAt: Timestamp?
    package let createdAt: Timestamp

    package init(
        id: DeliveryID, draft: OutboxDraft, state: State, attempts: Int, dueAt: Timestamp,
        lastAnswer: String?, triedAt: Timestamp? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.draft = draft
        self.state = state
        self.attempts = attempts
        self.dueAt = dueAt
        self.lastAnswer = lastAnswer
        self.triedAt = triedAt
        self.createdAt = createdAt
    }
}

/// What a try came to.
package enum DeliveryOutcome: Sendable, Hashable {
    case delivered
    /// Not now; not before `after`, where the receiver said so.
    case retry(after: Duration?, answer: String)
    /// This message never.
    case refused(answer: String)
    /// No message ever again: the receiver is gone for good.
    case gone(answer: String)
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
    /// `perDestination`: How many of one destination at most, so that a slow one does not hold up others; `busy`: how
    /// many of these a destination has already.
    func claimDeliveries(
        limit: Int, perDestination: Int, busy: [String: Int], holding: Duration
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
    ///
    /// - Throws: ``StorageError/notFound(_:)`` also when it goes elsewhere than to `destination`.
    func redeliver(_ id: DeliveryID, to destination: String) async throws(StorageError) -> Delivery

    /// How many there are, and how late the oldest is.
    func deliveryStatistics() async throws(StorageError) -> DeliveryStatistics

    /// Forgets deliveries that ended, as delivered or dead, and were tried last before a moment.
    ///
    /// - Returns: How many.
    func forgetDeliveries(triedBefore: Timestamp, limit: Int) async throws(StorageError) -> Int
}

extension Outbox {
    package func claimDeliveries(
        limit: Int, perDestination: Int, holding: Duration
    ) async throws(StorageError) -> [Delivery] {
        try await claimDeliveries(limit: limit, perDestination: perDestination, busy: [:], holding: holding)
    }
}

/// The outbox in figures.
package struct DeliveryStatistics: Sendable, Hashable {
    package let byState: [Delivery.State: Int]
    /// How long the oldest delivery that is due has waited for its try; nil when none is due.
    package let oldestWait: Duration?

    package init(byState: [Delivery.State: Int], oldestWait: Duration?) {
        self.byState = byState
        self.oldestWait = oldestWait
    }
}
