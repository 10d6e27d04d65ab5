package import AssayKit

/// Which invoices are wanted; all that is set must hold.
package struct InvoiceFilter: Sendable, Hashable {
    package var visibility: Visibility
    package var statuses: [InvoiceStatus] = []
    package var batch: BatchID?
    /// From that reading of a file.
    package var job: JobID?
    package var vendor: VendorID?
    package var customer: VendorID?
    /// The supplier's.
    package var gstin: String?
    /// With findings, or without any.
    package var flagged: Bool?
    /// With a finding of that rule: "ARI-05".
    package var rule: String?
    /// With a finding of that severity or above.
    package var minimumSeverity: Severity?
    package var minimumTotal: Amount?
    package var maximumTotal: Amount?
    /// By invoice date, this day included.
    package var from: CalendarDate?
    /// By invoice date, this day included.
    package var to: CalendarDate?
    /// That came in at this moment or later.
    package var cameFrom: Timestamp?
    /// That came in before this moment.
    package var cameBefore: Timestamp?
    /// Part of the number, a party's name, the supplier's GSTIN or the file's name; case does not matter.
    package var search: String?

    package init(_ visibility: Visibility) { self.visibility = visibility }
}

/// In which order.
package struct InvoiceSort: Sendable, Hashable {
    /// What invoices are sorted by; those without a value come last.
    package enum Key: String, Sendable, Hashable, CaseIterable {
        case createdAt = "created_at"
        case invoiceDate = "invoice_date"
        case invoiceNumber = "invoice_number"
        case supplierName = "supplier_name"
        case total
        case confidence
        case status
        case flagCount = "flag_count"
    }

    package var key: Key
    package var isDescending: Bool

    package init(_ key: Key = .createdAt, descending: Bool = true) {
        self.key = key
        isDescending = descending
    }

    /// Reads `total` or `-total`; nil for an unknown name.
    package init?(_ text: some StringProtocol) {
        let isDescending = text.hasPrefix("-")
        guard let key = Key(rawValue: String(isDescending ? text.dropFirst() : text[...])) else { return nil }
        self.init(key, descending: isDescending)
    }
}
