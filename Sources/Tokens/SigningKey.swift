internal import Crypto

/// A secret that signs tokens, under a name that tokens carry (`kid`).
package struct SigningKey: Sendable, Hashable {
    /// At least as long as the digest (RFC 7518, section 3.2).
    package static let minimumBytes = 32

    package let name: String
    package let secret: [UInt8]
    /// In seconds since 1970.
    package let createdAt: Int

    /// nil for a secret that is too short.
    package init?(name: String, secret: [UInt8], createdAt: Int = 0) {
        guard secret.count >= Self.minimumBytes else { return nil }
        self.name = name
        self.secret = secret
        self.createdAt = createdAt
    }

    /// A new one.
    ///
    /// `now`: In seconds since 1970.
    package init(madeAt now: Int) {
        name = Hexadecimal.encode(RandomBytes.make(8))
        secret = RandomBytes.make(Self.minimumBytes)
        createdAt = now
    }
}
