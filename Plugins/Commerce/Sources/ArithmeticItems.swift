internal import AssayKit
internal import DocumentLayout

/// Reads line items: rows in which quantity times price gives the amount.
///
/// No table heading is needed, in whatever language it is; a row whose figures do not agree is left out.
struct ArithmeticItems {
    let page: CommercePage
    /// Whether amounts with a minus are those of a credit note, which states what is credited.
    var isCredit = false
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
        // An article's number may stand beside it.
        let below = page.amounts(in: sheet.rows[next].tokens).filter(\.amount.isMoney)
        guard below.count == 1 else { return nil }
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
        if rate == nil { rate = bareRate(plain, between: price, and: amount) }
        let used = Set(
            [quantity.tokens, price.tokens, amount.tokens, rate?.tokens].compactMap(\.self).flatMap(\.self))
        guard let name = ItemName(page: page, used: used).reading(in: range) else { return nil }
        var row: Record.Row = [
            "description": sheet.field(name),
            "quantity": sheet.field(page.reading(quantity, support: Confidence.confirmed)),
            "unit_price": sheet.field(page.reading(price, support: Confidence.confirmed)),
            "taxable_value": sheet.field(
                Reading(
                    (isCredit ? amount.amount.amount.magnitude : amount.amount.amount).text, amount.tokens,
                    support: Confidence.confirmed)),
        ]
        if let rate { row["rate"] = sheet.field(page.reading(rate, support: Confidence.labelled)) }
        return row
    }

    /// Whether an amount is nothing because a rate or a count is: a row of the taxes, no item.
    private func isRateOfNothing(
        _ first: CommercePage.Money, _ second: CommercePage.Money, _ amount: CommercePage.Money
    ) -> Bool {
        guard amount.amount.amount.isZero else { return false }
        // "10,0000 Stk.  0,0000": a count with its unit before a price of nothing.
        let unit = first.tokens.upperBound + 1
        return !second.amount.amount.isZero || second.amount.amount.scale < 2 || first.amount.amount.isZero
            || sheet.tokens[unit].digits > 0
    }

    /// A rate without its sign, under a heading that has it: "19,0" under "MwSt-%".
    private func bareRate(
        _ numbers: [CommercePage.Money], between price: CommercePage.Money, and amount: CommercePage.Money
    ) -> CommercePage.Money? {
        numbers.last { number in
            guard number.tokens.lowerBound > price.tokens.upperBound,
                number.tokens.upperBound < amount.tokens.lowerBound, number.amount.amount <= Amount(30),
                number.amount.amount >= Amount(0), number.amount.amount.scale <= 2
            else { return false }
            let box = sheet.box(number.tokens)
            let row = sheet.row(of: number.tokens.lowerBound)
            return (max(row - 60, 0)..<row).contains { above in
                sheet.rows[above].page == sheet.rows[row].page
                    && sheet.rows[above].tokens.contains { isRateHeading($0, over: box) }
            }
        }
    }

    private func isRateHeading(_ token: Int, over box: Box) -> Bool {
        let heading = sheet.tokens[token]
        guard heading.letters > 1, sheet.raw[heading.rawRange].contains(UInt8(ascii: "%")),
            min(heading.box.x1, box.x1) - max(heading.box.x0, box.x0) > 0
        else { return false }
        let key = String(decoding: sheet.keys[heading.keyRange], as: UTF8.self)
        return ["mwst", "ust", "vat", "tva", "btw", "iva", "tax", "steuersatz"].contains { key.hasPrefix($0) }
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
                let gap =
                    isCredit
                    ? product.magnitude - amount.amount.amount.magnitude : product - amount.amount.amount
                guard gap.magnitude.micros <= 10_000, !isRateOfNothing(first, second, amount) else {
                    continue
                }
                // The price is what has decimals; where both or none have, the quantity comes first.
                let isSwapped =
                    first.amount.amount.scale >= 2 && second.amount.amount.scale < first.amount.amount.scale
                return isSwapped ? (second, first) : (first, second)
            }
        }
        return nil
    }
}
