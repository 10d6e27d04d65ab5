internal import AssayKit
internal import Storage

/// The dashboard's figures.
enum DashboardFigures {
    /// How many invoices and batches there are of each status, of what may be seen.
    static func json(
        of store: any DataStore, _ visibility: Visibility
    ) async throws(StorageError) -> JSONValue {
        let one = PageRequest(page: 1, perPage: 1)
        var (byStatus, total) = (JSONObject(), 0)
        for status in InvoiceStatus.allCases {
            var filter = InvoiceFilter(visibility)
            filter.statuses = [status]
            let count = try await store.invoices(filter, sort: InvoiceSort(), one).total
            byStatus[status.rawValue] = .integer(count)
            total += count
        }
        var (batches, all) = (JSONObject(), 0)
        for status in BatchStatus.allCases {
            let count = try await store.batches(status: status, search: nil, visibility: visibility, one)
                .total
            batches[status.rawValue] = .integer(count)
            all += count
        }
        return .object([
            "invoices": ["total": .integer(total), "by_status": .object(byStatus)],
            "batches": ["total": .integer(all), "by_status": .object(batches)],
        ])
    }
}
