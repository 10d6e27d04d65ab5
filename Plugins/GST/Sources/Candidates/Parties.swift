import AssayKit
import DocumentLayout

/// What is known of the two sides of an invoice.
struct Parties {
    var supplierName: Reading?
    var supplierGSTIN: Reading?
    var supplierPAN: Reading?
    var buyerName: Reading?
    var buyerGSTIN: Reading?
    var buyerPAN: Reading?
    var shipToName: Reading?
    var supplier = AddressReader.Contact()
    var buyer = AddressReader.Contact()
    var shipTo = AddressReader.Contact()
}
