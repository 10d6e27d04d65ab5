internal import Crypto

/// Someone's wish to be told of events by requests to an address of theirs.
package struct Subscription: Sendable, Hashable {
    /// Whether it is told anything.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case active, disabled
    }

    package let id: SubscriptionID
    package let owner: UserID
    package var url: String
    package var note: String?
    /// Names of ``WebhookEvent``; empty: all.
    package var events: [String]
    /// Whether it is about everybody's invoices; counts only while its owner may see them.
    package var isEverybodys: Bool
    package var state: State
    /// Why it was disabled, where the service did it.
    package var disabledReason: String?
    /// What messages are signed with; see ``WebhookSecret``.
    package var secret: String
    /// The secret before it, with which messages are signed as well until `previousUntil`.
    package var previousSecret: String?
    package var previousUntil: Timestamp?
    /// Since when nothing has been delivered but failures; nil when the last try went well.
    package var failingSince: Timestamp?
    package var lastFailedAt: Timestamp?
    package let createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: SubscriptionID, owner: UserID, url: String, note: String? = nil, events: [String] = [],
        isEverybodys: Bool = false, state: State = .active, disabledReason: String? = nil, secret: String,
        previousSecret: String? = nil, previousUntil: Timestamp? = nil, failingSince: Timestamp? = nil,
        lastFailedAt: Timestamp? = nil, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.owner = owner
        self.url = url
        self.note = note
        self.events = events
        self.isEverybodys = isEverybodys
        self.state = state
        self.disabledReason = disabledReason
        self.secret = secret
        self.previousSecret = previousSecret
        self.previousUntil = previousUntil
        self.failingSince = failingSince
        self.lastFailedAt = lastFailedAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

package typealias SubscriptionID = Identifier<Subscription>

extension Subscription {
    /// How long both secrets sign after a change.
    package static let rotation: Duration = .seconds(86_400)
    /// A receiver that has taken nothing for so long is given up.
    package static let patience: Duration = .seconds(5 * 86_400)
    /// Longer than between any two tries of a message: failures further apart are none of one piece.
    static let quiet: Duration = .seconds(36 * 3600)

    /// The secrets that messages are signed with now, the current one first.
    package func secrets(at now: Timestamp) -> [String] {
        guard let previousSecret, let previousUntil, now < previousUntil else { return [secret] }
        return [secret, previousSecret]
    }

    /// Takes a new secret; the old one signs as well for a day.
    package mutating func rotate(to new: String, now: Timestamp) {
        previousSecret = secret
        previousUntil = now + Self.rotation
        secret = new
        updatedAt = now
    }

    /// Lets it be told again, as if nothing had failed.
    package mutating func enable() {
        state = .active
        disabledReason = nil
        failingSince = nil
        lastFailedAt = nil
    }

    /// Takes in what a try came to.
    ///
    /// - Returns: Whether it was disabled by that.
    package mutating func note(_ outcome: DeliveryOutcome, now: Timestamp) -> Bool {
        switch outcome {
        case .delivered:
            failingSince = nil
            lastFailedAt = nil
            return false
        case .gone(let answer): return disable("the receiver is gone for good: \(answer)")
        case .retry(_, let answer), .refused(let answer):
            if let last = lastFailedAt, now.since(last) > Self.quiet { failingSince = nil }
            lastFailedAt = now
            let since = failingSince ?? now
            failingSince = since
            guard now.since(since) >= Self.patience else { return false }
            return disable("nothing could be delivered for 5 days: \(answer)")
        }
    }

    private mutating func disable(_ reason: String) -> Bool {
        guard state == .active else { return false }
        state = .disabled
        disabledReason = reason
        return true
    }
}

/// What messages of a subscription are signed with (Standard Webhooks 1.0.0): `whsec_` and Base64 of 32 random bytes.
///
/// The service must sign with it, so it is kept as it is, not as a hash; it is shown once, never logged, and lies in a
/// database file that only the service's user can read. A key beside that file would protect nothing that the file's own
/// permissions do not, and a restored backup could not sign.
package enum WebhookSecret {
    package static func make() -> String { "whsec_" + Base64.encode(RandomBytes.make(32)) }
}
