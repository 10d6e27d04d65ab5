internal import AssayKit
internal import DocumentLayout

/// Reads the sums of an invoice and lets arithmetic choose among them: net + tax = total.
struct InvoiceSums {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }

    struct Result {
        var net: Sum?
        var tax: Sum?
        var total: Sum?
        var due: Sum?

        /// Turns the sign of all sums.
        mutating func negate() {
            for path in [\Result.net, \.tax, \.total, \.due] {
                guard let amount = self[keyPath: path]?.amount else { continue }
                self[keyPath: path]?.amount = -amount
            }
        }
    }

    private struct Candidate {
        let money: CommercePage.Money
        let weight: Int
        var amount: Amount { money.amount.amount }

        func sum(_ support: Double) -> Sum { Sum(amount: amount, tokens: money.tokens, support: support) }
        var support: Double { weight == 2 ? Confidence.labelled : Confidence.weak }
    }

    func read() -> Result {
        let nets = candidates(.net)
        let taxes = candidates(.tax)
        let totals = candidates(.total)
        let dues = candidates(.due)
        var result = Result()
        result.due = dues.last.map { $0.sum($0.support) }
        if let (net, tax, total) = agreeing(nets, taxes, totals + dues) {
            result.net = net.sum(Confidence.confirmed)
            result.tax = tax.sum(Confidence.confirmed)
            result.total = total.sum(Confidence.confirmed)
            return result
        }
        result.total = best(totals)
        result.net = best(nets)
        result.tax = best(taxes)
        if result.total == nil { result.total = result.due }
        if let net = result.net, let total = result.total, net.amount == total.amount, let tax = result.tax,
            !tax.amount.isZero
        {
            result.tax = nil
        }
        settleTax(&result, taxes)
        return result
    }

    /// A tax that does not lead from the net sum to the total is one rate's: the rates' sum is taken, else none.
    private func settleTax(_ result: inout Result, _ taxes: [Candidate]) {
        guard let net = result.net, let total = result.total, let tax = result.tax,
            net.amount + tax.amount != total.amount
        else { return }
        let wanted = total.amount - net.amount
        // Only where both sums are sure enough to say so.
        guard wanted.magnitude.micros * 3 < net.amount.magnitude.micros, !wanted.isZero else { return }
        for (place, left) in taxes.enumerated() {
            for right in taxes.dropFirst(place + 1) where left.amount + right.amount == wanted {
                result.tax = Sum(
                    amount: wanted, tokens: right.money.tokens, support: Confidence.weak, origin: .derived)
                return
            }
        }
        result.tax = nil
    }

    /// The surest; of equals the last, since carried sums stand before.
    private func best(_ candidates: [Candidate]) -> Sum? {
        (candidates.last { $0.weight == 2 } ?? candidates.last).map { $0.sum($0.support) }
    }

    private func agreeing(
        _ nets: [Candidate], _ taxes: [Candidate], _ totals: [Candidate]
    ) -> (Candidate, Candidate, Candidate)? {
        var found: (Candidate, Candidate, Candidate)?
        var rank = -1
        for net in nets.suffix(12) {
            for tax in taxes.suffix(12) {
                for total in totals.suffix(12)
                where net.amount + tax.amount == total.amount && !net.amount.isZero {
                    let weight = net.weight + tax.weight + total.weight
                    if weight >= rank { (found, rank) = ((net, tax, total), weight) }
                }
            }
        }
        return found
    }

    /// What a label announces here: a till's "net total" is what is to pay, an invoice's is the sum before tax.
    private func term(of hit: TermHit) -> Term {
        let isNetTotal =
            hit.term == .total
            && hit.tokens.flatMap { sheet.keys[sheet.tokens[$0].keyRange] }.starts(with: "nettotal".utf8)
        return isNetTotal ? .net : hit.term
    }

    /// The amounts behind labels of a kind: in the row, else below in the column.
    private func candidates(_ term: Term) -> [Candidate] {
        page.hits.filter { self.term(of: $0) == term }.flatMap { hit -> [Candidate] in
            if let rest = page.rest(of: hit) {
                let end = nextLabel(behind: hit) ?? rest.upperBound + 1
                if end > rest.lowerBound {
                    let found = amounts(in: rest.lowerBound...(end - 1), of: hit)
                    if !found.isEmpty { return found }
                }
            }
            guard hit.weight == 2 || term == .total else { return [] }
            return column(below: hit).map { [Candidate(money: $0, weight: 1)] } ?? []
        }
    }

    /// The amount below a label: where a table has a row for each rate, the one below them that is their sum.
    private func column(below hit: TermHit) -> CommercePage.Money? {
        let column = page.below(hit, rows: 6).map { range in
            page.amounts(in: range).first { $0.amount.isMoney }
        }.prefix { $0 != nil }.compactMap(\.self)
        guard var sum = column.first?.amount.amount else { return nil }
        for (place, money) in column.enumerated().dropFirst() {
            if place >= 2, money.amount.amount == sum { return money }
            sum = sum + money.amount.amount
        }
        return column.first
    }

    /// The amounts behind a label: the nearest segment's last one, and less surely the last one of the row.
    private func amounts(in range: ClosedRange<Int>, of hit: TermHit) -> [Candidate] {
        let all = page.amounts(in: range, from: hit.valueStart).filter { $0.amount.isMoney }
        guard let first = all.first, let last = all.last else { return [] }
        let segment = sheet.segment(of: first.tokens.lowerBound)
        let nearest = all.last { sheet.segment(of: $0.tokens.lowerBound) == segment } ?? first
        let sure = Candidate(money: nearest, weight: hit.weight)
        return nearest.tokens == last.tokens ? [sure] : [Candidate(money: last, weight: 1), sure]
    }

    /// The next label of a sum in the same row.
    private func nextLabel(behind hit: TermHit) -> Int? {
        let row = sheet.row(of: hit.tokens.upperBound)
        let sums: Set<Term> = [.net, .tax, .total, .due, .otherSum]
        return page.hits.first {
            $0.tokens.lowerBound > hit.tokens.upperBound && sums.contains($0.term) && $0.weight == 2
                && sheet.row(of: $0.tokens.lowerBound) == row
        }?.tokens.lowerBound
    }
}
