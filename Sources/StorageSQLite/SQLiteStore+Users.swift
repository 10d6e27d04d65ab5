internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func createUser(_ draft: UserDraft, by actor: Actor) async throws(StorageError) -> User {
        try await write { try $0.createUser(draft, by: actor) }
    }

    package func createFirstAdmin(_ draft: UserDraft) async throws(StorageError) -> User {
        try await write { session in
            guard try !session.hasAdmin() else {
                throw StorageError.wrongState("the service has an admin already; log in as that one")
            }
            var draft = draft
            draft.role = .admin
            return try session.createUser(draft, by: .system)
        }
    }

    package func hasAdmin() async throws(StorageError) -> Bool {
        try await read { try $0.hasAdmin() }
    }

    package func user(_ id: UserID) async throws(StorageError) -> User {
        try await read { try $0.user(id) }
    }

    package func credentials(
        login: String
    ) async throws(StorageError) -> (user: User, passwordHash: String)? {
        try await read { session in
            try session.connection.first(
                """
                SELECT \(Session.userColumns), password_hash FROM user WHERE email = ?1 OR username = ?1
                """, login
            ) { row in (user: try Session.user(&row), passwordHash: try row.text()) }
        }
    }

    package func users(search: String?, _ page: PageRequest) async throws(StorageError) -> Page<User> {
        var conditions = Conditions()
        if let search, !search.isEmpty { conditions.add("lower(username || ' ' || email)", contains: search) }
        return try await read { [conditions] session in
            try session.page(
                Session.userColumns, from: "user", conditions, order: "username COLLATE NOCASE, id", page,
                read: Session.user)
        }
    }

    package func updateUser(
        _ id: UserID, _ change: UserChange, by actor: Actor
    ) async throws(StorageError) -> User {
        try await write { try $0.updateUser(id, change, by: actor) }
    }

    package func rehash(_ id: UserID, _ passwordHash: String) async throws(StorageError) {
        try await write { session in
            try session.connection.run("UPDATE user SET password_hash = ?2 WHERE id = ?1", id, passwordHash)
        }
    }

    package func deleteUser(_ id: UserID, by actor: Actor) async throws(StorageError) {
        try await write { session in
            let user = try session.user(id)
            let owns = try session.connection.first(
                """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM batch WHERE owner = ?1)
                    OR EXISTS (SELECT 1 FROM invoice WHERE owner = ?1)
                """, id
            ) { try $0.integer() }
            guard owns == nil else {
                throw StorageError.wrongState(
                    "\(user.username) owns batches or invoices; disable the account, or delete those first")
            }
            try session.connection.run("DELETE FROM user WHERE id = ?1", id)
            try session.checkAdminLeft()
            try session.audit(AuditDraft("user.deleted", by: actor, subject: "user:\(id)"))
        }
    }
}

extension Session {
    static let userColumns = """
        id, email, username, role, disabled, authorization_version, created_at
        """

    static func user(_ row: inout Row) throws -> User {
        User(
            id: try row.id(), email: try row.text(), username: try row.text(), role: try row.word(),
            isDisabled: try row.bool(), authorizationVersion: try row.int(), createdAt: try row.time())
    }

    func user(_ id: UserID) throws -> User {
        let found = try connection.first(
            "SELECT \(Self.userColumns) FROM user WHERE id = ?1", id, read: Self.user)
        guard let found else { throw StorageError.notFound("user") }
        return found
    }

    func hasAdmin() throws -> Bool {
        try connection.first("SELECT 1 FROM user WHERE role = 'admin' AND disabled = 0") {
            try $0.integer()
        } != nil
    }

    func checkAdminLeft() throws {
        guard try hasAdmin() else {
            throw StorageError.wrongState("no admin would be left; make another user an admin first")
        }
    }

    fileprivate func createUser(_ draft: UserDraft, by actor: Actor) throws -> User {
        try checkFree(email: draft.email, username: draft.username, except: nil)
        let id = newID(User.self)
        try connection.run(
            """
            INSERT INTO user(id, email, username, password_hash, role, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """, id, draft.email, draft.username, draft.passwordHash, draft.role.rawValue, now)
        try audit(
            AuditDraft(
                "user.created", by: actor, subject: "user:\(id)",
                details: JSONObject([.init(key: "role", value: .string(draft.role.rawValue))])))
        return try user(id)
    }

    fileprivate func updateUser(_ id: UserID, _ change: UserChange, by actor: Actor) throws -> User {
        let old = try user(id)
        try checkFree(email: change.email, username: change.username, except: id)
        try connection.run(
            """
            UPDATE user SET email = coalesce(?2, email), username = coalesce(?3, username),
                password_hash = coalesce(?4, password_hash), role = coalesce(?5, role),
                disabled = coalesce(?6, disabled), authorization_version = authorization_version + ?7
            WHERE id = ?1
            """, id, change.email, change.username, change.passwordHash, change.role?.rawValue,
            change.isDisabled, change.endsSessions)
        if old.role == .admin { try checkAdminLeft() }
        if change.passwordHash != nil || change.isDisabled == true { try revokeFamilies(of: id) }
        var details = JSONObject()
        if let role = change.role { details["role"] = .string(role.rawValue) }
        if let isDisabled = change.isDisabled { details["disabled"] = .bool(isDisabled) }
        if change.passwordHash != nil { details["password"] = "changed" }
        try audit(AuditDraft("user.changed", by: actor, subject: "user:\(id)", details: details))
        return try user(id)
    }

    /// One login names one user: neither may be another's e-mail nor another's user name.
    private func checkFree(email: String?, username: String?, except id: UserID?) throws {
        for (what, login) in [("e-mail", email), ("user name", username)] {
            guard let login else { continue }
            let other = try connection.first(
                "SELECT 1 FROM user WHERE (email = ?1 OR username = ?1) AND id IS NOT ?2", login, id
            ) { try $0.integer() }
            if other != nil { throw StorageError.duplicate("the \(what) \(login) is taken; choose another") }
        }
    }
}
