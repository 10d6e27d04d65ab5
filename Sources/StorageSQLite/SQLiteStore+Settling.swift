internal import AssayKit
internal import InvoiceHistory
internal import Ledger
internal import SQLite
package import Storage

extension SQLiteStore {
    package func unsettled(limit: Int) async throws(StorageError) -> [UnsettledInvoice] {
        try await read { session in
            let waiting = try session.connection.rows(
                "\(Session.unsettled) ORDER BY u.invoice LIMIT ?1", limit
            ) { (id: try $0.id(Invoice.self), mark: Int(try $0.integer())) }
            return try waiting.map { id, mark in
                let invoice = try session.invoice(id)
                return UnsettledInvoice(
                    invoice: invoice, version: try session.pipelineVersion(of: invoice), mark: mark)
            }
        }
    }

    package func recallInvoices(limit: Int) async throws(StorageError) -> Int {
        try await write { session in
            let mark = "history recall"
            let last =
                try session.connection.first(
                    "SELECT value FROM counter WHERE name = ?1", mark
                ) { try $0.integer() } ?? 0
            let rows = try session.connection.rows(
                """
                SELECT rowid FROM invoice WHERE rowid > ?1 AND status NOT IN ('queued', 'processing', 'failed')
                ORDER BY rowid LIMIT ?2
                """, last, limit
            ) { try $0.integer() }
            for row in rows {
                let invoice = try session.connection.first(
                    "SELECT \(Session.invoiceColumns) FROM invoice WHERE rowid = ?1", row,
                    read: Session.invoice)
                if let invoice { try session.recall(invoice) }
            }
            if let newest = rows.last {
                try session.connection.run(
                    "INSERT INTO counter VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                    mark,
                    newest)
            }
            try session.settleWhatWaits()
            return rows.count
        }
    }
}

extension Session {
    /// Keeps an invoice for the comparison with others, unless it is kept.
    fileprivate func recall(_ invoice: Invoice) throws {
        let subject = "\(invoice.origin.firstPart ?? invoice.id)"
        let known = try LedgerTable.invoices(of: subject, part: invoice.origin.part, in: connection)
        if known.isEmpty { try keep(try invoice.record, of: invoice) }
    }

    /// Those that can be compared now: of a batch that is under way more is to come, and what is being read is
    /// compared then.
    fileprivate static let unsettled = """
        SELECT u.invoice, u.mark FROM unsettled u JOIN invoice i ON i.id = u.invoice LEFT JOIN batch b ON b.id = i.batch
        WHERE i.status NOT IN ('queued', 'processing') AND (b.status IS NULL OR b.status <> 'processing')
        """

    fileprivate func pipelineVersion(of invoice: Invoice) throws -> PipelineReference? {
        guard let job = invoice.job else { return nil }
        let payload = try connection.first("SELECT payload FROM job WHERE id = ?1", job) { try $0.json() }
        return payload?["pipeline_version"]?.stringValue.flatMap(PipelineReference.init)
    }

    /// Notes that what is found about an invoice's neighbours, and about itself when it has any, may have changed.
    func unsettleNeighbours(of past: PastInvoice) throws {
        let neighbours = try LedgerTable.neighbours(of: past, in: connection)
        guard !neighbours.isEmpty else { return }
        for neighbour in neighbours + [(past.subject, past.part)] {
            guard let first = InvoiceID(neighbour.subject) else { continue }
            try connection.run(
                """
                INSERT INTO unsettled SELECT id, 1 FROM invoice
                WHERE (id = ?1 OR (first_part = ?1 AND first_part IS NOT NULL)) AND part = ?2 LIMIT 1
                ON CONFLICT DO UPDATE SET mark = mark + 1
                """, first, neighbour.part)
        }
    }

    /// Has the invoices compared that wait for it.
    ///
    /// - Parameter batch: What has changed belongs to it; while it is under way there is nothing new to look for.
    /// - Throws: When the store fails.
    func settleWhatWaits(after batch: BatchID? = nil) throws {
        let status = try batch.flatMap { batch in
            try connection.first("SELECT status FROM batch WHERE id = ?1", batch) { try $0.text() }
        }
        if status == "processing" { return }
        let isAny = try connection.first("\(Self.unsettled) LIMIT 1") { try $0.id(Invoice.self) } != nil
        if isAny { _ = try enqueue(SettleTask.draft, id: newID()) }
    }

    /// Takes over what the history said of invoices that were compared once more.
    func store(_ settlements: [Settlement]) throws {
        for settlement in settlements {
            let found = try connection.first(
                "SELECT \(Self.invoiceColumns) FROM invoice WHERE id = ?1", settlement.invoice,
                read: Self.invoice)
            // One that was changed meanwhile stays in line.
            guard found?.summary.version ?? settlement.version == settlement.version else { continue }
            let mark = try connection.first(
                "SELECT mark FROM unsettled WHERE invoice = ?1", settlement.invoice
            ) { Int(try $0.integer()) }
            // So does one whose neighbours were not all there when it was compared.
            guard mark ?? settlement.mark == settlement.mark else { continue }
            try connection.run("DELETE FROM unsettled WHERE invoice = ?1", settlement.invoice)
            guard var invoice = found, let flags = settlement.flags else { continue }
            try store(flags, step: settlement.step, into: &invoice)
        }
    }

    private func store(_ flags: [Flag], step: String, into invoice: inout Invoice) throws {
        var record = try invoice.record
        let before = record.flags.filter { $0.step == step }
        guard flags != before else { return }
        record.flags.removeAll { $0.step == step }
        record.flags += flags
        let status = Settlement.status(of: invoice, with: record.flags)
        invoice.summary.status = status
        invoice.summary.version += 1
        try take(flags: record, into: &invoice)
        try save(invoice)
        func rules(_ flags: [Flag]) -> String { flags.map(\.rule).joined(separator: ", ") }
        try remember(
            .compared, of: invoice.summary, by: .system,
            changes: [HistoryChange(field: "flags", old: rules(before), new: rules(flags))], comment: nil)
        let fresh = flags.filter { !before.contains($0) }
        try append(
            fresh.map { .flag($0, of: invoice.summary, job: invoice.job) }
                + [.review(.compared, of: invoice.summary, job: invoice.job)])
        if let batch = invoice.summary.batch { try refresh(batch) }
    }
}
