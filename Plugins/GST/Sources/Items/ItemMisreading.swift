import AssayKit
import DocumentLayout

/// Takes misread currency signs off the amounts of a row, and puts lost points back, where only that makes it add up.
struct ItemMisreading {
    private let quantity: Amount?
    private let rate: Amount?
    private let percent: Amount?
    /// The tax where it stands in two halves, which are not changed here.
    private let halves: Amount?

    /// One reading of a row's amounts.
    private struct Trial {
        var price: Amount?
        var base: Amount?
        var tax: Amount?
        var amount: Amount?
        var discount: Amount?
    }

    /// Settles a row's amounts.
    static func settle(_ draft: inout ItemDraft, in sheet: Sheet) {
        settleHalves(&draft, in: sheet)
        // An integrated tax of nothing stands beside the two halves.
        let isIntegrated = draft.amount(.igst).map { !$0.isZero } ?? false
        let head: ItemDraft.Cell = isIntegrated ? .igst : .taxAmount
        let misreading = ItemMisreading(
            quantity: draft.amount(.quantity), rate: draft.amount(.rate),
            percent: draft.amount(.discountPercent),
            halves: isIntegrated || draft[.taxAmount] != nil ? nil : draft.taxes)
        func readings(_ cell: ItemDraft.Cell) -> [Amount?] { Self.readings(cell, draft, in: sheet) }
        let best = misreading.best(
            readings(.unitPrice), readings(.taxable), readings(head), readings(.amount), readings(.discount))
        guard let best else { return }
        func put(_ cell: ItemDraft.Cell, _ amount: Amount?) {
            guard let amount, draft.amount(cell) != amount else { return }
            draft[cell]?.value = amount.text
            draft[cell]?.support = Confidence.weak
        }
        put(.unitPrice, best.price)
        put(.taxable, best.base)
        put(head, best.tax)
        put(.amount, best.amount)
        put(.discount, best.discount)
        if head == .igst, draft[.taxAmount] != nil { put(.taxAmount, best.tax) }
    }

    private static func readings(_ cell: ItemDraft.Cell, _ draft: ItemDraft, in sheet: Sheet) -> [Amount?] {
        guard let reading = draft[cell], let token = reading.tokens.first,
            let value = Amount(reading.value)
        else { return [nil] }
        let number = sheet.tokens[token].number
        var readings: [Amount?] = [value]
        for other in [number.amount.magnitude] + MisreadAmount.variants(number)
        where !readings.contains(other) { readings.append(other) }
        return readings
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
    private func best(
        _ prices: [Amount?], _ bases: [Amount?], _ taxes: [Amount?], _ amounts: [Amount?],
        _ discounts: [Amount?]
    ) -> Trial? {
        var best: Trial?
        var most = 0
        for (p, price) in prices.enumerated() {
            for (b, base) in bases.enumerated() {
                for (t, tax) in taxes.enumerated() {
                    for (a, amount) in amounts.enumerated() {
                        for (d, discount) in discounts.enumerated() {
                            let changes = [p, b, t, a, d].count { $0 > 0 }
                            let trial = Trial(
                                price: price, base: base, tax: tax, amount: amount, discount: discount)
                            let count = explained(trial)
                            // One equation can't tell what two of its members are.
                            guard changes <= max(count, 1) else { continue }
                            let score = 20 * count - 4 * changes - (p + b + t + a + d)
                            if score > most {
                                most = score
                                best = changes == 0 ? nil : trial
                            }
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
        let tax = trial.tax ?? halves
        var base = trial.base
        if let quantity, let price = trial.price {
            let gross = quantity * price
            let less = trial.discount ?? Amount(0)
            if let result = base ?? trial.amount,
                ItemArithmetic.isProduct(quantity, price, result)
                    || (!less.isZero && (gross - less - result).magnitude <= Self.tolerance(result))
            {
                count += 1
            } else if base == nil, let tax, let amount = trial.amount {
                // Only the value with tax in it is printed.
                let before = gross - less
                if (before + tax - amount).magnitude <= Self.tolerance(amount) {
                    count += less.isZero ? 1 : 2
                    base = before
                }
            }
            if let percent, !less.isZero,
                (gross * percent - less * Amount(100)).magnitude <= Self.tolerance(less) * Amount(5)
            {
                count += 1
            }
        }
        if let base = trial.base, let tax, let amount = trial.amount,
            (base + tax - amount).magnitude <= Self.tolerance(amount)
        {
            count += 1
        }
        if let base, let tax, let rate, !rate.isZero,
            (base * rate - tax * Amount(100)).magnitude <= Self.tolerance(tax) * Amount(5)
        {
            count += 1
        }
        return count
    }
}
