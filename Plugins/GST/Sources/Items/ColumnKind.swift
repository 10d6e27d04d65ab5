/// What a column of a table holds.
enum ColumnKind: UInt8, Sendable {
    case serial, description, hsn, quantity, unit
    /// "Qty x Rate" in one cell.
    case quantityPrice
    case unitPrice, inclusivePrice, listPrice
    /// "Rate" alone: of one unit or of the tax.
    case rate
    case gross, discount, discountPercent
    case taxable
    /// "Net amount": before tax where a total follows, else the last column.
    case net
    case taxRate, taxType, taxAmount
    /// Rate and amount of all heads in one cell: "104.68 (18%)".
    case tax
    case cgst, sgst, igst, cess
    case cgstRate, sgstRate, igstRate, cessRate
    case cgstAmount, sgstAmount, igstAmount, cessAmount
    case amount
    /// A column that a record has no place for.
    case ignored

    /// Whether its cells are running text.
    var isText: Bool { self == .description || self == .ignored || self == .taxType }

    /// Whether its cells are money.
    var isMoney: Bool {
        switch self {
        case .unitPrice, .inclusivePrice, .listPrice, .gross, .taxable, .net, .taxAmount, .tax, .cgst, .sgst,
            .igst,
            .cess, .cgstAmount, .sgstAmount, .igstAmount, .cessAmount, .amount, .discount, .rate:
            true
        default: false
        }
    }

    /// Whether it holds a share of the tax or all of it.
    var isTaxMoney: Bool {
        switch self {
        case .tax, .taxAmount, .cgst, .sgst, .igst, .cess, .cgstAmount, .sgstAmount, .igstAmount, .cessAmount:
            true
        default: false
        }
    }
}
