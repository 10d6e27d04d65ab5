import AssayKit
import DocumentLayout

/// Finds the blocks of the parties.
struct PartyZoneFinder {
    let finder: ValueFinder
    /// Rows of the document's head: above its items.
    let rows: Range<Int>
    private var sheet: Sheet { finder.sheet }

    /// How the lines of a block stand to its heading.
    private enum Alignment {
        case left(Float)
        case right(Float)
        case within(Float, Float)
    }

    /// Lines of a block at most.
    private static let longest = 16

    /// All blocks with a heading, in reading order.
    func zones() -> [PartyZone] {
        var headings: [LabelHit] = []
        for row in rows {
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) where hit.kind.opensParty && opens(hit) {
                    headings.append(hit)
                }
            }
        }
        return headings.map { zone($0, among: headings) }
    }

    /// Whether a heading stands as one, not as a word of a sentence.
    private func opens(_ hit: LabelHit) -> Bool {
        guard hit.isLeading || hit.hasColon, !isJourney(hit) else { return false }
        if hit.endsSegment || hit.hasColon { return true }
        // "M/s ABC Traders" and "To, ABC" go on without a colon.
        return hit.length >= 5 || sheet.key(hit.first, equals: "ms") || sheet.key(hit.first, equals: "messrs")
    }

    /// Whether "From" and "To" beside each other tell of a journey: "From : DEL   To : BLR".
    private func isJourney(_ hit: LabelHit) -> Bool {
        guard hit.first == hit.last,
            sheet.key(hit.first, equals: "from") || sheet.key(hit.first, equals: "to")
        else { return false }
        let row = sheet.rows[sheet.segments[hit.segment].row]
        // Labels of one word each, not the end of "Billed To".
        let words = row.segments.flatMap { finder.hits(in: $0) }.filter { other in
            other.first == other.last
                && (sheet.key(other.first, equals: "from") || sheet.key(other.first, equals: "to"))
        }.map(\.first)
        if words.count == 1, isStackedJourney(hit) { return true }
        guard words.count == 2, let first = words.first, let last = words.last,
            sheet.key(first, equals: "from"), sheet.key(last, equals: "to")
        else { return false }
        func short(_ range: Range<Int>) -> Bool {
            let names = range.filter { !sheet.tokens[$0].isPunctuation }
            return (1...2).contains(names.count) && names.allSatisfy { sheet.tokens[$0].letters > 1 }
        }
        return short(first + 1..<last) && short(last + 1..<row.last + 1)
    }

    /// "From : PUNE" right over "To : INDORE", with no address between.
    private func isStackedJourney(_ hit: LabelHit) -> Bool {
        let isFrom = sheet.key(hit.first, equals: "from")
        let own = sheet.segments[hit.segment]
        guard hit.hasColon, let inline = finder.inline(hit), inline.tokens.count <= 2 else { return false }
        let row = own.row + (isFrom ? 1 : -1)
        guard sheet.rows.indices.contains(row) else { return false }
        return sheet.rows[row].segments.contains { place in
            guard abs(sheet.segments[place].box.x0 - own.box.x0) < 2,
                let other = finder.leadingHit(of: place),
                other.hasColon, let value = finder.inline(other), value.tokens.count <= 2
            else { return false }
            return sheet.key(other.first, equals: isFrom ? "to" : "from")
        }
    }

    /// Whether a carrier's note names who sends the goods: the letterhead above with its own number is the carrier's.
    private func isSender(_ hit: LabelHit) -> Bool {
        guard sheet.key(hit.first, equals: "consignor") else { return false }
        let row = sheet.segments[hit.segment].row
        return (rows.lowerBound..<max(row, rows.lowerBound)).contains { above in
            sheet.rows[above].segments.contains { place in
                finder.hits(in: place).contains { $0.kind == .gstin || $0.kind == .sellerGSTIN }
            }
        }
    }

    /// "Consignor/Billedto": who sends the goods and gets the bill, where both words were read as one.
    private func isBilledSender(_ heading: LabelHit) -> Bool {
        guard sheet.isRecognised, heading.kind == .seller else { return false }
        let key = HeadingKey(bytes: Array(sheet.keys[sheet.tokens[heading.first].keyRange]))
        return key.hasPrefix("consignor") && (key.has("billedto") || key.has("billto"))
    }

    private func role(_ heading: LabelHit) -> PartyRole {
        if isBilledSender(heading) { return .buyer }
        if isSender(heading) { return .other }
        switch heading.kind {
        case .seller: return .supplier
        case .buyer: return .buyer
        case .shipTo: return .shipTo
        default: return .other
        }
    }

    /// The block below a heading.
    func zone(_ heading: LabelHit, among headings: [LabelHit]) -> PartyZone {
        var zone = PartyZone(role: role(heading), heading: heading, lines: [])
        if let inline = finder.inline(heading) {
            zone.lines.append(PartyZone.Line(tokens: Array(inline.tokens), segment: heading.segment))
        } else if let right = finder.spots(for: heading).first(where: { $0.relation == .right }),
            right.leadingLabel == nil, right.distance < 12 * sheet.segments[heading.segment].box.height,
            !standsBelow(heading)
        {
            zone.lines.append(
                PartyZone.Line(
                    tokens: Array(right.tokens), segment: sheet.segment(of: right.tokens.lowerBound)))
        }
        let alignment = alignment(of: heading, among: headings)
        let limit = columnLimit(heading)
        let start = sheet.segments[heading.segment].row
        let page = sheet.rows[start].page
        var bottom = sheet.segments[heading.segment].box.y1
        for row in (start + 1)..<max(rows.upperBound, start + 1) {
            guard sheet.rows[row].page == page, zone.lines.count < Self.longest else { break }
            let box = sheet.rows[row].box
            if box.y0 - bottom > 4.5 * box.height { break }
            guard let segment = sheet.rows[row].segments.first(where: { fits($0, alignment) }) else {
                if let line = within(row, alignment) {
                    zone.lines.append(line)
                    bottom = box.y1
                }
                continue
            }
            if let hit = finder.leadingHit(of: segment), ends(hit, heading, headings) { break }
            var tokens = sheet.segments[segment].tokens.filter { sheet.tokens[$0].box.x0 < limit }
            if let hit = finder.leadingHit(of: segment), hit.endsSegment,
                let right = finder.spots(for: hit).first(where: { $0.relation == .right }),
                right.leadingLabel == nil,
                right.distance < 15 * box.height
            {
                tokens += Array(right.tokens)
            }
            zone.lines.append(PartyZone.Line(tokens: tokens, segment: segment))
            bottom = sheet.segments[segment].box.y1
        }
        return zone
    }

    /// Where the next block beside this one begins; columns may come closer to each other than words.
    private func columnLimit(_ heading: LabelHit) -> Float {
        let row = sheet.segments[heading.segment].row
        for segment in sheet.rows[row].segments where segment > heading.segment {
            if let hit = finder.leadingHit(of: segment), hit.kind.opensParty {
                return sheet.segments[segment].box.x0 - 2
            }
        }
        return .greatestFiniteMagnitude
    }

    /// The line that begins at the block's edge in the middle of a segment, where the block beside it runs close.
    private func within(_ row: Int, _ alignment: Alignment) -> PartyZone.Line? {
        guard case .left(let x) = alignment else { return nil }
        for segment in sheet.rows[row].segments {
            let place = sheet.segments[segment]
            guard place.box.x0 < x - 20, place.box.x1 > x + 10 else { continue }
            if let first = place.tokens.first(where: { abs(sheet.tokens[$0].box.x0 - x) < 1.5 }) {
                return PartyZone.Line(tokens: Array(first...place.last), segment: segment)
            }
        }
        return nil
    }

    private func ends(_ hit: LabelHit, _ heading: LabelHit, _ headings: [LabelHit]) -> Bool {
        if hit.kind.opensParty { return headings.contains { $0.first == hit.first } }
        switch hit.kind {
        case .invoiceNumber, .invoiceDate, .numberAndDate, .irn, .amountInWords: return true
        default: return false
        }
    }

    /// Whether a line follows right below the heading, flush with it, so that what stands beside it is another block.
    private func standsBelow(_ heading: LabelHit) -> Bool {
        let segment = sheet.segments[heading.segment]
        let next = segment.row + 1
        guard next < rows.upperBound else { return false }
        for row in next..<min(next + 2, rows.upperBound) {
            for place in sheet.rows[row].segments {
                let box = sheet.segments[place].box
                if abs(box.x0 - segment.box.x0) < segment.box.height,
                    box.y0 - segment.box.y1 < 1.2 * segment.box.height,
                    finder.leadingHit(of: place) == nil
                {
                    return true
                }
            }
        }
        return false
    }

    /// How many of the next lines begin or end where the heading does.
    private func votes(for heading: LabelHit, left: Float, slack: Float) -> (left: Int, right: Int) {
        let segment = sheet.segments[heading.segment]
        var votes = (left: 0, right: 0)
        var bottom = segment.box.y1
        for row in (segment.row + 1)..<max(min(segment.row + 9, rows.upperBound), segment.row + 1) {
            let box = sheet.rows[row].box
            if box.y0 - bottom > 3 * box.height { break }
            let segments = sheet.rows[row].segments
            if segments.contains(where: { fits($0, .left(left), slack: slack) }) {
                votes.left += 1
            } else if segments.contains(where: { fits($0, .right(segment.box.x1), slack: slack) }) {
                votes.right += 1
            }
            bottom = box.y1
        }
        return votes
    }

    private func fits(_ segment: Int, _ alignment: Alignment, slack: Float = 1) -> Bool {
        let box = sheet.segments[segment].box
        let tolerance = max(1.2 * min(box.height, 20), 6) * slack
        switch alignment {
        case .left(let x): return abs(box.x0 - x) < tolerance
        case .right(let x): return abs(box.x1 - x) < tolerance
        case .within(let x0, let x1): return box.midX > x0 && box.midX < x1 && box.x0 >= x0 - tolerance
        }
    }

    /// The way in which most of the next lines stand to the heading.
    private func alignment(of heading: LabelHit, among headings: [LabelHit]) -> Alignment {
        let segment = sheet.segments[heading.segment]
        let left = sheet.tokens[heading.first].box.x0
        // Flush lines tell more than lines that are nearly so.
        for slack: Float in [0.25, 1] {
            let votes = votes(for: heading, left: left, slack: slack)
            if votes.left > 0, votes.left >= votes.right { return .left(left) }
            if votes.right > 1 { return .right(segment.box.x1) }
        }
        let neighbours = sheet.rows[segment.row].segments
        var x0: Float = -100
        var x1: Float = 20_000
        if heading.segment > neighbours.lowerBound { x0 = sheet.segments[heading.segment - 1].box.x1 }
        if heading.segment + 1 < neighbours.upperBound { x1 = sheet.segments[heading.segment + 1].box.x0 }
        return .within(x0, x1)
    }
}
