internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func audit(_ draft: AuditDraft) async throws(StorageError) {
        try await write { try $0.audit(draft) }
    }

    package func auditEntries(
        action: String?, actor: UserID?, _ page: PageRequest
    ) async throws(StorageError) -> Page<AuditEntry> {
        var conditions = Conditions()
        if let action { conditions.add("action = ?", action) }
        if let actor { conditions.add("actor = ?", actor) }
        return try await read { [conditions] session in
            try session.page(
                "number, at, actor, action, subject, details, hash", from: "audit", conditions,
                order: "number DESC", page
            ) { row in
                let number = try row.integer()
                let at = try row.time()
                let actor = try row.optionalID(User.self).map(Actor.user) ?? .system
                let draft = AuditDraft(
                    try row.text(), by: actor, subject: try row.text(),
                    details: try row.json().objectValue ?? JSONObject())
                return AuditEntry(number: number, at: at, draft: draft, hash: try row.bytes())
            }
        }
    }

    package func firstBrokenAuditEntry() async throws(StorageError) -> Int64? {
        var checked: (number: Int64, hash: [UInt8]) = (0, AuditChain.start)
        while true {
            let from = checked
            // Piece by piece, so that a long log neither fills the memory nor holds a snapshot for long.
            let (last, broken) = try await read { try $0.checkAudit(after: from, limit: 1000) }
            if let broken { return broken }
            if last.number == from.number { return nil }
            checked = last
        }
    }
}

extension Session {
    func audit(_ draft: AuditDraft) throws {
        let last: (number: Int64, hash: [UInt8]) =
            try connection.first("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1") {
                (number: try $0.integer(), hash: try $0.bytes())
            } ?? (0, AuditChain.start)
        let at = now
        let details = JSONValue.object(draft.details).column
        let hash = AuditChain.hash(
            previous: last.hash, number: last.number + 1, at: at, actor: draft.actor, action: draft.action,
            subject: draft.subject, detailsJSON: Array(details.utf8))
        try connection.run(
            "INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", last.number + 1, at, draft.actor.userID,
            draft.action, draft.subject, details, hash)
    }

    fileprivate func checkAudit(
        after start: (number: Int64, hash: [UInt8]), limit: Int
    ) throws -> (last: (number: Int64, hash: [UInt8]), broken: Int64?) {
        let links = try connection.rows(
            """
            SELECT number, at, actor, action, subject, details, hash FROM audit WHERE number > ?1
            ORDER BY number LIMIT ?2
            """, start.number, limit
        ) { row in
            let number = try row.integer()
            let at = try row.time()
            let actor = try row.optionalID(User.self).map(Actor.user) ?? .system
            let link = { (action: String, subject: String, details: [UInt8]) in
                { (previous: [UInt8]) in
                    AuditChain.hash(
                        previous: previous, number: number, at: at, actor: actor, action: action,
                        subject: subject, detailsJSON: details)
                }
            }
            return (
                number: number, expected: link(try row.text(), try row.text(), try row.bytes()),
                hash: try row.bytes()
            )
        }
        var last = start
        for link in links {
            guard link.number == last.number + 1, link.expected(last.hash) == link.hash else {
                return (last, last.number + 1)
            }
            last = (link.number, link.hash)
        }
        return (last, nil)
    }
}
