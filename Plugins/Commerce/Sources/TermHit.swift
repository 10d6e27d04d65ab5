internal import DocumentLayout

/// A label found on the sheet.
struct TermHit {
    let term: Term
    let weight: Int
    /// Its words, in one row.
    let tokens: ClosedRange<Int>
    /// The label ends inside its last word, at this place in ``Sheet/raw``: "Total:5.90".
    let valueStart: Int?
    /// Letters that had to be exchanged to read it.
    let edits: Int
}

/// Finds labels.
struct TermScanner {
    let sheet: Sheet

    /// All labels, the longest at each place, in reading order.
    func hits() -> [TermHit] {
        var hits: [TermHit] = []
        for segment in sheet.segments {
            var index = segment.first
            while index <= segment.last {
                if let hit = hit(at: index, end: segment.last) {
                    hits.append(hit)
                    index = hit.tokens.upperBound + 1
                } else {
                    index += 1
                }
            }
        }
        return hits
    }

    private func hit(at start: Int, end: Int) -> TermHit? {
        guard sheet.tokens[start].letters > 0 else { return nil }
        for entry in Terms.all {
            if let hit = match(entry, at: start, end: end, isFuzzy: false) { return hit }
        }
        guard sheet.isRecognised else { return nil }
        for entry in Terms.all where entry.key.count >= 6 {
            if let hit = match(entry, at: start, end: end, isFuzzy: true) { return hit }
        }
        return nil
    }

    /// The label from a word on: it must end where a word ends, or before the digits of one.
    private func match(_ entry: Terms.Entry, at start: Int, end: Int, isFuzzy: Bool) -> TermHit? {
        var bytes: [UInt8] = []
        var index = start
        while index <= end, bytes.count < entry.key.count {
            let range = sheet.tokens[index].keyRange
            if !isFuzzy {
                // Most places fail at the first letter.
                for place in range where bytes.count + (place - range.lowerBound) < entry.key.count {
                    guard sheet.keys[place] == entry.key[bytes.count + (place - range.lowerBound)] else {
                        return nil
                    }
                }
            }
            bytes += sheet.keys[range]
            index += 1
        }
        let last = index - 1
        guard last >= start else { return nil }
        if isFuzzy {
            guard bytes.count <= entry.key.count + 1,
                bytes.first == entry.key.first || bytes.last == entry.key.last,
                EditDistance.isAtMostOne(bytes, entry.key)
            else { return nil }
            return TermHit(
                term: entry.term, weight: entry.weight, tokens: start...last, valueStart: nil, edits: 1)
        }
        guard bytes.count >= entry.key.count else { return nil }
        var valueStart: Int?
        if bytes.count > entry.key.count {
            let range = sheet.tokens[last].keyRange
            let place = range.upperBound - (bytes.count - entry.key.count)
            guard place < sheet.keyOrigin.count,
                !Folding.isLetter(sheet.keys[place]) || place == range.lowerBound
            else { return nil }
            valueStart = Int(sheet.keyOrigin[place])
        }
        return TermHit(
            term: entry.term, weight: entry.weight, tokens: start...last, valueStart: valueStart, edits: 0)
    }
}

/// Tells whether two short texts differ by one letter at most.
enum EditDistance {
    static func isAtMostOne(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard abs(left.count - right.count) <= 1 else { return false }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let (a, b) = (left.dropFirst(start), right.dropFirst(start))
        if a.count == b.count { return a.dropFirst().elementsEqual(b.dropFirst()) }
        return a.count > b.count ? a.dropFirst().elementsEqual(b) : b.dropFirst().elementsEqual(a)
    }
}
