/// The one table of field names: what a pipeline, an expression or a plugin may call a value.
public enum FieldTable {
    private static let rule46 = "CGST Rules 2017, rule 46"

    /// The header fields, in the order in which they are written.
    public static let fields: [FieldDefinition] = [
        FieldDefinition("document_type", .choice, "What kind of document it is", rule46),
        FieldDefinition("invoice_number", .identifier, "The consecutive serial number", rule46 + "(b)"),
        FieldDefinition("invoice_date", .date, "Date of issue", rule46 + "(c)"),
        FieldDefinition("due_date", .date, "Date by which payment is due"),
        FieldDefinition(
            "original_invoice_number", .identifier, "The invoice a note refers to", "rule 53(1A)"),
        FieldDefinition("original_invoice_date", .date, "That invoice's date", "rule 53(1A)"),
        FieldDefinition("supplier_name", .text, "Name of the supplier", rule46 + "(a)"),
        FieldDefinition("supplier_gstin", .identifier, "GSTIN of the supplier, as printed", rule46 + "(a)"),
        FieldDefinition("supplier_vat_id", .identifier, "VAT number of the supplier", "EN 16931, BT-31"),
        FieldDefinition("supplier_pan", .identifier, "PAN of the supplier, where printed by itself"),
        FieldDefinition("supplier_address", .text, "Address of the supplier", rule46 + "(a)"),
        FieldDefinition("supplier_pin", .identifier, "PIN code of the supplier"),
        FieldDefinition("supplier_state", .state, "State of the supplier"),
        FieldDefinition("supplier_phone", .text, "Telephone of the supplier"),
        FieldDefinition("supplier_email", .text, "E-mail of the supplier"),
        FieldDefinition("buyer_name", .text, "Name of the recipient", rule46 + "(d)"),
        FieldDefinition(
            "buyer_gstin", .identifier, "GSTIN or UIN of the recipient, as printed", rule46 + "(d)"),
        FieldDefinition("buyer_vat_id", .identifier, "VAT number of the recipient", "EN 16931, BT-48"),
        FieldDefinition("buyer_pan", .identifier, "PAN of the recipient"),
        FieldDefinition("buyer_address", .text, "Address of the recipient", rule46 + "(d)"),
        FieldDefinition("buyer_pin", .identifier, "PIN code of the recipient"),
        FieldDefinition("buyer_state", .state, "State of the recipient"),
        FieldDefinition("ship_to_name", .text, "Name of the consignee"),
        FieldDefinition("ship_to_address", .text, "Address of delivery", rule46 + "(o)"),
        FieldDefinition("place_of_supply", .state, "Place of supply, as printed", rule46 + "(n)"),
        FieldDefinition("reverse_charge", .truth, "Whether tax is payable on reverse charge", rule46 + "(p)"),
        FieldDefinition("taxable_total", .amount, "Total taxable value", rule46 + "(k)"),
        FieldDefinition("cgst", .amount, "Total central tax", rule46 + "(m)"),
        FieldDefinition("sgst", .amount, "Total State or Union Territory tax", rule46 + "(m)"),
        FieldDefinition("igst", .amount, "Total integrated tax", rule46 + "(m)"),
        FieldDefinition("cess", .amount, "Total cess", rule46 + "(m)"),
        FieldDefinition("tax_total", .amount, "All taxes together", "EN 16931, BT-110"),
        FieldDefinition("other_charges", .amount, "Charges outside the item table"),
        FieldDefinition("post_tax_discount", .amount, "Discount after tax"),
        FieldDefinition(
            "round_off", .amount, "Rounding of the total, with its sign", "CGST Act 2017, section 170"),
        FieldDefinition("total", .amount, "Amount of the invoice, taxes included", rule46 + "(j)"),
        FieldDefinition("amount_paid", .amount, "What has been paid already"),
        FieldDefinition("amount_due", .amount, "What is left to pay"),
        FieldDefinition("currency", .choice, "ISO 4217 code of all amounts"),
        FieldDefinition("amount_in_words", .text, "The total as printed in words"),
        FieldDefinition("irn", .identifier, "Invoice reference number, 64 hexadecimal digits", "rule 48(4)"),
        FieldDefinition("ack_number", .identifier, "Acknowledgement number of the e-invoice", "rule 48(4)"),
        FieldDefinition("ack_date", .date, "Acknowledgement date of the e-invoice", "rule 48(4)"),
        FieldDefinition("eway_bill_number", .identifier, "E-way bill, 12 digits", "rule 138"),
        FieldDefinition("po_number", .identifier, "The buyer's order number"),
        FieldDefinition("po_date", .date, "The buyer's order date"),
        FieldDefinition("delivery_note", .identifier, "Delivery note number"),
        FieldDefinition("vehicle_number", .identifier, "Number of the vehicle"),
        FieldDefinition("bank_name", .text, "The supplier's bank"),
        FieldDefinition("bank_account", .identifier, "The supplier's account number"),
        FieldDefinition("bank_account_holder", .text, "Holder of that account"),
        FieldDefinition("ifsc", .identifier, "IFSC of the branch"),
        FieldDefinition("upi_id", .text, "The supplier's UPI address"),
    ]

    /// The columns of a line item, in the order in which they are written.
    public static let lineItemFields: [FieldDefinition] = [
        FieldDefinition("description", .text, "Description of the goods or services", rule46 + "(h)"),
        FieldDefinition("hsn", .identifier, "HSN code or SAC", rule46 + "(g)"),
        FieldDefinition("quantity", .amount, "Quantity", rule46 + "(i)"),
        FieldDefinition("unit", .text, "Unit of the quantity", rule46 + "(i)"),
        FieldDefinition("unit_price", .amount, "Price of one unit, before tax"),
        FieldDefinition("list_price", .amount, "Price before discount, where both are printed"),
        FieldDefinition("discount", .amount, "Discount on the row"),
        FieldDefinition("discount_percent", .amount, "Discount in percent, where printed"),
        FieldDefinition("taxable_value", .amount, "Taxable value of the row", rule46 + "(k)"),
        FieldDefinition(
            "rate", .amount, "Whole rate of tax in percent (CGST and SGST added)", rule46 + "(l)"),
        FieldDefinition("cgst", .amount, "Central tax of the row", rule46 + "(m)"),
        FieldDefinition("sgst", .amount, "State tax of the row", rule46 + "(m)"),
        FieldDefinition("igst", .amount, "Integrated tax of the row", rule46 + "(m)"),
        FieldDefinition("cess", .amount, "Cess of the row", rule46 + "(m)"),
        FieldDefinition("tax_amount", .amount, "Tax of the row, all heads together"),
        FieldDefinition(
            "amount", .amount, "The row's last column: with or without tax, as the document has it"),
    ]

    /// The columns of a tax summary's row.
    public static let taxSummaryFields: [FieldDefinition] = [
        FieldDefinition("hsn", .identifier, "HSN code or SAC"),
        FieldDefinition("rate", .amount, "Whole rate of tax in percent"),
        FieldDefinition("taxable_value", .amount, "Taxable value"),
        FieldDefinition("cgst", .amount, "Central tax"),
        FieldDefinition("sgst", .amount, "State tax"),
        FieldDefinition("igst", .amount, "Integrated tax"),
        FieldDefinition("cess", .amount, "Cess"),
        FieldDefinition("tax_amount", .amount, "Tax, all heads together"),
    ]

    /// The fields without which an invoice is not complete; a record's confidence is the least among them.
    public static let mandatory = [
        "document_type", "invoice_number", "invoice_date", "supplier_name", "supplier_gstin", "total",
    ]

    private static let places = Dictionary(
        fields.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })

    /// The definition of a header field; nil for a name that is not in the table.
    public static func field(_ name: String) -> FieldDefinition? { places[name].map { fields[$0] } }

    /// Names in the table's order; unknown ones come last, sorted.
    static func ordered(_ names: some Sequence<String>) -> [String] {
        names.sorted {
            (places[$0] ?? Int.max, $0) < (places[$1] ?? Int.max, $1)
        }
    }

    private static let columnPlaces = Dictionary(
        lineItemFields.enumerated().map { ($0.element.name, $0.offset) },
        uniquingKeysWith: { first, _ in first })

    /// Column names in the table's order; unknown ones come last, sorted.
    static func orderedColumns(_ names: some Sequence<String>) -> [String] {
        names.sorted {
            (columnPlaces[$0] ?? Int.max, $0) < (columnPlaces[$1] ?? Int.max, $1)
        }
    }
}
