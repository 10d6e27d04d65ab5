internal import AssayKit
internal import Engine
internal import InvoiceHistory
package import Storage

/// Compares invoices once more with others that came after them, so that the flags of a batch do not depend on the
/// order in which its documents came in.
package struct SettleWork: JobWork {
    private let store: any InvoiceStore
    private let reading: EngineReading

    package init(store: any InvoiceStore, reading: EngineReading) {
        self.store = store
        self.reading = reading
    }

    package func perform(_ job: Job) async throws(JobFailure) -> JobCompletion {
        var completion = JobCompletion()
        let waiting: [UnsettledInvoice]
        do throws(StorageError) {
            waiting = try await store.unsettled(limit: SettleTask.portion)
        } catch {
            throw JobFailure(.retryable, code: "storage", message: "\(error)")
        }
        for unsettled in waiting {
            guard !Task.isCancelled else { break }
            let invoice = unsettled.invoice
            let flags = try await reading.historyFlags(of: invoice, unsettled.version)
            completion.settlements.append(
                Settlement(of: unsettled, step: Engine.historyStep, flags: flags))
        }
        completion.result = ["compared": .integer(completion.settlements.count)]
        return completion
    }
}

extension EngineReading {
    /// What the history says of a stored invoice; nil: its pipeline compares with nothing.
    ///
    /// - Throws: ``JobFailure`` when it could not be asked.
    func historyFlags(
        of invoice: Invoice, _ version: PipelineReference?
    ) async throws(JobFailure) -> [Flag]? {
        let name = invoice.origin.fileName ?? "\(invoice.id)"
        let plan: Plan
        do throws(JobFailure) {
            plan = try await self.plan(
                ReadingOrder(fileName: name, pipeline: invoice.origin.pipeline, version: version))
        } catch {
            // A pipeline that is gone or damaged compares with nothing; a store that is busy is asked again.
            if error.kind == .permanent { return nil }
            throw error
        }
        let engine = engines(NoEvents())
        guard engine.wantsHistory(plan) else { return nil }
        let subject = HistorySubject(
            id: "\(invoice.origin.firstPart ?? invoice.id)", digest: invoice.origin.document?.digest.hex)
        do {
            return try await engine.historyFlags(
                of: try invoice.record, invoice.metadata.objectValue ?? JSONObject(), as: subject,
                through: plan, name: name
            )
            .get()
        } catch let failure as CallFailure {
            throw JobFailure(
                .retryable, code: "history", message: "\(name) could not be compared: \(failure.sentence)")
        } catch {
            throw JobFailure(.permanent, code: "record", message: "\(name): \(error)")
        }
    }
}
