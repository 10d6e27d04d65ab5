/// Why a WebSocket closes (RFC 6455, section 7.4; 1013 from its registry; 4000...4999 are the application's).
package struct CloseCode: RawRepresentable, Hashable, Sendable {
    /// The code.
    package let rawValue: UInt16

    /// A code by its number.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Done.
    package static let normal = CloseCode(rawValue: 1000)
    /// The service ends, or a page is left.
    package static let goingAway = CloseCode(rawValue: 1001)
    /// The peer broke the protocol.
    package static let protocolError = CloseCode(rawValue: 1002)
    /// The peer's close frame had no code; never sent.
    package static let noStatus = CloseCode(rawValue: 1005)
    /// The connection broke; never sent.
    package static let abnormal = CloseCode(rawValue: 1006)
    /// The peer broke a rule of the application.
    package static let policy = CloseCode(rawValue: 1008)
    /// A message is too large.
    package static let tooBig = CloseCode(rawValue: 1009)
    /// The session failed.
    package static let internalError = CloseCode(rawValue: 1011)
    /// The peer is too slow, or the service too busy; it may come back later.
    package static let tryAgainLater = CloseCode(rawValue: 1013)
    /// Credentials expired or were revoked.
    package static let unauthenticated = CloseCode(rawValue: 4401)

    /// Whether what waits is dropped: for a peer that takes nothing, and for one that may see nothing any more.
    var isAtOnce: Bool { self == .tryAgainLater || self == .unauthenticated }
}

/// A message of a WebSocket.
package enum WebSocketMessage: Sendable, Equatable {
    /// A text.
    case text(String)
    /// Bytes.
    case binary([UInt8])

    /// Its size in bytes.
    var size: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .binary(let bytes): bytes.count
        }
    }
}
