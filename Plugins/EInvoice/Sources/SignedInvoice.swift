internal import AssayKit
internal import EInvoices
internal import IndianTax

/// What the signed QR code of an Indian e-invoice says of the invoice.
///
/// Source: NIC, e-invoice system, "Signed QR code": ten values.
struct SignedInvoice {
    /// The header fields that it has.
    static let fields = [
        "supplier_gstin", "buyer_gstin", "invoice_number", "document_type", "invoice_date", "total", "irn",
        "ack_date",
    ]

    /// Its values under the names of the field table.
    let values: [(name: String, value: String)]
    /// How many rows the item table has.
    let itemCount: Int?
    /// The code of the row with the highest taxable value.
    let mainCode: String?

    /// Reads the inner object of a token; nil when it has neither number nor IRN.
    init?(_ data: JSONValue) {
        var values: [(name: String, value: String)] = []
        func text(_ member: String) -> String? {
            switch data[member] {
            case .string(let text): text.allSatisfy(\.isWhitespace) ? nil : text
            case .number(let text): text
            default: nil
            }
        }
        if let number = text("SellerGstin") { values.append(("supplier_gstin", number.uppercased())) }
        // "URP" stands for a buyer without a registration.
        if let number = text("BuyerGstin")?.uppercased(), number != "URP" {
            values.append(("buyer_gstin", number))
        }
        if let number = text("DocNo") { values.append(("invoice_number", number)) }
        switch text("DocTyp")?.uppercased() {
        case "CRN": values.append(("document_type", DocumentType.creditNote.rawValue))
        case "DBN": values.append(("document_type", DocumentType.debitNote.rawValue))
        default: break
        }
        if let date = text("DocDt").flatMap(EInvoiceValues.date) { values.append(("invoice_date", date.iso)) }
        if let total = text("TotInvVal").flatMap(EInvoiceValues.amount) {
            values.append(("total", total.text))
        }
        if let irn = text("Irn").flatMap({ IRN($0) }) { values.append(("irn", irn.text)) }
        if let date = text("IrnDt").flatMap(EInvoiceValues.date) { values.append(("ack_date", date.iso)) }
        guard values.contains(where: { $0.name == "invoice_number" || $0.name == "irn" }) else { return nil }
        self.values = values
        itemCount = data["ItemCnt"]?.intValue
        mainCode = text("MainHsnCode")
    }
}
