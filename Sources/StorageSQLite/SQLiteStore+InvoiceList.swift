internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func invoices(
        _ filter: InvoiceFilter, sort: InvoiceSort, _ page: PageRequest
    ) async throws(StorageError) -> Page<InvoiceSummary> {
        let conditions = Conditions(filter)
        return try await read { session in
            try session.page(
                Session.summaryColumns, from: "invoice", conditions, order: sort.clause, page,
                read: Session.summary)
        }
    }

    package func flagCounts(
        _ filter: InvoiceFilter
    ) async throws(StorageError) -> [FlagCount] {
        let conditions = Conditions(filter)
        return try await read { session in
            try session.connection.rows(
                """
                SELECT flag.rule, flag.severity, count(*)
                FROM flag JOIN (SELECT id FROM invoice\(conditions.clause)) AS chosen ON chosen.id = flag.invoice
                GROUP BY 1, 2 ORDER BY 2 DESC, 3 DESC, 1
                """, arguments: conditions.arguments
            ) { row in
                let rule = try row.text()
                let rank = try row.int()
                guard Severity.allCases.indices.contains(rank) else { throw Row.damaged("a severity") }
                return FlagCount(rule: rule, severity: Severity.allCases[rank], count: try row.int())
            }
        }
    }

    package func invoices(
        _ filter: InvoiceFilter, after: InvoiceID?, limit: Int
    ) async throws(StorageError) -> [Invoice] {
        var conditions = Conditions(filter)
        if let after { conditions.add("id > ?", after) }
        return try await read { [conditions] session in
            try session.connection.rows(
                "SELECT \(Session.invoiceColumns) FROM invoice\(conditions.clause) ORDER BY id LIMIT \(limit)",
                arguments: conditions.arguments, read: Session.invoice)
        }
    }
}

extension Conditions: @unchecked Sendable {}  // guarded by being a value whose arguments are values too

extension Conditions {
    init(_ filter: InvoiceFilter) {
        add(filter.visibility)
        if !filter.statuses.isEmpty { add("status", isOneOf: filter.statuses.map(\.rawValue)) }
        if let batch = filter.batch { add("batch = ?", batch) }
        if let job = filter.job { add("job = ?", job) }
        if let vendor = filter.vendor { add("vendor", isOfGroup: vendor) }
        if let customer = filter.customer { add("customer", isOfGroup: customer) }
        if let gstin = filter.gstin { add("supplier_gstin = ?", VendorIdentity.compact(gstin)) }
        if let flagged = filter.flagged { add(flagged ? "flag_count > 0" : "flag_count = 0") }
        if let rule = filter.rule {
            add("EXISTS (SELECT 1 FROM flag WHERE flag.invoice = invoice.id AND flag.rule = ?)", rule)
        }
        if let severity = filter.minimumSeverity {
            add(
                "EXISTS (SELECT 1 FROM flag WHERE flag.invoice = invoice.id AND severity >= ?)", severity.rank
            )
        }
        if let minimum = filter.minimumTotal { add("total >= ?", minimum.micros) }
        if let maximum = filter.maximumTotal { add("total <= ?", maximum.micros) }
        if let from = filter.from { add("date >= ?", from.iso) }
        if let to = filter.to { add("date <= ?", to.iso) }
        if let from = filter.cameFrom { add("created_at >= ?", from) }
        if let before = filter.cameBefore { add("created_at < ?", before) }
        if let search = filter.search, !search.isEmpty { add("search", contains: search) }
    }
}

extension Conditions {
    /// Adds that a column names a vendor or one of those merged into it.
    private mutating func add(_ column: String, isOfGroup vendor: VendorID) {
        add(Self.isOfGroup(column), vendor)
    }

    /// The condition, with the vendor's place.
    static func isOfGroup(_ column: String) -> String {
        """
        \(column) IN (WITH RECURSIVE member(id) AS (SELECT ? UNION SELECT v.id FROM vendor v
            JOIN member ON v.merged_into = member.id) SELECT id FROM member)
        """
    }
}

extension InvoiceSort {
    /// What stands after ORDER BY: the newer of equals comes first.
    var clause: String {
        let direction = isDescending ? "DESC" : "ASC"
        let column =
            switch key {
            // Ids begin with the millisecond in which they were made.
            case .createdAt: "id"
            case .invoiceDate: "date"
            case .invoiceNumber: "number"
            case .supplierName: "supplier_name COLLATE NOCASE"
            case .total: "total"
            case .confidence: "confidence"
            case .status: "status"
            case .flagCount: "flag_count"
            }
        return key == .createdAt ? "id \(direction)" : "\(column) \(direction) NULLS LAST, id DESC"
    }
}
