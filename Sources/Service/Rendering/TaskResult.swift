internal import AssayKit
internal import Storage

/// What a task has brought.
enum TaskResult {
    /// The plain values of the first invoice of its file, and the ids of all; null until it is done.
    ///
    /// - Throws: What keeps the store from being read; an invoice that was deleted since is no error.
    static func json(
        of job: Job, in store: any DataStore, _ visibility: Visibility
    ) async throws(StorageError) -> JSONValue {
        guard job.state.name == .done else { return .null }
        guard let id = job.invoice else {
            let first = job.result?["results"]?.arrayValue?.first ?? .null
            return PlainResult.json(
                of: first, confidence: first["confidence"]?.doubleValue, isSaved: false, invoices: [])
        }
        var filter = InvoiceFilter(visibility)
        filter.job = job.id
        let invoice: Invoice
        do {
            invoice = try await store.invoice(id, visibility: visibility)
        } catch {
            guard case .notFound = error else { throw error }
            return .null
        }
        let all = try await store.invoices(filter, after: nil, limit: 200)
        let parts = all.sorted { $0.origin.part < $1.origin.part }.map(\.id)
        // What was stored by ourselves is JSON; else nothing can be shown of it.
        return PlainResult.json(
            of: (try? JSONParser.parse(invoice.recordJSON)) ?? .null, confidence: invoice.summary.confidence,
            isSaved: true, invoices: parts.isEmpty ? [id] : parts)
    }
}
