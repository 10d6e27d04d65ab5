/// The item table of a form.
struct FormTable: Hashable, Sendable {
    /// In the order of the page; columns of heads that the invoice has no tax under are left out.
    var columns: [FormColumn]
    var rules = Table.Rules.grid
    /// Points; smaller where the columns need it.
    var size = 8.5
    var gap = 3.0
    var isHeadFilled = false
    var centresHead = true
    /// Whether the heads' rate and amount stand below one heading that spans both.
    var groupsHeads = false
    /// What stands below a description in its cell.
    var below = Below.nothing
    /// Whether the last row sums quantity, taxable value, taxes and amount.
    var hasTotalRow = false
    /// Totals as further rows of the table.
    var tail: [TotalKey] = []
    /// Down to this share of the page the body reaches at least, unruled, as in pre-printed forms.
    var least = 0.0
    /// Number, description and numbers on lines below each other, as on narrow rolls.
    var isStacked = false
    /// Whether descriptions are in capitals, as on tills.
    var shouts = false

    /// A second line in the description's cell.
    enum Below: Hashable, Sendable {
        case nothing
        /// `HSN: 85444999`
        case hsn
        /// `Batch: K2345  Exp: 05/28`
        case batch
        /// A line of words that belong to the description.
        case remark
    }
}

/// A column of an item table.
enum FormColumn: Hashable, Sendable {
    case serial, description, hsn, batch, expiry, mrp, pack, quantity, free, unit
    /// `12 NOS`
    case quantityAndUnit
    case unitPrice, gross, discountPercent, discount, taxable, rate
    /// Rate and amount of each head in a column each.
    case heads
    /// The amount of each head.
    case headAmounts
    /// The rate of each head; the total rate follows.
    case headRates
    /// `104.68 (18%)`
    case taxWithRate
    /// The tax of all heads.
    case tax
    /// What the row costs with its tax.
    case amount
}

/// A line of the totals.
enum TotalKey: Hashable, Sendable {
    /// Before discounts.
    case gross
    case discount
    case taxable
    /// One line for each head of tax.
    case heads
    /// One line for each head and rate: `CGST @ 9%`.
    case headsByRate
    case tax
    case roundOff
    case total
    /// The total once more, as what is left to pay.
    case balance
}
