import AssayKit
import DocumentLayout

/// Reads a number of a row with one character that is no digit, where just one digit in its place makes the row add
/// up: "$99.00" beside 1 and 999.00.
enum ItemSymbols {
    /// Settles the quantity, the price or the value of a row.
    static func settle(_ draft: inout ItemDraft, in sheet: Sheet) {
        settleBoth(&draft, in: sheet)
        let base: ItemDraft.Cell = draft[.taxable] != nil ? .taxable : .amount
        guard draft[.discount] == nil, draft[.discountPercent] == nil, draft[base] != nil,
            !isProduct(draft, base)
        else { return }
        var found: [(cell: ItemDraft.Cell, amount: Amount, token: Int)] = []
        for cell in [ItemDraft.Cell.quantity, .unitPrice, base] {
            guard let token = draft[cell]?.tokens.first ?? (cell == .quantity ? draft.doubtfulQuantity : nil)
            else { continue }
            let fitting = candidates(sheet.text(token...token)).filter { amount in
                var trial = draft
                trial[cell] = Reading(amount.text, tokens: [token], support: Confidence.weak)
                return isProduct(trial, base)
            }
            if fitting.count == 1 { found.append((cell, fitting[0], token)) }
        }
        guard found.count == 1, let only = found.first else { return }
        draft[only.cell] = Reading(only.amount.text, tokens: [only.token], support: Confidence.weak)
    }

    /// The price and the value alike misread beside the amount of one piece: "$99.00", "$99.00" and 999.00.
    private static func settleBoth(_ draft: inout ItemDraft, in sheet: Sheet) {
        guard let price = draft[.unitPrice]?.tokens.first, let value = draft[.taxable]?.tokens.first,
            draft.amount(.unitPrice) == draft.amount(.taxable), draft.amount(.quantity) == Amount(1),
            draft[.discount] == nil, let amount = draft.amount(.amount), amount != draft.amount(.taxable),
            [price, value].allSatisfy({ candidates(sheet.text($0...$0)).contains(amount) })
        else { return }
        for cell in [ItemDraft.Cell.unitPrice, .taxable] {
            draft[cell]?.value = amount.text
            draft[cell]?.support = Confidence.weak
        }
        ItemInference.dropInclusive(&draft)
    }

    private static func isProduct(_ draft: ItemDraft, _ base: ItemDraft.Cell) -> Bool {
        guard let quantity = draft.amount(.quantity), let price = draft.amount(.unitPrice),
            let result = draft.amount(base)
        else { return false }
        return ItemArithmetic.isProduct(quantity, price, result)
    }

    /// What a text may say when the one character that is none of a number's stands for a digit.
    private static func candidates(_ text: String) -> [Amount] {
        let characters = Array(text)
        let odd = characters.indices.filter { !(characters[$0].isASCII && characters[$0].isNumber) }
            .filter { characters[$0] != "." && characters[$0] != "," }
        guard odd.count == 1, (2...12).contains(characters.count) else { return [] }
        return (odd[0] == 0 ? 1...9 : 0...9).compactMap { digit in
            var changed = characters
            changed[odd[0]] = Character(String(digit))
            return Amount(printed: String(changed))
        }
    }
}
