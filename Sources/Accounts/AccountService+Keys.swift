internal import AssayKit
internal import Crypto
package import Storage

extension AccountService {
    /// Makes a service key; its text is shown this once.
    ///
    /// - Throws: ``AccountError/forbidden(_:)`` for a role above the owner's.
    package func makeKey(
        name: String, role: Role, expiresAt: Timestamp?, for principal: Principal
    ) async throws(AccountError) -> (key: ServiceKey, text: String) {
        guard role <= principal.role else {
            throw .forbidden(
                "a key can't have the role \(role.rawValue), which is above your own; ask for less")
        }
        guard (1...100).contains(name.count) else {
            throw .refused(field: "name", "a key's name has 1 to 100 characters; give it one")
        }
        let text = Self.keyPrefix + Base64URL.encode(RandomBytes.make(32))
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
