import AssayKit
import DocumentLayout

/// Chooses among candidates the set that adds up: taxable + taxes + charges − discount + round-off = total.
struct TotalsChoice {
    private let items: [ItemDraft]
    private let words: (reading: Reading, amount: Amount?)?
    private let candidates: TotalsReader.Candidates
    /// The parts of the equation that are not chosen among: rounding, charges, discount.
    private let rest: [Amount]
    private let hasTax: Bool
    private let taxableSum: Amount?

    /// Candidates that are looked at for a total, and for a head of the tax.
    private static let depth = 6
    private static let headDepth = 3
    private static let paisa = Amount(micros: 50_000, scale: 2)
    private static let rupee = Amount(1)

    /// A set of sums and how well it holds together.
    private struct Choice {
        var taxable: TotalValue?
        var heads: [TotalValue?]
        var total: TotalValue?
        var score: Double
        var isExact = false
        /// Whether a discount must still be taken off what was taken for the taxable value.
        var isBeforeDiscount = false
    }

    init(
        _ candidates: TotalsReader.Candidates, items: [ItemDraft], words: (reading: Reading, amount: Amount?)?
    ) {
        self.candidates = candidates
        self.items = items
        self.words = words
        let round = candidates.roundOff.last?.amount ?? Amount(0)
        let charges = candidates.charges.map(\.amount).reduce(Amount(0), +)
        let discount = candidates.discount.first?.amount.magnitude ?? Amount(0)
        let hasHeads = [candidates.cgst, candidates.sgst, candidates.igst].contains {
            $0.contains { !$0.amount.isZero }
        }
        // Without heads the tax may stand in one amount.
        let common = hasHeads ? Amount(0) : candidates.commonTax.first?.amount.magnitude ?? Amount(0)
        rest = [round, -round, round + charges, round - discount, round + charges - discount].map {
            $0 + common
        }
        hasTax = hasHeads || items.contains { $0.taxes.map { !$0.isZero } ?? false }
        taxableSum = Self.sum(of: .taxable, in: items)
    }

    /// The sums that agree best.
    func choose() -> Totals {
        var totals = Totals()
        totals.words = words
        let best = bestSet()
        totals.taxable = best.taxable
        (totals.cgst, totals.sgst) = (best.heads[0], best.heads[1])
        (totals.igst, totals.cess) = (best.heads[2], best.heads[3])
        totals.total = best.total
        totals.addsUp = best.isExact
        totals.paid = candidates.paid.last
        totals.due = candidates.due.first
        totals.charges = candidates.charges.first
        totals.discount = candidates.discount.first
        totals.roundOff = roundOff(best)
        if totals.total == nil, let amount = words?.amount {
            totals.total = TotalValue(
                amount: amount, tokens: [], support: Confidence.positioned, derivedFrom: ["amount_in_words"])
        }
        derive(&totals)
        settleRoundOff(&totals)
        if let amount = totals.words?.amount, let total = totals.total?.amount,
            (amount - total).magnitude >= Self.rupee, totals.total?.derivedFrom.isEmpty == true
        {
            // One of both is misread; figures are the likelier to be right, for the sums are of figures.
            totals.words?.reading.support = Confidence.guessed
        }
        return totals
    }

    private func bestSet() -> Choice {
        func options(_ values: [TotalValue], _ depth: Int = Self.headDepth) -> [TotalValue?] {
            var unique: [TotalValue] = []
            for value in values {
                if let place = unique.firstIndex(where: { $0.amount == value.amount }) {
                    unique[place].support = min(
                        max(unique[place].support, value.support) + 0.01, Confidence.confirmed)
                } else {
                    unique.append(value)
                }
            }
            unique.sort { $0.support > $1.support }
            return unique.isEmpty ? [nil] : Array(unique.prefix(depth))
        }
        let totals = options(candidates.total + dues, Self.depth)
        let taxables = options(candidates.taxable + sumsBeforeTax, Self.depth) + [nil]
        let central = options(candidates.cgst)
        let state = options(candidates.sgst)
        let integrated = options(candidates.igst)
        let cess = options(candidates.cess)
        var best: Choice?
        for total in totals {
            for taxable in taxables {
                for c in central {
                    for s in state {
                        for i in integrated {
                            for x in cess {
                                let choice = scored(
                                    Choice(taxable: taxable, heads: [c, s, i, x], total: total, score: 0))
                                if choice.score > best?.score ?? -1 { best = choice }
                            }
                        }
                    }
                }
            }
        }
        var result = best ?? Choice(taxable: nil, heads: [nil, nil, nil, nil], total: nil, score: 0)
        if result.isBeforeDiscount, let taxable = result.taxable, taxable.support < Confidence.labelled {
            result.taxable = nil
        }
        if result.isExact {
            result.taxable?.support = Confidence.confirmed
            result.total?.support = Confidence.confirmed
            for index in result.heads.indices { result.heads[index]?.support = Confidence.confirmed }
        }
        return result
    }

    private func scored(_ choice: Choice) -> Choice {
        var choice = choice
        var score = choice.total?.support ?? 0
        if let total = choice.total {
            if let amount = words?.amount { score += amount == total.amount ? 1.5 : -0.5 }
            // Later is better: the total follows what it sums up.
            if let place = candidates.total.lastIndex(where: { $0.amount == total.amount }) {
                score += 0.05 * Double(place + 1) / Double(candidates.total.count)
            }
            if total.amount.isZero, candidates.total.count > 1 { score -= 1 }
        }
        score += (choice.taxable?.support ?? 0) * 0.5
        for head in choice.heads { score += (head?.support ?? 0) * 0.2 }
        if let c = choice.heads[0], let s = choice.heads[1] {
            score += (c.amount - s.amount).magnitude <= Self.paisa ? 0.3 : -0.1
        }
        let tax = choice.heads.compactMap { $0?.amount }.reduce(Amount(0), +)
        let base = choice.taxable?.amount ?? taxableSum
        if let total = choice.total, let taxable = choice.taxable, total.tokens == taxable.tokens,
            !total.tokens.isEmpty
        {
            // One amount is not both.
            score -= 2
        }
        if let total = choice.total, let base {
            let gaps = rest.map { (base + tax + $0 - total.amount).magnitude }
            if let least = gaps.min() {
                let ignoresTax = tax.isZero && hasTax
                if ignoresTax, choice.taxable?.support == Confidence.positioned {
                    // A "Sub Total" with the taxes in it also adds up, and says nothing.
                    score -= 0.5
                } else if least <= Self.paisa {
                    score += 2
                    // A base that needs no charges beside it is the printed taxable value.
                    if gaps.prefix(2).contains(where: { $0 <= Self.paisa }) { score += 0.6 }
                    choice.isExact = choice.taxable != nil || !tax.isZero
                    choice.isBeforeDiscount = !gaps.prefix(3).contains { $0 <= Self.paisa }
                } else if least < Self.rupee {
                    score += 1.5
                } else if choice.taxable?.support == Confidence.positioned, !isRate(tax, of: base) {
                    // A "Sub Total" is the taxable value only where the sums say so.
                    score -= 1
                }
            }
        } else if choice.taxable?.support == Confidence.positioned {
            score -= 1
        }
        if let taxable = choice.taxable, let sum = taxableSum {
            score += (taxable.amount - sum).magnitude <= Self.rupee ? 0.5 : 0
        }
        choice.score = score
        return choice
    }

    /// Amounts called totals that another follows with the tax in it: "Total" above "CGST" above "Net Payable".
    private var sumsBeforeTax: [TotalValue] {
        guard hasTax, let most = (candidates.total + dues).map(\.amount).max() else { return [] }
        let known = Set(candidates.taxable.map(\.amount))
        return candidates.total.filter {
            $0.amount < most && !$0.amount.isZero && !known.contains($0.amount)
        }.map {
            TotalValue(amount: $0.amount, tokens: $0.tokens, support: Confidence.positioned)
        }
    }

    /// What is due, where nothing was paid: it may be the only name of the total.
    private var dues: [TotalValue] {
        guard candidates.paid.isEmpty else { return [] }
        return candidates.due.filter { !$0.amount.isZero }.map {
            TotalValue(amount: $0.amount, tokens: $0.tokens, support: Confidence.guessed)
        }
    }

    /// Whether a tax is what some rate gives on a base.
    private func isRate(_ tax: Amount, of base: Amount) -> Bool {
        guard let share = tax / base, !tax.isZero else { return false }
        let percent = (share * Amount(100)).rounded(toDecimals: 1)
        return ColumnRoles.isSlab(percent.micros)
            && (base * percent - tax * Amount(100)).magnitude <= Amount(10)
    }

    private static func sum(of cell: ItemDraft.Cell, in items: [ItemDraft]) -> Amount? {
        let values = items.compactMap { $0.amount(cell) }
        guard !values.isEmpty, values.count == items.count else { return nil }
        return values.reduce(Amount(0), +)
    }

    /// The printed rounding, with the sign that the sums give it.
    private func roundOff(_ best: Choice) -> TotalValue? {
        guard var value = candidates.roundOff.last else { return nil }
        guard let total = best.total, let taxable = best.taxable else { return value }
        let sum = best.heads.compactMap { $0?.amount }.reduce(taxable.amount, +)
        let charges = candidates.charges.map(\.amount).reduce(Amount(0), +)
        for base in [sum, sum + charges] {
            if (base + value.amount - total.amount).magnitude <= Self.paisa {
                value.support = Confidence.confirmed
                return value
            }
        }
        for base in [sum, sum + charges] where (base - value.amount - total.amount).magnitude <= Self.paisa {
            value.amount = -value.amount
            value.support = Confidence.confirmed
            return value
        }
        return value
    }

    /// Turns the rounding's sign where only so the sums add up: a minus is lost more easily than found.
    private func settleRoundOff(_ totals: inout Totals) {
        guard let value = totals.roundOff, let total = totals.total?.amount,
            let base = totals.taxable?.amount, totals.charges == nil, totals.discount == nil
        else { return }
        let heads = [totals.cgst, totals.sgst, totals.igst, totals.cess].compactMap { $0?.amount }
        let sum = heads.reduce(base, +)
        guard (sum + value.amount - total).magnitude > Self.paisa,
            (sum - value.amount - total).magnitude <= Self.paisa
        else { return }
        totals.roundOff?.amount = -value.amount
    }

    /// Adds what follows from the items where the printed total confirms it.
    private func derive(_ totals: inout Totals) {
        guard let total = totals.total?.amount else { return }
        let round = totals.roundOff?.amount ?? Amount(0)
        let printed = [totals.cgst, totals.sgst, totals.igst, totals.cess].compactMap { $0?.amount }
        // Where the taxes stand below, the rows' amounts are before tax when they add up so.
        let amounts = printed.contains { !$0.isZero } ? Self.sum(of: .amount, in: items) : nil
        guard totals.taxable == nil, let base = taxableSum ?? amounts else { return }
        if printed.isEmpty {
            let cells = [ItemDraft.Cell.cgst, .sgst, .igst, .cess]
            let sums = cells.map { Self.sum(of: $0, in: items) }
            var tax = sums.compactMap { $0 }.reduce(Amount(0), +)
            // The heads may stand in one column of the rows.
            if tax.isZero { tax = items.compactMap(\.taxes).reduce(Amount(0), +) }
            guard (base + tax + round - total).magnitude < Self.rupee else { return }
            func derived(_ amount: Amount?) -> TotalValue? {
                amount.map {
                    TotalValue(amount: $0, tokens: [], support: Confidence.weak, derivedFrom: ["line_items"])
                }
            }
            (totals.cgst, totals.sgst) = (derived(sums[0]), derived(sums[1]))
            (totals.igst, totals.cess) = (derived(sums[2]), derived(sums[3]))
        } else {
            let tax = printed.reduce(Amount(0), +)
            guard
                (base + tax + round - total).magnitude < Self.rupee
                    || (base + tax - round - total).magnitude <= Self.paisa
            else { return }
        }
        // Here the equation may miss less than a rupee of rounding.
        totals.addsUp = totals.total?.derivedFrom.isEmpty == true
        totals.taxable = TotalValue(
            amount: base, tokens: [], support: Confidence.weak, derivedFrom: ["line_items"])
    }
}
