internal import HTTPServing

/// A message of the application.
package enum EngineMessage: Sendable, Equatable {
    /// UTF-8 text.
    case text([UInt8])
    /// Bytes.
    case binary([UInt8])
}

/// Who gets the messages of one session.
package protocol EngineReceiver: Sendable {
    /// Takes a message; what comes next is not read before this returns.
    ///
    /// - Returns: False when the message breaks a rule: the session ends.
    func receive(_ message: EngineMessage) async -> Bool

    /// The session has ended; called once, and must return at once.
    func closed(_ reason: EngineCloseReason)
}

/// Why a session ended.
package enum EngineCloseReason: String, Sendable {
    /// The client said so.
    case byClient
    /// Its connection broke, or it closed its socket.
    case connectionLost
    /// No pong came in time.
    case pingTimeout
    /// The client broke the protocol.
    case protocolBroken
    /// A message was too large.
    case tooLarge
    /// Too much waited for the client.
    case tooSlow
    /// The application ended it.
    case byServer
    /// The service ends.
    case serviceEnds

    /// How a WebSocket is closed then.
    var closeCode: CloseCode {
        switch self {
        case .byClient, .connectionLost, .pingTimeout, .byServer: .normal
        case .protocolBroken: .policy
        case .tooLarge: .tooBig
        case .tooSlow: .tryAgainLater
        case .serviceEnds: .goingAway
        }
    }
}
