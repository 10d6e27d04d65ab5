internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func complete(
        _ job: JobID, lease: LeaseToken, _ completion: JobCompletion
    ) async throws(StorageError) -> CompletionReceipt {
        try await write { try $0.complete(job, lease, completion) }
    }
}

extension Session {
    fileprivate func complete(
        _ id: JobID, _ lease: LeaseToken, _ completion: JobCompletion
    ) throws -> CompletionReceipt {
        var job = try job(id)
        try job.apply(.complete(lease, result: completion.result), steady: steady, now: now)
        try save(job)
        try append(completion.events)
        var stored: [InvoiceID] = []
        var outbox = completion.outbox
        if let first = job.invoice {
            var outcomes: [InvoiceOutcome] = []
            for (part, outcome) in completion.invoices.enumerated() {
                guard let flag = try blocking(outcome.record), outcome.status != .failed else {
                    outcomes.append(outcome)
                    continue
                }
                outcomes.append(outcome.blocked(by: flag))
                outbox = outbox.map { $0.part == part ? $0.blocked(by: flag) : $0 }
            }
            stored = try store(outcomes, of: job, first: try invoice(first))
        } else {
            try append([
                EventDraft(
                    "complete", owner: job.owner, job: job.id, batch: job.batch,
                    body: JSONObject([
                        .init(key: "progress", value: .double(100)),
                        .init(key: "result", value: unsaved(completion)),
                    ]))
            ])
        }
        try post(outbox.map { $0.naming(stored) })
        let accepted = try completion.submissions.map { try accept($0) }
        if let finding = completion.finding { try store(finding, accepted, of: job) }
        if let batch = job.batch { try refresh(batch) }
        try store(completion.settlements)
        if job.kind == SettleTask.kind || job.invoice != nil { try settleWhatWaits(after: job.batch) }
        return CompletionReceipt(job: job, invoices: stored)
    }

    private func store(
        _ outcomes: [InvoiceOutcome], of job: Job, first: Invoice
    ) throws -> [InvoiceID] {
        let known = try parts(of: first)
        var stored: [InvoiceID] = []
        var settled: [(invoice: InvoiceSummary, outcome: InvoiceOutcome)] = []
        for (index, outcome) in outcomes.enumerated() {
            var invoice: Invoice
            if index == 0 {
                invoice = first
            } else if let earlier = known.first(where: { $0.origin.part == index + 1 && $0.id != first.id }) {
                invoice = earlier
            } else {
                invoice = newPart(of: first, job: job)
                try insert(invoice)
            }
            invoice.origin.part = index + 1
            invoice.origin.partCount = outcomes.count
            invoice.job = job.id
            try store(outcome, into: &invoice, job: job)
            stored.append(invoice.id)
            settled.append((invoice.summary, outcome))
        }
        // Each says which others there are, so they are written once all have their ids.
        for (invoice, outcome) in settled {
            let record = try JSONParser.parse(outcome.record.storedForm)
            let result = PlainResult.json(
                of: record, confidence: outcome.confidence, isSaved: true, invoices: stored,
                invoice: invoice.id)
            try append(
                outcome.record.flags.map { .flag($0, of: invoice, job: job.id) }
                    + [.settled(invoice, job: job.id, failure: outcome.failure, result: result)])
        }
        // What an earlier reading took for a further invoice of the file is none.
        if !outcomes.isEmpty {
            for surplus in known where !stored.contains(surplus.id) { try remove(surplus) }
        }
        return stored
    }

    /// The result of a job that was not to make an invoice, as its event says it.
    private func unsaved(_ completion: JobCompletion) -> JSONValue {
        guard let first = completion.result?["results"]?.arrayValue?.first else {
            return completion.result ?? .null
        }
        return PlainResult.json(
            of: first, confidence: first["confidence"]?.doubleValue, isSaved: false, invoices: [])
    }

    private func newPart(of first: Invoice, job: Job) -> Invoice {
        var origin = first.origin
        origin.firstPart = first.id
        origin.duplicateOf = nil
        return Self.empty(
            InvoiceSummary(
                id: newID(), owner: first.summary.owner, batch: first.summary.batch, status: .processing,
                createdAt: now), origin, job: job.id)
    }

    private func store(_ outcome: InvoiceOutcome, into invoice: inout Invoice, job: Job) throws {
        invoice.summary.status = outcome.status
        invoice.summary.stage = outcome.failure?.stage
        invoice.summary.confidence = outcome.confidence
        invoice.summary.version += 1
        invoice.pages = outcome.pages
        invoice.steps = outcome.steps
        invoice.metadata = outcome.metadata
        invoice.notes = outcome.notes
        invoice.failure = outcome.failure
        invoice.review = nil
        invoice.processedAt = now
        try connection.run("DELETE FROM first_reading WHERE invoice = ?1", invoice.id)
        try connection.run(
            "UPDATE invoice SET pipeline_version = ?2 WHERE id = ?1", invoice.id,
            job.payload["pipeline_version"]?.stringValue.flatMap(PipelineReference.init)?.label)
        try take(outcome.record, into: &invoice)
        try save(invoice)
        for (name, blob) in outcome.attachments { try attach(blob, name: name, to: invoice.id) }
        try remember(
            outcome.status == .failed ? .failed : .processed, of: invoice.summary, by: .system,
            comment: outcome.failure?.message)
    }

    /// Removes an invoice; its place as the first of its file goes to the next one.
    func remove(_ invoice: Invoice) throws {
        try release(invoice.summary.vendor)
        try release(invoice.summary.customer)
        try forget(invoice)
        let others = try parts(of: invoice).filter { $0.id != invoice.id }
        if invoice.origin.firstPart == nil, let next = others.first {
            try connection.run(
                "UPDATE invoice SET first_part = ?1 WHERE first_part = ?2", next.id, invoice.id)
            try rename(invoice, to: next)
            try connection.run("UPDATE invoice SET first_part = NULL WHERE id = ?1", next.id)
        }
        try connection.run("DELETE FROM invoice WHERE id = ?1", invoice.id)
    }
}
