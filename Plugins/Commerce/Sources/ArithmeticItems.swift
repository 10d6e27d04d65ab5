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
        let shares = numbers.filter { number in
            number.amount.isPercent
                || number.tokens.upperBound < range.upperBound
                    && sheet.text((number.tokens.upperBound + 1)...(number.tokens.upperBound + 1)) == "%"
        }
        let plain = numbers.filter { number in !shares.contains { $0.tokens == number.tokens } }
        guard let amount = given ?? plain.last(where: { $0.amount.isMoney }) else { return nil }
        let others = plain.filter { $0.tokens != amount.tokens }
        var rate = shares.first
        var found = factors(of: amount, among: others)
        if found == nil,
            let discount = shares.first(where: { factors(of: amount, among: others, less: $0) != nil })
        {
            found = factors(of: amount, among: others, less: discount)
            rate = shares.first { $0.tokens != discount.tokens }
        }
        guard let (quantity, price) = found else { return nil }
        let used = Set(
            [quantity.tokens, price.tokens, amount.tokens, rate?.tokens].compactMap(\.self).flatMap(\.self))
        guard let name = ItemName(page: page, used: used).reading(in: range) else { return nil }
        var row: Record.Row = [
            "description": sheet.field(name),
            "quantity": sheet.field(page.reading(quantity, support: Confidence.confirmed)),
            "unit_price": sheet.field(page.reading(price, support: Confidence.confirmed)),
            "taxable_value": sheet.field(page.reading(amount, support: Confidence.confirmed)),
        ]
        if let rate { row["rate"] = sheet.field(page.reading(rate, support: Confidence.labelled)) }
        return row
    }

    /// Two numbers whose product the amount is, to a hundredth: the rightmost ones, for a row may begin with its place.
    private func factors(
        of amount: CommercePage.Money, among numbers: [CommercePage.Money],
        less discount: CommercePage.Money? = nil
    ) -> (quantity: CommercePage.Money, price: CommercePage.Money)? {
        let near = Array(numbers.suffix(6))
        for (place, second) in near.enumerated().reversed() {
            for first in near[..<place].reversed() {
                var product = first.amount.amount * second.amount.amount
                if let discount {
                    let hundred = Amount(100)
                    guard let share = (hundred - discount.amount.amount.magnitude) / hundred else { continue }
                    product = product * share
                }
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
}
