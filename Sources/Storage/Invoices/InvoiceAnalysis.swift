package import AssayKit

/// Questions about many invoices at once: only reads, each bounded by what one answer can show.
package protocol InvoiceAnalysis: Sendable {
    /// The suppliers, or the buyers, on these invoices whose name has one of some words; case does not matter.
    ///
    /// One that was merged into another comes as the other, with its own name as the printed one.
    func parties(
        _ role: Vendor.Role, like words: [String], of filter: InvoiceFilter, limit: Int
    ) async throws(StorageError) -> [SupplierName]

    /// The printed numbers that some of these invoices have, among texts in lower case.
    func invoiceNumbers(
        among texts: [String], of filter: InvoiceFilter
    ) async throws(StorageError) -> [String]

    /// The first invoices in an order, and how many there are.
    func invoices(
        _ selection: InvoiceSelection, sort: InvoiceSort, limit: Int
    ) async throws(StorageError) -> (invoices: [InvoiceSummary], count: Int)

    /// The invoices in the order in which they came, a piece at a time.
    func invoices(
        _ selection: InvoiceSelection, after: InvoiceID?, limit: Int
    ) async throws(StorageError) -> [Invoice]

    /// Totals and findings by a key and the currency.
    func tallies(
        _ selection: InvoiceSelection, by key: InvoiceTally.Key?
    ) async throws(StorageError) -> [InvoiceTally]

    /// Corrections and decisions, the newest first.
    func changes(
        _ selection: InvoiceSelection, since: Timestamp?, limit: Int
    ) async throws(StorageError) -> [(invoice: InvoiceSummary, entry: HistoryEntry)]

    /// Invoices of the same supplier and number, or of the same file, together.
    func repeated(
        _ selection: InvoiceSelection, limit: Int
    ) async throws(StorageError) -> [[InvoiceSummary]]
}

/// A supplier or buyer as it stands on invoices.
package struct SupplierName: Sendable, Hashable {
    /// nil where nothing but the name is known.
    package let vendor: VendorID?
    package let name: String
    /// Another name by which it is found; most often the same.
    package let printed: String

    package init(vendor: VendorID?, name: String, printed: String? = nil) {
        self.vendor = vendor
        self.name = name
        self.printed = printed ?? name
    }
}

/// A filter with the conditions that only an analysis asks for.
package struct InvoiceSelection: Sendable, Hashable {
    package var filter: InvoiceFilter
    package var ids: [InvoiceID]?
    /// Printed numbers; case does not matter.
    package var numbers: [String] = []
    /// Any of these; empty for all.
    package var suppliers: [SupplierName] = []
    package var otherSuppliers: [SupplierName] = []
    /// Any of these; empty for all.
    package var buyers: [SupplierName] = []
    package var otherStatuses: [InvoiceStatus] = []
    package var rules: [String] = []
    /// With a finding of just that severity.
    package var severity: Severity?
    /// When it came: from this moment on.
    package var createdFrom: Timestamp?
    /// When it came: before this moment.
    package var createdBefore: Timestamp?
    /// When a person decided: from this moment on.
    package var decidedFrom: Timestamp?
    /// When a person decided: before this moment.
    package var decidedBefore: Timestamp?
    package var currency: String?
    package var leastConfidence: ConfidenceEnd?
    package var greatestConfidence: ConfidenceEnd?

    /// An end of a range of confidences, 0...1.
    package struct ConfidenceEnd: Sendable, Hashable {
        package let value: Double
        package let isIncluded: Bool

        package init(_ value: Double, isIncluded: Bool) {
            self.value = value
            self.isIncluded = isIncluded
        }
    }

    package init(_ filter: InvoiceFilter) { self.filter = filter }
}

/// What some invoices of one currency come to.
package struct InvoiceTally: Sendable, Hashable {
    /// What invoices are put together by.
    package enum Key: String, Sendable, Hashable, CaseIterable {
        case supplier, buyer, status, month, currency
        /// Counts findings, whatever the currency.
        case rule
        case severity
    }

    package let label: String?
    package let currency: String?
    package let count: Int
    /// Of their totals.
    package let total: Figures
    /// Of how many findings they have; of one finding each where findings are counted.
    package let findings: Figures

    /// Figures in millionths.
    package struct Figures: Sendable, Hashable {
        /// How many have a value.
        package let count: Int
        package let sum: Int128
        package let least: Int64?
        package let greatest: Int64?

        package init(count: Int, sum: Int128, least: Int64?, greatest: Int64?) {
            self.count = count
            self.sum = sum
            self.least = least
            self.greatest = greatest
        }
    }

    package init(label: String?, currency: String?, count: Int, total: Figures, findings: Figures) {
        self.label = label
        self.currency = currency
        self.count = count
        self.total = total
        self.findings = findings
    }
}
