/// A subscription that is to be made.
package struct SubscriptionDraft: Sendable, Hashable {
    package var owner: UserID
    package var url: String
    package var note: String?
    package var events: [String]
    package var isEverybodys: Bool

    package init(
        owner: UserID, url: String, note: String? = nil, events: [String] = [], isEverybodys: Bool = false
    ) {
        self.owner = owner
        self.url = url
        self.note = note
        self.events = events
        self.isEverybodys = isEverybodys
    }
}

/// What is to be changed of a subscription; nil leaves it as it is.
package struct SubscriptionChange: Sendable, Hashable {
    package var url: String?
    package var note: String?
    package var events: [String]?
    package var isEverybodys: Bool?
    package var state: Subscription.State?

    package init(
        url: String? = nil, note: String? = nil, events: [String]? = nil, isEverybodys: Bool? = nil,
        state: Subscription.State? = nil
    ) {
        self.url = url
        self.note = note
        self.events = events
        self.isEverybodys = isEverybodys
        self.state = state
    }
}

/// The subscriptions to events.
///
/// A store puts a message for each into the outbox, in the transaction of the event; and takes note of what becomes of
/// it. Whoever is given up is disabled, with an event for the owner, and what waits for it is dead.
package protocol SubscriptionStore: Sendable {
    /// How many one owner may have.
    static var subscriptionsPerOwner: Int { get }

    /// - Throws: ``StorageError/wrongState(_:)`` when the owner has too many.
    func createSubscription(
        _ draft: SubscriptionDraft, by actor: Actor
    ) async throws(StorageError) -> Subscription

    /// Subscriptions, the newest first.
    func subscriptions(
        _ visibility: Visibility, _ page: PageRequest
    ) async throws(StorageError) -> Page<Subscription>

    func subscription(
        _ id: SubscriptionID, visibility: Visibility
    ) async throws(StorageError) -> Subscription

    func changeSubscription(
        _ id: SubscriptionID, _ change: SubscriptionChange, visibility: Visibility, by actor: Actor
    ) async throws(StorageError) -> Subscription

    /// Takes a new secret.
    func rotateSecret(
        of id: SubscriptionID, visibility: Visibility, by actor: Actor
    ) async throws(StorageError) -> Subscription

    /// Removes it, with the log of its deliveries.
    func deleteSubscription(
        _ id: SubscriptionID, visibility: Visibility, by actor: Actor
    ) async throws(StorageError)
}

extension SubscriptionStore {
    package static var subscriptionsPerOwner: Int { 50 }
}
