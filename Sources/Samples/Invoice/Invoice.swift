internal import AssayKit
internal import Drawing

/// An invoice as it will be printed, right or wrong: every number stands by itself, so that one can be spoiled.
struct Invoice: Hashable, Sendable {
    var number: String?
    var date: CalendarDay?
    var dueDate: CalendarDay?
    var supplier: Party
    /// Printed beside the supplier's GSTIN where a layout has room for it.
    var supplierPAN: String
    var buyer: Party
    /// Where the supply counts as made; nil prints none.
    var placeOfSupply: Region?
    var isReverseCharge: Bool
    var lines: [Line]
    var isInterState: Bool
    var taxable: Paise
    var cgst: Paise
    var sgst: Paise
    var igst: Paise
    var cess: Paise
    var roundOff: Paise
    var total: Paise
    /// The amount that stands there in words.
    var totalInWords: Paise
    var purchaseOrder: String?
    var ewayBill: String?
    var electronic: Registration?
    var bank: Bank
    /// Whether a line for the signature stands at the end.
    var hasSignature: Bool
    /// Text that a reader cannot see and a program can: white, beside the total.
    var hiddenText: String?
    /// Whether the total is a whole number of rupees.
    var roundsTotal = true
    /// What kind of document it is.
    var kind = DocumentType.taxInvoice
    /// The invoice that a credit or debit note is about.
    var original: Original?
    /// The signed QR code of its registration.
    var signedCode: CodePattern?

    /// The invoice that another document is about.
    struct Original: Hashable, Sendable {
        var number: String
        var date: CalendarDay
    }

    /// The registration of an e-invoice.
    struct Registration: Hashable, Sendable {
        var irn: String
        var acknowledgement: String
        var day: CalendarDay
    }

    /// The account to pay into.
    struct Bank: Hashable, Sendable {
        var name: String
        var holder: String
        var account: String
        var ifsc: String
        var branch: String
    }

    var tax: Paise { cgst + sgst + igst + cess }

    /// Sets the invoice's totals anew from its rows.
    mutating func addUp() {
        taxable = lines.reduce(.zero) { $0 + $1.taxable }
        cgst = lines.reduce(.zero) { $0 + $1.cgst }
        sgst = lines.reduce(.zero) { $0 + $1.sgst }
        igst = lines.reduce(.zero) { $0 + $1.igst }
        cess = lines.reduce(.zero) { $0 + $1.cess }
        close()
    }

    /// Sets round-off, total and words anew from taxable value and taxes.
    mutating func close() {
        let sum = isReverseCharge ? taxable : taxable + tax
        total = roundsTotal ? sum.roundedToRupee : sum
        roundOff = total - sum
        totalInWords = total
    }

    /// Taxable value and heads of one rate or of one HSN code with one rate.
    struct Group: Hashable, Sendable {
        let hsn: String?
        let rate: Percent
        var taxable = Paise.zero
        var cgst = Paise.zero
        var sgst = Paise.zero
        var igst = Paise.zero
    }

    /// The rows summed by rate, or by HSN code and rate, in order of first appearance.
    func groups(byHSN: Bool = false) -> [Group] {
        var groups: [Group] = []
        for line in lines {
            let hsn = byHSN ? line.hsn : nil
            let place = groups.firstIndex { $0.rate == line.rate && $0.hsn == hsn }
            var group = place.map { groups[$0] } ?? Group(hsn: hsn, rate: line.rate)
            group.taxable = group.taxable + line.taxable
            group.cgst = group.cgst + line.cgst
            group.sgst = group.sgst + line.sgst
            group.igst = group.igst + line.igst
            if let place { groups[place] = group } else { groups.append(group) }
        }
        return groups
    }
}
