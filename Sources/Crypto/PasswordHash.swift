internal import CSodium

/// Argon2id (RFC 9106), with the parameters written into the hash (libsodium).
///
/// Each call takes the time and the memory that its cost names: never call it on one of Swift's shared threads.
package enum PasswordHash {
    /// What one hash costs him who guesses, and us.
    package struct Cost: Sendable, Hashable {
        /// Passes over the memory.
        package let passes: Int
        /// Memory in KiB.
        package let kibibytes: Int

        package init(passes: Int, kibibytes: Int) {
            self.passes = passes
            self.kibibytes = kibibytes
        }

        /// 2 passes over 64 MiB: about 0.1 s, above the floor of OWASP's password storage sheet.
        package static let interactive = Cost(passes: 2, kibibytes: 65_536)
        /// As little as the library allows; for tests.
        package static let least = Cost(passes: 1, kibibytes: 8)

        var bytes: Int { kibibytes * 1024 }
    }

    /// The hash of a password under a new salt; nil when there is no memory for it.
    package static func make(_ password: String, cost: Cost = .interactive) -> String? {
        _ = Sodium.isReady
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_argon2id_STRBYTES))
        let bytes = password.utf8.map { CChar(bitPattern: $0) }
        let code = crypto_pwhash_argon2id_str(
            &text, bytes, UInt64(bytes.count), UInt64(cost.passes), cost.bytes)
        guard code == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether the password is the one that was hashed; false also for a text that is no hash.
    package static func verify(_ password: String, against hash: String) -> Bool {
        _ = Sodium.isReady
        // The library reads up to the NUL; one inside would cut the hash.
        guard !hash.utf8.contains(0) else { return false }
        let bytes = password.utf8.map { CChar(bitPattern: $0) }
        return hash.withCString { crypto_pwhash_argon2id_str_verify($0, bytes, UInt64(bytes.count)) == 0 }
    }

    /// Whether a hash was made at another cost than this one.
    package static func isOutdated(_ hash: String, cost: Cost = .interactive) -> Bool {
        guard !hash.utf8.contains(0) else { return true }
        return hash.withCString {
            crypto_pwhash_argon2id_str_needs_rehash($0, UInt64(cost.passes), cost.bytes) != 0
        }
    }

    /// A hash that no password has and that costs as much to try: for a login that does not exist.
    package static func decoy(cost: Cost = .interactive) -> String {
        func base64(_ bytes: [UInt8]) -> String { String(Base64.encode(bytes).prefix { $0 != "=" }) }
        let salt = base64(RandomBytes.make(16))
        let hash = base64(RandomBytes.make(32))
        return "$argon2id$v=19$m=\(cost.kibibytes),t=\(cost.passes),p=1$\(salt)$\(hash)"
    }
}
