internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func receive(_ message: HookMessage) async throws(StorageError) -> HookReceipt {
        try await write { session in
            let known = try session.connection.first(
                "SELECT 1 FROM hook_message WHERE source = ?1 AND id = ?2", message.source, message.id
            ) { try $0.int() }
            guard known == nil else { return .repeated }
            let job = try session.enqueue(message.job, id: session.newID()).job
            try session.connection.run(
                "INSERT INTO hook_message VALUES (?1, ?2, ?3, ?4)", message.source, message.id, session.now,
                message.payload.digest)
            return .accepted(job)
        }
    }

    package func hookStatistics(source: String) async throws(StorageError) -> HookStatistics {
        try await read { try $0.hookStatistics(source) }
    }

    package func hookContacts(source: String, limit: Int) async throws(StorageError) -> [HookContact] {
        try await read { session in
            try session.connection.rows(
                """
                SELECT id, name, details, messages, first_at, last_at FROM hook_contact WHERE source = ?1
                ORDER BY last_at DESC, id LIMIT ?2
                """, source, limit
            ) { row in
                let draft = HookContactDraft(
                    id: try row.text(), name: try row.optionalText(),
                    details: try row.json().objectValue ?? JSONObject())
                return HookContact(
                    draft: draft, messages: try row.int(), firstAt: try row.time(), lastAt: try row.time())
            }
        }
    }

    package func forgetHookMessages(before: Timestamp, limit: Int) async throws(StorageError) -> Int {
        try await write { session in
            try session.connection.run(
                """
                DELETE FROM hook_message WHERE (source, id) IN (
                    SELECT source, id FROM hook_message WHERE received_at < ?1 LIMIT ?2)
                """, before, limit)
        }
    }
}

extension Session {
    func hookStatistics(_ source: String) throws -> HookStatistics {
        var figures = HookStatistics()
        let totals = try connection.first(
            "SELECT messages, documents, last_at FROM hook_source WHERE name = ?1", source
        ) { (messages: try $0.int(), documents: try $0.int(), lastAt: try $0.optionalTime()) }
        if let totals {
            (figures.messages, figures.documents) = (totals.messages, totals.documents)
            figures.lastMessageAt = totals.lastAt
        }
        figures.contacts =
            try connection.first("SELECT count(*) FROM hook_contact WHERE source = ?1", source) {
                try $0.int()
            } ?? 0
        figures.recentMessages =
            try connection.first(
                "SELECT count(*) FROM hook_message WHERE source = ?1 AND received_at > ?2", source,
                now - .seconds(86_400)
            ) { try $0.int() } ?? 0
        return figures
    }

    /// Keeps what a message brought, and tells the source's followers.
    func store(_ finding: HookFinding, _ accepted: [Accepted], of job: Job) throws {
        try connection.run(
            """
            INSERT INTO hook_source VALUES (?1, 1, ?2, ?3) ON CONFLICT DO UPDATE
            SET messages = messages + 1, documents = documents + excluded.documents, last_at = excluded.last_at
            """, finding.source, accepted.count, now)
        if let contact = finding.contact {
            try connection.run(
                """
                INSERT INTO hook_contact VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5) ON CONFLICT DO UPDATE
                SET name = coalesce(excluded.name, name), details = excluded.details,
                    messages = messages + 1, last_at = excluded.last_at
                """, finding.source, contact.id, contact.name, JSONValue.object(contact.details).column, now)
        }
        let documents = accepted.map { one -> JSONValue in
            [
                "invoice_id": .string(one.invoice.description), "task_id": .string(one.job.description),
                "duplicate_of": one.duplicateOf.map { .string($0.description) } ?? .null,
            ]
        }
        let contact = finding.contact.map { contact -> JSONValue in
            ["id": .string(contact.id), "name": contact.name.map { .string($0) } ?? .null]
        }
        try append([
            EventDraft(
                "update", owner: job.owner, job: job.id, source: finding.source,
                body: JSONObject([
                    .init(key: "message_id", value: .string(finding.messageID)),
                    .init(key: "message", value: finding.message),
                    .init(key: "contact", value: contact ?? .null),
                    .init(key: "documents", value: .array(documents)),
                    .init(key: "problems", value: .array(finding.problems.map { .string($0) })),
                    .init(key: "stats", value: try hookStatistics(finding.source).json),
                ]))
        ])
    }
}
