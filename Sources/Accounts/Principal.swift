package import Storage

/// Who asks, and what they may do.
package struct Principal: Sendable, Hashable {
    /// How they showed who they are.
    package enum Credential: Sendable, Hashable {
        /// An access token of this login.
        case token(FamilyID)
        /// A service key.
        case key(ServiceKeyID)
    }

    package let user: User
    /// The user's role, or the key's where that is less.
    package let role: Role
    package let credential: Credential
    /// When the credential ends; nil for a key without an end.
    package let expiresAt: Timestamp?

    package init(user: User, role: Role, credential: Credential, expiresAt: Timestamp? = nil) {
        self.user = user
        self.role = role
        self.credential = credential
        self.expiresAt = expiresAt
    }

    package var actor: Actor { .user(user.id) }
    /// Managers see everybody's things, users their own.
    package var visibility: Visibility { role >= .manager ? .everyone : .owned(by: user.id) }

    /// - Throws: ``AccountError/forbidden(_:)`` to a service key: who got hold of one must not make more of it.
    func requireLogin(for purpose: String) throws(AccountError) {
        if case .key = credential {
            throw .forbidden("a service key can't \(purpose); log in with the password for that")
        }
    }
}
