/// The header fields of a truth file, under the names that results use.
enum TruthField: String, CaseIterable, Hashable, Sendable {
    case documentType = "document_type"
    case invoiceNumber = "invoice_number"
    case invoiceDate = "invoice_date"
    case dueDate = "due_date"
    case supplierName = "supplier_name"
    case supplierGSTIN = "supplier_gstin"
    case supplierPAN = "supplier_pan"
    case buyerName = "buyer_name"
    case buyerGSTIN = "buyer_gstin"
    case placeOfSupply = "place_of_supply"
    case reverseCharge = "reverse_charge"
    case taxableTotal = "taxable_total"
    case cgst, sgst, igst, cess
    case roundOff = "round_off"
    case total, currency
    case amountInWords = "amount_in_words"
    case irn
    case ackNumber = "ack_number"
    case ackDate = "ack_date"
    case ewayBillNumber = "eway_bill_number"
    case poNumber = "po_number"
    case bankAccount = "bank_account"
    case ifsc
}

/// The cells of a row in a truth file, under the names that results use.
enum TruthCell: String, CaseIterable, Hashable, Sendable {
    case description, hsn, quantity, unit
    case unitPrice = "unit_price"
    case discount
    case taxableValue = "taxable_value"
    case rate, cgst, sgst, igst, cess, amount
}
