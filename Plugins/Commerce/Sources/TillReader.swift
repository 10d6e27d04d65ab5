internal import AssayKit
internal import DocumentLayout

/// A sum with its support.
struct Sum {
    var amount: Amount
    let tokens: ClosedRange<Int>
    var support: Double
    var origin = Origin.read

    func field(in sheet: Sheet) -> Field {
        var field = sheet.field(Reading(amount.text, tokens, support: support))
        field.origin = origin
        return field
    }
}

/// Reads the sums at the end of a receipt: what was to pay, what was given, what came back.
struct TillReader {
    let page: CommercePage
    var sheet: Sheet { page.sheet }

    /// What was to pay.
    ///
    /// Cash less change confirms a total; where it does, the two may also mend a total whose point OCR has lost.
    func total() -> Sum? {
        let handed = handed()
        var candidates: [(sum: Sum, weight: Int)] = []
        let summary = summaryRow()
        for hit in page.hits where hit.term == .total {
            guard sheet.row(of: hit.tokens.lowerBound) < summary, let money = value(of: hit) else { continue }
            var amount = money.amount.amount
            var support = hit.weight == 2 ? Confidence.labelled : Confidence.weak
            if !money.amount.isMoney {
                // "1000" for 10.00, "11.6" for 11.60: when the till's arithmetic says so.
                let lost = Amount(
                    micros: amount.scale == 0 ? amount.micros / 100 : amount.micros, scale: 2)
                guard amount.scale <= 1, !money.amount.isPercent,
                    handed == lost || amount.scale == 1 && netAndTax() == lost
                else { continue }
                amount = lost
                support = Confidence.positioned
            }
            guard amount.micros > 0 else { continue }
            candidates.append(
                (
                    Sum(amount: amount, tokens: money.tokens, support: support - Double(hit.edits) * 0.05),
                    hit.weight
                ))
        }
        if let handed, let match = candidates.last(where: { $0.sum.amount == handed }) {
            var sum = match.sum
            sum.support = Confidence.confirmed
            return sum
        }
        if let rounded = rounded(candidates.map(\.sum)) { return rounded }
        if let mended = mended(candidates.map(\.sum), handed) { return mended }
        if let repeated = candidates.last(where: { one in
            one.weight == 2 && candidates.count { $0.sum.amount == one.sum.amount } > 1
        }) {
            return repeated.sum
        }
        if let best = candidates.last(where: { $0.weight == 2 }) ?? candidates.last { return best.sum }
        return given()
    }

    /// The tax in all, if it is less than the total.
    func tax(below total: Amount?) -> Reading? {
        let summary = summaryRow()
        for weight in [2, 1] {
            for hit in page.hits where hit.term == .tax && hit.weight == weight {
                guard sheet.row(of: hit.tokens.lowerBound) < summary, let money = value(of: hit),
                    money.amount.isMoney,
                    money.amount.amount.micros >= 0, let total, money.amount.amount < total
                else { continue }
                return page.reading(money, support: weight == 2 ? Confidence.weak : Confidence.positioned)
            }
        }
        return nil
    }

    /// The row from which on sums are those of the table of taxes.
    private func summaryRow() -> Int {
        let hit = page.hits.first { hit in
            guard hit.term == .otherSum else { return false }
            let text = sheet.text(hit.tokens).lowercased()
            return text.contains("summary")
        }
        return hit.map { sheet.row(of: $0.tokens.lowerBound) } ?? Int.max
    }

    /// What was given less what came back.
    private func handed() -> Amount? {
        guard
            let change = page.hits.last(where: {
                $0.term == .change && value(of: $0)?.amount.isMoney == true
            }), let back = value(of: change)
        else { return nil }
        let row = sheet.row(of: change.tokens.lowerBound)
        let paid = page.hits.last { hit in
            hit.term == .paid && sheet.row(of: hit.tokens.lowerBound) < row
                && value(of: hit)?.amount.isMoney == true
        }
        guard let paid, let given = value(of: paid) else { return nil }
        let sum = given.amount.amount >= back.amount.amount ? given.amount.amount : withFive(given)
        guard let sum, sum >= back.amount.amount else { return nil }
        let difference = sum - back.amount.amount
        return difference.micros > 0 ? difference : nil
    }

    /// Without a readable total: what was given, less what came back.
    private func given() -> Sum? {
        guard let paid = page.hits.last(where: { $0.term == .paid && value(of: $0)?.amount.isMoney == true }),
            let money = value(of: paid), money.amount.amount.micros > 0
        else { return nil }
        if let handed = handed() {
            return Sum(amount: handed, tokens: money.tokens, support: Confidence.weak, origin: .derived)
        }
        guard !page.hits.contains(where: { $0.term == .change }) else { return nil }
        return Sum(amount: money.amount.amount, tokens: money.tokens, support: Confidence.positioned)
    }

    /// The last amount behind a label; in the row below when there is none and that row is only numbers.
    func value(of hit: TermHit) -> CommercePage.Money? {
        if let rest = page.rest(of: hit) {
            let amounts = page.amounts(in: rest, from: hit.valueStart)
            if let money = amounts.last(where: { $0.amount.isMoney }) ?? amounts.last { return money }
        }
        let next = sheet.row(of: hit.tokens.upperBound) + 1
        guard next < sheet.rows.count, sheet.rows[next].page == sheet.rows[next - 1].page else { return nil }
        let row = sheet.rows[next]
        guard row.tokens.allSatisfy({ sheet.tokens[$0].letters <= 2 }) else { return nil }
        return page.amounts(in: row.tokens).last { $0.amount.isMoney }
    }
}
