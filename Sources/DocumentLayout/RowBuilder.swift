internal import AssayKit

/// Puts the words of one page into rows and segments.
///
/// The reader's own line numbers are not used: they split a table's row into cells on some pages and join columns on
/// others, and OCR numbers lines by block. A word joins the row whose last word, to its left, is at its height, so
/// that a slightly skewed row stays one.
package enum RowBuilder {
    /// A gap wider than this share of the height ends a segment.
    private static let segmentGap: Float = 0.9
    private static let bucketHeight: Float = 8

    /// A row while it is being gathered.
    private struct Open {
        package var words: [Int32]
        package var y0: Float
        package var y1: Float
        package var top: Float
    }

    /// Appends the page's rows, top to bottom.
    package static func arrange(_ words: [Token], page: Int, into sheet: inout Sheet) {
        guard !words.isEmpty else { return }
        let offset = sheet.pages[page].offset
        let byLeft = words.indices.sorted {
            (words[$0].box.x0, words[$0].box.y0, $0) < (words[$1].box.x0, words[$1].box.y0, $1)
        }
        var open: [Open] = []
        open.reserveCapacity(128)
        let bucketCount = Int(sheet.pages[page].height / bucketHeight) + 32
        var buckets = [[Int32]](repeating: [], count: bucketCount)
        func bucket(_ y: Float) -> Int { min(max(Int((y - offset) / bucketHeight) + 14, 0), bucketCount - 1) }
        for index in byLeft {
            let box = words[index].box
            var best = -1
            var bestOverlap: Float = 0.5
            let reach = min(box.height / 2, 80)
            for place in bucket(box.midY - reach)...bucket(box.midY + reach) {
                // A hostile page may put thousands of rows at one height; the newest are the near ones.
                for candidate in buckets[place].suffix(64) {
                    let row = open[Int(candidate)]
                    let shared = min(row.y1, box.y1) - max(row.y0, box.y0)
                    let smaller = min(row.y1 - row.y0, box.height)
                    guard shared > 0, smaller > 0 else { continue }
                    let larger = max(row.y1 - row.y0, box.height)
                    // A line of small print beside tall letters overlaps fully with several of them.
                    let overlap = shared / smaller - (larger > 2.2 * smaller ? 0.45 : 0)
                    if overlap > bestOverlap {
                        bestOverlap = overlap
                        best = Int(candidate)
                    }
                }
            }
            if best >= 0 {
                let before = bucket((open[best].y0 + open[best].y1) / 2)
                open[best].words.append(Int32(truncatingIfNeeded: index))
                // A full stop or a colon says little about where its row runs.
                if box.height > 0.6 * (open[best].y1 - open[best].y0) {
                    (open[best].y0, open[best].y1) = (box.y0, box.y1)
                }
                open[best].top = min(open[best].top, box.y0)
                let after = bucket((open[best].y0 + open[best].y1) / 2)
                if after != before {
                    buckets[before].removeAll { $0 == Int32(truncatingIfNeeded: best) }
                    buckets[after].append(Int32(truncatingIfNeeded: best))
                }
            } else {
                buckets[bucket(box.midY)].append(Int32(truncatingIfNeeded: open.count))
                open.append(
                    Open(words: [Int32(truncatingIfNeeded: index)], y0: box.y0, y1: box.y1, top: box.y0))
            }
        }
        let ordered = open.indices.sorted { left, right in
            let a = words[Int(open[left].words[0])].box
            let b = words[Int(open[right].words[0])].box
            return (a.midY, a.x0, left) < (b.midY, b.x0, right)
        }
        for place in ordered {
            let members = LetterSpacing.joined(open[place].words.map { words[Int($0)] }, &sheet)
            append(members, page: page, into: &sheet)
        }
    }

    /// The widest gap between two words of one segment.
    ///
    /// Boxes from OCR are as tall as the letters, not as the line, so
    /// the width of a character tells more there, above all in fonts of one width.
    private static func widestSpace(_ left: Token, _ right: Token) -> Float {
        let byHeight = segmentGap * min(left.box.height, right.box.height)
        guard left.flags.contains(.recognised) else { return byHeight }
        let characters = Float(left.rawRange.count + right.rawRange.count)
        return max(byHeight, 1.7 * (left.box.width + right.box.width) / max(characters, 1))
    }

    private static func append(_ members: [Token], page: Int, into sheet: inout Sheet) {
        let first = sheet.tokens.count
        let firstSegment = sheet.segments.count
        var start = first
        var segmentBox = members[0].box
        var rowBox = segmentBox
        for (offset, token) in members.enumerated() {
            if offset > 0 {
                let previous = sheet.tokens[sheet.tokens.count - 1]
                let gap = token.box.x0 - previous.box.x1
                if gap < 0.8 * token.box.height, previous.number.isNumber, token.isPunctuation,
                    token.rawRange.count == 1, sheet.raw[Int(token.rawStart)] == UInt8(ascii: "%")
                {
                    sheet.tokens[sheet.tokens.count - 1].number.marks.insert(.percent)
                }
                let isOtherCell = token.cell != previous.cell
                if !isOtherCell, gap < 0.75 * token.box.height,
                    let joined = NumberMender.joined(previous, token, &sheet)
                {
                    sheet.tokens[sheet.tokens.count - 1] = joined
                    segmentBox = segmentBox.union(token.box)
                    rowBox = rowBox.union(token.box)
                    continue
                }
                if isOtherCell || gap > widestSpace(previous, token) {
                    sheet.segments.append(
                        Segment(
                            first: start, last: sheet.tokens.count - 1, row: sheet.rows.count, box: segmentBox
                        ))
                    start = sheet.tokens.count
                    segmentBox = token.box
                } else {
                    segmentBox = segmentBox.union(token.box)
                }
                rowBox = rowBox.union(token.box)
            }
            sheet.tokens.append(token)
        }
        let last = sheet.tokens.count - 1
        sheet.segments.append(Segment(first: start, last: last, row: sheet.rows.count, box: segmentBox))
        sheet.rows.append(
            Row(
                first: first, last: last, segments: firstSegment..<sheet.segments.count, box: rowBox,
                page: page))
    }
}
