internal import CJWT

/// Checks tokens that somebody else has signed with RSA: the QR codes of Indian e-invoices.
///
/// Only RS256 (RFC 7518, section 3.3) is known: a token that asks for anything else is not by the key.
package enum ForeignSignature {
    /// No token that is worth checking is longer, bytes.
    private static let maximumBytes = 4 << 20

    /// Whether a token is signed by the owner of a public key.
    ///
    /// - Parameters:
    ///   - token: Compact, with header, payload and signature.
    ///   - key: PEM, "BEGIN PUBLIC KEY".
    /// - Returns: false also for a key that is none.
    package static func holds(_ token: String, key: String) -> Bool {
        guard token.utf8.count <= maximumBytes, key.contains("BEGIN PUBLIC KEY"), isRS256(token) else {
            return false
        }
        let bytes = Array(key.utf8)
        var pointer: OpaquePointer?
        let code = jwt_decode(&pointer, token, bytes, Int32(clamping: bytes.count))
        guard code == 0, let pointer else { return false }
        defer { jwt_free(pointer) }
        // libjwt takes a token without a signature for a good one; and a text key for a secret of HS256.
        return jwt_get_alg(pointer) == JWT_ALG_RS256
    }

    private static func isRS256(_ token: String) -> Bool {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // A signature by the smallest key that RS256 may have takes 342 characters.
        guard parts.count == 3, parts[2].count >= 342,
            let header = ForeignHeader(part: parts[0])
        else { return false }
        return header.algorithm == "RS256"
    }
}
