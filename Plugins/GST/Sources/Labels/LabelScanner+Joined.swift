import AssayKit
import DocumentLayout

extension LabelScanner {
    /// With labels that a narrow cell broke in two: "Invoice" over "Date", "Bill" over "Amount".
    func joined(_ hits: [LabelHit]) -> [LabelHit] {
        guard !sheet.isRecognised else { return hits }
        var hits = hits
        var changed = false
        for upper in sheet.segments.indices where isShort(upper) {
            guard let lower = continuation(of: upper),
                let kind = kind(of: sheet.segments[upper].tokens, sheet.segments[lower].tokens)
            else { continue }
            let place = sheet.segments[lower]
            hits.removeAll { $0.segment == upper || $0.segment == lower }
            hits.append(
                LabelHit(
                    kind: kind, first: place.first, last: place.last,
                    end: Int(sheet.tokens[place.last].rawEnd), segment: lower, isLeading: true,
                    hasColon: lastByteIsColon(place.last), endsSegment: true, edits: 0, length: 8))
            changed = true
        }
        if changed { hits.sort { ($0.segment, $0.first) < ($1.segment, $1.first) } }
        return hits
    }

    /// Whether a segment is a word or two without digits, which may be a label's beginning.
    func isShort(_ segment: Int) -> Bool {
        let tokens = sheet.segments[segment].tokens
        return tokens.count <= 3 && tokens.allSatisfy { sheet.tokens[$0].digits == 0 }
            && sheet.tokens[tokens.lowerBound].letters >= 2
    }

    /// The short segment right below, flush with it, at the distance of one text's lines.
    func continuation(of upper: Int) -> Int? {
        let place = sheet.segments[upper]
        for row in (place.row + 1)..<max(min(place.row + 4, sheet.rows.count), place.row + 1) {
            for lower in sheet.rows[row].segments where isShort(lower) {
                let box = sheet.segments[lower].box
                if abs(box.x0 - place.box.x0) < 2, box.y0 - place.box.y1 < 0.3 * place.box.height,
                    box.y0 > place.box.midY, abs(box.height - place.box.height) < 0.1 * box.height
                {
                    return lower
                }
            }
        }
        return nil
    }

    /// What two lines announce together, where neither says it alone.
    func kind(of upper: ClosedRange<Int>, _ lower: ClosedRange<Int>) -> LabelKind? {
        func end(_ words: [Int]) -> LabelKind? {
            var node = 0
            for word in words {
                for place in sheet.tokens[word].keyRange {
                    guard let next = trie.step(node, sheet.keys[place]) else { return nil }
                    node = next
                }
            }
            return trie.kind(at: node)
        }
        guard let kind = end(Array(upper) + Array(lower)) else { return nil }
        switch end(Array(upper)) {
        case nil, .weakNumber, .subtotal, .total, .due, .gst, .gstin, .discount: break
        default: return nil
        }
        switch kind {
        case .invoiceNumber, .billNumber, .invoiceDate, .dueDate, .placeOfSupply, .poNumber, .poDate, .total,
            .taxable, .roundOff, .cgst, .sgst, .igst, .other, .due, .paid:
            return kind
        default: return nil
        }
    }

    /// A label with the same in another language behind a stroke: "बीजक संख्या / Invoice No.".
    func bilingual(_ end: End, from first: Int, _ segment: Segment) -> End {
        var next = end.token + 1
        while next <= segment.last, sheet.tokens[next].isPunctuation { next += 1 }
        guard end.bytes >= sheet.tokens[end.token].keyRange.count, next <= segment.last,
            next - end.token <= 2,
            hasStroke(end.token) || (next > end.token + 1 && hasStroke(next - 1)),
            isDevanagari(first) != isDevanagari(next), let other = match(next, segment.last)
        else { return end }
        var whole = other
        whole.edits = end.edits
        whole.length += end.length
        if isDevanagari(next) { whole.kind = end.kind }
        return whole
    }

    /// Whether a word that is no label is another name for the one that follows it: "Folio / Invoice No.".
    func goesBefore(_ token: Int, _ segment: Segment) -> Bool {
        guard token < segment.last, token - segment.first < 4 else { return false }
        let next = sheet.tokens[token + 1]
        if hasStroke(token) || (next.isPunctuation && hasStroke(token + 1)) {
            return sheet.tokens[token].digits == 0 && sheet.tokens[token].keyRange.count > 2
        }
        // The words of a Hindi name, up to its stroke.
        return isDevanagari(token) && (token...segment.last).prefix(4).contains { hasStroke($0) }
    }
}
