/// What an access token says (RFC 7519, section 4.1).
package struct TokenClaims: Sendable, Hashable {
    /// Whom it is about: the user's id (`sub`).
    package var subject: String
    /// The user's role when it was made (`role`): for clients to read, rights never rest on it.
    package var role: String
    /// The login that it belongs to (`fam`).
    package var family: String
    /// The number of the user's authorizations when it was made (`ver`).
    package var version: Int
    /// Names this very token (`jti`).
    package var identifier: String
    /// Seconds since 1970 (`iat`, also `nbf`).
    package var issuedAt: Int
    /// Seconds since 1970 (`exp`).
    package var expiresAt: Int

    package init(
        subject: String, role: String, family: String, version: Int, identifier: String, issuedAt: Int,
        expiresAt: Int
    ) {
        self.subject = subject
        self.role = role
        self.family = family
        self.version = version
        self.identifier = identifier
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }
}
