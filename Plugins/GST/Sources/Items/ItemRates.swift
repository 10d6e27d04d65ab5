import AssayKit
import DocumentLayout

/// Gives rows the rate that they do not print themselves, where the invoice leaves no other.
enum ItemRates {
    /// Rates of goods and services tax in use since 2017, in per cent.
    private static let slabs = [
        Amount(micros: 250_000, scale: 2), Amount(3), Amount(5), Amount(12), Amount(18), Amount(28),
        Amount(40),
    ]
    private static let paisa = Amount(micros: 10_000, scale: 2)

    /// The rows with their rates: from their own value and tax, else from the summary by code or rate.
    ///
    /// A rate that stands only beside the sums of the whole invoice is none of a row's.
    static func settled(_ drafts: [ItemDraft], summary: [Record.Row]) -> [ItemDraft] {
        var drafts = drafts
        for index in drafts.indices where drafts[index][.rate] == nil {
            if let (rate, names) = ownRate(drafts[index]) {
                drafts[index].derive(.rate, rate, from: names)
            } else if let rate = rate(for: drafts[index][.hsn]?.value, in: summary) {
                drafts[index].derive(.rate, rate, from: ["tax_summary"])
            }
        }
        return withBases(drafts, summary)
    }

    /// The rows with their values before tax: their amounts, where these add up to what the summary says is taxed.
    private static func withBases(_ drafts: [ItemDraft], _ summary: [Record.Row]) -> [ItemDraft] {
        let bases = summary.compactMap { $0["taxable_value"].flatMap { Amount($0.value) } }
        let amounts = drafts.compactMap { $0.amount(.amount) }
        guard !bases.isEmpty, bases.count == summary.count, amounts.count == drafts.count, !drafts.isEmpty,
            drafts.allSatisfy({ $0[.taxable] == nil && $0.taxes == nil && $0.inclusivePrice == nil })
        else { return drafts }
        let sum = bases.reduce(Amount(0), +)
        guard !sum.isZero, sum == amounts.reduce(Amount(0), +) else { return drafts }
        var drafts = drafts
        for (index, amount) in zip(drafts.indices, amounts) {
            drafts[index].derive(.taxable, amount, from: ["amount", "tax_summary"])
        }
        return drafts
    }

    /// What the summary says of a code; of any, where it has one rate throughout.
    private static func rate(for code: String?, in summary: [Record.Row]) -> Amount? {
        func rates(_ rows: [Record.Row]) -> Set<Amount> {
            Set(rows.compactMap { $0["rate"].flatMap { Amount($0.value) } })
        }
        let all = rates(summary)
        let own = code.map { code in rates(summary.filter { $0["hsn"]?.value == code }) } ?? []
        let found = own.isEmpty ? all : own
        guard found.count == 1, let rate = found.first, slabs.contains(rate) else { return nil }
        return rate
    }

    private static func ownRate(_ draft: ItemDraft) -> (Amount, [String])? {
        guard let base = draft.amount(.taxable), base > Amount(50) else { return nil }
        if let taxes = draft.taxes, draft.amount(.cess) == nil, !taxes.isZero {
            return rate(of: taxes, on: base, within: paisa + paisa).map {
                ($0, ["taxable_value", "tax_amount"])
            }
        }
        if let amount = draft.amount(.amount), amount > base {
            return rate(of: amount - base, on: base, within: paisa + paisa).map {
                ($0, ["taxable_value", "amount"])
            }
        }
        return nil
    }

    /// Puts a printed rate right that no goods have, where both halves of the row's tax agree on another one.
    static func mend(_ draft: inout ItemDraft) {
        guard let printed = draft.amount(.rate), !ColumnRoles.isSlab(printed.micros),
            draft.amount(.cess) == nil,
            let central = draft.amount(.cgst), central == draft.amount(.sgst), !central.isZero,
            let base = draft.amount(.taxable) ?? draft.amount(.amount).map({ $0 - central - central }),
            let rate = rate(of: central + central, on: base, within: paisa + paisa)
        else { return }
        draft[.rate]?.value = rate.text
        draft[.rate]?.support = Confidence.weak
    }

    /// The only rate that gives a tax.
    private static func rate(of tax: Amount, on base: Amount, within slack: Amount) -> Amount? {
        let fitting = slabs.filter { (base * $0 - tax * Amount(100)).magnitude <= slack * Amount(100) }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
