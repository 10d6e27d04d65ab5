import AssayKit
import DocumentLayout

/// Settles an item's open cells by what they must give: quantity × price − discount = taxable, taxable + tax = amount.
enum ItemArithmetic {
    /// Tolerance of a product: half a unit of the price's last digit for each piece, and a paisa.
    static func isProduct(_ quantity: Amount, _ price: Amount, _ result: Amount) -> Bool {
        var step: Int64 = 500_000
        for _ in 0..<price.scale { step /= 10 }
        let tolerance = Amount(micros: step, scale: 6) * quantity.magnitude + Amount(micros: 10_000, scale: 2)
        return (quantity * price - result).magnitude <= tolerance
    }

    /// Completes a row from what it prints; `prices` are all numbers of the price cell.
    static func settle(_ draft: inout ItemDraft, prices: [Int], in sheet: Sheet) {
        if sheet.isRecognised { dropIntegrated(&draft) }
        settleRate(&draft, isRecognised: sheet.isRecognised)
        if sheet.isRecognised {
            ItemQuantities.settlePrice(&draft, in: sheet)
            ItemMisreading.settle(&draft, in: sheet)
        }
        settlePrice(&draft, prices, in: sheet)
        ItemInference.dropInclusive(&draft)
        confirm(&draft)
        // Last, for what was chosen to make the row add up is not confirmed by that.
        if sheet.isRecognised {
            ItemSymbols.settle(&draft, in: sheet)
            ItemQuantities.mend(&draft, in: sheet)
            ItemRates.mend(&draft)
        }
        ItemInference.derive(&draft, isRecognised: sheet.isRecognised)
    }

    /// An integrated tax beside two equal halves with which alone the row adds up is a misread nothing: "6.06" for 0.00.
    private static func dropIntegrated(_ draft: inout ItemDraft) {
        guard let integrated = draft.amount(.igst), !integrated.isZero, let base = draft.amount(.taxable),
            let half = draft.amount(.cgst), half == draft.amount(.sgst), !half.isZero,
            let amount = draft.amount(.amount),
            (base + half + half - amount).magnitude <= Amount(micros: 20_000, scale: 2)
        else { return }
        draft[.igst] = nil
        draft.headRates[.igst] = nil
    }

    /// The whole rate is the sum of the heads' rates.
    private static func settleRate(_ draft: inout ItemDraft, isRecognised: Bool) {
        let central = draft.headRates[.cgst]
        let state = draft.headRates[.sgst]
        let integrated = draft.headRates[.igst]
        var rate: Amount?
        if let integrated, !integrated.isZero {
            rate = integrated
        } else if let central, let state {
            // One half that reads 0 beside one that does not is misread when both have their amounts.
            let isMisread =
                central.isZero != state.isZero && draft.amount(.cgst).map { !$0.isZero } == true
                && draft.amount(.sgst).map { !$0.isZero } == true
            // The halves are alike by law: which of two recognised ones was misread can't be told.
            let isEither = isRecognised && !isMisread && central != state
            rate =
                isEither
                ? nil : isMisread ? (central.isZero ? state + state : central + central) : central + state
        } else if let integrated, central == nil {
            rate = integrated
        }
        guard let rate, draft[.rate] == nil else { return }
        draft[.rate] = Reading(rate.text, tokens: draft.headRateTokens, support: Confidence.labelled)
    }

    private static func settlePrice(_ draft: inout ItemDraft, _ prices: [Int], in sheet: Sheet) {
        let base = draft.amount(.taxable) ?? draft.gross.flatMap { Amount($0.value) } ?? draft.amount(.amount)
        if let quantity = draft.amount(.quantity), let base, prices.count > 1 {
            let fitting = prices.first { isProduct(quantity, sheet.tokens[$0].number.amount, base) }
            if let fitting {
                draft[.unitPrice] = Reading(
                    sheet.tokens[fitting].number.amount.text, tokens: [fitting], support: Confidence.labelled)
                if let other = prices.first(where: {
                    sheet.tokens[$0].number.micros > sheet.tokens[fitting].number.micros
                }), draft[.listPrice] == nil {
                    draft[.listPrice] = Reading(
                        sheet.tokens[other].number.amount.text, tokens: [other], support: Confidence.labelled)
                }
            }
        }
        // What was charged for one piece is the price, though it is called the MRP.
        if draft[.unitPrice] == nil, draft.inclusivePrice == nil, let quantity = draft.amount(.quantity),
            let list = draft.amount(.listPrice), let base, isProduct(quantity, list, base)
        {
            draft[.unitPrice] = draft[.listPrice]
        }
        if draft[.unitPrice] == nil, let inclusive = draft.inclusivePrice { draft[.unitPrice] = inclusive }
        // Without a column of prices the value of one piece before its discount is its price.
        if draft[.unitPrice] == nil, let gross = draft.gross, draft.amount(.quantity) == Amount(1) {
            draft[.unitPrice] = gross
        }
    }

    /// Raises the support of cells that explain each other.
    private static func confirm(_ draft: inout ItemDraft) {
        if let quantity = draft.amount(.quantity), let price = draft.amount(.unitPrice) {
            let discount = draft.amount(.discount) ?? Amount(0)
            let result = draft.amount(.taxable) ?? draft.amount(.amount)
            if let result, isProduct(quantity, price, result) || isProduct(quantity, price, result + discount)
            {
                for cell in [ItemDraft.Cell.quantity, .unitPrice, .taxable] {
                    draft[cell]?.support = Confidence.confirmed
                }
                if draft[.taxable] == nil { draft[.amount]?.support = Confidence.confirmed }
            }
        }
        if let taxable = draft.amount(.taxable), let tax = draft.taxes, let amount = draft.amount(.amount),
            (taxable + tax - amount).magnitude <= Amount(micros: 1_000_000, scale: 2)
        {
            for cell in [ItemDraft.Cell.taxable, .cgst, .sgst, .igst, .cess, .taxAmount, .amount] {
                draft[cell]?.support = Confidence.confirmed
            }
        }
    }
}
