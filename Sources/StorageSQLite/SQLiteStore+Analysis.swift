internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func parties(
        _ role: Vendor.Role, like words: [String], of filter: InvoiceFilter, limit: Int
    ) async throws(StorageError) -> [SupplierName] {
        guard !words.isEmpty else { return [] }
        let (party, name) = Conditions.columns(of: role)
        var conditions = Conditions(filter)
        let chosen = conditions.clause
        conditions.add(anyOf: words.map { (name, $0) } + words.map { ("vendor.name", $0) })
        let alike = conditions.parts.last ?? "1"
        return try await read { [conditions] session in
            try session.connection.rows(
                """
                \(Session.roots)
                SELECT coalesce(root, chosen.\(party)), coalesce(vendor.name, \(name)), head.name
                FROM (SELECT \(party), \(name) FROM invoice\(chosen)) AS chosen
                LEFT JOIN vendor ON vendor.id = chosen.\(party)
                LEFT JOIN roots ON merged = chosen.\(party) LEFT JOIN vendor AS head ON head.id = root
                WHERE \(alike)
                GROUP BY 1, 2, 3 ORDER BY 2, 1 LIMIT \(limit)
                """, arguments: conditions.arguments
            ) { row in
                let vendor = try row.optionalID(Vendor.self)
                let name = try row.optionalText()
                let head = try row.optionalText()
                return name.map { SupplierName(vendor: vendor, name: head ?? $0, printed: $0) }
            }.compactMap(\.self)
        }
    }

    package func invoiceNumbers(
        among texts: [String], of filter: InvoiceFilter
    ) async throws(StorageError) -> [String] {
        guard !texts.isEmpty else { return [] }
        var conditions = Conditions(filter)
        conditions.add("number IS NOT NULL")
        conditions.add("lower(number)", isOneOf: texts)
        return try await read { [conditions] session in
            try session.connection.rows(
                "SELECT DISTINCT number FROM invoice\(conditions.clause) ORDER BY number LIMIT 100",
                arguments: conditions.arguments
            ) { try $0.text() }
        }
    }

    package func invoices(
        _ selection: InvoiceSelection, sort: InvoiceSort, limit: Int
    ) async throws(StorageError) -> (invoices: [InvoiceSummary], count: Int) {
        let conditions = Conditions(selection)
        return try await read { session in
            let page = try session.page(
                Session.summaryColumns, from: "invoice", conditions, order: sort.clause,
                PageRequest(page: 1, perPage: limit), read: Session.summary)
            return (page.items, page.total)
        }
    }

    package func invoices(
        _ selection: InvoiceSelection, after: InvoiceID?, limit: Int
    ) async throws(StorageError) -> [Invoice] {
        var conditions = Conditions(selection)
        if let after { conditions.add("id > ?", after) }
        return try await read { [conditions] session in
            try session.connection.rows(
                "SELECT \(Session.invoiceColumns) FROM invoice\(conditions.clause) ORDER BY id LIMIT \(limit)",
                arguments: conditions.arguments, read: Session.invoice)
        }
    }

    package func tallies(
        _ selection: InvoiceSelection, by key: InvoiceTally.Key?
    ) async throws(StorageError) -> [InvoiceTally] {
        let conditions = Conditions(selection)
        if key == .rule || key == .severity {
            return try await read { try $0.findings(conditions, isByRule: key == .rule) }
        }
        let (group, label, join) =
            switch key {
            case .supplier: Self.grouping(by: .supplier)
            case .buyer: Self.grouping(by: .buyer)
            case .status: ("status", "status", "")
            case .month: ("substr(date, 1, 7)", "substr(date, 1, 7)", "")
            case .currency: ("currency", "currency", "")
            case .rule, .severity, nil: ("1", "NULL", "")
            }
        // Units and their fractions are added apart: the sum of a million large totals fits in no 64 bits.
        return try await read { session in
            try session.connection.rows(
                """
                \(join.isEmpty ? "" : Session.roots)
                SELECT \(label), currency, count(*), count(total), sum(total / 1000000), sum(total % 1000000),
                    min(total), max(total), sum(flag_count), min(flag_count), max(flag_count)
                FROM invoice\(join)\(conditions.clause) GROUP BY \(group), currency ORDER BY 1, 2
                """, arguments: conditions.arguments, read: Session.tally)
        }
    }

    /// What parties are told apart by, what they are called, and what has to be joined for it.
    private static func grouping(by role: Vendor.Role) -> (String, String, String) {
        let (party, name) = Conditions.columns(of: role)
        return (
            // Nothing in hexadecimal is an empty text.
            "coalesce(nullif(hex(coalesce(root, \(party))), ''), lower(\(name)))",
            """
            coalesce((SELECT name FROM vendor WHERE vendor.id = coalesce(root, invoice.\(party))), max(\(name)))
            """, " LEFT JOIN roots ON merged = \(party)"
        )
    }

    package func changes(
        _ selection: InvoiceSelection, since: Timestamp?, limit: Int
    ) async throws(StorageError) -> [(invoice: InvoiceSummary, entry: HistoryEntry)] {
        var conditions = Conditions(selection)
        let chosen = conditions.clause
        var recent = "history.action IN ('corrected', 'approved', 'rejected', 'reprocessed')"
        if let since {
            conditions.add("history.at >= ?", since)
            recent += " AND " + (conditions.parts.last ?? "1")
        }
        return try await read { [conditions, recent] session in
            try session.connection.rows(
                """
                SELECT \(Session.columns(Session.summaryColumns, of: "invoice")), history.action, history.actor,
                    history.at, history.version, history.changes, history.comment
                FROM history JOIN (SELECT * FROM invoice\(chosen)) AS invoice ON invoice.id = history.invoice
                WHERE \(recent)
                ORDER BY history.at DESC, history.number DESC LIMIT \(limit)
                """, arguments: conditions.arguments
            ) { row in (try Session.summary(&row), try Session.historyEntry(&row)) }
        }
    }

    package func repeated(
        _ selection: InvoiceSelection, limit: Int
    ) async throws(StorageError) -> [[InvoiceSummary]] {
        let conditions = Conditions(selection)
        let chosen = "SELECT * FROM invoice\(conditions.clause)"
        // Parts of one file share its bytes and are no repeats of each other.
        let keys = [
            """
            coalesce(nullif(hex(vendor), ''), supplier_gstin, lower(supplier_name)) || '/' || lower(number)
            """,
            "nullif(hex(document), '') || '/' || part",
        ]
        return try await read { session in
            var sets: [[InvoiceSummary]] = []
            for key in keys {
                let rows = try session.connection.rows(
                    """
                    WITH chosen AS (\(chosen)), keyed AS (SELECT *, \(key) AS shared FROM chosen),
                        doubled AS (
                            SELECT shared FROM keyed WHERE shared IS NOT NULL GROUP BY shared
                            HAVING count(*) > 1 ORDER BY shared LIMIT \(limit))
                    SELECT \(Session.summaryColumns), shared FROM keyed
                    WHERE shared IN (SELECT shared FROM doubled) ORDER BY shared, id LIMIT \(limit * 20)
                    """, arguments: conditions.arguments
                ) { row in (invoice: try Session.summary(&row), key: try row.text()) }
                var last: String?
                for row in rows {
                    if row.key == last, let end = sets.indices.last {
                        sets[end].append(row.invoice)
                    } else {
                        sets.append([row.invoice])
                    }
                    last = row.key
                }
            }
            // The same file read twice has the same number, too.
            var known: [Set<InvoiceID>] = []
            return sets.filter { set in
                let ids = Set(set.map(\.id))
                guard !known.contains(where: { ids.isSubset(of: $0) }) else { return false }
                known.append(ids)
                return true
            }.prefix(limit).map(\.self)
        }
    }
}

extension Session {
    /// Each vendor that was merged into another, with the one that it counts for in the end.
    static let roots = """
        WITH RECURSIVE up(merged, root, next) AS (
                SELECT one.id, one.merged_into, other.merged_into FROM vendor one
                JOIN vendor other ON other.id = one.merged_into
                UNION SELECT up.merged, up.next, other.merged_into FROM up JOIN vendor other ON other.id = up.next),
            roots AS (SELECT merged, root FROM up WHERE next IS NULL)
        """

    /// Columns with the name of their table.
    static func columns(_ list: String, of table: String) -> String {
        list.split { $0 == "," || $0.isWhitespace }.map { "\(table).\($0)" }.joined(separator: ", ")
    }

    fileprivate static func tally(_ row: inout Row) throws -> InvoiceTally {
        let label = try row.optionalText()
        let currency = try row.optionalText()
        let count = try row.int()
        let valued = try row.int()
        let units = try row.optionalInteger() ?? 0
        let rest = try row.optionalInteger() ?? 0
        let total = InvoiceTally.Figures(
            count: valued, sum: Int128(units) * 1_000_000 + Int128(rest), least: try row.optionalInteger(),
            greatest: try row.optionalInteger())
        let found = try row.integer()
        let (least, greatest) = (try row.integer(), try row.integer())
        return InvoiceTally(
            label: label, currency: currency, count: count, total: total,
            findings: .init(
                count: count, sum: Int128(found) * 1_000_000, least: least * 1_000_000,
                greatest: greatest * 1_000_000))
    }

    fileprivate func findings(_ conditions: Conditions, isByRule: Bool) throws -> [InvoiceTally] {
        let column = isByRule ? "rule" : "severity"
        return try connection.rows(
            """
            SELECT \(isByRule ? "rule" : "CAST(severity AS TEXT)"), count(*)
            FROM flag JOIN (SELECT id FROM invoice\(conditions.clause)) AS chosen ON chosen.id = flag.invoice
            GROUP BY \(column) ORDER BY \(column)
            """, arguments: conditions.arguments
        ) { row in
            let text = try row.text()
            let count = try row.int()
            let severities = Severity.allCases
            let label =
                isByRule
                ? text : Int(text).flatMap { severities.indices.contains($0) ? severities[$0].rawValue : nil }
            guard let label else { throw Row.damaged("a severity") }
            let one = InvoiceTally.Figures(
                count: count, sum: Int128(count) * 1_000_000, least: 1_000_000, greatest: 1_000_000)
            return InvoiceTally(label: label, currency: nil, count: count, total: one, findings: one)
        }
    }
}

extension Conditions {
    /// Where an invoice keeps who that is: as a vendor that is known, and as printed.
    static func columns(of role: Vendor.Role) -> (party: String, name: String) {
        role == .buyer ? ("customer", "buyer_name") : ("vendor", "supplier_name")
    }

    init(_ selection: InvoiceSelection) {
        self.init(selection.filter)
        if let ids = selection.ids { add("id", isOneOf: ids.isEmpty ? [InvoiceID(high: 0, low: 0)] : ids) }
        if !selection.numbers.isEmpty {
            add("number IS NOT NULL")
            add("lower(number)", isOneOf: selection.numbers.map { $0.lowercased() })
        }
        if !selection.suppliers.isEmpty { add(.supplier, selection.suppliers, isNot: false) }
        if !selection.otherSuppliers.isEmpty { add(.supplier, selection.otherSuppliers, isNot: true) }
        if !selection.buyers.isEmpty { add(.buyer, selection.buyers, isNot: false) }
        for status in selection.otherStatuses { add("status <> ?", status.rawValue) }
        if !selection.rules.isEmpty {
            add(
                "EXISTS (SELECT 1 FROM flag WHERE flag.invoice = invoice.id AND rule",
                isOneOf: selection.rules,
                end: ")")
        }
        if let severity = selection.severity {
            add("EXISTS (SELECT 1 FROM flag WHERE flag.invoice = invoice.id AND severity = ?)", severity.rank)
        }
        if let from = selection.createdFrom { add("created_at >= ?", from) }
        if let before = selection.createdBefore { add("created_at < ?", before) }
        if let from = selection.decidedFrom { add("reviewed_at >= ?", from) }
        if let before = selection.decidedBefore { add("reviewed_at < ?", before) }
        if let currency = selection.currency { add("currency = ?", currency) }
        if let end = selection.leastConfidence {
            add(end.isIncluded ? "confidence >= ?" : "confidence > ?", end.value)
        }
        if let end = selection.greatestConfidence {
            add(end.isIncluded ? "confidence <= ?" : "confidence < ?", end.value)
        }
    }

    /// By vendor where it is recognised, else by the printed name.
    private mutating func add(_ role: Vendor.Role, _ names: [SupplierName], isNot: Bool) {
        let (party, name) = Self.columns(of: role)
        var parts: [(String, any SQLConvertible)] = []
        for one in names {
            if let vendor = one.vendor {
                parts.append((Self.isOfGroup(party), vendor))
            } else {
                parts.append(("(\(party) IS NULL AND \(name) = ?)", one.name))
            }
        }
        // What is not known is not said to be from any of them.
        add(parts, before: isNot ? "coalesce(NOT (" : "(", after: isNot ? "), 1)" : ")")
    }
}
