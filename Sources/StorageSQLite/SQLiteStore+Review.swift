internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func correct(
        _ id: InvoiceID, version: Int, _ correction: Correction, visibility: Visibility, by actor: Actor
    ) async throws(StorageError) -> Invoice {
        try await write { session in
            var invoice = try session.invoice(id, visibility)
            guard invoice.summary.version == version else {
                throw StorageError.staleVersion(current: invoice.summary.version)
            }
            let status = try ReviewRule.correct(invoice.summary.status)
            var record = try invoice.record
            let changes = correction.apply(to: &record)
            if changes.isEmpty { return invoice }
            invoice.summary.status = status
            // A corrected number may lead to a blocked vendor, as a new invoice may.
            if let flag = try session.blocking(record) {
                record.flags.append(flag)
                invoice.summary.status = .flagged
            }
            // The first one counts: what the machine itself had read.
            try session.connection.run(
                """
                INSERT INTO first_reading VALUES (?1, ?2) ON CONFLICT DO NOTHING
                """, id, invoice.recordJSON)
            invoice.summary.version += 1
            try session.take(record, into: &invoice)
            try session.save(invoice)
            try session.remember(.corrected, of: invoice.summary, by: actor, changes: changes, comment: nil)
            try session.append([.review(.corrected, of: invoice.summary, job: invoice.job)])
            if let batch = invoice.summary.batch { try session.refresh(batch) }
            try session.settleWhatWaits()
            return try session.invoice(id)
        }
    }

    package func decide(
        _ decision: ReviewDecision, on id: InvoiceID, comment: String?, visibility: Visibility,
        by actor: Actor
    ) async throws(StorageError) -> Invoice {
        try await write { session in
            var invoice = try session.invoice(id, visibility)
            invoice.summary.status = try ReviewRule.decide(decision, on: invoice.summary.status)
            invoice.summary.version += 1
            invoice.review = Invoice.Review(by: actor.userID, at: session.now, comment: comment)
            try session.save(invoice)
            let action: HistoryEntry.Action = decision == .approve ? .approved : .rejected
            try session.remember(action, of: invoice.summary, by: actor, comment: comment)
            try session.audit(
                AuditDraft("invoice.\(action.rawValue)", by: actor, subject: "invoice:\(id)"))
            try session.append([.review(action, of: invoice.summary, job: invoice.job)])
            if let batch = invoice.summary.batch { try session.refresh(batch) }
            return try session.invoice(id)
        }
    }

    package func reprocess(
        _ id: InvoiceID, pipeline: String?, jobID: JobID, job: JobDraft, visibility: Visibility,
        by actor: Actor
    ) async throws(StorageError) -> JobID {
        try await write { session in
            let invoice = try session.invoice(id, visibility)
            guard invoice.origin.source != .manual else {
                throw StorageError.wrongState("the invoice was made by hand; there is no document to read")
            }
            // A file is read as a whole, so all invoices that came out of it wait anew.
            let parts = try session.parts(of: invoice)
            for part in parts { try ReviewRule.reprocess(part.summary.status) }
            guard let first = parts.first(where: { $0.origin.firstPart == nil }) else {
                throw StorageError.corrupt(
                    path: "invoice \(id)", detail: "the first part of its file is missing")
            }
            for var part in parts {
                part.summary.status = .queued
                part.summary.stage = nil
                part.summary.version += 1
                part.failure = nil
                part.job = jobID
                part.origin.pipeline = pipeline ?? part.origin.pipeline
                try session.save(part)
                try session.remember(.reprocessed, of: part.summary, by: actor, comment: nil)
                try session.append([.review(.reprocessed, of: part.summary, job: jobID)])
            }
            var draft = job
            draft.owner = first.summary.owner
            draft.invoice = first.id
            draft.batch = first.summary.batch
            _ = try session.enqueue(draft, id: jobID)
            if let batch = first.summary.batch { try session.refresh(batch) }
            return jobID
        }
    }

    package func deleteInvoice(
        _ id: InvoiceID, visibility: Visibility, by actor: Actor
    ) async throws(StorageError) {
        try await write { session in
            let invoice = try session.invoice(id, visibility)
            try session.remove(invoice)
            try session.append([.deleted(invoice.summary, job: invoice.job)])
            if let job = invoice.job, try session.parts(of: invoice).isEmpty {
                do {
                    _ = try session.change(job, .cancel)
                } catch StorageError.wrongState, StorageError.notFound {
                    // It has ended already, so there is nothing to call off.
                }
            }
            try session.audit(AuditDraft("invoice.deleted", by: actor, subject: "invoice:\(id)"))
            if let batch = invoice.summary.batch { try session.refresh(batch) }
            try session.settleWhatWaits()
        }
    }
}
