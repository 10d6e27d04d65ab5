internal import AssayKit
internal import CJWT
internal import Crypto
internal import Glibc

/// Makes and checks access tokens: JWT, HS256 and nothing else.
///
/// The algorithm is pinned: what the token's header says is compared with it and never followed (RFC 8725, section 3.1).
package struct TokenIssuer: Sendable {
    /// The first signs; all are believed.
    private let keys: [SigningKey]
    private let issuer: String
    private let audience: String
    /// Seconds by which clocks may differ.
    private static let leeway = 5
    /// Longer ones are none of ours, bytes.
    private static let longest = 2048

    /// An issuer.
    ///
    /// - Parameters:
    ///   - keys: At least one; the first signs.
    ///   - issuer: `iss`.
    ///   - audience: `aud`.
    package init(keys: [SigningKey], issuer: String = "assay", audience: String = "assay-api") {
        self.keys = keys
        self.issuer = issuer
        self.audience = audience
    }

    /// A secret for what must follow from a token without being stored; another one than signs.
    package var derivationKey: [UInt8] {
        MessageAuthentication.hmacSHA256(Array("assay refresh tokens".utf8), key: keys.last?.secret ?? [])
    }

    /// A token that says so much.
    ///
    /// - Throws: ``TokenError/failed``.
    package func token(_ claims: TokenClaims) throws(TokenError) -> String {
        guard let key = keys.first else { throw .failed }
        var made: OpaquePointer?
        guard jwt_new(&made) == 0, let token = made else { throw .failed }
        defer { jwt_free(token) }
        let texts = [
            ("iss", issuer), ("aud", audience), ("sub", claims.subject), ("fam", claims.family),
            ("jti", claims.identifier),
        ]
        for (name, value) in texts { guard jwt_add_grant(token, name, value) == 0 else { throw .failed } }
        let numbers = [
            ("iat", claims.issuedAt), ("nbf", claims.issuedAt), ("exp", claims.expiresAt),
            ("ver", claims.version),
        ]
        for (name, value) in numbers {
            guard jwt_add_grant_int(token, name, value) == 0 else { throw .failed }
        }
        guard jwt_add_header(token, "kid", key.name) == 0,
            jwt_set_alg(token, JWT_ALG_HS256, key.secret, Int32(key.secret.count)) == 0,
            let text = jwt_encode_str(token)
        else { throw .failed }
        defer { free(text) }
        return String(cString: text)
    }

    /// What a token says, once everything about it is right.
    ///
    /// - Parameters:
    ///   - token: As the client sent it.
    ///   - now: Seconds since 1970.
    /// - Returns: Its claims.
    /// - Throws: ``TokenError/invalid``, ``TokenError/expired``.
    package func claims(of token: String, now: Int) throws(TokenError) -> TokenClaims {
        let key = try key(of: token)
        var decoded: OpaquePointer?
        guard jwt_decode(&decoded, token, key.secret, Int32(key.secret.count)) == 0, let decoded else {
            throw .invalid
        }
        defer { jwt_free(decoded) }
        // The library tells a claim of another type from a missing one by errno alone, so its JSON is read here.
        guard jwt_get_alg(decoded) == JWT_ALG_HS256, let body = body(decoded),
            body["iss"]?.stringValue == issuer, body["aud"]?.stringValue == audience,
            let subject = body["sub"]?.stringValue, let family = body["fam"]?.stringValue,
            let identifier = body["jti"]?.stringValue, let issuedAt = body["iat"]?.intValue,
            let notBefore = body["nbf"]?.intValue, let expiresAt = body["exp"]?.intValue,
            let version = body["ver"]?.intValue
        else { throw .invalid }
        guard notBefore <= now + Self.leeway, issuedAt <= now + Self.leeway else { throw .invalid }
        guard expiresAt > now - Self.leeway else { throw .expired }
        return TokenClaims(
            subject: subject, family: family, version: version, identifier: identifier, issuedAt: issuedAt,
            expiresAt: expiresAt)
    }

    /// The key that the token's header names; its form and its algorithm are looked at before any signature is.
    private func key(of token: String) throws(TokenError) -> SigningKey {
        guard token.utf8.count <= Self.longest,
            token.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || Base64URL.contains($0) })
        else { throw .invalid }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }), let header = Base64URL.decode(parts[0]),
            // What is no JSON is no token; more need not be known.
            let json = try? JSONParser.parse(header), json["alg"]?.stringValue == "HS256",
            json["crit"] == nil, json["typ"].map({ $0.stringValue?.uppercased() == "JWT" }) ?? true,
            let name = json["kid"]?.stringValue, let key = keys.first(where: { $0.name == name })
        else { throw .invalid }
        return key
    }

    private func body(_ token: OpaquePointer) -> JSONValue? {
        guard let text = jwt_get_grants_json(token, nil) else { return nil }
        defer { free(text) }
        // As above.
        return try? JSONParser.parse(String(cString: text))
    }
}
