import AssayKit
import DocumentLayout

/// The sums of an invoice as they were chosen.
struct Totals {
    var taxable: TotalValue?
    var cgst: TotalValue?
    var sgst: TotalValue?
    var igst: TotalValue?
    var cess: TotalValue?
    var charges: TotalValue?
    var discount: TotalValue?
    var roundOff: TotalValue?
    var total: TotalValue?
    var paid: TotalValue?
    var due: TotalValue?
    var words: (reading: Reading, amount: Amount?)?
    /// Whether the taxable value, all heads of the tax and the printed total fulfil their equation to the paisa.
    var addsUp = false
}

/// A sum that may be one of the invoice's.
struct TotalValue {
    var amount: Amount
    var tokens: [Int]
    var support: Double
    /// The names of what it was added up from; empty for a printed one.
    var derivedFrom: [String] = []

    func field(in sheet: Sheet) -> Field {
        if derivedFrom.isEmpty {
            return sheet.field(Reading(amount.text, tokens: tokens, support: support))
        }
        return Field(amount.text, confidence: support, origin: .derived, derivedFrom: derivedFrom)
    }
}
