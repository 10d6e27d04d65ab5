import AssayKit
import DocumentLayout

/// Lowers the support of sums on recognised pages that nothing else on the page bears out.
///
/// What recognition lost leaves no trace: the lines that are left then read as if they were all. A sum is sure only where another
/// printed one would have to be lost with it: the equation of the sums, the rows, the amount in words.
struct TotalsDoubt {
    private let items: [ItemDraft]

    private static let paisa = Amount(micros: 50_000, scale: 2)
    private static let rupee = Amount(1)

    init(items: [ItemDraft]) { self.items = items }

    /// The sums, with doubt where it is due.
    func settled(_ totals: Totals) -> Totals {
        var result = totals
        if !isTaxableBorneOut(totals) { lower(&result.taxable) }
        for (place, cell) in Self.heads where !isBorneOut(totals[keyPath: place], cell, totals) {
            lower(&result[keyPath: place])
        }
        if !isTotalBorneOut(totals) { lower(&result.total) }
        if let words = totals.words, !isSaid(words.amount, totals) {
            result.words?.reading.support = min(words.reading.support, Confidence.weak)
        }
        return result
    }

    private static var heads: [(WritableKeyPath<Totals, TotalValue?>, ItemDraft.Cell)] {
        [(\.cgst, .cgst), (\.sgst, .sgst), (\.igst, .igst), (\.cess, .cess)]
    }

    private func lower(_ value: inout TotalValue?) {
        guard let support = value?.support else { return }
        value?.support = min(support, Confidence.weak)
    }

    private func isSum(_ amount: Amount, of cell: ItemDraft.Cell) -> Bool {
        sum(of: cell).map { ($0 - amount).magnitude <= Self.paisa } ?? false
    }

    /// What the rows add up to where each has the cell.
    private func sum(of cell: ItemDraft.Cell) -> Amount? {
        let values = items.compactMap { $0.amount(cell) }
        return values.isEmpty || values.count < items.count ? nil : values.reduce(Amount(0), +)
    }

    /// A head of the tax in the equation or the rows, or by its rate; by these Central and State tax need each other, in equal halves.
    ///
    /// Source: CGST Act 2017 and the States' Acts, section 9: both levy the same rate on the same value.
    private func isBorneOut(_ head: TotalValue?, _ cell: ItemDraft.Cell, _ totals: Totals) -> Bool {
        guard let head, !totals.addsUp else { return true }
        if cell == .cgst || cell == .sgst {
            guard let central = totals.cgst?.amount, let state = totals.sgst?.amount,
                (central - state).magnitude <= Self.paisa
            else { return false }
        }
        if isSum(head.amount, of: cell) { return true }
        let known = isTaxableBorneOut(totals) ? totals.taxable?.amount : nil
        guard let base = known ?? sum(of: .taxable) else { return false }
        return isRate(head.amount, cell, of: base)
    }

    private func isTaxableBorneOut(_ totals: Totals) -> Bool {
        totals.addsUp || totals.taxable.map { isSum($0.amount, of: .taxable) } ?? false
    }

    /// Whether a tax is what some rate gives on a value.
    private func isRate(_ tax: Amount, _ cell: ItemDraft.Cell, of base: Amount) -> Bool {
        let whole = cell == .igst ? tax : tax + tax
        guard cell != .cess, !tax.isZero, let share = whole / base else { return false }
        let percent = (share * Amount(100)).rounded(toDecimals: 1)
        return ColumnRoles.isSlab(percent.micros)
            && (base * percent - whole * Amount(100)).magnitude <= Amount(3)
    }

    /// A total in the equation or in words; one with paise may be that before the rounding, whose line was lost.
    private func isTotalBorneOut(_ totals: Totals) -> Bool {
        guard let total = totals.total else { return true }
        if totals.words?.amount == total.amount { return true }
        return totals.addsUp && (total.amount.micros % 1_000_000 == 0 || totals.roundOff != nil)
    }

    /// Whether the amount in words is a total that was read in figures.
    private func isSaid(_ amount: Amount?, _ totals: Totals) -> Bool {
        guard let amount, let total = totals.total, total.derivedFrom.isEmpty else { return false }
        return (amount - total.amount).magnitude < Self.rupee
    }
}
