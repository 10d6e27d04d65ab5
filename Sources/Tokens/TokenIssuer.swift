internal import AssayKit
internal import Synchronization

/// Makes and checks access tokens: JWT, HS256 and nothing else.
///
/// The algorithm is pinned: what the token's header says is compared with it and never followed (RFC 8725, section 3.1).
package final class TokenIssuer: Sendable {
    /// Seconds by which clocks may differ.
    private static let leeway = 5

    private let ring: Mutex<KeyRing>
    private let issuer: String
    private let audience: String

    /// An issuer.
    ///
    /// - Parameters:
    ///   - keys: The newest signs; all are believed.
    ///   - issuer: `iss`.
    ///   - audience: `aud`.
    package init(keys: KeyRing, issuer: String = "assay", audience: String = "assay-api") {
        ring = Mutex(keys)
        self.issuer = issuer
        self.audience = audience
    }

    /// The keys as they are now.
    package var keys: KeyRing { ring.withLock { $0 } }

    /// Puts other keys in their place: rotation while the service runs.
    package func replaceKeys(_ keys: KeyRing) { ring.withLock { $0 = keys } }

    /// A secret for what must follow from a token without being stored; another one than signs.
    package var derivationKey: [UInt8] { keys.refreshSecret }

    /// A token that says so much.
    ///
    /// - Throws: ``TokenError/failed``.
    package func token(_ claims: TokenClaims) throws(TokenError) -> String {
        let json = claims.json(issuer: issuer, audience: audience)
        guard let text = SignedToken(claims: json, key: keys.signing)?.sign() else { throw .failed }
        return text
    }

    /// What a token says, once everything about it is right.
    ///
    /// Takes some 30 µs (libjwt 1.10 alone: 17 µs), so callers remember what they have checked.
    ///
    /// - Parameters:
    ///   - token: As the client sent it.
    ///   - now: Seconds since 1970.
    /// - Returns: Its claims.
    /// - Throws: ``TokenError/invalid``, ``TokenError/expired``.
    package func claims(of token: String, now: Int) throws(TokenError) -> TokenClaims {
        let parts = try CompactToken(token)
        guard let key = keys[parts.keyName], SignedToken(token, key: key) != nil,
            parts.claims["iss"] == .string(issuer), parts.claims["aud"] == .string(audience)
        else { throw .invalid }
        let claims = try TokenClaims(parts.claims)
        let notBefore = try TokenClaims.whole("nbf", parts.claims)
        guard notBefore <= now + Self.leeway, claims.issuedAt <= now + Self.leeway else { throw .invalid }
        guard claims.expiresAt > now - Self.leeway else { throw .expired }
        return claims
    }
}
