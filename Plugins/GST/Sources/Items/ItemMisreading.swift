import AssayKit
import DocumentLayout

/// Takes misread currency signs off the amounts of a row, and puts lost points back, where only that makes it add up.
struct ItemMisreading {
    private let quantity: Amount?
    private let rate: Amount?
    /// The tax where it stands in two halves, which are not changed here.
    private let halves: Amount?

    /// One reading of a row's amounts.
    private struct Trial {
        var price: Amount?
        var base: Amount?
        var tax: Amount?
        var amount: Amount?
    }

    /// Settles a row's amounts.
    static func settle(_ draft: inout ItemDraft, in sheet: Sheet) {
        settleHalves(&draft, in: sheet)
        // An integrated tax of nothing stands beside the two halves.
        let isIntegrated = draft.amount(.igst).map { !$0.isZero } ?? false
        let head: ItemDraft.Cell = isIntegrated ? .igst : .taxAmount
        let misreading = ItemMisreading(
            quantity: draft.amount(.quantity), rate: draft.amount(.rate),
            halves: isIntegrated || draft[.taxAmount] != nil ? nil : draft.taxes)
        func readings(_ cell: ItemDraft.Cell) -> [Amount?] { Self.readings(cell, draft, in: sheet) }
        guard
            let best = misreading.best(
                readings(.unitPrice), readings(.taxable), readings(head), readings(.amount))
        else { return }
        func put(_ cell: ItemDraft.Cell, _ amount: Amount?) {
            guard let amount, draft.amount(cell) != amount else { return }
            draft[cell]?.value = amount.text
            draft[cell]?.support = Confidence.weak
        }
        put(.unitPrice, best.price)
        put(.taxable, best.base)
        put(head, best.tax)
        put(.amount, best.amount)
        if head == .igst, draft[.taxAmount] != nil { put(.taxAmount, best.tax) }
    }

    private static func readings(_ cell: ItemDraft.Cell, _ draft: ItemDraft, in sheet: Sheet) -> [Amount?] {
        guard let reading = draft[cell], let token = reading.tokens.first else { return [nil] }
        return [Amount(reading.value)] + MisreadAmount.variants(sheet.tokens[token].number).map { $0 }
    }

    /// Central and State tax are equal; where one reading of them makes them so, it is the right one.
    private static func settleHalves(_ draft: inout ItemDraft, in sheet: Sheet) {
        guard let central = draft.amount(.cgst), let state = draft.amount(.sgst), central != state else {
            return
        }
        for first in readings(.cgst, draft, in: sheet) {
            for second in readings(.sgst, draft, in: sheet) {
                guard let first, first == second else { continue }
                draft[.cgst]?.value = first.text
                draft[.sgst]?.value = first.text
                return
            }
        }
    }

    /// The readings that explain each other best; nil when the first ones do, or none do.
    private func best(_ prices: [Amount?], _ bases: [Amount?], _ taxes: [Amount?], _ amounts: [Amount?])
        -> Trial?
    {
        var best: Trial?
        var most = 0
        for (p, price) in prices.enumerated() {
            for (b, base) in bases.enumerated() {
                for (t, tax) in taxes.enumerated() {
                    for (a, amount) in amounts.enumerated() {
                        let trial = Trial(price: price, base: base, tax: tax, amount: amount)
                        let score = 10 * explained(trial) - (p + b + t + a)
                        if score > most {
                            most = score
                            best = p + b + t + a == 0 ? nil : trial
                        }
                    }
                }
            }
        }
        return best
    }

    /// A rupee, which some round to; less for what is small itself, for any reading would fit.
    private static func tolerance(_ amount: Amount) -> Amount {
        amount.magnitude < Amount(100) ? Amount(micros: 50_000, scale: 2) : Amount(1)
    }

    /// How many equations hold.
    private func explained(_ trial: Trial) -> Int {
        var count = 0
        if let quantity, let price = trial.price, let result = trial.base ?? trial.amount,
            ItemArithmetic.isProduct(quantity, price, result)
        {
            count += 1
        }
        if let base = trial.base, let tax = trial.tax ?? halves, let amount = trial.amount,
            (base + tax - amount).magnitude <= Self.tolerance(amount)
        {
            count += 1
        }
        if let base = trial.base, let tax = trial.tax ?? halves, let rate, !rate.isZero,
            (base * rate - tax * Amount(100)).magnitude <= Self.tolerance(tax) * Amount(5)
        {
            count += 1
        }
        return count
    }
}
