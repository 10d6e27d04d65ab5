internal import AssayKit
package import Storage

extension AccountService {
    /// Makes a user with any role.
    package func addUser(
        email: String, username: String, password: String, role: Role, by actor: Actor
    ) async throws(AccountError) -> User {
        let draft = try await draft(email: email, username: username, password: password, role: role)
        return try await stored { () async throws(StorageError) in
            try await self.store.createUser(draft, by: actor)
        }
    }

    /// Changes a user; nil members are left.
    package func changeUser(
        _ id: UserID, email: String? = nil, username: String? = nil, password: String? = nil,
        role: Role? = nil,
        isDisabled: Bool? = nil, by actor: Actor
    ) async throws(AccountError) -> User {
        var change = UserChange(role: role, isDisabled: isDisabled)
        if let email { change.email = try CredentialRules.email(email) }
        if let username { change.username = try CredentialRules.username(username) }
        if let password {
            let user = try await stored { () async throws(StorageError) in try await self.store.user(id) }
            try CredentialRules.check(
                password: password, email: change.email ?? user.email,
                username: change.username ?? user.username)
            change.passwordHash = try await hashing.make(password)
        }
        let final = change
        let user = try await stored { () async throws(StorageError) in
            try await self.store.updateUser(id, final, by: actor)
        }
        forgetKnown()
        return user
    }

    /// Changes one's own account.
    ///
    /// Nil members are left. A new password or e-mail takes the `current` password; `address` is the client's, for the
    /// limit of failed tries.
    /// - Throws: ``AccountError/wrongPassword``, ``AccountError/refused(field:_:)``,
    ///   ``AccountError/forbidden(_:)`` to a service key.
    package func changeOwn(
        _ principal: Principal, email: String? = nil, username: String? = nil, password: String? = nil,
        current: String?, from address: String
    ) async throws(AccountError) -> User {
        try principal.requireLogin(for: "change the account")
        if email != nil || password != nil {
            guard let current else {
                throw .refused(
                    field: "current_password",
                    "a new password or e-mail takes the current password; send it along")
            }
            _ = try await user(principal.user.username, password: current, from: address)
        }
        return try await changeUser(
            principal.user.id, email: email, username: username, password: password, by: principal.actor)
    }

    package func users(search: String?, _ page: PageRequest) async throws(AccountError) -> Page<User> {
        try await stored { () async throws(StorageError) in try await self.store.users(search: search, page) }
    }

    package func user(_ id: UserID) async throws(AccountError) -> User {
        try await stored { () async throws(StorageError) in try await self.store.user(id) }
    }

    package func deleteUser(_ id: UserID, by actor: Actor) async throws(AccountError) {
        try await stored { () async throws(StorageError) in try await self.store.deleteUser(id, by: actor) }
        forgetKnown()
    }

    /// Whether someone can administer this installation.
    package func hasAdmin() async throws(AccountError) -> Bool {
        try await stored { () async throws(StorageError) in try await self.store.hasAdmin() }
    }
}
