internal import AssayKit
internal import DocumentLayout

/// Reads what an item is called: in its row, and in the rows below while they go on with it.
struct ItemName {
    let page: CommercePage
    /// The figures of the row.
    let used: Set<Int>
    private var sheet: Sheet { page.sheet }

    /// Lines that a name takes at most.
    private static let longest = 4

    /// The name of the item whose figures stand in a row.
    func reading(in range: ClosedRange<Int>) -> Reading? {
        let row = sheet.row(of: range.lowerBound)
        guard let whole = run(in: row) ?? run(below: row) else { return nil }
        let first = withoutCode(whole, above: row)
        var tokens = Array(first)
        var line = first
        var next = sheet.row(of: first.lowerBound) + 1
        while tokens.count < 24, next < sheet.rows.count, next - row < Self.longest, !endsName(line),
            let more = continuation(of: line, from: first, in: next)
        {
            tokens += Array(more)
            line = more
            next += 1
        }
        // "Design (hours): of a sample": what follows the colon is said of it.
        if let colon = tokens.firstIndex(where: { sheet.text($0...$0).hasSuffix(":") }), colon > 0 {
            tokens.removeSubrange((colon + 1)...)
        }
        var text = tokens.map { sheet.text($0...$0) }.joined(separator: " ")
        while let last = text.last, last == ":" || last == "," { text.removeLast() }
        return Reading(text, tokens: tokens, raw: text, support: Confidence.weak)
    }

    /// A name without the article's number in front of it, where the heading of the names tells where they begin.
    private func withoutCode(_ run: ClosedRange<Int>, above row: Int) -> ClosedRange<Int> {
        for above in stride(from: row - 1, through: max(row - 60, 0), by: -1) {
            guard sheet.rows[above].page == sheet.rows[row].page else { break }
            for token in sheet.rows[above].tokens {
                let key = sheet.keys[sheet.tokens[token].keyRange]
                guard Self.headings.contains(where: { $0[...] == key }) else { continue }
                let heading = sheet.tokens[token].box
                let start = run.dropFirst().first { index in
                    let box = sheet.tokens[index].box
                    return min(box.x1, heading.x1) > max(box.x0, heading.x0)
                        && sheet.tokens[index - 1].box.x1 <= heading.x0
                }
                guard let start, isCode(run.lowerBound...(start - 1), near: above) else { return run }
                return start...run.upperBound
            }
        }
        return run
    }

    /// Whether words stand under the heading of the articles' numbers.
    private func isCode(_ words: ClosedRange<Int>, near row: Int) -> Bool {
        guard words.contains(where: { sheet.tokens[$0].digits > 0 }) else { return false }
        let box = sheet.box(words)
        return (max(row - 3, 0)...min(row + 3, sheet.rows.count - 1)).contains { near in
            sheet.rows[near].tokens.contains { token in
                let key = sheet.keys[sheet.tokens[token].keyRange]
                let heading = sheet.tokens[token].box
                return Self.codes.contains { key.starts(with: Array($0.utf8)) }
                    && min(heading.x1, box.x1) > max(heading.x0, box.x0)
            }
        }
    }

    private static let codes = ["art", "item", "sku", "code", "ref", "gtin", "ean"]

    private static let headings = [
        "beschreibung", "bezeichnung", "artikelbezeichnung", "description", "désignation", "omschrijving",
        "descripción", "descrizione",
    ].map { Folding.fold($0) }

    private func endsName(_ line: ClosedRange<Int>) -> Bool {
        line.contains { sheet.text($0...$0).hasSuffix(":") }
    }

    /// The run of words with most letters between the figures; a unit behind a count is none.
    private func run(in row: Int) -> ClosedRange<Int>? {
        var best: ClosedRange<Int>?
        var most = 0
        for segment in sheet.segments[sheet.rows[row].segments] {
            for run in segment.tokens.split(whereSeparator: used.contains) {
                guard let first = run.first(where: { sheet.tokens[$0].letters > 0 }),
                    let last = run.last(where: { !sheet.tokens[$0].isPunctuation })
                else { continue }
                let count = letters(first...last)
                if Self.taxes.contains(where: { sheet.keys[sheet.tokens[first].keyRange].starts(with: $0) }) {
                    continue
                }
                if count > most, !isUnit(first...last) { (best, most) = (first...last, count) }
            }
        }
        return most >= 3 ? best : nil
    }

    /// Words that begin a row of the taxes, or name one in an item's row.
    private static let taxes = [
        "umsatzsteuer", "innergemeinschaftlich", "mwst", "ust", "vat", "tva", "btw", "iva", "mehrwertsteuer",
    ].map { Array($0.utf8) }

    private func letters(_ range: ClosedRange<Int>) -> Int {
        range.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
    }

    /// "Stk." or "Unit(s)" right behind a number.
    private func isUnit(_ range: ClosedRange<Int>) -> Bool {
        guard range.count == 1, range.lowerBound > 0, used.contains(range.lowerBound - 1) else {
            return false
        }
        return letters(range) <= 8
    }

    /// The name in the row below, where the item's own row has numbers and codes only.
    private func run(below row: Int) -> ClosedRange<Int>? {
        guard row + 1 < sheet.rows.count, sheet.rows[row + 1].page == sheet.rows[row].page,
            sheet.rows[row + 1].box.y0 - sheet.rows[row].box.y1 < sheet.rows[row].box.height
        else { return nil }
        for place in sheet.rows[row + 1].segments {
            let segment = sheet.segments[place]
            let start = sheet.keys[sheet.tokens[segment.first].keyRange]
            if Self.taxes.contains(where: { start.starts(with: $0) }) { continue }
            if letters(segment.tokens) >= 5, !sheet.text(segment.tokens).contains(":") {
                return segment.tokens
            }
        }
        return nil
    }

    /// The words of a row that go on with a name: flush with it, near it, and no particular of their own.
    private func continuation(
        of line: ClosedRange<Int>, from first: ClosedRange<Int>, in row: Int
    ) -> ClosedRange<Int>? {
        let box = sheet.box(line)
        let left = sheet.tokens[first.lowerBound].box.x0
        guard sheet.rows[row].box.y0 - box.y1 < 0.6 * box.height,
            !page.amounts(in: sheet.rows[row].tokens).contains(where: { $0.amount.isMoney })
        else { return nil }
        for place in sheet.rows[row].segments {
            let segment = sheet.segments[place]
            guard abs(segment.box.x0 - left) < 2, abs(segment.box.height - box.height) < 0.3 * box.height
            else {
                continue
            }
            let text = sheet.text(segment.tokens)
            guard !text.contains(":"), !text.hasPrefix("("),
                letters(segment.tokens) > 0 || segment.tokens.count > 1,
                !page.hits.contains(where: { $0.tokens.lowerBound == segment.first && $0.weight == 2 })
            else { return nil }
            return segment.tokens
        }
        return nil
    }
}
