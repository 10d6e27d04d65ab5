internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func createBatch(_ draft: BatchDraft, owner: UserID) async throws(StorageError) -> Batch {
        try await write { session in
            let now = session.now
            let year = now.date?.year ?? 0
            let digits = String(try session.count("batch-\(year)"))
            let number = "BATCH-\(year)-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
            let id = session.newID(Batch.self)
            try session.connection.run(
                """
                INSERT INTO batch(id, number, owner, name, details, pipeline, expected, created_at, updated_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
                """, id, number, owner, draft.name ?? number, draft.details, draft.pipeline, draft.expected,
                now)
            let batch = try session.batch(id)
            try session.append([.progress(of: batch)])
            return batch
        }
    }

    package func batch(_ id: BatchID, visibility: Visibility) async throws(StorageError) -> Batch {
        try await read { try $0.batch(id, visibility) }
    }

    package func batches(
        status: BatchStatus?, search: String?, visibility: Visibility, _ page: PageRequest
    ) async throws(StorageError) -> Page<Batch> {
        var conditions = Conditions()
        conditions.add(visibility)
        if let status { conditions.add("status = ?", status.rawValue) }
        if let search, !search.isEmpty { conditions.add("lower(number || ' ' || name)", contains: search) }
        return try await read { [conditions] session in
            let found = try session.page(
                Session.batchColumns, from: "batch", conditions, order: "id DESC", page, read: Session.batch)
            return Page(
                items: try found.items.map(session.counted), total: found.total, request: found.request)
        }
    }

    package func updateBatch(
        _ id: BatchID, _ draft: BatchDraft, visibility: Visibility
    ) async throws(StorageError) -> Batch {
        try await write { session in
            _ = try session.batch(id, visibility)
            try session.connection.run(
                """
                UPDATE batch SET name = coalesce(?2, name), details = coalesce(?3, details),
                    pipeline = coalesce(?4, pipeline), expected = coalesce(?5, expected), updated_at = ?6
                WHERE id = ?1
                """, id, draft.name, draft.details, draft.pipeline, draft.expected, session.now)
            try session.refresh(id)
            return try session.batch(id)
        }
    }

    package func deleteBatch(_ id: BatchID, visibility: Visibility) async throws(StorageError) {
        try await write { session in
            let batch = try session.batch(id, visibility)
            guard batch.counts.total == 0 else {
                throw StorageError.wrongState(
                    "the batch \(batch.number) holds \(batch.counts.total) invoices; delete those first")
            }
            try session.connection.run("DELETE FROM batch WHERE id = ?1", id)
            try session.append([.deleted(batch)])
        }
    }

    package func batchPace(
        _ id: BatchID, visibility: Visibility
    ) async throws(StorageError) -> BatchPace {
        let window = Duration.seconds(300)
        return try await read { session in
            let batch = try session.batch(id, visibility)
            let now = session.now
            let begin = max(now - window, batch.createdAt)
            let done = try session.connection.first(
                "SELECT count(*) FROM invoice WHERE batch = ?1 AND processed_at >= ?2", id, begin
            ) { try $0.int() }
            return BatchPace(
                settled: done ?? 0, window: now.since(begin), open: batch.counts.total - batch.counts.settled)
        }
    }
}

extension Session {
    static let batchColumns = "id, number, owner, name, details, pipeline, expected, created_at, updated_at"

    /// A batch, its counts not yet filled in.
    static func batch(_ row: inout Row) throws -> Batch {
        Batch(
            id: try row.id(), number: try row.text(), owner: try row.id(), name: try row.text(),
            details: try row.optionalText(), pipeline: try row.optionalText(),
            expected: try row.optionalInt(), counts: BatchCounts(), createdAt: try row.time(),
            updatedAt: try row.time())
    }

    func counted(_ batch: Batch) throws -> Batch {
        var batch = batch
        let counts = try connection.rows(
            "SELECT status, count FROM batch_count WHERE batch = ?1 AND count > 0", batch.id
        ) { (try $0.word(InvoiceStatus.self), try $0.int()) }
        batch.counts = BatchCounts(Dictionary(counts, uniquingKeysWith: +))
        return batch
    }

    func batch(_ id: BatchID, _ visibility: Visibility = .everyone) throws -> Batch {
        let found = try connection.first(
            "SELECT \(Self.batchColumns) FROM batch WHERE id = ?1", id, read: Self.batch)
        guard let found, visibility.includes(found.owner) else { throw StorageError.notFound("batch") }
        return try counted(found)
    }

    /// Writes a batch's status anew after its invoices have changed, and tells those who watch it.
    func refresh(_ id: BatchID) throws {
        let batch = try batch(id)
        let before = try connection.first("SELECT status FROM batch WHERE id = ?1", id) { try $0.text() }
        try connection.run(
            "UPDATE batch SET status = ?2, updated_at = ?3 WHERE id = ?1", id, batch.status.rawValue, now)
        var progress = EventDraft.progress(of: batch)
        if let before, before != batch.status.rawValue { progress.body["previous_status"] = .string(before) }
        try append([progress])
    }
}
