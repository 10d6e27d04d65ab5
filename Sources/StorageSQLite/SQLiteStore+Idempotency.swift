internal import SQLite
package import Storage

extension SQLiteStore {
    package func beginRequest(
        _ ticket: IdempotencyTicket, fingerprint: [UInt8]
    ) async throws(StorageError) -> IdempotencyState {
        try await write { session in
            let known = try session.connection.first(
                "SELECT fingerprint, status, body FROM idempotency WHERE owner = ?1 AND key = ?2",
                ticket.owner, ticket.key
            ) { (fingerprint: try $0.bytes(), status: try $0.optionalInt(), body: try $0.optionalBytes()) }
            guard let known else {
                try session.connection.run(
                    "INSERT INTO idempotency VALUES (?1, ?2, ?3, NULL, NULL, ?4)", ticket.owner, ticket.key,
                    fingerprint, session.now)
                return .started
            }
            if known.fingerprint != fingerprint { return .differs }
            guard let status = known.status else { return .running }
            return .answered(StoredAnswer(status: status, body: known.body ?? []))
        }
    }

    package func finishRequest(
        _ ticket: IdempotencyTicket, _ answer: StoredAnswer
    ) async throws(StorageError) {
        try await write { try $0.finish(ticket, answer) }
    }

    package func abandonRequest(_ ticket: IdempotencyTicket) async throws(StorageError) {
        try await write { session in
            try session.connection.run(
                "DELETE FROM idempotency WHERE owner = ?1 AND key = ?2 AND status IS NULL", ticket.owner,
                ticket.key)
        }
    }

    package func forgetRequests(before: Timestamp) async throws(StorageError) -> Int {
        try await write { session in
            try session.connection.run("DELETE FROM idempotency WHERE created_at < ?1", before)
        }
    }
}

extension Session {
    func finish(_ ticket: IdempotencyTicket, _ answer: StoredAnswer) throws {
        let count = try connection.run(
            "UPDATE idempotency SET status = ?3, body = ?4 WHERE owner = ?1 AND key = ?2", ticket.owner,
            ticket.key, answer.status, answer.body)
        guard count == 1 else { throw StorageError.fault("a request is finished that was not begun") }
    }
}
