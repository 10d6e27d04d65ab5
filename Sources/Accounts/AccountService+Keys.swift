internal import Crypto
package import Storage

extension AccountService {
    private static let mostKeys = 100

    /// Makes a service key; its text is shown this once.
    ///
    /// - Throws: ``AccountError/forbidden(_:)`` for a role above the owner's.
    package func makeKey(
        name: String, role: Role, expiresAt: Timestamp?, for principal: Principal
    ) async throws(AccountError) -> (key: ServiceKey, text: String) {
        try principal.requireLogin(for: "make keys")
        guard role <= principal.role else {
            throw .forbidden(
                "a key can't have the role \(role.rawValue), which is above your own; ask for less")
        }
        guard (1...100).contains(name.count) else {
            throw .refused(field: "name", "a key's name has 1 to 100 characters; give it one")
        }
        if let expiresAt, expiresAt <= time.now() {
            throw .refused(field: "expires_at", "the key would have expired already; give a time to come")
        }
        guard try await keys(of: principal).count < Self.mostKeys else {
            throw .storage(
                .wrongState("you have \(Self.mostKeys) keys already; delete those that are not used any more")
            )
        }
        let text = Self.keyPrefix + RandomBytes.token()
        let key = ServiceKey(
            id: ids.next(), owner: principal.user.id, name: name, hint: String(text.prefix(8)), role: role,
            expiresAt: expiresAt, createdAt: time.now())
        try await stored { () async throws(StorageError) in
            try await self.store.createKey(key, hash: SHA256.hash(Array(text.utf8)), by: principal.actor)
        }
        return (key, text)
    }

    package func keys(of principal: Principal) async throws(AccountError) -> [ServiceKey] {
        try await stored { () async throws(StorageError) in try await self.store.keys(of: principal.user.id) }
    }

    package func deleteKey(_ id: ServiceKeyID, of principal: Principal) async throws(AccountError) {
        try await stored { () async throws(StorageError) in
            try await self.store.deleteKey(id, owner: principal.user.id, by: principal.actor)
        }
        forgetKnown()
    }
}
