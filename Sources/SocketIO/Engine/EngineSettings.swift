package import HTTPServing

/// What holds for Engine.IO sessions; the times that clients are told are whole milliseconds.
package struct EngineSettings: Sendable {
    /// The time between the server's pings.
    package var pingInterval: Duration = .seconds(25)
    /// A client whose pong takes longer is gone.
    package var pingTimeout: Duration = .seconds(20)
    /// The largest request body and the largest WebSocket message, bytes.
    package var maxPayload = 1_000_000
    /// What may wait for one client, bytes; over it the client is too slow, and its session ends.
    package var outboundBytes = 1 << 20
    /// Sessions at a time; more get 503.
    package var sessions = 10_000
    /// How long a WebSocket may try before the session goes over to it.
    package var upgradeTimeout: Duration = .seconds(10)
    /// How long the last words of an ended session are kept for the client's next poll.
    package var closeTimeout: Duration = .seconds(10)
    /// Whether a client may open a session; others get 403.
    package var allows: @Sendable (Request) -> Bool = { _ in true }

    /// The standard settings.
    package init() {}
}

extension Duration {
    /// Whole milliseconds.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) * 1000 + Int(clamping: attoseconds / 1_000_000_000_000_000)
    }
}
