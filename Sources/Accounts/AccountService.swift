internal import AssayKit
internal import Crypto
package import Storage
package import Tokens

/// Registers, logs in and out, and tells who stands behind a token or a key.
package final class AccountService: Sendable {
    let store: any AccountStore & AuditLog
    let issuer: TokenIssuer
    let hashing: HashingGate
    let throttle = LoginThrottle()
    let tickets = TicketBox()
    /// The way to the first admin.
    package let setup: SetupToken
    let time: any TimeSource
    let ids: IdentifierGenerator
    private let known = PrincipalCache()
    /// How long an access token is good, seconds.
    package let accessLifetime: Int

    package init(
        store: any AccountStore & AuditLog, issuer: TokenIssuer, time: any TimeSource = SystemTime(),
        accessLifetime: Int = 600, hashing: HashingGate = HashingGate()
    ) {
        self.store = store
        self.issuer = issuer
        self.time = time
        self.accessLifetime = accessLifetime
        self.hashing = hashing
        ids = IdentifierGenerator(time: time)
        setup = SetupToken(now: time.steady())
    }

    /// Who stands behind a bearer credential: an access token, or a service key (`ak_…`).
    ///
    /// - Throws: ``AccountError/unauthenticated(_:)``, ``AccountError/expired``.
    package func principal(bearer: String) async throws(AccountError) -> Principal {
        guard bearer.utf8.count <= 2048 else { throw Self.badToken }
        let now = time.now()
        let steady = time.steady()
        let key = PrincipalCache.Key(bearer)
        if let principal = known.find(key, steady: steady) {
            if let end = principal.expiresAt, end <= now { throw .expired }
            return principal
        }
        let age = known.age
        let principal =
            bearer.hasPrefix(Self.keyPrefix)
            ? try await principal(key: bearer) : try await principal(token: bearer, now: now)
        known.keep(principal, key, checkedAt: steady, age: age)
        return principal
    }

    /// Whether someone who is connected may stay: not logged out, disabled, or with other rights by now.
    package func isCurrent(_ principal: Principal) async throws(AccountError) -> Bool {
        if let end = principal.expiresAt, end <= time.now() { return false }
        do {
            let user = try await store.user(principal.user.id)
            guard !user.isDisabled, user.authorizationVersion == principal.user.authorizationVersion else {
                return false
            }
            switch principal.credential {
            case .token(let family): return try await store.isOpen(family)
            case .key(let id): return try await store.keys(of: user.id).contains { $0.id == id }
            }
        } catch {
            if case .notFound = error { return false }
            throw .storage(error)
        }
    }

    /// Another one after each change that may end what somebody may do; to be compared only.
    package var revision: Int { known.age }

    /// Forgets what was looked up, so that a change made here takes effect at once.
    func forgetKnown() { known.forget() }

    private func principal(token: String, now: Timestamp) async throws(AccountError) -> Principal {
        let claims: TokenClaims
        do {
            claims = try issuer.claims(of: token, now: Int(now.milliseconds / 1000))
        } catch {
            throw error == .expired ? .expired : Self.badToken
        }
        guard let id = UserID(claims.subject), let family = FamilyID(claims.family) else {
            throw Self.badToken
        }
        let found: (user: User, isOpen: Bool)
        do {
            found = (try await store.user(id), try await store.isOpen(family))
        } catch {
            if case .notFound = error { throw Self.badToken }
            throw .storage(error)
        }
        guard !found.user.isDisabled, found.user.authorizationVersion == claims.version, found.isOpen else {
            throw .unauthenticated("the login has ended; log in again")
        }
        return Principal(
            user: found.user, role: found.user.role, credential: .token(family),
            expiresAt: Timestamp(milliseconds: Int64(claims.expiresAt) * 1000))
    }

    private func principal(key: String) async throws(AccountError) -> Principal {
        let hash = SHA256.hash(Array(key.utf8))
        let found = try await stored { () async throws(StorageError) in
            try await self.store.useKey(hash: hash)
        }
        guard let (key, owner) = found else {
            throw .unauthenticated("the service key is unknown or has expired; make a new one")
        }
        return Principal(
            user: owner, role: min(key.role, owner.role), credential: .key(key.id), expiresAt: key.expiresAt)
    }

    static let keyPrefix = "ak_"
    static let badToken = AccountError.unauthenticated("the token is not one of this service; log in again")

    /// Runs something of the store, its errors as ours.
    func stored<Value: Sendable>(
        _ work: () async throws(StorageError) -> Value
    ) async throws(AccountError) -> Value {
        do {
            return try await work()
        } catch {
            throw .storage(error)
        }
    }
}
