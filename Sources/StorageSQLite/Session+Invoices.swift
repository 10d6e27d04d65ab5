internal import AssayKit
internal import SQLite
internal import Storage

extension Session {
    /// Makes the row of a document that has come in, and its job.
    func accept(_ submission: Submission) throws -> Accepted {
        var origin = submission.origin
        if let document = origin.document {
            origin.duplicateOf = try duplicate(of: document.digest, owner: submission.owner, except: nil)
        }
        if let batch = submission.batch { _ = try self.batch(batch) }
        let summary = InvoiceSummary(
            id: submission.id, owner: submission.owner, batch: submission.batch, status: .queued,
            createdAt: now)
        try insert(Self.empty(summary, origin, job: submission.jobID))
        var draft = submission.job
        draft.owner = submission.owner
        draft.invoice = submission.id
        draft.batch = submission.batch
        _ = try enqueue(draft, id: submission.jobID)
        try remember(.submitted, of: summary, by: .user(submission.owner), comment: nil)
        return Accepted(
            invoice: submission.id, job: submission.jobID, duplicateOf: origin.duplicateOf)
    }

    /// The first invoice of that owner with these bytes.
    func duplicate(of digest: BlobDigest, owner: UserID, except: InvoiceID?) throws -> InvoiceID? {
        try connection.first(
            """
            SELECT id FROM invoice WHERE document = ?1 AND document IS NOT NULL AND owner = ?2
                AND first_part IS NULL AND id IS NOT ?3 ORDER BY id LIMIT 1
            """, digest, owner, except
        ) { try $0.id() }
    }

    /// An invoice about which nothing is known yet.
    static func empty(_ summary: InvoiceSummary, _ origin: InvoiceOrigin, job: JobID?) -> Invoice {
        Invoice(
            summary: summary, origin: origin, job: job, pages: 0, recordJSON: Record().storedForm,
            steps: .array([]), metadata: .object(JSONObject()), notes: [], failure: nil, review: nil,
            processedAt: nil, updatedAt: summary.createdAt)
    }

    /// Takes a record over into an invoice: its stored form, the columns of lists, the parties.
    func take(_ record: Record, into invoice: inout Invoice) throws {
        invoice.summary.keys = InvoiceKeys(record)
        try take(flags: record, into: &invoice)
        let supplier = try recognise(VendorIdentity(.supplier, in: record), instead: invoice.summary.vendor)
        let buyer = try recognise(VendorIdentity(.buyer, in: record), instead: invoice.summary.customer)
        invoice.summary.vendor = supplier
        invoice.summary.customer = buyer
        try keep(record, of: invoice)
    }

    /// Takes over a record of which the flags alone are new.
    func take(flags record: Record, into invoice: inout Invoice) throws {
        invoice.recordJSON = record.storedForm
        invoice.summary.flagCount = record.flags.count
        try connection.run("DELETE FROM flag WHERE invoice = ?1", invoice.id)
        for (place, flag) in record.flags.enumerated() {
            try connection.run(
                "INSERT INTO flag VALUES (?1, ?2, ?3, ?4)", invoice.id, place, flag.rule, flag.severity.rank)
        }
    }

    /// Adds to an invoice's history.
    func remember(
        _ action: HistoryEntry.Action, of invoice: InvoiceSummary, by actor: Actor,
        changes: [HistoryChange] = [], comment: String?
    ) throws {
        let list = JSONValue.array(
            changes.map {
                [
                    "field": .string($0.field), "old": $0.old.map { .string($0) } ?? .null,
                    "new": $0.new.map { .string($0) } ?? .null,
                ]
            })
        try connection.run(
            """
            INSERT INTO history(invoice, action, actor, at, version, changes, comment)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """, invoice.id, action.rawValue, actor.userID, now, invoice.version, list.column, comment)
    }

    static func historyEntry(_ row: inout Row) throws -> HistoryEntry {
        let action = try row.word(HistoryEntry.Action.self)
        let actor = try row.optionalID(User.self).map(Actor.user) ?? .system
        let at = try row.time()
        let version = try row.int()
        let changes = try row.json().arrayValue?.compactMap { change in
            change["field"]?.stringValue.map {
                HistoryChange(field: $0, old: change["old"]?.stringValue, new: change["new"]?.stringValue)
            }
        }
        return HistoryEntry(
            action: action, by: actor, at: at, version: version, changes: changes ?? [],
            comment: try row.optionalText())
    }

    func attach(_ blob: BlobReference, name: String, to invoice: InvoiceID) throws {
        try connection.run(
            """
            INSERT INTO attachment VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET digest = excluded.digest, size = excluded.size
            """, invoice, name, blob.digest, blob.size)
    }

    /// The other invoices of the same file, and this one.
    func parts(of invoice: Invoice) throws -> [Invoice] {
        try connection.rows(
            """
            SELECT \(Self.invoiceColumns) FROM invoice WHERE id = ?1 OR (first_part = ?1
                AND first_part IS NOT NULL) ORDER BY part
            """, invoice.origin.firstPart ?? invoice.id, read: Self.invoice)
    }
}
