import AssayKit

/// Settles what the items' last column is, once the sums are known: before tax or with it.
enum ItemAmounts {
    private static let rupee = Amount(1)

    /// The items with a taxable value where the only column of amounts is one.
    static func settled(_ drafts: [ItemDraft], totals: Totals, table: ItemTable?) -> [ItemDraft] {
        guard let table, table.column(.taxable) == nil, !drafts.isEmpty,
            !drafts.contains(where: { $0[.taxable] != nil })
        else { return drafts }
        let values = drafts.compactMap { $0.amount(.amount) }
        guard values.count == drafts.count else { return drafts }
        let sum = values.reduce(Amount(0), +)
        let heads = [totals.cgst, totals.sgst, totals.igst, totals.cess].compactMap { $0?.amount }
        let tax = heads.reduce(Amount(0), +)
        let hasOwnTaxes = drafts.contains { $0.taxes.map { !$0.isZero } ?? false }
        var isBase = false
        if let taxable = totals.taxable?.amount, (sum - taxable).magnitude < rupee {
            isBase = !tax.isZero || totals.taxable?.derivedFrom.isEmpty == true
        } else if let taxable = totals.taxable?.amount, let discount = totals.discount?.amount.magnitude,
            (sum - discount - taxable).magnitude < rupee
        {
            isBase = true
        } else if let taxable = totals.taxable?.amount, let charges = totals.charges?.amount, tax.isZero,
            !hasOwnTaxes, (sum + charges - taxable).magnitude < rupee
        {
            isBase = true
        } else if let total = totals.total?.amount, !tax.isZero, !hasOwnTaxes {
            let round = totals.roundOff?.amount ?? Amount(0)
            isBase = (sum + tax + round - total).magnitude < rupee || sum + rupee < total
        }
        guard isBase else { return drafts }
        return drafts.map { draft in
            var draft = draft
            draft[.taxable] = draft[.amount]
            return draft
        }
    }
}
