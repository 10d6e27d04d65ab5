internal import AssayKit
internal import DocumentLayout

/// Reads line items: rows in which quantity times price gives the amount.
///
/// No table heading is needed, in whatever language it is; a row whose figures do not agree is left out.
struct ArithmeticItems {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }

    /// The items; sums further down have no quantity and price beside them.
    func rows() -> [Record.Row] {
        var items: [Record.Row] = []
        for (place, row) in sheet.rows.enumerated() {
            guard let item = item(in: row.tokens) ?? item(in: row.tokens, amountIn: place + 1) else {
                continue
            }
            items.append(item)
        }
        return items
    }

    /// The amount stands in the row below, alone.
    private func item(in range: ClosedRange<Int>, amountIn next: Int) -> Record.Row? {
        guard next < sheet.rows.count, sheet.rows[next].tokens.count <= 2 else { return nil }
        let below = page.amounts(in: sheet.rows[next].tokens)
        guard below.count == 1, below[0].amount.isMoney else { return nil }
        return item(in: range, amount: below[0])
    }

    private func item(in range: ClosedRange<Int>, amount given: CommercePage.Money? = nil) -> Record.Row? {
        let numbers = page.amounts(in: range)
        let rate = numbers.first { number in
            number.amount.isPercent
                || number.tokens.upperBound < range.upperBound
                    && sheet.text((number.tokens.upperBound + 1)...(number.tokens.upperBound + 1)) == "%"
        }
        let plain = numbers.filter { $0.tokens != rate?.tokens && !$0.amount.isPercent }
        guard let amount = given ?? plain.last(where: { $0.amount.isMoney }),
            let (quantity, price) = factors(of: amount, among: plain.filter { $0.tokens != amount.tokens })
        else { return nil }
        let used = Set(
            [quantity.tokens, price.tokens, amount.tokens, rate?.tokens].compactMap(\.self).flatMap(\.self))
        guard let words = description(in: range, without: used) else { return nil }
        var row: Record.Row = [
            "description": sheet.field(Reading(sheet.text(words), words, support: Confidence.weak)),
            "quantity": sheet.field(page.reading(quantity, support: Confidence.confirmed)),
            "unit_price": sheet.field(page.reading(price, support: Confidence.confirmed)),
            "taxable_value": sheet.field(page.reading(amount, support: Confidence.confirmed)),
        ]
        if let rate { row["rate"] = sheet.field(page.reading(rate, support: Confidence.labelled)) }
        return row
    }

    /// Two numbers whose product the amount is, to a hundredth: the rightmost ones, for a row may begin with its place.
    private func factors(
        of amount: CommercePage.Money, among numbers: [CommercePage.Money]
    ) -> (quantity: CommercePage.Money, price: CommercePage.Money)? {
        let near = Array(numbers.suffix(6))
        for (place, second) in near.enumerated().reversed() {
            for first in near[..<place].reversed() {
                let product = first.amount.amount * second.amount.amount
                guard (product - amount.amount.amount).magnitude.micros <= 10_000,
                    !amount.amount.amount.isZero
                        || max(first.amount.amount.scale, second.amount.amount.scale) >= 2
                else { continue }
                // The price is what has decimals; where both or none have, the quantity comes first.
                let isSwapped =
                    first.amount.amount.scale >= 2 && second.amount.amount.scale < first.amount.amount.scale
                return isSwapped ? (second, first) : (first, second)
            }
        }
        return nil
    }

    /// The run of words with most letters between the figures.
    private func description(in range: ClosedRange<Int>, without used: Set<Int>) -> ClosedRange<Int>? {
        var best: ClosedRange<Int>?
        var most = 0
        for segment in sheet.segments[sheet.rows[sheet.row(of: range.lowerBound)].segments] {
            for run in segment.tokens.split(whereSeparator: used.contains) {
                guard let first = run.first(where: { sheet.tokens[$0].letters > 0 }),
                    let last = run.last(where: { !sheet.tokens[$0].isPunctuation })
                else { continue }
                let count = (first...last).reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
                if count > most { (best, most) = (first...last, count) }
            }
        }
        return most >= 3 ? best : nil
    }
}
