import AssayKit
import DocumentLayout

/// Finds the places where the values of labels may stand: behind the label, right of it, below it.
struct ValueFinder {
    let sheet: Sheet
    let hits: [LabelHit]
    /// For each segment, the first of its hits; the next one's ends them.
    private let firstHits: [Int32]

    init(sheet: Sheet, hits: [LabelHit]) {
        self.sheet = sheet
        self.hits = hits
        var firsts = [Int32](repeating: 0, count: sheet.segments.count + 1)
        var next = 0
        for segment in 0...sheet.segments.count {
            while next < hits.count, hits[next].segment < segment { next += 1 }
            firsts[segment] = Int32(truncatingIfNeeded: next)
        }
        firstHits = firsts
    }

    /// The labels of a segment.
    func hits(in segment: Int) -> ArraySlice<LabelHit> {
        hits[Int(firstHits[segment])..<Int(firstHits[segment + 1])]
    }

    /// The label that a segment begins with.
    func leadingHit(of segment: Int) -> LabelHit? { hits(in: segment).first { $0.isLeading } }

    /// Where the label's value may stand, likeliest first.
    ///
    /// `reach` says how many heights below the label its value may stand.
    func spots(for hit: LabelHit, reach: Float = 2.6) -> [Spot] {
        if let inline = inline(hit) { return [inline] }
        var spots: [Spot] = []
        if let right = right(of: hit) { spots.append(right) }
        if let below = below(hit, reach) { spots.append(below) }
        if spots.count == 2, prefersBelow(hit, right: spots[0], below: spots[1]) { spots.swapAt(0, 1) }
        return spots
    }

    /// What stands behind the label in its own segment.
    func inline(_ hit: LabelHit) -> Spot? {
        let segment = sheet.segments[hit.segment]
        var end = segment.last
        for other in hits(in: hit.segment) where other.first > hit.last {
            end = other.first - 1
            break
        }
        if hit.isGlued(in: sheet) {
            return Spot(
                tokens: hit.last...max(hit.last, end), start: hit.end, relation: .inline, distance: 0)
        }
        guard hit.last + 1 <= end else { return nil }
        return trimmed(hit.last + 1...end, .inline, 0)
    }

    /// The next segment of the row.
    private func right(of hit: LabelHit) -> Spot? {
        let segment = sheet.segments[hit.segment]
        let next = hit.segment + 1
        guard hit.endsSegment, next < sheet.segments.count, sheet.segments[next].row == segment.row else {
            return nil
        }
        let place = sheet.segments[next]
        // A lone colon is the label's own.
        if place.first == place.last, sheet.tokens[place.first].isPunctuation {
            guard next + 1 < sheet.segments.count, sheet.segments[next + 1].row == segment.row else {
                return nil
            }
            return spot(next + 1, .right, from: hit)
        }
        if isMisreadColon(next), next + 1 < sheet.segments.count, sheet.segments[next + 1].row == segment.row
        {
            return spot(next + 1, .right, from: hit)
        }
        return spot(next, .right, from: hit)
    }

    /// Whether a single character stands where the rows around have their colons: OCR read it as a digit.
    private func isMisreadColon(_ segment: Int) -> Bool {
        let place = sheet.segments[segment]
        guard sheet.isRecognised, place.first == place.last, sheet.tokens[place.first].rawRange.count == 1
        else {
            return false
        }
        let rows = max(0, place.row - 8)...min(sheet.rows.count - 1, place.row + 8)
        return rows.contains { row in
            sheet.rows[row].segments.contains { other in
                let colon = sheet.segments[other]
                return other != segment && colon.first == colon.last
                    && sheet.tokens[colon.first].isPunctuation
                    && abs(colon.box.x0 - place.box.x0) < 3
            }
        }
    }

    private func spot(_ segment: Int, _ relation: Spot.Relation, from hit: LabelHit) -> Spot? {
        let place = sheet.segments[segment]
        let label = sheet.segments[hit.segment].box
        let distance = relation == .below ? place.box.y0 - label.y1 : place.box.x0 - label.x1
        let leading = leadingHit(of: segment)
        var end = place.last
        for other in hits(in: segment) where !other.isLeading {
            end = max(place.first, other.first - 1)
            break
        }
        var spot = trimmed(place.first...end, relation, max(distance, 0))
        spot?.leadingLabel = leading?.kind
        return spot
    }

    /// The segment under the label, where columns line up.
    private func below(_ hit: LabelHit, _ reach: Float) -> Spot? {
        guard hit.endsSegment else { return nil }
        let segment = sheet.segments[hit.segment]
        let label = sheet.box(hit.first...hit.last)
        let height = min(label.height, 30)
        var bottom = label.y1
        var row = segment.row + 1
        let page = sheet.rows[segment.row].page
        while row < sheet.rows.count, row <= segment.row + 8, sheet.rows[row].page == page {
            if sheet.rows[row].box.y0 > bottom + max(2.2, reach) * height { break }
            var best: (Int, Float)?
            for place in sheet.rows[row].segments {
                let box = sheet.segments[place].box
                guard box.midY > label.y1, box.y0 - label.y1 < reach * height else { continue }
                let alignment = min(
                    abs(box.x0 - label.x0), min(abs(box.midX - label.midX), abs(box.x1 - label.x1)))
                let overlaps = box.x0 < label.x1 && box.x1 > label.x0
                guard overlaps || alignment < height else { continue }
                if alignment < (best?.1 ?? .greatestFiniteMagnitude) { best = (place, alignment) }
            }
            if let best, best.1 < max(4 * height, label.width) {
                let runsOn = sheet.segments[best.0].first < sheet.segments[best.0].last
                return (runsOn ? cell(under: hit, in: row, height) : nil) ?? spot(best.0, .below, from: hit)
            }
            if let cell = cell(under: hit, in: row, height) { return cell }
            bottom = max(bottom, min(sheet.rows[row].box.y1, label.y1 + height))
            row += 1
        }
        return nil
    }

    /// The words of a row that stand under a label which is one of several beside each other.
    ///
    /// Values may come so close to each other that they run into one segment.
    private func cell(under hit: LabelHit, in row: Int, _ height: Float) -> Spot? {
        let label = sheet.box(hit.first...hit.last)
        let others = sheet.rows[sheet.segments[hit.segment].row].segments.flatMap { hits(in: $0) }
            .filter { $0.endsSegment && $0.first != hit.first }
        guard others.count >= 2 else { return nil }
        let edge = others.map { sheet.tokens[$0.first].box.x0 }.filter { $0 > label.x1 }.min()
        let words = sheet.rows[row].tokens.filter { index in
            let box = sheet.tokens[index].box
            return box.x0 > label.x0 - 0.4 * height
                && box.x0 < (edge ?? .greatestFiniteMagnitude) - 0.4 * height
        }
        guard let first = words.first, let last = words.last, last - first + 1 == words.count,
            abs(sheet.tokens[first].box.x0 - label.x0) < 0.4 * height,
            sheet.tokens[first].box.midY > label.y1,
            !hits(in: sheet.segment(of: first)).contains(where: { $0.first <= last && $0.last >= first })
        else { return nil }
        return Spot(
            tokens: first...last, start: nil, relation: .below,
            distance: max(sheet.tokens[first].box.y0 - label.y1, 0))
    }

    /// What stands right above a label, nearer than anything below it: "INV-17" over "Invoice number".
    func above(_ hit: LabelHit) -> Spot? {
        guard hit.endsSegment, hit.isLeading, !hit.hasColon, inline(hit) == nil else { return nil }
        let segment = sheet.segments[hit.segment]
        let label = segment.box
        var gap: Float = .greatestFiniteMagnitude
        for row in (segment.row + 1)..<max(min(segment.row + 5, sheet.rows.count), segment.row + 1) {
            for place in sheet.rows[row].segments {
                let box = sheet.segments[place].box
                if box.y0 >= label.midY, box.x0 < label.x1, box.x1 > label.x0 {
                    gap = min(gap, box.y0 - label.y1)
                }
            }
        }
        for row in stride(from: segment.row - 1, through: max(segment.row - 4, 0), by: -1) {
            for place in sheet.rows[row].segments {
                let box = sheet.segments[place].box
                guard box.y1 <= label.midY, box.x0 < label.x1, box.x1 > label.x0 else { continue }
                let isFlush = abs(box.x0 - label.x0) < 2 || abs(box.x1 - label.x1) < 2
                let distance = label.y0 - box.y1
                guard isFlush, distance < 0.4 * label.height, gap > distance + 0.5 * label.height,
                    hits(in: place).isEmpty
                else { return nil }
                return spot(place, .below, from: hit)
            }
        }
        return nil
    }

    /// In a grid the cell below is the value and the cell to the right has a label of its own or lies far off.
    private func prefersBelow(_ hit: LabelHit, right: Spot, below: Spot) -> Bool {
        if right.leadingLabel != nil { return below.leadingLabel == nil }
        if below.leadingLabel != nil || hit.hasColon { return false }
        let height = sheet.segments[hit.segment].box.height
        return right.distance > 8 * height && below.distance < height
    }

    private func trimmed(_ range: ClosedRange<Int>, _ relation: Spot.Relation, _ distance: Float) -> Spot? {
        var first = range.lowerBound
        while first <= range.upperBound, sheet.tokens[first].isPunctuation { first += 1 }
        guard first <= range.upperBound else { return nil }
        return Spot(tokens: first...range.upperBound, start: nil, relation: relation, distance: distance)
    }
}
