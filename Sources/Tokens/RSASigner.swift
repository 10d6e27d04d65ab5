internal import CJWT
internal import Glibc

/// Signs texts as the e-invoice portal does, with a key that is only for tests and samples.
package enum RSASigner {
    /// A compact RS256 token (RFC 7515, RFC 7518 section 3.3) with one text claim, `data`, and its issuer.
    ///
    /// - Parameters:
    ///   - data: The claim's text.
    ///   - issuer: Who is said to sign.
    ///   - keyName: Goes into the header as `kid`.
    ///   - key: PEM, "BEGIN RSA PRIVATE KEY".
    /// - Returns: nil for a key that is none, or without memory.
    package static func token(data: String, issuer: String, keyName: String, key: String) -> String? {
        var pointer: OpaquePointer?
        guard jwt_new(&pointer) == 0, let pointer else { return nil }
        defer { jwt_free(pointer) }
        let bytes = Array(key.utf8)
        guard jwt_add_header(pointer, "kid", keyName) == 0, jwt_add_grant(pointer, "data", data) == 0,
            jwt_add_grant(pointer, "iss", issuer) == 0,
            jwt_set_alg(pointer, JWT_ALG_RS256, bytes, Int32(clamping: bytes.count)) == 0,
            let text = jwt_encode_str(pointer)
        else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
