import AssayKit

/// What is known of the two sides of an invoice.
struct Parties {
    var supplierName: Reading?
    var supplierGSTIN: Reading?
    var supplierPAN: Reading?
    var supplierState: Reading?
    var buyerName: Reading?
    var buyerGSTIN: Reading?
    var buyerPAN: Reading?
    var buyerState: Reading?
    var shipToName: Reading?
}
