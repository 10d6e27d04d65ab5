import AssayKit
import DocumentLayout
import IndianTax

/// Reads the total that is spelled out in words.
struct WordsReader {
    let finder: ValueFinder
    private var sheet: Sheet { finder.sheet }

    /// The spelled-out total: its text as printed, and the amount when it can be read.
    func read(in rows: Range<Int>) -> (reading: Reading, amount: Amount?)? {
        var fallback: (Reading, Amount?)?
        for row in rows {
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) where hit.kind == .amountInWords {
                    guard let found = value(of: hit) else { continue }
                    if found.amount != nil { return found }
                    fallback = fallback ?? found
                }
            }
        }
        return unlabelled(in: rows) ?? fallback
    }

    private func value(of hit: LabelHit) -> (reading: Reading, amount: Amount?)? {
        // "Rupees Five Hundred Only" has its label as its first word.
        let isPartOfValue = sheet.key(hit.first, equals: "rupees") && hit.first == hit.last
        if isPartOfValue {
            let segment = sheet.segments[hit.segment]
            return grown(from: hit.first...max(segment.last, hit.last), start: nil)
        }
        for spot in finder.spots(for: hit) {
            if let found = grown(from: spot.tokens, start: spot.start) { return found }
        }
        return nil
    }

    /// The words of a line, with those of the next lines while the amount is not complete.
    private func grown(from range: ClosedRange<Int>, start: Int?) -> (reading: Reading, amount: Amount?)? {
        var tokens = Array(range)
        var text = sheet.text(range, from: start)
        guard let first = tokens.first else { return nil }
        let x0 = sheet.segments[sheet.segment(of: first)].box.x0
        var row = sheet.row(of: first)
        for _ in 0..<3 {
            let isDone = endsInOnly(tokens[tokens.count - 1])
            if let amount = AmountInWords.parse(text), !amount.isZero, isDone || nextLine(row, x0) == nil {
                return (made(text, tokens, start), amount)
            }
            if isDone { break }
            guard let next = nextLine(row, x0) else { break }
            let more = Array(sheet.segments[next].tokens)
            if let amount = AmountInWords.parse(text), !amount.isZero,
                AmountInWords.parse(text + " " + sheet.text(sheet.segments[next].tokens)) == nil
            {
                return (made(text, tokens, start), amount)
            }
            tokens += more
            text += " " + sheet.text(sheet.segments[next].tokens)
            row = sheet.segments[next].row
        }
        let words = tokens.filter { sheet.tokens[$0].letters > 1 }.count
        guard words >= 2, let amount = AmountInWords.parse(text) ?? prefixAmount(range, start) else {
            return nil
        }
        return (made(text, tokens, start), amount)
    }

    /// The amount of the longest beginning that is one.
    private func prefixAmount(_ range: ClosedRange<Int>, _ start: Int?) -> Amount? {
        for end in stride(from: range.upperBound, to: range.lowerBound, by: -1) {
            if endsInOnly(end),
                let amount = AmountInWords.parse(sheet.text(range.lowerBound...end, from: start))
            {
                return amount
            }
        }
        return nil
    }

    private func made(_ text: String, _ tokens: [Int], _ start: Int?) -> Reading {
        Reading(
            String(text.drop { ":- (".contains($0) }.filter { $0 != ")" }), tokens: tokens, raw: text,
            support: Confidence.labelled)
    }

    private func endsInOnly(_ token: Int) -> Bool {
        sheet.key(token, equals: "only") || sheet.key(token, equals: "onlye&oe")
    }

    /// The segment below that goes on with a text: flush with it, without label or figures.
    private func nextLine(_ row: Int, _ x0: Float) -> Int? {
        let box = sheet.rows[row].box
        for next in row + 1..<min(row + 4, sheet.rows.count)
        where sheet.rows[next].page == sheet.rows[row].page {
            for place in sheet.rows[next].segments {
                let other = sheet.segments[place]
                guard abs(other.box.x0 - x0) < 3 * box.height, other.box.y0 - box.y1 < 1.2 * box.height else {
                    continue
                }
                let isText = finder.leadingHit(of: place) == nil && sheet.tokens[other.first].digits == 0
                return isText ? place : nil
            }
        }
        return nil
    }

    /// "INR One Thousand Only" without a label, perhaps behind the amount in figures.
    private func unlabelled(in rows: Range<Int>) -> (reading: Reading, amount: Amount?)? {
        for row in rows {
            for segment in sheet.rows[row].segments {
                guard let start = numberWords(sheet.segments[segment]) else { continue }
                if let found = grown(from: start...sheet.segments[segment].last, start: nil),
                    found.amount != nil
                {
                    return found
                }
            }
        }
        return nil
    }

    /// Where the words of a number begin that end a segment.
    private func numberWords(_ segment: Segment) -> Int? {
        var start = segment.last + 1
        var count = 0
        for index in segment.tokens.reversed() {
            let token = sheet.tokens[index]
            guard token.letters > 0, token.digits == 0, token.keyRange.count <= 20 else { break }
            guard let word = NumberWord.named(sheet.keys[token.keyRange]) else { break }
            start = index
            if word == .number { count += 1 }
        }
        return count >= 2 ? start : nil
    }
}
