import AssayKit

/// Settles an item's open cells by what they must give: quantity × price − discount = taxable, taxable + tax = amount.
enum ItemArithmetic {
    /// Tolerance of a product: half a unit of the price's last digit for each piece, and a paisa.
    private static func isProduct(_ quantity: Amount, _ price: Amount, _ result: Amount) -> Bool {
        var step: Int64 = 500_000
        for _ in 0..<price.scale { step /= 10 }
        let tolerance = Amount(micros: step, scale: 6) * quantity.magnitude + Amount(micros: 10_000, scale: 2)
        return (quantity * price - result).magnitude <= tolerance
    }

    /// Completes a row from what it prints; `prices` are all numbers of the price cell.
    static func settle(_ draft: inout ItemDraft, prices: [Int], in sheet: Sheet) {
        settleRate(&draft)
        if sheet.isRecognised { settleSigns(&draft, in: sheet) }
        settlePrice(&draft, prices, in: sheet)
        confirm(&draft)
    }

    /// Takes misread currency signs off the amounts of a row where only that makes it add up.
    private static func settleSigns(_ draft: inout ItemDraft, in sheet: Sheet) {
        func variants(_ cell: ItemDraft.Cell) -> [Amount?] {
            guard let reading = draft[cell], let token = reading.tokens.first else { return [nil] }
            let number = sheet.tokens[token].number
            return [Amount(reading.value)] + (MisreadSign.stripped(number).map { [$0] } ?? [])
        }
        let head: ItemDraft.Cell = draft[.igst] != nil ? .igst : .taxAmount
        let quantity = draft.amount(.quantity)
        var best: (score: Int, values: [ItemDraft.Cell: Amount])?
        for (p, price) in variants(.unitPrice).enumerated() {
            for (b, base) in variants(.taxable).enumerated() {
                for (t, tax) in variants(head).enumerated() {
                    for (a, amount) in variants(.amount).enumerated() {
                        var score = 0
                        if let quantity, let price, let base, isProduct(quantity, price, base) { score += 10 }
                        if let base, let tax, let amount, (base + tax - amount).magnitude <= Amount(1) {
                            score += 10
                        }
                        if let quantity, let price, base == nil, let amount,
                            isProduct(quantity, price, amount)
                        {
                            score += 10
                        }
                        score -= p + b + t + a
                        if score > best?.score ?? Int.min {
                            var values: [ItemDraft.Cell: Amount] = [:]
                            values[.unitPrice] = price
                            values[.taxable] = base
                            values[head] = tax
                            values[.amount] = amount
                            best = (score, values)
                        }
                    }
                }
            }
        }
        guard let best, best.score > 0 else { return }
        for (cell, amount) in best.values where draft.amount(cell) != amount {
            draft[cell]?.value = amount.text
            if cell == .igst { draft[.taxAmount]?.value = amount.text }
        }
    }

    /// The whole rate is the sum of the heads' rates.
    private static func settleRate(_ draft: inout ItemDraft) {
        let central = draft.headRates[.cgst]
        let state = draft.headRates[.sgst]
        let integrated = draft.headRates[.igst]
        var rate: Amount?
        if let integrated, !integrated.isZero {
            rate = integrated
        } else if let central, let state {
            rate = central + state
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
