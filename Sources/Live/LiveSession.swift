package import Accounts
internal import Storage
internal import Synchronization

/// What one connection follows, from ``LiveHub/join(_:reader:)`` to ``leave()``.
package final class LiveSession: Sendable {
    /// Whose connection it is; what it may see is decided by this.
    package let principal: Principal
    let id: UInt64
    private let hub: HubCore
    private let reader: any LiveReader
    private let state = Mutex(State())

    private struct State {
        var subscriptions: [LiveTopic: Subscription] = [:]
        var isOver = false
    }

    /// Topics that one connection may follow.
    package static let mostTopics = 500

    init(id: UInt64, principal: Principal, reader: any LiveReader, hub: HubCore) {
        self.id = id
        self.principal = principal
        self.reader = reader
        self.hub = hub
    }

    /// Follows a topic: its snapshot comes first, then the stored events after a number, then what happens.
    ///
    /// It returns once the reader has caught up. Following a topic again begins anew with a snapshot. What the
    /// reader gets of one topic has growing numbers; `after` is the last one that it has seen. Without `after` it
    /// gets what happens after the snapshot. Two calls at a time are two subscriptions, in no order.
    /// - Throws: ``LiveRefusal``; nothing of the topic comes then.
    package func subscribe(to topic: LiveTopic, after: Int64? = nil) async throws(LiveRefusal) {
        let subscription = Subscription(
            id: hub.newID(), topic: topic, visibility: principal.visibility, reader: reader)
        let old: Subscription? = try state.withLock { state throws(LiveRefusal) in
            guard !state.isOver else {
                throw LiveRefusal(.ended, "The connection has ended; open a new one.")
            }
            guard state.subscriptions[topic] != nil || state.subscriptions.count < Self.mostTopics else {
                throw LiveRefusal(
                    .tooMany,
                    "One connection follows at most \(Self.mostTopics) topics; follow a batch or updates instead."
                )
            }
            defer { state.subscriptions[topic] = subscription }
            return state.subscriptions[topic]
        }
        if let old { hub.remove(old) }
        hub.add(subscription)
        // Taken after the subscription is in place and before the state is read.
        var start = hub.line.present
        do {
            // A reader may have got an event out of the log that has not come through the line yet.
            if let after, after > start { start = max(start, try await hub.latest()) }
            let snapshot = try await hub.views.state(of: topic, for: principal)
            try await subscription.open(snapshot, start: start, after: after, log: hub.log)
        } catch {
            drop(subscription)
            throw error
        }
        if subscription.isEnded { hub.remove(subscription) }
    }

    /// Follows a topic no more; whether it did.
    @discardableResult
    package func unsubscribe(from topic: LiveTopic) -> Bool {
        guard let subscription = state.withLock({ $0.subscriptions.removeValue(forKey: topic) }) else {
            return false
        }
        hub.remove(subscription)
        return true
    }

    /// The topics that it follows.
    package var topics: [LiveTopic] { state.withLock { Array($0.subscriptions.keys) } }

    /// The connection is over.
    package func leave() {
        close()
        hub.remove(self)
    }

    /// The hub ends it.
    func end(_ reason: LiveEnd) {
        guard close() else { return }
        hub.remove(self)
        reader.end(reason)
    }

    @discardableResult
    private func close() -> Bool {
        let dropped: [Subscription]? = state.withLock { state in
            guard !state.isOver else { return nil }
            state.isOver = true
            defer { state.subscriptions = [:] }
            return Array(state.subscriptions.values)
        }
        for subscription in dropped ?? [] { hub.remove(subscription) }
        return dropped != nil
    }

    private func drop(_ subscription: Subscription) {
        state.withLock { state in
            if state.subscriptions[subscription.topic] === subscription {
                state.subscriptions[subscription.topic] = nil
            }
        }
        hub.remove(subscription)
    }
}
