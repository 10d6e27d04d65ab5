package import AssayKit
internal import Crypto
package import Storage
internal import Tokens

/// What a login gives out.
package struct TokenPair: Sendable, Hashable {
    package let access: String
    package let refresh: String
    /// Seconds until the access token ends.
    package let expiresIn: Int
}

extension AccountService {
    /// Makes an account with the role `user`.
    package func register(email: String, username: String, password: String) async throws(AccountError)
        -> User
    {
        let draft = try await draft(email: email, username: username, password: password, role: .user)
        return try await stored { () async throws(StorageError) in
            try await self.store.createUser(draft, by: .system)
        }
    }

    /// Opens the setup at the start of a service that has no admin.
    ///
    /// `folder`: The data folder; the token lies in it, too, until it is used.
    /// - Returns: The one-use token, to be printed; nil when there is an admin.
    package func openSetup(folder: String) async throws(AccountError) -> String? {
        guard try await !hasAdmin() else {
            setup.discard(in: folder)
            return nil
        }
        do {
            try setup.write(to: folder)
        } catch {
            throw .storage(.unusable("\(error)"))
        }
        return setup.text
    }

    /// Makes the first admin, with the token that the start of the service printed.
    ///
    /// - Throws: ``AccountError/forbidden(_:)`` for another token or one whose time is over.
    package func setUp(
        token: String, email: String, username: String, password: String
    ) async throws(AccountError) -> User {
        if try await hasAdmin() {
            setup.spend()
            throw .storage(.wrongState("the service has an admin already; log in as that one"))
        }
        try setup.check(token, now: time.steady())
        let user = try await setUp(email: email, username: username, password: password)
        setup.spend()
        return user
    }

    /// Makes the first admin.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` as ``AccountError/storage(_:)`` when there is one.
    package func setUp(email: String, username: String, password: String) async throws(AccountError) -> User {
        let draft = try await draft(email: email, username: username, password: password, role: .admin)
        return try await stored { () async throws(StorageError) in
            try await self.store.createFirstAdmin(draft)
        }
    }

    /// A user as they are to be stored.
    package func draft(
        email: String, username: String, password: String, role: Role
    ) async throws(AccountError) -> UserDraft {
        let email = try CredentialRules.email(email)
        let username = try CredentialRules.username(username)
        try CredentialRules.check(password: password, email: email, username: username)
        return UserDraft(
            email: email, username: username, passwordHash: try await hashing.make(password), role: role)
    }

    /// Logs someone in by e-mail or user name.
    ///
    /// - Parameters:
    ///   - name: E-mail or user name.
    ///   - password: The password.
    ///   - address: The client's, for the limit of failed logins.
    /// - Returns: A token for requests, and one to renew it.
    /// - Throws: ``AccountError/wrongPassword``, ``AccountError/throttled(seconds:)``,
    ///   ``AccountError/overloaded(seconds:)``.
    package func logIn(_ name: String, password: String, from address: String) async throws(AccountError)
        -> TokenPair
    {
        let login = CredentialRules.login(name)
        let user = try await user(login, password: password, from: address)
        let token = Self.newRefreshToken()
        let family = try await stored { () async throws(StorageError) in
            try await self.store.openFamily(user: user.id, token: SHA256.hash(Array(token.utf8)))
        }
        return try pair(user, family.id, refresh: token)
    }

    /// The user of that name, if the password is theirs.
    ///
    /// A name that nobody has, a wrong password and a disabled account take as long and say the same.
    func user(
        _ login: String, password: String, from address: String
    ) async throws(AccountError) -> User {
        try throttle.take(login, from: address, now: time.steady())
        let found: (user: User, passwordHash: String)?
        let isRight: Bool
        do {
            found = try await stored { () async throws(StorageError) in
                try await self.store.credentials(login: login)
            }
            isRight = try await hashing.verify(password, against: found?.passwordHash)
        } catch {
            throttle.giveBack(login, from: address)
            throw error
        }
        guard let found, isRight, !found.user.isDisabled else {
            try await note(
                "login.failed", subject: "login",
                details: JSONObject([.init(key: "name", value: .string(String(login.prefix(80))))]),
                by: .system)
            throw .wrongPassword
        }
        throttle.giveBack(login, from: address)
        if PasswordHash.isOutdated(found.passwordHash, cost: hashing.cost) {
            let fresh = try await hashing.make(password)
            try await stored { () async throws(StorageError) in
                try await self.store.rehash(found.user.id, fresh)
            }
        }
        return found.user
    }

    /// Takes a refresh token and gives the next pair.
    ///
    /// The successor follows from the token itself, so that a client that lost the answer gets the same again; a spent
    /// token ends the whole login.
    package func refresh(_ token: String) async throws(AccountError) -> TokenPair {
        let successor = successor(of: token)
        let found = try await stored { () async throws(StorageError) in
            try await self.store.presentRefreshToken(
                SHA256.hash(Array(token.utf8)), successor: SHA256.hash(Array(successor.utf8)))
        }
        guard let (outcome, user, family) = found else {
            throw .unauthenticated("the refresh token is unknown; log in again")
        }
        switch outcome {
        case .rotated, .repeated:
            guard !user.isDisabled else { throw .unauthenticated("the account is disabled; ask an admin") }
            return try pair(user, family, refresh: successor)
        case .reused:
            forgetKnown()
            throw .unauthenticated("the refresh token was used before, so this login has ended; log in again")
        case .ended: throw .unauthenticated("the login has ended; log in again")
        }
    }

    /// Ends one login, or all of the user's.
    package func logOut(_ principal: Principal, everywhere: Bool) async throws(AccountError) {
        if everywhere {
            try await stored { () async throws(StorageError) in
                try await self.store.revokeSessions(of: principal.user.id, by: principal.actor)
            }
        } else if case .token(let family) = principal.credential {
            try await stored { () async throws(StorageError) in
                try await self.store.revokeFamily(family, user: principal.user.id)
            }
        }
        forgetKnown()
    }

    /// Writes to the audit log.
    package func note(
        _ action: String, subject: String, details: JSONObject, by actor: Actor
    ) async throws(AccountError) {
        try await stored { () async throws(StorageError) in
            try await self.store.audit(AuditDraft(action, by: actor, subject: subject, details: details))
        }
    }

    private func pair(_ user: User, _ family: FamilyID, refresh: String) throws(AccountError) -> TokenPair {
        let now = Int(time.now().milliseconds / 1000)
        let claims = TokenClaims(
            subject: user.id.description, role: user.role.rawValue, family: family.description,
            version: user.authorizationVersion,
            identifier: Base64URL.encode(RandomBytes.make(12)), issuedAt: now, expiresAt: now + accessLifetime
        )
        do {
            return TokenPair(access: try issuer.token(claims), refresh: refresh, expiresIn: accessLifetime)
        } catch {
            throw .storage(.fault("a token could not be made"))
        }
    }

    private static func newRefreshToken() -> String { "rt_" + Base64URL.encode(RandomBytes.make(32)) }

    /// The next token: a function of this one, so that it can be given again without being stored.
    private func successor(of token: String) -> String {
        "rt_"
            + Base64URL.encode(MessageAuthentication.hmacSHA256(Array(token.utf8), key: issuer.derivationKey))
    }
}
