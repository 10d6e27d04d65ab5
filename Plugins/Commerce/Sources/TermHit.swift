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
        let token = sheet.tokens[start]
        guard token.letters > 0, !token.keyRange.isEmpty else { return nil }
        let text = Text(sheet, from: start, through: end)
        for entry in Terms.beginning(with: text.bytes[0]) {
            if let hit = exact(entry, text) { return hit }
        }
        guard sheet.isRecognised else { return nil }
        for entry in Terms.all where entry.key.count >= 6 {
            if let hit = misread(entry, text) { return hit }
        }
        return nil
    }

    /// The folded words from a place on, as far as any label reaches.
    private struct Text {
        let start: Int
        var bytes: [UInt8] = []
        /// Where each word ends in `bytes`.
        var ends: [Int] = []

        init(_ sheet: Sheet, from start: Int, through end: Int) {
            self.start = start
            for index in start...end {
                bytes += sheet.keys[sheet.tokens[index].keyRange]
                ends.append(bytes.count)
                if bytes.count >= Terms.longest { break }
            }
        }

        /// How many words it takes to have that many bytes, and how many bytes they have.
        func words(for count: Int) -> (words: Int, bytes: Int) {
            let place = ends.firstIndex { $0 >= count } ?? ends.count - 1
            return (place + 1, ends[place])
        }
    }

    /// The label from a word on: it must end where a word ends, or before the digits of one.
    private func exact(_ entry: Terms.Entry, _ text: Text) -> TermHit? {
        guard text.bytes.count >= entry.key.count, text.bytes.starts(with: entry.key) else { return nil }
        let (words, bytes) = text.words(for: entry.key.count)
        let last = text.start + words - 1
        var valueStart: Int?
        if bytes > entry.key.count {
            let range = sheet.tokens[last].keyRange
            let place = range.upperBound - (bytes - entry.key.count)
            guard place < sheet.keyOrigin.count,
                !Folding.isLetter(sheet.keys[place]) || place == range.lowerBound
            else { return nil }
            valueStart = Int(sheet.keyOrigin[place])
        }
        return TermHit(
            term: entry.term, weight: entry.weight, tokens: text.start...last, valueStart: valueStart,
            edits: 0)
    }

    /// The label from a word on with one letter misread; it ends where a word ends.
    private func misread(_ entry: Terms.Entry, _ text: Text) -> TermHit? {
        let (words, count) = text.words(for: entry.key.count)
        guard abs(count - entry.key.count) <= 1,
            text.bytes[0] == entry.key.first || text.bytes[count - 1] == entry.key.last,
            EditDistance.isAtMostOne(Array(text.bytes[..<count]), entry.key)
        else { return nil }
        return TermHit(
            term: entry.term, weight: entry.weight, tokens: text.start...(text.start + words - 1),
            valueStart: nil, edits: 1)
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
