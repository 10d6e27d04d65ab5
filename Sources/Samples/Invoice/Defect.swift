/// A fault that can be planted into a sound invoice.
package enum Defect: String, CaseIterable, Hashable, Sendable {
    /// The supplier's GSTIN ends with a wrong check character.
    case supplierCheckCharacter = "supplier-gstin-check"
    /// The buyer's GSTIN ends with a wrong check character.
    case buyerCheckCharacter = "buyer-gstin-check"
    /// No GSTIN of the supplier, though tax is charged.
    case noSupplierGSTIN = "no-supplier-gstin"
    /// Supplier and buyer have the same GSTIN.
    case sameParties = "same-gstin"
    /// The printed PAN is not the one in the GSTIN.
    case foreignPAN = "foreign-pan"
    /// A row's taxable value is not quantity × price.
    case lineArithmetic = "line-arithmetic"
    /// The taxable total is not the sum of the rows.
    case taxableSum = "taxable-sum"
    /// A tax amount does not follow from its rate.
    case taxAmount = "tax-amount"
    /// CGST and SGST differ.
    case unequalHalves = "unequal-halves"
    /// The total is not the sum of its parts.
    case wrongTotal = "wrong-total"
    /// The amount in words is another one.
    case wordsDiffer = "words-differ"
    /// A round-off of several rupees.
    case largeRoundOff = "large-round-off"
    /// CGST and SGST between States, or IGST within one.
    case wrongTaxHead = "wrong-tax-head"
    /// A rate that never was one.
    case unknownRate = "unknown-rate"
    /// No number.
    case noNumber = "no-number"
    /// No date.
    case noDate = "no-date"
    /// No HSN codes.
    case noHSN = "no-hsn"
    /// No place of supply between States.
    case noPlaceOfSupply = "no-place-of-supply"
    /// A number of more than 16 characters.
    case longNumber = "long-number"
    /// No signature and no word that none is needed.
    case noSignature = "no-signature"
    /// Dated years ahead.
    case futureDate = "future-date"
    /// Dated before the tax existed.
    case beforeGST = "before-gst"
    /// Due before it was issued.
    case dueBeforeIssue = "due-before-issue"
    /// The number names another financial year than the date.
    case otherYear = "other-year"
    /// The same row twice.
    case duplicateLine = "duplicate-line"
    /// A row of negative quantity.
    case negativeLine = "negative-line"
    /// Reverse charge, with the tax added all the same.
    case reverseChargeTaxed = "reverse-charge-taxed"
    /// An IFSC that is none.
    case malformedIFSC = "malformed-ifsc"
    /// The account belongs to somebody else.
    case foreignAccount = "foreign-account"
    /// An IRN that is not the hash of its invoice.
    case foreignIRN = "foreign-irn"
    /// White text that names another total.
    case hiddenText = "hidden-text"

    /// The rules that must fire, at least.
    ///
    /// Empty where no rule judges the fault by the document alone.
    package var expectedFlags: [String] {
        switch self {
        case .supplierCheckCharacter: ["IDN-01"]
        case .buyerCheckCharacter: ["IDN-02"]
        case .noSupplierGSTIN: ["FLD-01", "IDN-13"]
        case .sameParties: ["IDN-05"]
        case .foreignPAN: ["IDN-04"]
        case .lineArithmetic: ["ARI-01"]
        case .taxableSum: ["ARI-02"]
        case .taxAmount: ["ARI-03"]
        case .unequalHalves: ["ARI-04"]
        case .wrongTotal: ["ARI-05"]
        case .wordsDiffer: ["ARI-06"]
        case .largeRoundOff: ["ARI-07"]
        case .wrongTaxHead: ["TAX-03"]
        case .unknownRate: ["TAX-01"]
        case .noNumber, .noDate, .noHSN, .noPlaceOfSupply: ["FLD-01"]
        case .longNumber: ["FLD-02"]
        case .noSignature: ["FLD-03"]
        case .futureDate: ["CHR-01"]
        case .beforeGST: ["CHR-09"]
        case .dueBeforeIssue: ["CHR-04"]
        case .otherYear: ["CHR-08"]
        case .duplicateLine: []
        case .negativeLine: ["ARI-09"]
        case .reverseChargeTaxed: ["TAX-06"]
        case .malformedIFSC: ["VEN-04"]
        case .foreignAccount: ["VEN-05"]
        case .foreignIRN: ["QR-03"]
        case .hiddenText: ["PDF-05"]
        }
    }

    /// What an invoice must be like for the fault to be one.
    struct Needs {
        /// Only between States, only within one, or either.
        var isInterState: Bool?
        /// Whether an IRN must stand there.
        var isElectronic = false
        /// Whether every taxed row must carry tax.
        var isTaxed = false
        /// The layouts on which the fault shows; nil for all.
        var layouts: Set<Layout>?
    }
}
