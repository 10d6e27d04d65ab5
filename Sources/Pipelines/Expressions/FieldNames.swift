internal import AssayKit
internal import ExpressionViews

/// The names that expressions and tests may use, from the field table.
enum FieldNames {
    static let fields = FieldTable.fields.map(\.name)
    static let lineItems = FieldTable.lineItemFields.map(\.name)
    static let taxSummary = FieldTable.taxSummaryFields.map(\.name)
    private static let known = Set(fields)

    /// What people from elsewhere call a field.
    private static let synonyms = [
        "number": "invoice_number", "date": "invoice_date", "amount": "total", "grand_total": "total",
        "total_amount": "total", "invoice_total": "total", "subtotal": "taxable_total",
        "taxable_value": "taxable_total", "taxable_amount": "taxable_total", "vendor_name": "supplier_name",
        "seller_name": "supplier_name", "vendor_gstin": "supplier_gstin", "seller_gstin": "supplier_gstin",
        "customer_name": "buyer_name", "customer_gstin": "buyer_gstin", "recipient_name": "buyer_name",
        "recipient_gstin": "buyer_gstin", "pos": "place_of_supply", "gstin": "supplier_gstin",
        "purchase_order": "po_number", "account_number": "bank_account", "type": "document_type",
        "invoice_type": "document_type", "invoice_no": "invoice_number",
    ]

    static func isField(_ name: String) -> Bool {
        known.contains(name) || isOwn(name)
    }

    static func isColumn(_ name: String) -> Bool {
        lineItems.contains(name) || isOwn(name)
    }

    static func isOwn(_ name: String) -> Bool { ExpressionView.isOwn(name) }

    static func nearestField(to name: String) -> String? {
        synonyms[name.lowercased()] ?? Spelling.nearest(to: name, among: fields)
    }
}
