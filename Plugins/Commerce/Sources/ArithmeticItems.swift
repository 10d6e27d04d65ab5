internal import AssayKit
internal import DocumentLayout

/// Reads line items: rows in which quantity times price gives the amount.
///
/// No table heading is needed, in whatever language it is; a row whose figures do not agree is left out.
struct ArithmeticItems {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }

    /// The items above a row.
    func rows(before end: Int) -> [Record.Row] {
        var items: [Record.Row] = []
        for (place, row) in sheet.rows.enumerated() where place < end {
            guard let item = item(in: row.tokens) else { continue }
            items.append(item)
        }
        return items
    }

    private func item(in range: ClosedRange<Int>) -> Record.Row? {
        let numbers = page.amounts(in: range)
        let plain = numbers.filter { !$0.amount.isPercent }
        guard plain.count >= 3, let amount = plain.last(where: { $0.amount.isMoney }),
            !amount.amount.amount.isZero,
            let (quantity, price) = factors(of: amount, among: plain)
        else { return nil }
        let words = description(in: range, numbers: numbers)
        guard let words else { return nil }
        var row: Record.Row = [
            "description": sheet.field(Reading(sheet.text(words), words, support: Confidence.weak)),
            "quantity": sheet.field(page.reading(quantity, support: Confidence.confirmed)),
            "unit_price": sheet.field(page.reading(price, support: Confidence.confirmed)),
            "taxable_value": sheet.field(page.reading(amount, support: Confidence.confirmed)),
        ]
        if let rate = numbers.first(where: { $0.amount.isPercent }) {
            row["rate"] = sheet.field(page.reading(rate, support: Confidence.weak))
        }
        return row
    }

    /// Two numbers before the amount whose product it is, to a hundredth.
    private func factors(
        of amount: CommercePage.Money, among numbers: [CommercePage.Money]
    ) -> (quantity: CommercePage.Money, price: CommercePage.Money)? {
        let before = numbers.filter { $0.tokens.upperBound < amount.tokens.lowerBound }.suffix(6)
        for first in before {
            for second in before where second.tokens.lowerBound > first.tokens.upperBound {
                let product = first.amount.amount * second.amount.amount
                guard (product - amount.amount.amount).magnitude.micros <= 10_000 else { continue }
                // The price has the decimals of money; where both have, quantities come first.
                let isSwapped = first.amount.amount.scale == 2 && second.amount.amount.scale != 2
                return isSwapped ? (second, first) : (first, second)
            }
        }
        return nil
    }

    /// The longest run of words between numbers.
    private func description(in range: ClosedRange<Int>, numbers: [CommercePage.Money]) -> ClosedRange<Int>? {
        let taken = Set(numbers.filter { $0.amount.isMoney || $0.amount.isPercent }.flatMap(\.tokens))
        var best: ClosedRange<Int>?
        var letters = 0
        for segment in sheet.segments where range.contains(segment.first) {
            let words = segment.tokens.filter { !taken.contains($0) }
            guard let first = words.first(where: { sheet.tokens[$0].letters > 0 }),
                let last = words.last(where: { sheet.tokens[$0].letters > 0 }), first <= last
            else { continue }
            let count = (first...last).reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
            if count > letters { (best, letters) = (first...last, count) }
        }
        return letters >= 3 ? best : nil
    }
}
