import AssayKit
import DocumentLayout

/// Settles what one row of a recognised table leaves open by what its other rows print.
enum ItemConsensus {
    private static let least = 2

    /// The rows, completed by each other.
    static func settled(_ drafts: [ItemDraft]) -> [ItemDraft] {
        var drafts = drafts
        settleDiscounts(&drafts)
        settleBases(&drafts)
        return drafts
    }

    /// A discount in a row without a count is borne out by nothing: it is another row's, or it goes.
    private static func settleDiscounts(_ drafts: inout [ItemDraft]) {
        let known = Set(
            drafts.filter { $0[.quantity] != nil }.compactMap { draft in
                draft.amount(.discountPercent).flatMap {
                    ItemQuantities.count(of: draft, less: $0) == draft.amount(.quantity) ? $0 : nil
                }
            })
        for index in drafts.indices
        where drafts[index][.quantity] == nil && drafts[index][.discountPercent] != nil
            && drafts[index][.discount] == nil && drafts[index][.unitPrice] != nil
        {
            drafts[index][.discountPercent] = nil
            let fitting = known.compactMap { percent in
                ItemQuantities.count(of: drafts[index], less: percent).map { (percent, $0) }
            }
            guard fitting.count == 1, let (percent, count) = fitting.first else { continue }
            drafts[index].derive(.quantity, count, from: ["taxable_value", "unit_price", "discount_percent"])
            drafts[index].derive(.discountPercent, percent, from: ["line_items"])
        }
    }

    /// The value before tax from the amount and the rate, where all other rows say that the amount is the one with the tax.
    private static func settleBases(_ drafts: inout [ItemDraft]) {
        let whole = drafts.filter { $0[.taxable] != nil && $0[.rate] != nil && $0[.amount] != nil }
        let scales = Set(whole.compactMap { $0.amount(.taxable)?.scale })
        guard whole.count >= least, scales.count == 1, let scale = scales.first,
            whole.allSatisfy({ isTaxed($0, scale) })
        else { return }
        for index in drafts.indices where drafts[index][.taxable] == nil && drafts[index].taxes == nil {
            guard let amount = drafts[index].amount(.amount), let rate = drafts[index].amount(.rate),
                !rate.isZero, let quantity = drafts[index].amount(.quantity),
                let price = drafts[index].amount(.unitPrice),
                let share = amount * Amount(100) / (Amount(100) + rate)
            else { continue }
            let product = quantity * price - (drafts[index].amount(.discount) ?? Amount(0))
            // The heads of the tax are rounded each: the product is the value where it gives the amount.
            let base = isTaxed(product, rate, amount, scale) ? product : share.rounded(toDecimals: scale)
            guard ItemArithmetic.isProduct(quantity, price, base + quantity * price - product) else {
                continue
            }
            drafts[index].derive(
                .taxable, Amount(micros: base.micros, scale: scale), from: ["amount", "rate"])
        }
    }

    /// Whether value, rate and amount agree to a unit of the last decimal.
    private static func isTaxed(_ draft: ItemDraft, _ scale: Int) -> Bool {
        guard let base = draft.amount(.taxable), let rate = draft.amount(.rate), !rate.isZero,
            let amount = draft.amount(.amount)
        else { return false }
        return isTaxed(base, rate, amount, scale)
    }

    private static func isTaxed(_ base: Amount, _ rate: Amount, _ amount: Amount, _ scale: Int) -> Bool {
        var step: Int64 = 1_000_000
        for _ in 0..<scale { step /= 10 }
        return (base * (Amount(100) + rate) - amount * Amount(100)).magnitude <= Amount(
            micros: step, scale: 6) * Amount(100)
    }
}
