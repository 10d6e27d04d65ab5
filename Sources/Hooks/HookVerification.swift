/// How a source shows that a message is its own.
package enum HookVerification: Sendable, Hashable {
    /// Standard Webhooks 1.0.0: `webhook-id`, `webhook-timestamp`, `webhook-signature`; one key or, while it is being
    /// replaced, several.
    case standardWebhooks(keys: [[UInt8]])
    /// GitHub's: `X-Hub-Signature-256` over the body.
    ///
    /// Neither id nor time is signed, so a repeat is told by the body alone.
    case github(secrets: [String])
    /// A token that both sides know; it says who sent the message, not that nobody altered it on the way.
    case token(secrets: [String], place: TokenPlace, idHeader: String?)

    package enum TokenPlace: Sendable, Hashable {
        /// `Authorization: Bearer TOKEN`.
        case bearer
        case header(String)
        /// In the address; for senders that can't do anything else.
        case query(String)
    }

    /// How far the sender's clock may be from ours, seconds.
    package static let tolerance = 300
}

/// Why a message is not taken.
package enum HookRefusal: Error, Sendable, Hashable {
    /// It lacks what it should be known by; the sentence names it.
    case incomplete(String)
    /// It is not from the source, or was altered.
    case forged
    /// It was sent too long ago, or the clocks differ.
    case old
}
