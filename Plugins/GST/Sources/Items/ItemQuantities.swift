import AssayKit
import DocumentLayout

/// Puts counts right that recognition got wrong, by quantity × price − discount = value.
enum ItemQuantities {
    private static let most = Amount(2000)
    private static let paisa = Amount(micros: 10_000, scale: 2)

    /// Makes a count the price that it is: "4352.28" beside 4352.28, also with its point read as a digit ("43522 28").
    static func settlePrice(_ draft: inout ItemDraft, in sheet: Sheet) {
        guard draft[.unitPrice] == nil, draft.inclusivePrice == nil, let quantity = draft[.quantity],
            let base = draft.amount(.taxable) ?? draft.amount(.amount), base.scale > 0
        else { return }
        var digits = sheet.text(of: quantity.tokens).utf8.filter(Folding.isDigit)
        let value = base.text.utf8.filter(Folding.isDigit)
        guard value.count >= 4 else { return }
        if digits.count == value.count + 1 { digits.remove(at: digits.count - 1 - base.scale) }
        guard digits == value else { return }
        draft[.unitPrice] = Reading(base.text, tokens: quantity.tokens, support: Confidence.weak)
        draft[.quantity] = nil
    }

    /// Takes a count that does not fit for the part of it that does: "15", a 1 and a speck, where the value is the price.
    static func mend(_ draft: inout ItemDraft, in sheet: Sheet) {
        guard draft[.discount] == nil, let whole = count(of: draft, less: draft.amount(.discountPercent))
        else {
            return
        }
        guard let printed = draft[.quantity] else {
            if draft[.discountPercent] != nil {
                draft.derive(.quantity, whole, from: ["taxable_value", "unit_price", "discount_percent"])
            }
            return
        }
        guard draft.amount(.quantity) != whole, sheet.text(of: printed.tokens).contains(whole.text) else {
            return
        }
        draft[.quantity] = Reading(whole.text, tokens: printed.tokens, support: Confidence.weak)
    }

    /// The whole number of pieces that a row's value is the price of; nil where none fits, or where the price is so round that
    /// others fit too.
    static func count(of draft: ItemDraft, less percent: Amount?) -> Amount? {
        let share = Amount(100) - (percent ?? Amount(0))
        guard let price = draft.amount(.unitPrice), price > Amount(1), price.micros % 1_000_000 != 0,
            let base = draft.amount(.taxable) ?? draft.amount(.amount), share > Amount(0),
            let count = (base * Amount(100)) / (price * share)
        else { return nil }
        let whole = count.rounded(toDecimals: 0)
        guard whole >= Amount(1), whole <= most,
            (whole * price * share - base * Amount(100)).magnitude <= paisa * Amount(100)
        else { return nil }
        return Amount(micros: whole.micros, scale: 0)
    }
}
