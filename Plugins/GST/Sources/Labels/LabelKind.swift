/// What a label announces.
enum LabelKind: UInt8, Sendable {
    // The document itself.
    case invoiceNumber, billNumber, weakNumber, numberAndDate, invoiceDate, weakDate, dueDate
    case poNumber, poDate, originalNumber, originalDate, originalNumberAndDate, deliveryNote, vehicle, eway
    case irn, ackNumber, ackDate
    // Parties.
    case seller, buyer, shipTo, dispatchFrom, sellerName, buyerName, name, company
    case gstin, sellerGSTIN, buyerGSTIN, companyGSTIN, pan, sellerPAN, buyerPAN
    case stateName, stateCode, placeOfSupply, address, phone, email
    // Money.
    case taxable, subtotal, cgst, sgst, igst, cess, gst, roundOff, total, discount, charges, paid, due,
        totalTax
    case amountInWords, taxInWords
    // The bank.
    case bankHeading, bankName, account, ifsc, holder, upi
    // The rest of the page.
    case reverseCharge, signatory, forParty, terms
    // Inside an item's description.
    case hsn, attribute
    /// Something whose value is none of ours; it ends the value before it.
    case other

    /// Whether a label opens a party's block.
    var opensParty: Bool {
        switch self {
        case .seller, .buyer, .shipTo, .dispatchFrom: true
        default: false
        }
    }

    /// Whether it names an amount below the items.
    var isMoney: Bool {
        switch self {
        case .taxable, .subtotal, .cgst, .sgst, .igst, .cess, .gst, .roundOff, .total, .discount, .charges,
            .paid,
            .due, .totalTax:
            true
        default: false
        }
    }
}
