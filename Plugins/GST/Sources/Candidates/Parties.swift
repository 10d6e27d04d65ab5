import AssayKit
import DocumentLayout
import IndianTax

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

extension Parties {
    /// Makes PANs unsure that no GSTIN repeats: nothing in a PAN itself tells a letter that was misread.
    mutating func doubtPANs() {
        func doubt(_ pan: inout Reading?, _ gstin: Reading?) {
            guard let found = pan else { return }
            let isRepeated = gstin.map {
                GSTIN.isValid($0.value) && $0.value.dropFirst(2).prefix(10) == found.value
            }
            if isRepeated != true { pan?.support = min(found.support, Confidence.weak) }
        }
        doubt(&supplierPAN, supplierGSTIN)
        doubt(&buyerPAN, buyerGSTIN)
    }
}
