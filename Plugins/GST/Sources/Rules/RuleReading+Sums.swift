import AssayKit
import RuleEngine

/// The taxes of a record by head.
struct Taxes {
    var cgst = Amount.zero
    var sgst = Amount.zero
    var igst = Amount.zero
    var cess = Amount.zero

    /// All heads together, without cess.
    var heads: Amount { cgst + sgst + igst }
    /// Everything.
    var total: Amount { heads + cess }
}

extension RuleReading {
    /// The taxes by the totals that are printed; nil when there is no head at all.
    mutating func printedTaxes() -> Taxes? {
        let heads = ["cgst", "sgst", "igst", "cess"].map { amount($0) }
        guard heads.dropLast().contains(where: { $0 != nil }) else { return nil }
        return Taxes(
            cgst: heads[0] ?? .zero, sgst: heads[1] ?? .zero, igst: heads[2] ?? .zero, cess: heads[3] ?? .zero
        )
    }

    /// The taxes of a row by head; nil when it has none.
    mutating func rowTaxes(_ row: Int, in table: Table = .lineItems) -> Taxes? {
        let heads = ["cgst", "sgst", "igst", "cess"].map { amount($0, row, in: table) }
        guard heads.dropLast().contains(where: { $0 != nil }) else { return nil }
        return Taxes(
            cgst: heads[0] ?? .zero, sgst: heads[1] ?? .zero, igst: heads[2] ?? .zero, cess: heads[3] ?? .zero
        )
    }

    /// The tax of a row without cess, by its heads or its one column.
    mutating func rowTax(_ row: Int, in table: Table = .lineItems) -> Amount? {
        rowTaxes(row, in: table)?.heads ?? amount("tax_amount", row, in: table)
    }

    /// The sum of a column; nil when there are no rows or one has no such cell.
    mutating func sum(_ column: String, in table: Table = .lineItems) -> Amount? {
        let count = table == .lineItems ? record.lineItems.count : record.taxSummary.count
        guard count > 0 else { return nil }
        var copy = self
        var sum = Amount.zero
        for row in 0..<count {
            guard let value = copy.amount(column, row, in: table) else { return nil }
            sum = sum + value
        }
        self = copy
        return sum
    }

    /// The taxes by whatever tells them: printed totals, the rows' heads, the tax summary.
    mutating func taxes() -> Taxes? {
        if let printed = printedTaxes() { return printed }
        for table in [Table.lineItems, .taxSummary] {
            let count = table == .lineItems ? record.lineItems.count : record.taxSummary.count
            var copy = self
            var sum = Taxes()
            var isComplete = count > 0
            for row in 0..<count {
                guard let taxes = copy.rowTaxes(row, in: table) else {
                    isComplete = false
                    break
                }
                sum.cgst = sum.cgst + taxes.cgst
                sum.sgst = sum.sgst + taxes.sgst
                sum.igst = sum.igst + taxes.igst
                sum.cess = sum.cess + taxes.cess
            }
            if isComplete {
                self = copy
                return sum
            }
        }
        return nil
    }

    /// The total taxable value as printed, else the sum of the lines.
    mutating func taxableValue() -> Amount? { amount("taxable_total") ?? sum("taxable_value") }
}

extension Amount {
    /// A constant in hundredths of a unit.
    static func hundredths(_ count: Int) -> Amount { Amount(micros: Int64(count) * 10_000, scale: 2) }

    /// The distance to another amount.
    func distance(to other: Amount) -> Amount { (self - other).magnitude }

    /// Kept between two amounts.
    func clamped(_ least: Amount, _ most: Amount) -> Amount { min(max(self, least), most) }

    /// Whether both are written in the same digits, so that only a decimal point sets them apart.
    func hasDigits(of other: Amount) -> Bool {
        func digits(_ amount: Amount) -> Substring {
            var digits = amount.magnitude.text.filter { $0 != "." }[...]
            while digits.last == "0" { digits.removeLast() }
            return digits.drop { $0 == "0" }
        }
        return self != other && digits(self) == digits(other)
    }

    /// That many percent of it.
    func percent(_ rate: Amount) -> Amount { self * rate * Amount(micros: 10_000, scale: 2) }

    /// With two decimals, for messages.
    var money: String { rounded(toDecimals: 2).text }
}
