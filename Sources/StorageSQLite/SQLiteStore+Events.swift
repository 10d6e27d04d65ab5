internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func append(_ drafts: [EventDraft]) async throws(StorageError) -> [Event] {
        try await write { try $0.append(drafts) }
    }

    package func events(
        after sequence: Int64, topic: EventTopic, limit: Int
    ) async throws(StorageError) -> [Event] {
        var conditions = Conditions()
        conditions.add("sequence > ?", sequence)
        switch topic {
        case .invoice(let id): conditions.add("invoice = ?", id)
        case .batch(let id): conditions.add("batch = ?", id)
        case .job(let id): conditions.add("job = ?", id)
        case .source(let name): conditions.add("source = ?", name)
        case .all(let visibility): conditions.add(visibility)
        }
        return try await read { [conditions] session in
            try session.connection.rows(
                """
                SELECT sequence, at, type, owner, job, invoice, batch, source, body FROM event\(conditions.clause)
                ORDER BY sequence LIMIT \(limit)
                """, arguments: conditions.arguments
            ) { row in
                let sequence = try row.integer()
                let at = try row.time()
                let draft = EventDraft(
                    try row.text(), owner: try row.optionalID(), job: try row.optionalID(),
                    invoice: try row.optionalID(), batch: try row.optionalID(),
                    source: try row.optionalText(), body: try row.json().objectValue ?? JSONObject())
                return Event(sequence: sequence, at: at, draft: draft)
            }
        }
    }

    package func latestSequence() async throws(StorageError) -> Int64 {
        try await read { session in
            try session.connection.first("SELECT coalesce(max(sequence), 0) FROM event") { try $0.integer() }
                ?? 0
        }
    }

    package func progressSequence() -> Int64 { surroundings.numbers.progress() }

    package func observe(_ handler: @escaping @Sendable ([Event]) -> Void) { surroundings.observe(handler) }

    package func forgetEvents(before: Timestamp, limit: Int) async throws(StorageError) -> Int {
        try await write { session in
            // By number, which follows the time closely enough and needs no index of its own.
            try session.connection.run(
                """
                DELETE FROM event WHERE sequence IN (SELECT sequence FROM
                    (SELECT sequence, at FROM event ORDER BY sequence LIMIT ?2) WHERE at < ?1)
                """, before, limit)
        }
    }
}

extension Session {
    /// Writes events; those who watch hear of them after the commit.
    @discardableResult
    func append(_ drafts: [EventDraft]) throws -> [Event] {
        if drafts.isEmpty { return [] }
        let (first, newCeiling) = surroundings.numbers.take(drafts.count)
        let events = drafts.enumerated().map { offset, draft in
            Event(sequence: first + Int64(offset), at: now, draft: draft)
        }
        // Told before the numbers count as settled: a progress event that gets a larger number comes behind them.
        connection.afterTransaction { [surroundings] committed in
            if committed { surroundings.publish(events) }
            surroundings.numbers.settle(committed: committed, newCeiling: newCeiling)
        }
        if let newCeiling {
            try connection.run("UPDATE counter SET value = ?1 WHERE name = 'event'", newCeiling)
        }
        for event in events {
            let draft = event.draft
            try connection.run(
                """
                INSERT INTO event(sequence, at, type, owner, job, invoice, batch, source, body)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """, event.sequence, event.at, draft.type, draft.owner, draft.job, draft.invoice, draft.batch,
                draft.source, JSONValue.object(draft.body).column)
        }
        try notify(of: drafts)
        return events
    }
}
