package import Accounts
internal import CSystem
package import Storage

/// Where everybody reads what happens: WebSockets, Socket.IO, the console.
///
/// Stored events come from the log as soon as they are on disk, and others through ``tell(_:replacing:)``. A thread of
/// its own hands them to the readers, each rendered once. It also ends sessions whose credentials are over.
///
///     let session = hub.join(principal, reader: connection)
///     defer { session.leave() }
///     try await session.subscribe(to: LiveTopic("invoice:\(id)"), after: lastSeen)
package final class LiveHub: Sendable {
    private let core: HubCore

    /// A hub over a store; it works until it is let go of.
    ///
    /// - Parameters:
    ///   - log: The stored events, and the numbers.
    ///   - accounts: Tells whether credentials are still good; nil: nobody asks.
    ///   - views: The state of what is followed, and who may see it.
    ///   - time: The clocks.
    package init(
        log: any EventLog, accounts: AccountService?, views: any LiveViews,
        time: any TimeSource = SystemTime()
    ) {
        let core = HubCore(log: log, accounts: accounts, views: views, time: time)
        self.core = core
        log.observe { [line = core.line] events in line.put(events) }
        HubThread.start(core)
    }

    deinit { core.line.close() }

    /// Begins a session of a connection; whoever begins it ends it with ``LiveSession/leave()``.
    package func join(_ principal: Principal, reader: any LiveReader) -> LiveSession {
        core.join(principal, reader: reader)
    }

    /// Tells those who follow of something that is not stored: progress, streamed text.
    ///
    /// - Parameters:
    ///   - draft: What it is.
    ///   - key: A newer one of the same key says all that an older one does, which may then be left out.
    package func tell(_ draft: EventDraft, replacing key: String? = nil) {
        core.line.put(draft, key: key, at: core.time.now())
    }

    /// Sessions that are open now.
    package var sessions: Int { core.sessionCount }

    /// Subscriptions that are open now.
    package var subscriptions: Int { core.subscriptionCount }
}
