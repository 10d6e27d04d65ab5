internal import Accounts
internal import AssayKit
internal import Live
internal import Storage

/// What is followed, as the store has it.
struct StoredViews: LiveViews {
    let store: any DataStore
    let progress: ProgressBoard
    let sources: any SourceViews

    /// A batch's invoices that its snapshot names; of a larger one the rest is in the list.
    private static let mostInvoices = 100

    func state(of topic: LiveTopic, for principal: Principal) async throws(LiveRefusal) -> JSONValue {
        let visibility = principal.visibility
        do {
            switch topic {
            case .invoice(let id): return try await invoice(id, visibility)
            case .batch(let id): return try await batch(id, visibility)
            case .task(let id): return try await task(id, visibility)
            case .dashboard: return try await DashboardMetrics.json(of: store, visibility)
            case .updates: return .object(["metrics": try await DashboardMetrics.json(of: store, visibility)])
            case .source: break
            }
        } catch {
            throw LiveRefusal(error)
        }
        guard case .source(let name) = topic else { return .null }
        return try await sources.state(of: name, for: principal)
    }

    func figures(for visibility: Visibility) async throws(LiveRefusal) -> JSONValue {
        do {
            return try await DashboardMetrics.json(of: store, visibility)
        } catch {
            throw LiveRefusal(error)
        }
    }

    private func invoice(_ id: InvoiceID, _ visibility: Visibility) async throws(StorageError) -> JSONValue {
        let invoice = try await store.invoice(id, visibility: visibility)
        let place = invoice.job.flatMap { progress.place(of: $0) }
        var state = Rendered.summary(invoice.summary)
        state["task_id"] = .id(invoice.job)
        state["stage"] = .optional(place?.stage ?? invoice.summary.stage)
        state["progress"] = .double(invoice.summary.status.isSettled ? 100 : place?.percent ?? 0)
        state["error"] = .optional(invoice.failure?.message)
        let isRead = invoice.summary.status.isSettled && invoice.summary.status != .failed
        state["result"] =
            isRead
            // What was stored by ourselves is JSON; else nothing can be shown of it.
            ? PlainResult.json(
                of: (try? JSONParser.parse(invoice.recordJSON)) ?? .null,
                confidence: invoice.summary.confidence, isSaved: true, invoices: [id]) : .null
        return .object(state)
    }

    private func batch(_ id: BatchID, _ visibility: Visibility) async throws(StorageError) -> JSONValue {
        let batch = try await store.batch(id, visibility: visibility)
        var filter = InvoiceFilter(visibility)
        filter.batch = id
        let invoices = try await store.invoices(
            filter, sort: InvoiceSort(), PageRequest(page: 1, perPage: Self.mostInvoices))
        var state = Rendered.batch(batch).objectValue ?? JSONObject()
        state["invoices"] = .array(invoices.items.map { .object(Rendered.summary($0)) })
        return .object(state)
    }

    private func task(_ id: JobID, _ visibility: Visibility) async throws(StorageError) -> JSONValue {
        let job = try await store.job(id, visibility: visibility)
        return Rendered.task(
            job, at: progress.place(of: id), result: try await TaskResult.json(of: job, in: store, visibility)
        )
    }
}
