internal import Crypto

/// The keys of a service: one signs, the ones before it still verify until the last of their tokens has expired.
package struct KeyRing: Sendable, Hashable {
    /// How long a key signs: 30 days, in seconds.
    package static let signingLife: Int = 30 * 86_400
    /// How long a replaced key still verifies: an hour, far beyond a token's life, in seconds.
    package static let afterlife: Int = 3600

    /// The newest first; never empty.
    package let keys: [SigningKey]
    /// What the successors of refresh tokens are made with; it does not change, for logins live on.
    package let refreshSecret: [UInt8]

    /// A ring of given keys; nil when there are none.
    package init?(keys: [SigningKey], refreshSecret: [UInt8]) {
        guard !keys.isEmpty else { return nil }
        self.keys = keys.sorted { ($0.createdAt, $0.name) > ($1.createdAt, $1.name) }
        self.refreshSecret = refreshSecret
    }

    private init(_ key: SigningKey, refreshSecret: [UInt8]) {
        keys = [key]
        self.refreshSecret = refreshSecret
    }

    /// A new ring.
    package static func make(now: Int) -> KeyRing {
        KeyRing(SigningKey(madeAt: now), refreshSecret: RandomBytes.make(32))
    }

    /// The ring of an operator's own secret: one key, which the operator replaces.
    ///
    /// - Throws: When the secret is shorter than 32 bytes.
    package static func from(secret: String) throws(KeyError) -> KeyRing {
        let bytes = Array(secret.utf8)
        // Names and secrets that must not be the same bytes are drawn from it under names of their own.
        func drawn(_ purpose: String) -> [UInt8] {
            MessageAuthentication.hmacSHA256(Array("assay \(purpose)".utf8), key: bytes)
        }
        let name = Hexadecimal.encode(drawn("key name").prefix(8))
        guard let key = SigningKey(name: name, secret: bytes) else { throw KeyError.shortSecret(bytes.count) }
        return KeyRing(key, refreshSecret: drawn("refresh successor"))
    }

    /// The key of that name.
    package subscript(name: String) -> SigningKey? { keys.first { $0.name == name } }

    /// The key that signs.
    package var signing: SigningKey { keys[0] }

    /// The ring with a new key at its head where that is due, and without those that no token needs any more.
    ///
    /// - Returns: nil when nothing is due.
    package func rotated(now: Int) -> KeyRing? {
        var next = keys
        if now - signing.createdAt >= Self.signingLife { next.insert(SigningKey(madeAt: now), at: 0) }
        // A key ends where its successor begins.
        var kept = [next[0]]
        for (successor, key) in zip(next, next.dropFirst()) where now - successor.createdAt < Self.afterlife {
            kept.append(key)
        }
        return kept == keys ? nil : KeyRing(keys: kept, refreshSecret: refreshSecret)
    }
}
