/// One connection that messages go to: a WebSocket, a session of Socket.IO.
///
/// It is called from any thread, must return at once, and must not call the hub back.
package protocol LiveReader: Sendable {
    /// Queues a message.
    func deliver(_ message: LiveMessage)

    /// Whether so little waits that a replay may go on.
    var hasRoom: Bool { get }

    /// The hub ends the session: nothing more will come. Not called after ``LiveSession/leave()``.
    func end(_ reason: LiveEnd)
}

/// Why the hub ends a session; for a WebSocket both are 4401.
package enum LiveEnd: Sendable, Hashable {
    /// The credential's time is over.
    case expired
    /// Logged out, disabled, or with another role by now.
    case revoked

    /// One sentence that names the mend.
    package var sentence: String {
        switch self {
        case .expired: "The credentials have expired; get new ones and connect again."
        case .revoked: "The login has ended or its rights have changed; log in and connect again."
        }
    }
}
