/// The kinds of document that `document_type` names.
public enum DocumentType: String, Sendable, Hashable, CaseIterable {
    /// Rule 46.
    case taxInvoice = "tax_invoice"
    /// Rule 49.
    case billOfSupply = "bill_of_supply"
    /// Rule 46A.
    case invoiceCumBillOfSupply = "invoice_cum_bill_of_supply"
    /// Rule 53(1A).
    case creditNote = "credit_note"
    /// Rule 53(1A).
    case debitNote = "debit_note"
    /// Rule 50.
    case receiptVoucher = "receipt_voucher"
    /// Rule 51.
    case refundVoucher = "refund_voucher"
    /// Rule 52.
    case paymentVoucher = "payment_voucher"
    /// An offer in the form of an invoice.
    case proforma
    /// Rule 55.
    case deliveryChallan = "delivery_challan"
    /// A till receipt.
    case retailReceipt = "retail_receipt"
    /// An invoice outside GST: before it, or of another country.
    case otherInvoice = "other_invoice"
    /// Something else.
    case notAnInvoice = "not_an_invoice"
}
