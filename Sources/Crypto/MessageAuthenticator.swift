internal import CSodium

/// HMAC with SHA-256 over bytes that come piece by piece.
package struct MessageAuthenticator: Sendable {
    private var state = crypto_auth_hmacsha256_state()

    package init(key: [UInt8]) { crypto_auth_hmacsha256_init(&state, key, key.count) }

    package mutating func update(_ bytes: [UInt8]) {
        crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The 32 bytes of the code; nothing can be added afterwards.
    package mutating func finish() -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        crypto_auth_hmacsha256_final(&state, &code)
        return code
    }
}
