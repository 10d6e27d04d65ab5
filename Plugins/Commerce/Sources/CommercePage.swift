internal import AssayKit
internal import DocumentLayout

/// A document's words with what both extractors look up in them.
struct CommercePage {
    let sheet: Sheet
    let hits: [TermHit]
    let mark: DecimalMark
    let dates: DateScanner

    init(_ sheet: Sheet, options: CommerceOptions) {
        self.sheet = sheet
        hits = TermScanner(sheet: sheet).hits()
        mark = DecimalMark(of: sheet)
        dates = DateScanner(sheet: sheet, order: DateOrder(of: sheet, otherwise: options.dateOrder))
    }

    typealias Money = AmountScanner.Found

    /// The amounts in some words of one row, from the left.
    func amounts(in range: ClosedRange<Int>, from start: Int? = nil) -> [Money] {
        AmountScanner(sheet: sheet, mark: mark).amounts(in: range, from: start)
    }

    /// The words of a hit's row behind its label.
    func rest(of hit: TermHit) -> ClosedRange<Int>? {
        let row = sheet.rows[sheet.row(of: hit.tokens.upperBound)]
        let first = hit.valueStart == nil ? hit.tokens.upperBound + 1 : hit.tokens.upperBound
        return first <= row.last ? first...row.last : nil
    }

    /// The reading of an amount.
    func reading(_ money: Money, support: Double) -> Reading {
        Reading(money.amount.amount.text, money.tokens, support: support)
    }
}
