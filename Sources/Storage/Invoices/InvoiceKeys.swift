package import AssayKit

/// The fields of a record that lists show, filter and sort by.
package struct InvoiceKeys: Sendable, Hashable {
    package var number: String?
    package var date: CalendarDate?
    package var supplierName: String?
    package var supplierGSTIN: String?
    package var buyerName: String?
    package var buyerGSTIN: String?
    package var total: Amount?
    package var currency: String?

    package init() {}

    /// Those of a record.
    package init(_ record: Record) {
        number = record.text("invoice_number")
        date = record.date("invoice_date")
        supplierName = record.text("supplier_name")
        supplierGSTIN = record.text("supplier_gstin").map(VendorIdentity.compact)
        buyerName = record.text("buyer_name")
        buyerGSTIN = record.text("buyer_gstin").map(VendorIdentity.compact)
        total = record.amount("total")
        currency = record.text("currency")
    }

    /// What a search looks through, in lower case.
    package func searchText(fileName: String?) -> String {
        [number, supplierName, buyerName, supplierGSTIN, fileName].compactMap { $0?.lowercased() }
            .joined(separator: "\n")
    }
}
