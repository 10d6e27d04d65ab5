package import AssayKit

/// Values as electronic invoices write them.
package enum EInvoiceValues {
    /// A decimal: `1234.5`, `+1.00`, `.5`; to six decimals.
    package static func amount(_ text: String) -> Amount? { InvoiceDraft.amount(text) }

    /// A date: `2026-11-21`, also with a time behind it, `20261121`, `21/11/2026`.
    package static func date(_ text: String) -> CalendarDate? { InvoiceDraft.date(text) }
}
