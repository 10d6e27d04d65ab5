import AssayKit
import DocumentLayout

/// Tells what a row's cells leave open and its equations close: which column has tax in it, the value before tax, the
/// quantity.
enum ItemInference {
    private static let paisa = Amount(micros: 10_000, scale: 2)

    /// Fills cells that the printed ones leave no choice for.
    static func derive(_ draft: inout ItemDraft, isRecognised: Bool) {
        deriveTaxable(&draft)
        if isRecognised { deriveQuantity(&draft) }
    }

    /// A "net amount" that is the row's whole amount although there is a tax has the tax in it.
    static func dropInclusive(_ draft: inout ItemDraft) {
        guard let base = draft.amount(.taxable), let amount = draft.amount(.amount), base == amount,
            let tax = draft.taxes, tax > paisa + paisa
        else { return }
        if draft.gross == nil { draft.gross = draft[.taxable] }
        draft[.taxable] = nil
    }

    /// quantity × price − discount + tax = amount: the amount without its tax.
    private static func deriveTaxable(_ draft: inout ItemDraft) {
        guard draft[.taxable] == nil, let quantity = draft.amount(.quantity),
            let price = draft.amount(.unitPrice), let amount = draft.amount(.amount), let tax = draft.taxes,
            !tax.isZero, tax < amount
        else { return }
        let base = amount - tax
        let discount = draft.amount(.discount) ?? Amount(0)
        // A rounded price gives no exact product; then the rate must say that this is the tax's base.
        let isTaxed =
            draft.amount(.rate).map {
                !$0.isZero && base > Amount(50) && (base * $0 - tax * Amount(100)).magnitude <= Amount(10)
            } ?? false
        guard
            ItemArithmetic.isProduct(quantity, price, base + discount)
                || isTaxed && (quantity * price - base - discount).magnitude * Amount(200) <= base
        else { return }
        draft.derive(.taxable, base, from: ["amount", "tax_amount"])
    }

    /// A quantity that can't be read, from the value and the price: whole, and the price is no round one, so that others
    /// do not fit too.
    private static func deriveQuantity(_ draft: inout ItemDraft) {
        guard draft[.quantity] == nil, let price = draft.amount(.unitPrice), price > Amount(1),
            price.micros % 1_000_000 != 0, let base = draft.amount(.taxable) ?? draft.amount(.amount),
            let count = (base + (draft.amount(.discount) ?? Amount(0))) / price
        else { return }
        let whole = count.rounded(toDecimals: 0)
        guard whole >= Amount(1), whole <= Amount(2000), (whole * price - base).magnitude <= paisa + paisa
        else {
            return
        }
        draft.derive(.quantity, whole, from: ["taxable_value", "unit_price"])
    }
}
