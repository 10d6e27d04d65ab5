import AssayKit
import DocumentLayout

/// Gathers the lines of a table into items.
///
/// Each item has one line with its amount, the anchor. How the other lines (of a wrapped description, of cells with
/// several numbers) belong to anchors depends on how the table is set: amounts at the top of the item, in its
/// middle or at its foot.
struct ItemGrouper {
    let sheet: Sheet
    let table: ItemTable

    /// An item's lines and the one among them that has its amount.
    struct Group {
        var lines: [ItemTable.Line]
        var anchor: Int
        /// Whether the item has a serial number.
        var hasSerial: Bool
    }

    /// The items, from the top.
    func groups() -> [Group] {
        guard let column = anchorColumn() else { return [] }
        let lines = trimmed(column)
        let anchors = lines.indices.filter { hasNumber(lines[$0], column) }
        guard let firstAnchor = anchors.first else { return [] }
        let serials = lines.indices.filter { hasSerial(lines[$0]) }
        let above = firstAnchor
        let below = trailing(lines, after: anchors[anchors.count - 1])
        var starts = [isHeaded(lines, anchors, below: below) ? firstAnchor : 0]
        for (place, anchor) in anchors.enumerated().dropFirst() {
            let previous = anchors[place - 1]
            starts.append(
                split(
                    lines, previous, anchor, serials: serials, isTop: above == 0,
                    isFoot: above > 0 && below == 0))
        }
        var groups: [Group] = []
        for (place, anchor) in anchors.enumerated() {
            let end = place + 1 < anchors.count ? starts[place + 1] : anchors[place] + below + 1
            let range = starts[place]..<max(min(end, lines.count), anchor + 1)
            groups.append(
                Group(
                    lines: Array(lines[range]), anchor: anchor - starts[place],
                    hasSerial: serials.contains { range.contains($0) }))
        }
        return groups
    }

    /// Whether the lines above the first item are a heading of several: every item fills one line alone, and this one has
    /// its name in it too.
    private func isHeaded(_ lines: [ItemTable.Line], _ anchors: [Int], below: Int) -> Bool {
        guard anchors.count > 1, anchors[0] > 0, below == 0, let name = table.column(.description),
            zip(anchors, anchors.dropFirst()).allSatisfy({ $0 + 1 == $1 })
        else { return false }
        return anchors.allSatisfy { anchor in
            table.tokens(lines[anchor], name, in: sheet).contains { sheet.tokens[$0].letters > 1 }
        }
    }

    /// The column whose number makes a line an item: the last one of money that most items fill.
    private func anchorColumn() -> Int? {
        var best: (column: Int, count: Int, rank: Int)?
        for (index, column) in table.columns.enumerated() {
            let rank: Int
            switch column.kind {
            case .amount: rank = 5
            case .taxable: rank = 4
            case .gross: rank = 3
            case .unitPrice, .inclusivePrice: rank = 1
            default: continue
            }
            let count = table.lines.filter { hasNumber($0, index) }.count
            guard count > 0 else { continue }
            if let known = best, (known.count, known.rank) >= (count, rank) {
                if known.rank >= rank || known.count > count * 2 { continue }
            }
            if let known = best, known.rank > rank, known.count * 2 > count { continue }
            best = (index, count, rank)
        }
        return best?.column
    }

    /// Without the lines above the first item that are none of its own, such as units under the headings.
    private func trimmed(_ column: Int) -> [ItemTable.Line] {
        Array(
            table.lines.drop { line in
                sheet.rows[line.row].tokens.allSatisfy { sheet.tokens[$0].isPunctuation }
            })
    }

    /// How far the name's words of two lines stand apart; cells beside them may stand at other heights.
    private func distance(_ upper: ItemTable.Line, _ lower: ItemTable.Line) -> Float {
        let rows = (sheet.rows[upper.row].box, sheet.rows[lower.row].box)
        guard let name = table.column(.description),
            let above = table.tokens(upper, name, in: sheet).last,
            let below = table.tokens(lower, name, in: sheet).first
        else { return rows.1.midY - rows.0.midY }
        return sheet.tokens[below].box.midY - sheet.tokens[above].box.midY
    }

    private func hasNumber(_ line: ItemTable.Line, _ column: Int) -> Bool {
        let first = sheet.rows[line.row].first
        for (offset, place) in line.columns.enumerated() where place == column {
            let number = sheet.tokens[first + offset].number
            if number.isNumber, !number.isPercent { return true }
        }
        return false
    }

    private func hasSerial(_ line: ItemTable.Line) -> Bool {
        guard let serial = table.column(.serial) else { return false }
        let tokens = table.tokens(line, serial, in: sheet)
        return tokens.contains { sheet.tokens[$0].digits > 0 && sheet.tokens[$0].letters == 0 }
    }

    /// How many lines below the last item still belong to it: near ones with nothing but words.
    private func trailing(_ lines: [ItemTable.Line], after anchor: Int) -> Int {
        var count = 0
        var bottom = sheet.rows[lines[anchor].row].box.y1
        for index in lines.indices.dropFirst(anchor + 1) {
            let row = sheet.rows[lines[index].row]
            guard row.box.y0 - bottom < 1.6 * row.box.height, row.page == sheet.rows[lines[anchor].row].page
            else {
                break
            }
            bottom = row.box.y1
            count += 1
        }
        return count
    }

    /// The line above which the names' lines stand clearly farther apart than elsewhere between two anchors.
    private func clearGap(_ lines: [ItemTable.Line], _ previous: Int, _ next: Int) -> Int? {
        guard next - previous > 1 else { return nil }
        let gaps = ((previous + 1)...next).map { (place: $0, gap: distance(lines[$0 - 1], lines[$0])) }
            .sorted { $0.gap > $1.gap }
        guard gaps[0].gap > 1.08 * gaps[1].gap else { return nil }
        return gaps[0].place
    }

    /// The first line of the item whose anchor is `next`.
    private func split(
        _ lines: [ItemTable.Line], _ previous: Int, _ next: Int, serials: [Int], isTop: Bool, isFoot: Bool
    ) -> Int {
        if let serial = serials.first(where: { $0 > previous && $0 < next }) { return serial }
        if isTop { return next }
        if isFoot { return clearGap(lines, previous, next) ?? previous + 1 }
        guard next - previous > 1 else { return next }
        // In the middle: where the gap between two lines is the widest.
        var best = (place: next, gap: -Float.greatestFiniteMagnitude)
        for index in (previous + 1)...next {
            let centre = Float(previous + next + 1) / 2
            let gap = distance(lines[index - 1], lines[index]) - abs(Float(index) - centre) * 0.2
            if gap > best.gap { best = (index, gap) }
        }
        return best.place
    }
}
