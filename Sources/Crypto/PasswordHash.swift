internal import CSodium
internal import Glibc

/// Passwords as argon2id strings (RFC 9106), with the library's interactive limits: 64 MiB and two passes.
///
/// A call takes about a tenth of a second of a core; callers bound how many run at once.
package enum PasswordHash {
    /// The string of a password, with its parameters and salt; nil when there is not enough memory.
    package static func make(_ password: String) -> String? {
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let bytes = password.utf8.map { CChar(bitPattern: $0) }
        let code = crypto_pwhash_str_alg(
            &text, bytes, UInt64(bytes.count), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE),
            Int(crypto_pwhash_MEMLIMIT_INTERACTIVE), crypto_pwhash_ALG_ARGON2ID13)
        guard code == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a password is the one of a string.
    package static func verify(_ password: String, against hash: String) -> Bool {
        let bytes = password.utf8.map { CChar(bitPattern: $0) }
        return hash.withCString { crypto_pwhash_str_verify($0, bytes, UInt64(bytes.count)) == 0 }
    }

    /// Whether a string was made with other parameters than today's.
    package static func isOutdated(_ hash: String) -> Bool {
        hash.withCString {
            crypto_pwhash_str_needs_rehash(
                $0, UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE), Int(crypto_pwhash_MEMLIMIT_INTERACTIVE)) != 0
        }
    }
}

/// Bytes that nobody can guess.
package enum RandomBytes {
    package static func make(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }
}
