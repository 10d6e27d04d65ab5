internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func createKey(
        _ key: ServiceKey, hash: [UInt8], by actor: Actor
    ) async throws(StorageError) {
        try await write { session in
            _ = try session.user(key.owner)
            try session.connection.run(
                "INSERT INTO service_key VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL)", key.id, key.owner,
                key.name, key.hint, hash, key.role.rawValue, key.expiresAt, key.createdAt)
            try session.audit(
                AuditDraft(
                    "key.created", by: actor, subject: "key:\(key.id)",
                    details: JSONObject([.init(key: "role", value: .string(key.role.rawValue))])))
        }
    }

    package func useKey(
        hash: [UInt8]
    ) async throws(StorageError) -> (key: ServiceKey, owner: User)? {
        let now = surroundings.time.now()
        let found = try await read { session -> (key: ServiceKey, owner: User)? in
            guard
                let key = try session.connection.first(
                    "SELECT \(Session.keyColumns) FROM service_key WHERE hash = ?1", hash, read: Session.key)
            else { return nil }
            if let expiresAt = key.expiresAt, expiresAt <= now { return nil }
            let owner = try session.user(key.owner)
            return owner.isDisabled ? nil : (key, owner)
        }
        guard let found else { return nil }
        // To the minute is exact enough, and spares most requests a commit.
        if let last = found.key.lastUsedAt, now.since(last) < .seconds(60) { return found }
        try await write { session in
            try session.connection.run(
                "UPDATE service_key SET last_used_at = ?2 WHERE id = ?1", found.key.id, now)
        }
        return found
    }

    package func keys(of owner: UserID) async throws(StorageError) -> [ServiceKey] {
        try await read { session in
            try session.connection.rows(
                "SELECT \(Session.keyColumns) FROM service_key WHERE owner = ?1 ORDER BY id", owner,
                read: Session.key)
        }
    }

    package func deleteKey(
        _ id: ServiceKeyID, owner: UserID, by actor: Actor
    ) async throws(StorageError) {
        try await write { session in
            let count = try session.connection.run(
                "DELETE FROM service_key WHERE id = ?1 AND owner = ?2", id, owner)
            guard count == 1 else { throw StorageError.notFound("key") }
            try session.audit(AuditDraft("key.deleted", by: actor, subject: "key:\(id)"))
        }
    }
}

extension Session {
    fileprivate static let keyColumns = "id, owner, name, hint, role, expires_at, created_at, last_used_at"

    fileprivate static func key(_ row: inout Row) throws -> ServiceKey {
        ServiceKey(
            id: try row.id(), owner: try row.id(), name: try row.text(), hint: try row.text(),
            role: try row.word(), expiresAt: try row.optionalTime(), createdAt: try row.time(),
            lastUsedAt: try row.optionalTime())
    }
}
