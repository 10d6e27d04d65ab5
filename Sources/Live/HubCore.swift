internal import Accounts
internal import AssayKit
internal import Storage
internal import Synchronization

/// What the hub's thread and the sessions share.
final class HubCore: Sendable {
    let line: HubLine
    let log: any EventLog
    let accounts: AccountService?
    let views: any LiveViews
    let time: any TimeSource
    let dashboards = Dashboards()
    let state = Mutex(State())

    struct State {
        var subscriptions: [LiveTopic: [UInt64: Subscription]] = [:]
        var sessions: [UInt64: LiveSession] = [:]
        var lastID: UInt64 = 0
        var checkedAt = Timestamp(milliseconds: 0)
        /// The accounts' revision when the sessions were checked last.
        var checkedRevision = 0
        var isChecking = false
    }

    init(log: any EventLog, accounts: AccountService?, views: any LiveViews, time: any TimeSource) {
        line = HubLine(log: log)
        self.log = log
        self.accounts = accounts
        self.views = views
        self.time = time
    }

    /// The number of the latest event on disk.
    func latest() async throws(LiveRefusal) -> Int64 {
        do {
            return try await log.latestSequence()
        } catch {
            throw LiveRefusal(error)
        }
    }

    func newID() -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    func join(_ principal: Principal, reader: any LiveReader) -> LiveSession {
        let session = LiveSession(id: newID(), principal: principal, reader: reader, hub: self)
        state.withLock { $0.sessions[session.id] = session }
        return session
    }

    func remove(_ session: LiveSession) { state.withLock { _ = $0.sessions.removeValue(forKey: session.id) } }

    func add(_ subscription: Subscription) {
        state.withLock { $0.subscriptions[subscription.topic, default: [:]][subscription.id] = subscription }
    }

    func remove(_ subscription: Subscription) {
        subscription.end()
        state.withLock { state in
            state.subscriptions[subscription.topic]?[subscription.id] = nil
            if state.subscriptions[subscription.topic]?.isEmpty == true {
                state.subscriptions[subscription.topic] = nil
            }
        }
    }

    func readers(of topic: LiveTopic) -> [Subscription] {
        state.withLock { state in state.subscriptions[topic].map { Array($0.values) } ?? [] }
    }

    var sessionCount: Int { state.withLock { $0.sessions.count } }
    var subscriptionCount: Int { state.withLock { $0.subscriptions.values.reduce(0) { $0 + $1.count } } }

    // MARK: On the hub's thread

    /// Hands an event to all who follow it and may see it.
    func publish(_ event: LiveEvent) {
        let draft = event.event.draft
        var body: [UInt8]?
        for topic in LiveTopic.topics(of: draft) {
            let readers = readers(of: topic).filter { $0.visibility.includes(draft.owner) }
            guard !readers.isEmpty else { continue }
            let rendered = body ?? event.body
            body = rendered
            let message = event.message(for: topic, body: rendered)
            for reader in readers { reader.take(message, isStored: event.transient == nil) }
        }
        if event.transient == nil { dashboards.changed(draft.owner) }
    }

    /// Looks at what time brings: credentials that end, figures that are due.
    func tick() {
        let now = time.now()
        let sessions = state.withLock { Array($0.sessions.values) }
        for session in sessions {
            if let end = session.principal.expiresAt, end <= now { session.end(.expired) }
        }
        checkSessions()
        showFigures()
    }
}
