import AssayKit
import DocumentLayout

/// Reads the labelled amounts of an invoice outside its item rows.
struct MoneyLineReader {
    let finder: ValueFinder
    /// Numbers that are counts of pieces.
    var counts: Set<Int> = []
    private var sheet: Sheet { finder.sheet }

    /// The amounts in some rows; those of `excluded` are items or tax tables.
    func lines(in rows: Range<Int>, excluding excluded: Set<Int>) -> [MoneyLine] {
        var lines: [MoneyLine] = []
        for row in rows where !excluded.contains(row) {
            let segments = sheet.rows[row].segments
            for segment in segments {
                for hit in finder.hits(in: segment) where hit.kind.isMoney || isTax(hit) {
                    guard hit.isLeading || hit.hasColon else { continue }
                    if var line = line(hit, row) {
                        if hit.kind == .gstin { line.kind = .gst }
                        lines.append(line)
                    }
                }
            }
        }
        return lines
    }

    /// Whether "GST" announces the tax, not the number that is called so, too.
    private func isTax(_ hit: LabelHit) -> Bool {
        guard hit.kind == .gstin, hit.length == 3,
            let last = sheet.rows[sheet.segments[hit.segment].row].tokens.last
        else { return false }
        return last > hit.last && sheet.tokens[last].number.looksLikeMoney && sheet.tokens[last].letters == 0
    }

    private func line(_ hit: LabelHit, _ row: Int) -> MoneyLine? {
        let limit = end(of: hit, row)
        var rate: Amount?
        var values: [Int] = []
        if hit.isGlued(in: sheet) {
            let rest = Array(sheet.raw[hit.end..<Int(sheet.tokens[hit.last].rawEnd)])
            let number = rest.withUnsafeBufferPointer { PrintedNumber($0) }
            if number.isNumber, sheet.raw[hit.end - 1] | 0x20 != UInt8(ascii: "t") || number.isPercent {
                if number.isPercent {
                    rate = number.amount
                } else if hit.last + 1 > limit {
                    return made(hit, number, [hit.last], rate, row)
                }
            }
        }
        if hit.last + 1 <= limit {
            for index in hit.last + 1...limit {
                let number = sheet.tokens[index].number
                guard number.isNumber, !counts.contains(index) else { continue }
                if number.isPercent || followedByPercent(index, limit) {
                    rate = rate ?? number.amount.magnitude
                } else if number.micros != 0 || number.scale > 0 || number.integerDigits == 1 {
                    values.append(index)
                }
            }
        }
        if let value = values.last {
            return made(hit, sheet.tokens[value].number, [value], rate, row)
        }
        if rate == nil, let wrapped = wrapped(hit, row, limit) {
            return made(hit, sheet.tokens[wrapped].number, [wrapped], nil, row)
        }
        if hit.endsSegment, let value = centred(hit, row) {
            return made(hit, sheet.tokens[value].number, [value], nil, row)
        }
        guard rate == nil, hit.endsSegment,
            let below = finder.spots(for: hit).first(where: { $0.relation == .below }),
            below.leadingLabel == nil,
            let value = below.tokens.last(where: { sheet.tokens[$0].number.looksLikeMoney }),
            below.tokens.count <= 2
        else { return nil }
        var line = made(hit, sheet.tokens[value].number, [value], nil, row)
        line?.support = Confidence.weak
        return line
    }

    /// An amount that a narrow cell broke off behind its currency sign: "₹" over "25,075.00".
    private func wrapped(_ hit: LabelHit, _ row: Int, _ limit: Int) -> Int? {
        guard hit.last < limit, limit == sheet.rows[row].last, row + 1 < sheet.rows.count,
            isCurrency(limit),
            let value = sheet.rows[row + 1].tokens.last, sheet.tokens[value].number.looksLikeMoney
        else { return nil }
        let sign = sheet.tokens[limit].box
        let box = sheet.tokens[value].box
        let isBelow = box.y0 - sign.y1 < 0.6 * sign.height && box.y1 > sign.y1
        return isBelow && min(abs(box.x1 - sign.x1), abs(box.x0 - sign.x0)) < 2 * sign.height ? value : nil
    }

    /// The only amount of a row that overlaps the label's, where the label takes two lines and its amount stands beside
    /// both.
    private func centred(_ hit: LabelHit, _ row: Int) -> Int? {
        let label = sheet.box(hit.first...hit.last)
        for other in [row + 1, row - 1] where sheet.rows.indices.contains(other) {
            let tokens = sheet.rows[other].tokens
            guard let value = tokens.last, tokens.count <= 2, sheet.tokens[value].number.looksLikeMoney,
                tokens.allSatisfy({ sheet.tokens[$0].box.x0 > label.x1 })
            else { continue }
            let box = sheet.tokens[value].box
            let shared = min(box.y1, label.y1) - max(box.y0, label.y0)
            if shared > 0.25 * min(box.height, label.height) { return value }
        }
        return nil
    }

    private func isCurrency(_ token: Int) -> Bool {
        if sheet.key(token, equals: "rs") || sheet.key(token, equals: "inr") { return true }
        guard sheet.tokens[token].isPunctuation, let first = sheet.raw[sheet.tokens[token].rawRange].first
        else {
            return false
        }
        return first >= 0xC2 || first == UInt8(ascii: "$")
    }

    private func followedByPercent(_ index: Int, _ limit: Int) -> Bool {
        guard index < limit else { return false }
        let next = sheet.tokens[index + 1]
        return next.isPunctuation && sheet.raw[Int(next.rawStart)] == UInt8(ascii: "%")
    }

    /// The last word of the row that still belongs to the label: up to the next label.
    private func end(of hit: LabelHit, _ row: Int) -> Int {
        let segments = sheet.rows[row].segments
        for segment in hit.segment..<segments.upperBound {
            for other in finder.hits(in: segment) where other.first > hit.last {
                if other.isLeading || other.hasColon { return other.first - 1 }
            }
        }
        return sheet.rows[row].last
    }

    private func made(
        _ hit: LabelHit, _ number: PrintedNumber, _ tokens: [Int], _ rate: Amount?, _ row: Int
    ) -> MoneyLine? {
        guard !number.marks.contains(.misgrouped) || sheet.isRecognised else { return nil }
        var amount = number.amount
        if hit.kind == .roundOff {
            if number.marks.contains(.parenthesised) { amount = -amount.magnitude }
            if isLess(hit) || followsMinus(tokens[0]) { amount = -amount.magnitude }
        }
        return MoneyLine(
            kind: hit.kind, amount: amount, tokens: tokens, rate: rate, row: row, labelLength: hit.length,
            support: hit.edits > 0 ? Confidence.weak : Confidence.labelled)
    }

    /// "Less : Round Off".
    private func isLess(_ hit: LabelHit) -> Bool {
        for index in sheet.segments[hit.segment].first...hit.last where sheet.key(index, equals: "less") {
            return true
        }
        return false
    }

    private func followsMinus(_ token: Int) -> Bool {
        guard token > 0, sheet.tokens[token - 1].isPunctuation || sheet.tokens[token - 1].letters == 0 else {
            return false
        }
        let previous = sheet.tokens[token - 1]
        guard previous.digits == 0 else { return false }
        return sheet.raw[previous.rawRange].contains(UInt8(ascii: "-"))
    }
}
