internal import AssayKit
internal import CJWT
internal import Glibc

/// libjwt's side of a token: signing, and checking the signature.
struct SignedToken: ~Copyable {
    private let pointer: OpaquePointer

    deinit { jwt_free(pointer) }

    /// Takes a token whose signature is by this key; nil for any other.
    init?(_ text: String, key: SigningKey) {
        var pointer: OpaquePointer?
        let code = jwt_decode(&pointer, text, key.secret, Int32(clamping: key.secret.count))
        guard code == 0, let pointer else { return nil }
        guard jwt_get_alg(pointer) == JWT_ALG_HS256 else {
            jwt_free(pointer)
            return nil
        }
        self.pointer = pointer
    }

    /// A token with these claims; nil when there is no memory for it.
    init?(claims: JSONObject, key: SigningKey) {
        var pointer: OpaquePointer?
        guard jwt_new(&pointer) == 0, let pointer else { return nil }
        guard jwt_add_header(pointer, "kid", key.name) == 0,
            jwt_add_grants_json(pointer, JSONWriter.text(.object(claims))) == 0,
            jwt_set_alg(pointer, JWT_ALG_HS256, key.secret, Int32(clamping: key.secret.count)) == 0
        else {
            jwt_free(pointer)
            return nil
        }
        self.pointer = pointer
    }

    /// Signs it; nil when there is no memory for it.
    borrowing func sign() -> String? {
        guard let text = jwt_encode_str(pointer) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
