internal import AssayKit
internal import Crypto
package import Storage
internal import Synchronization
package import Tokens

/// Registers, logs in and out, and tells who stands behind a token or a key.
package final class AccountService: Sendable {
    let store: any AccountStore & AuditLog
    let issuer: TokenIssuer
    let hashing = HashingGate()
    let throttle = LoginThrottle()
    let time: any TimeSource
    let ids: IdentifierGenerator
    /// How long an access token is good, seconds.
    package let accessLifetime: Int
    private let known = Mutex<[String: Known]>([:])
    private let dummyHash = Mutex<String?>(nil)

    /// Someone whose token was looked up shortly ago.
    private struct Known {
        let principal: Principal
        let expiresAt: Int
        let checkedAt: Timestamp
    }

    /// A change of role, a logout or a disabled account takes effect after so long at most.
    private static let trust: Duration = .seconds(3)
    private static let capacity = 10_000

    package init(
        store: any AccountStore & AuditLog, issuer: TokenIssuer, time: any TimeSource = SystemTime(),
        accessLifetime: Int = 900
    ) {
        self.store = store
        self.issuer = issuer
        self.time = time
        self.accessLifetime = accessLifetime
        ids = IdentifierGenerator(time: time)
    }

    /// Who stands behind a bearer credential: an access token, or a service key (`ak_…`).
    ///
    /// - Throws: ``AccountError/unauthenticated(_:)``, ``AccountError/expired``.
    package func principal(bearer: String) async throws(AccountError) -> Principal {
        let now = time.now()
        let seconds = Int(now.milliseconds / 1000)
        if let known = known.withLock({ $0[bearer] }), time.steady().since(known.checkedAt) < Self.trust {
            guard known.expiresAt > seconds else { throw .expired }
            return known.principal
        }
        let (principal, expiresAt) =
            bearer.hasPrefix(Self.keyPrefix)
            ? (try await principal(key: bearer), Int.max) : try await principal(token: bearer, now: seconds)
        let entry = Known(principal: principal, expiresAt: expiresAt, checkedAt: time.steady())
        known.withLock { known in
            if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
            known[bearer] = entry
        }
        return principal
    }

    /// Forgets what was looked up, so that a change made here takes effect at once.
    func forgetKnown() { known.withLock { $0.removeAll(keepingCapacity: true) } }

    private func principal(token: String, now: Int) async throws(AccountError) -> (Principal, Int) {
        let claims: TokenClaims
        do {
            claims = try issuer.claims(of: token, now: now)
        } catch {
            throw error == .expired ? .expired : Self.badToken
        }
        guard let id = UserID(claims.subject), let family = FamilyID(claims.family) else {
            throw Self.badToken
        }
        do {
            let user = try await store.user(id)
            guard !user.isDisabled, user.authorizationVersion == claims.version,
                try await store.isOpen(family)
            else {
                throw AccountError.unauthenticated("the login has ended; log in again")
            }
            return (Principal(user: user, role: user.role, credential: .token(family)), claims.expiresAt)
        } catch let error as AccountError {
            throw error
        } catch let error as StorageError {
            if case .notFound = error { throw Self.badToken }
            throw .storage(error)
        } catch {
            throw Self.badToken
        }
    }

    private func principal(key: String) async throws(AccountError) -> Principal {
        let hash = SHA256.hash(Array(key.utf8))
        do {
            guard let (key, owner) = try await store.useKey(hash: hash) else {
                throw AccountError.unauthenticated(
                    "the service key is unknown or has expired; make a new one")
            }
            return Principal(user: owner, role: min(key.role, owner.role), credential: .key(key.id))
        } catch let error as AccountError {
            throw error
        } catch let error as StorageError {
            throw .storage(error)
        } catch {
            throw Self.badToken
        }
    }

    static let keyPrefix = "ak_"
    static let badToken = AccountError.unauthenticated("the token is not one of this service; log in again")

    /// A hash that nobody's password has, so that an unknown name takes as long as a wrong password.
    func unknownHash() async throws(AccountError) -> String {
        if let hash = dummyHash.withLock({ $0 }) { return hash }
        let hash = try await hashing.make(Base64URL.encode(RandomBytes.make(24)))
        dummyHash.withLock { $0 = hash }
        return hash
    }

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
