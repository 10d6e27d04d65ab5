internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func openFamily(user: UserID, token: [UInt8]) async throws(StorageError) -> RefreshFamily {
        try await write { session in
            let family = RefreshFamily(
                id: session.newID(), user: user, createdAt: session.now, lastUsedAt: session.now,
                current: token)
            try session.connection.run(
                "INSERT INTO refresh_family VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6)", family.id, user,
                family.createdAt, family.lastUsedAt, family.current, family.previous)
            try session.connection.run("INSERT INTO refresh_token VALUES (?1, ?2)", token, family.id)
            return family
        }
    }

    package func presentRefreshToken(
        _ token: [UInt8], successor: [UInt8]
    ) async throws(StorageError) -> (outcome: RefreshOutcome, user: User, family: FamilyID)? {
        try await write { session in
            guard var family = try session.family(ofToken: token) else { return nil }
            let user = try session.user(family.user)
            if user.isDisabled { return (.ended, user, family.id) }
            let outcome = RefreshRule.present(token, successor: successor, to: &family, now: session.now)
            try session.save(family)
            switch outcome {
            case .rotated:
                try session.connection.run("INSERT INTO refresh_token VALUES (?1, ?2)", successor, family.id)
            case .reused:
                try session.audit(
                    AuditDraft("login.token_reused", by: .user(user.id), subject: "login:\(family.id)"))
            case .repeated, .ended: break
            }
            return (outcome, user, family.id)
        }
    }

    package func revokeFamily(_ id: FamilyID, user: UserID) async throws(StorageError) {
        try await write { session in
            try session.connection.run(
                """
                UPDATE refresh_family SET revoked_at = ?3
                WHERE id = ?1 AND user = ?2 AND revoked_at IS NULL
                """, id, user, session.now)
        }
    }

    package func revokeSessions(of user: UserID, by actor: Actor) async throws(StorageError) {
        try await write { session in
            _ = try session.user(user)
            try session.revokeFamilies(of: user)
            try session.connection.run(
                "UPDATE user SET authorization_version = authorization_version + 1 WHERE id = ?1", user)
            try session.audit(AuditDraft("user.logged_out", by: actor, subject: "user:\(user)"))
        }
    }

    package func isOpen(_ family: FamilyID) async throws(StorageError) -> Bool {
        let oldest = surroundings.time.now() - RefreshRule.absolute
        return try await read { session in
            try session.connection.first(
                """
                SELECT 1 FROM refresh_family WHERE id = ?1 AND revoked_at IS NULL AND created_at > ?2
                """, family, oldest
            ) { try $0.integer() } != nil
        }
    }
}

extension Session {
    fileprivate func family(ofToken token: [UInt8]) throws -> RefreshFamily? {
        try connection.first(
            """
            SELECT f.id, f.user, f.created_at, f.last_used_at, f.revoked_at, f.current, f.previous
            FROM refresh_token t JOIN refresh_family f ON f.id = t.family WHERE t.hash = ?1
            """, token
        ) { row in
            RefreshFamily(
                id: try row.id(), user: try row.id(), createdAt: try row.time(), lastUsedAt: try row.time(),
                revokedAt: try row.optionalTime(), current: try row.bytes(), previous: try row.bytes())
        }
    }

    fileprivate func save(_ family: RefreshFamily) throws {
        try connection.run(
            """
            UPDATE refresh_family SET last_used_at = ?2, revoked_at = ?3, current = ?4, previous = ?5
            WHERE id = ?1
            """, family.id, family.lastUsedAt, family.revokedAt, family.current, family.previous)
    }

    func revokeFamilies(of user: UserID) throws {
        try connection.run(
            "UPDATE refresh_family SET revoked_at = ?2 WHERE user = ?1 AND revoked_at IS NULL", user, now)
    }
}
