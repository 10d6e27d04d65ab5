/// A secret that signs tokens, under a name that tokens carry (`kid`).
package struct SigningKey: Sendable, Hashable {
    package let name: String
    /// 32 bytes at least (RFC 7518, section 3.2).
    package let secret: [UInt8]

    /// nil for a secret that is too short.
    package init?(name: String, secret: [UInt8]) {
        guard secret.count >= 32 else { return nil }
        self.name = name
        self.secret = secret
    }
}
