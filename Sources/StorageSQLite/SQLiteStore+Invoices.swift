package import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func accept(
        _ submissions: [Submission], idempotency: IdempotencyTicket?,
        answer: @escaping @Sendable ([Accepted]) -> StoredAnswer
    ) async throws(StorageError) -> [Accepted] {
        try await write { session in
            let accepted = try submissions.map { try session.accept($0) }
            for batch in Set(submissions.compactMap(\.batch)) { try session.refresh(batch) }
            if let idempotency { try session.finish(idempotency, answer(accepted)) }
            return accepted
        }
    }

    package func createInvoice(
        _ record: Record, owner: UserID, batch: BatchID?, by actor: Actor
    ) async throws(StorageError) -> Invoice {
        try await write { session in
            if let batch { _ = try session.batch(batch) }
            let summary = InvoiceSummary(
                id: session.newID(), owner: owner, batch: batch, status: .needsReview, confidence: 1,
                createdAt: session.now)
            var invoice = Session.empty(summary, InvoiceOrigin(source: .manual), job: nil)
            try session.insert(invoice)
            var record = record
            if let flag = try session.blocking(record) {
                record.flags.append(flag)
                invoice.summary.status = .flagged
            }
            try session.take(record, into: &invoice)
            invoice.processedAt = session.now
            try session.save(invoice)
            try session.remember(.created, of: invoice.summary, by: actor, comment: nil)
            try session.append([.review(.created, of: invoice.summary, job: nil)])
            if let batch { try session.refresh(batch) }
            return invoice
        }
    }

    package func markProcessing(
        _ job: JobID, lease: LeaseToken, stage: String, events: [EventDraft]
    ) async throws(StorageError) {
        try await write { session in
            try session.checkLease(job, lease)
            try session.connection.run(
                """
                UPDATE invoice SET status = 'processing', stage = ?2, updated_at = ?3
                WHERE job = ?1 AND status IN ('queued', 'processing')
                """, job, stage, session.now)
            try session.append(events)
        }
    }

    package func setDocument(
        _ document: BlobReference, mediaType: String, fileName: String?, of id: InvoiceID, job: JobID,
        lease: LeaseToken
    ) async throws(StorageError) -> InvoiceID? {
        try await write { session in
            try session.checkLease(job, lease)
            var invoice = try session.invoice(id)
            let earlier = try session.duplicate(
                of: document.digest, owner: invoice.summary.owner, except: id)
            invoice.origin.document = document
            invoice.origin.mediaType = mediaType
            invoice.origin.fileName = fileName ?? invoice.origin.fileName
            try session.save(invoice)
            try session.connection.run("UPDATE invoice SET duplicate_of = ?2 WHERE id = ?1", id, earlier)
            return earlier
        }
    }

    package func invoice(
        _ id: InvoiceID, visibility: Visibility
    ) async throws(StorageError) -> Invoice {
        try await read { try $0.invoice(id, visibility) }
    }

    package func history(
        _ id: InvoiceID, visibility: Visibility
    ) async throws(StorageError) -> [HistoryEntry] {
        try await read { session in
            try session.checkVisible(id, visibility)
            return try session.connection.rows(
                """
                SELECT action, actor, at, version, changes, comment FROM history WHERE invoice = ?1
                ORDER BY number
                """, id, read: Session.historyEntry)
        }
    }

    package func attach(
        _ blob: BlobReference, name: String, to id: InvoiceID
    ) async throws(StorageError) {
        try await write { session in
            try session.checkVisible(id, .everyone)
            try session.attach(blob, name: name, to: id)
        }
    }

    package func attachment(
        _ name: String, of id: InvoiceID, visibility: Visibility
    ) async throws(StorageError) -> BlobReference {
        try await read { session in
            try session.checkVisible(id, visibility)
            let found = try session.connection.first(
                "SELECT digest, size FROM attachment WHERE invoice = ?1 AND name = ?2", id, name
            ) { try $0.optionalBlob() }
            guard let blob = found.flatMap(\.self) else {
                throw StorageError.notFound("\(name) of the invoice")
            }
            return blob
        }
    }

    package func unreferenced(_ digests: [BlobDigest]) async throws(StorageError) -> Set<BlobDigest> {
        try await read { session in
            Set(
                try digests.filter { digest in
                    try session.connection.first(
                        """
                        SELECT 1 WHERE EXISTS (SELECT 1 FROM invoice WHERE document = ?1 AND document NOTNULL)
                            OR EXISTS (SELECT 1 FROM attachment WHERE digest = ?1)
                            OR EXISTS (SELECT 1 FROM hook_message WHERE payload = ?1)
                        """, digest, read: { try $0.integer() }) == nil
                })
        }
    }
}

extension Session {
    /// - Throws: ``StorageError/leaseLost`` unless the job runs under that lease.
    func checkLease(_ job: JobID, _ lease: LeaseToken) throws {
        let holds = try connection.first(
            "SELECT 1 FROM job WHERE id = ?1 AND state = 'running' AND lease_token = ?2", job, lease
        ) { try $0.integer() }
        if holds == nil { throw StorageError.leaseLost }
    }

    /// - Throws: ``StorageError/notFound(_:)`` unless there is such an invoice and it may be seen.
    func checkVisible(_ id: InvoiceID, _ visibility: Visibility) throws {
        let owner = try connection.first("SELECT owner FROM invoice WHERE id = ?1", id) {
            try $0.id(User.self)
        }
        guard let owner, visibility.includes(owner) else { throw StorageError.notFound("invoice") }
    }
}
