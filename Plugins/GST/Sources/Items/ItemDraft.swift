import AssayKit
import DocumentLayout

/// An item while it is being read.
struct ItemDraft {
    /// The cells that a record has a place for, in the order of the field table.
    enum Cell: Int, CaseIterable {
        case description, hsn, quantity, unit, unitPrice, listPrice, discount, discountPercent, taxable, rate
        case cgst, sgst, igst, cess, taxAmount, amount

        var name: String {
            switch self {
            case .description: "description"
            case .hsn: "hsn"
            case .quantity: "quantity"
            case .unit: "unit"
            case .unitPrice: "unit_price"
            case .listPrice: "list_price"
            case .discount: "discount"
            case .discountPercent: "discount_percent"
            case .taxable: "taxable_value"
            case .rate: "rate"
            case .cgst: "cgst"
            case .sgst: "sgst"
            case .igst: "igst"
            case .cess: "cess"
            case .taxAmount: "tax_amount"
            case .amount: "amount"
            }
        }
    }

    private var readings = [Reading?](repeating: nil, count: Cell.allCases.count)
    /// Rates and amounts that a row prints for single heads.
    var headRates: [Cell: Amount] = [:]
    var headRateTokens: [Int] = []
    /// The row's value before a discount, where a column of its own prints it.
    var gross: Reading?
    /// The price of one unit with tax in it.
    var inclusivePrice: Reading?
    /// The only word of a quantity that can't be read: "v2".
    var doubtfulQuantity: Int?
    var hasSerial = false
    /// What cells follow from that are not printed.
    private var sources: [Cell: [String]] = [:]

    subscript(cell: Cell) -> Reading? {
        get { readings[cell.rawValue] }
        set { readings[cell.rawValue] = newValue }
    }

    /// A cell as a decimal.
    func amount(_ cell: Cell) -> Amount? { self[cell].flatMap { Amount($0.value) } }

    /// Fills a cell with what follows from others.
    mutating func derive(_ cell: Cell, _ amount: Amount, from names: [String]) {
        self[cell] = Reading(amount.text, tokens: [], support: Confidence.weak)
        sources[cell] = names
    }

    /// The sum of the row's taxes; nil when none is printed.
    var taxes: Amount? {
        let heads = [Cell.cgst, .sgst, .igst, .cess].compactMap { amount($0) }
        if heads.isEmpty { return amount(.taxAmount) }
        return heads.reduce(Amount(0), +)
    }

    /// The cells with their evidence.
    func row(in sheet: Sheet) -> Record.Row {
        var row: Record.Row = [:]
        for cell in Cell.allCases {
            guard let reading = self[cell] else { continue }
            if let names = sources[cell], reading.tokens.isEmpty {
                row[cell.name] = Field(
                    reading.value, confidence: reading.support, origin: .derived, derivedFrom: names)
            } else {
                row[cell.name] = sheet.field(reading)
            }
        }
        return row
    }
}
