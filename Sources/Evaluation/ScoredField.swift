internal import AssayKit

/// A field whose values are scored, and how two of its values are compared.
struct ScoredField: Hashable, Sendable {
    let name: String
    let comparison: Comparison

    /// The header fields, in the order of the report.
    static let header = [
        "document_type", "invoice_number", "invoice_date", "due_date", "supplier_name", "supplier_gstin",
        "supplier_vat_id", "supplier_pan", "buyer_name", "buyer_gstin", "buyer_vat_id", "place_of_supply",
        "reverse_charge", "taxable_total",
        "cgst",
        "sgst", "igst", "cess", "tax_total", "round_off", "total", "amount_due", "currency",
        "amount_in_words", "irn", "ack_number",
        "ack_date",
        "eway_bill_number", "po_number", "bank_account", "ifsc",
    ].map { name in
        let comparison = FieldTable.field(name).map { Comparison($0.type) } ?? .identifier
        return ScoredField(name: name, comparison: name == "amount_in_words" ? .words : comparison)
    }

    /// The cells of a row.
    static let cells = [
        "description", "hsn", "quantity", "unit", "unit_price", "discount", "taxable_value", "rate", "cgst",
        "sgst",
        "igst", "cess", "amount",
    ].map { name in
        let definition = FieldTable.lineItemFields.first { $0.name == name }
        return ScoredField(name: name, comparison: definition.map { Comparison($0.type) } ?? .identifier)
    }
}
