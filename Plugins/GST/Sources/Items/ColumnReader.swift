import AssayKit
import DocumentLayout

/// Reads the columns of a table off its heading, which may span several rows, with groups over columns.
struct ColumnReader {
    let sheet: Sheet

    /// Words of one row of the heading that belong together.
    struct Phrase {
        var row: Int
        var box: Box
        var key: [UInt8]
        /// The word that states a rate: "CGST 9%".
        var rate: Int?
        /// The column that it became part of.
        var column: Int?
        /// Headings below it, when it is a group.
        var covered: [Int] = []
    }

    /// The columns of a heading, from the left.
    func columns(of band: HeaderFinder.Band) -> [Column] {
        var phrases = mendedHeads(phrases(of: band))
        guard phrases.count <= 80 else { return [] }
        findGroups(&phrases)
        var columns: [(box: Box, parts: [Int])] = []
        for index in phrases.indices where phrases[index].covered.isEmpty {
            let place = columns.firstIndex { column in
                column.parts.allSatisfy { phrases[$0].row != phrases[index].row }
                    && column.box.horizontalOverlap(phrases[index].box) >= 0.4
                    && !column.parts.contains { isLineOfItsOwn(phrases[index], below: phrases[$0]) }
            }
            if let place {
                columns[place].box = columns[place].box.union(phrases[index].box)
                columns[place].parts.append(index)
                phrases[index].column = place
            } else {
                phrases[index].column = columns.count
                columns.append((phrases[index].box, [index]))
            }
        }
        var groups = [[UInt8]](repeating: [], count: columns.count)
        for phrase in phrases where !phrase.covered.isEmpty {
            for part in phrase.covered {
                if let column = phrases[part].column { groups[column].append(contentsOf: phrase.key) }
            }
        }
        var result = columns.indices.map { index in
            let key = groups[index] + columns[index].parts.flatMap { phrases[$0].key }
            let own = columns[index].parts.flatMap { phrases[$0].key }
            // "Item" over "HSN": a name with its code on the line below.
            let parts = columns[index].parts.map { ColumnVocabulary.exact(phrases[$0].key) }
            let isNameOverCode = parts.contains(.description) && parts.contains(.hsn)
            let kind =
                isNameOverCode
                ? .description
                : ColumnVocabulary.kind(of: key, isRecognised: sheet.isRecognised)
                    ?? ColumnVocabulary.kind(of: own, isRecognised: sheet.isRecognised) ?? .ignored
            return Column(
                kind: kind, x0: columns[index].box.x0, x1: columns[index].box.x1, key: key,
                isStacked: columns[index].parts.count > 1,
                rate: columns[index].parts.lazy.compactMap { phrases[$0].rate }.first)
        }
        result.sort { $0.x0 < $1.x0 }
        takeSigns(&result)
        adoptOrphans(&result)
        joinProducts(&result)
        joinDescriptions(&result, height: sheet.rows[band.rows.lowerBound].box.height)
        for index in result.indices {
            result[index].reach0 = index > 0 ? result[index - 1].x1 : 0
            result[index].reach1 = index + 1 < result.count ? result[index + 1].x0 : 20_000
        }
        return result
    }

    /// "Qty", "x" and "Rate" apart are one column whose cells read "9 KGS x 286.53".
    private func joinProducts(_ columns: inout [Column]) {
        let signs: Set<[UInt8]> = [Array("x".utf8), Array("xrate".utf8), Array("xprice".utf8)]
        for index in columns.indices.dropFirst() where signs.contains(columns[index].key) {
            guard columns[index - 1].kind == .quantity else { continue }
            var end = index
            if columns[index].key.count == 1 {
                guard index + 1 < columns.count,
                    columns[index + 1].kind == .rate || columns[index + 1].kind == .unitPrice
                else { continue }
                end = index + 1
            }
            columns[index - 1].kind = .quantityPrice
            columns[index - 1].x1 = columns[end].x1
            columns.removeSubrange(index...end)
            return
        }
    }

    /// "Item &" and "Description" close together are one heading.
    private func joinDescriptions(_ columns: inout [Column], height: Float) {
        var index = 0
        while index + 1 < columns.count {
            let next = columns[index + 1]
            if columns[index].kind == .description, next.kind == .description,
                next.x0 - columns[index].x1 < 1.5 * height
            {
                columns[index].x1 = max(columns[index].x1, next.x1)
                columns[index].key += next.key
                columns.remove(at: index + 1)
            } else {
                index += 1
            }
        }
    }

    /// A group's name may stand over one of its two columns only: the bare "Rate" or "Amount" beside it is its other.
    private func adoptOrphans(_ columns: inout [Column]) {
        let rates: Set<[UInt8]> = [Array("rate".utf8), Array("%".utf8), Array("rate%".utf8)]
        let amounts: Set<[UInt8]> = [
            Array("amount".utf8), Array("amt".utf8), Array("value".utf8), Array("rs".utf8),
        ]
        for index in columns.indices.dropLast() {
            let next = columns[index + 1]
            if rates.contains(columns[index].key), next.isStacked, let kind = Self.rateKinds[next.kind] {
                columns[index].kind = kind
            } else if amounts.contains(next.key), columns[index].isStacked, index + 2 < columns.count,
                let kind = Self.amountKinds[columns[index].kind]
            {
                columns[index + 1].kind = kind
            }
        }
    }

    /// Whether a count stands below the heading of names: items take two lines, the name above its figures.
    private func isLineOfItsOwn(_ phrase: Phrase, below name: Phrase) -> Bool {
        guard phrase.row > name.row, ColumnVocabulary.exact(name.key) == .description else { return false }
        return ColumnVocabulary.exact(phrase.key) == .quantity
    }

    private static let rateKinds: [ColumnKind: ColumnKind] = [
        .cgstAmount: .cgstRate, .sgstAmount: .sgstRate, .igstAmount: .igstRate, .cessAmount: .cessRate,
    ]
    private static let amountKinds: [ColumnKind: ColumnKind] = [
        .cgstRate: .cgstAmount, .sgstRate: .sgstAmount, .igstRate: .igstAmount, .cessRate: .cessAmount,
    ]

    /// Marks the phrases that stand over two or more others of one lower row.
    private func findGroups(_ phrases: inout [Phrase]) {
        findHeadGroups(&phrases)
        for index in phrases.indices where phrases[index].covered.isEmpty {
            let own = phrases[index]
            var below: [Int: [Int]] = [:]
            for other in phrases.indices where phrases[other].row > own.row {
                let box = phrases[other].box
                if min(box.x1, own.box.x1) - max(box.x0, own.box.x0) > 0 || isUnder(box, own.box) {
                    below[phrases[other].row, default: []].append(other)
                }
            }
            guard let row = below.keys.sorted().first(where: { below[$0, default: []].count >= 2 }) else {
                continue
            }
            let members = below[row, default: []]
            let isHead = ColumnVocabulary.exact(own.key).map { $0.isTaxMoney } ?? false
            let subs = members.filter { ColumnVocabulary.kind(of: phrases[$0].key) != nil }
            if subs.count >= 2, isHead || own.box.width > phrases[members[0]].box.width {
                phrases[index].covered = members + beside(members, phrases)
            }
        }
    }

    private static let bareRates: Set<[UInt8]> = [Array("rate".utf8), Array("%".utf8), Array("rate%".utf8)]
    private static let bareAmounts: Set<[UInt8]> = [
        Array("amount".utf8), Array("amt".utf8), Array("value".utf8), Array("rs".utf8),
        Array("amountrs".utf8),
    ]

    /// A head of the tax over "Rate" and "Amount": each of those belongs to the head that is nearest, even where the
    /// head's name stands in the gap between them.
    private func findHeadGroups(_ phrases: inout [Phrase]) {
        let heads = phrases.indices.filter { index in
            switch ColumnVocabulary.exact(phrases[index].key) {
            case .cgst, .sgst, .igst, .cess: true
            default: false
            }
        }
        guard !heads.isEmpty else { return }
        var members: [Int: [Int]] = [:]
        for index in phrases.indices where isBare(phrases[index].key) && !hasOwnHeading(index, phrases, heads)
        {
            let above = heads.filter { phrases[$0].row < phrases[index].row }
            let middle = phrases[index].box.midX
            guard
                let head = above.min(by: {
                    abs(phrases[$0].box.midX - middle) < abs(phrases[$1].box.midX - middle)
                }),
                abs(phrases[head].box.midX - middle) < 5
                    * max(phrases[head].box.width, phrases[index].box.width)
            else { continue }
            members[head, default: []].append(index)
        }
        for (head, bare) in members {
            let middle = phrases[head].box.midX
            let near = bare.sorted { abs(phrases[$0].box.midX - middle) < abs(phrases[$1].box.midX - middle) }
            let rate = near.first { Self.bareRates.contains(phrases[$0].key) }
            let amount = near.first { Self.bareAmounts.contains(phrases[$0].key) }
            if let rate, let amount { phrases[head].covered = [rate, amount] }
        }
    }

    private func isBare(_ key: [UInt8]) -> Bool {
        Self.bareRates.contains(key) || Self.bareAmounts.contains(key)
    }

    /// Whether another phrase than a head stands above or below: "Taxable" over "Value".
    private func hasOwnHeading(_ index: Int, _ phrases: [Phrase], _ heads: [Int]) -> Bool {
        phrases.indices.contains { other in
            // "%" below "Rate" only goes on with it.
            other != index && !heads.contains(other) && phrases[other].row != phrases[index].row
                && !isBare(phrases[other].key)
                && phrases[other].box.horizontalOverlap(phrases[index].box) > 0.3
        }
    }

    /// A bare "Value" or "Amount" right of a group's columns, in want of which the group has no amount.
    private func beside(_ members: [Int], _ phrases: [Phrase]) -> [Int] {
        guard let last = members.max(by: { phrases[$0].box.x1 < phrases[$1].box.x1 }) else { return [] }
        let bare: Set<[UInt8]> = [Array("value".utf8), Array("amount".utf8), Array("amt".utf8)]
        if members.contains(where: { bare.contains(phrases[$0].key) || phrases[$0].key.count > 6 }) {
            return []
        }
        let next = phrases.indices.filter {
            phrases[$0].row == phrases[last].row && phrases[$0].box.x0 > phrases[last].box.x1
        }.min { phrases[$0].box.x0 < phrases[$1].box.x0 }
        guard let next, bare.contains(phrases[next].key) else { return [] }
        let isOwn = phrases.indices.contains {
            $0 != next && phrases[$0].row != phrases[next].row
                && phrases[$0].box.horizontalOverlap(phrases[next].box) > 0.3
        }
        return isOwn ? [] : [next]
    }

    private func isUnder(_ box: Box, _ group: Box) -> Bool { box.midX > group.x0 && box.midX < group.x1 }

    private func phrases(of band: HeaderFinder.Band) -> [Phrase] {
        var phrases: [Phrase] = []
        let cells = cells(of: band)
        phrases += cells.values
        for row in band.rows {
            var current: ClosedRange<Int>?
            for index in sheet.rows[row].tokens where cells[sheet.tokens[index].cell] == nil {
                guard let run = current else {
                    current = index...index
                    continue
                }
                let previous = sheet.tokens[run.upperBound].box
                let box = sheet.tokens[index].box
                let gap = box.x0 - previous.x1
                if index != run.upperBound + 1
                    || sheet.tokens[run.upperBound].cell != sheet.tokens[index].cell
                    || gap > widestSpace(run.upperBound, index)
                    || standApart(run.upperBound, index, band: band, row: row)
                {
                    phrases += pieces(run, row: row)
                    current = index...index
                } else {
                    current = run.lowerBound...index
                }
            }
            if let current { phrases += pieces(current, row: row) }
        }
        return phrases
    }

    /// The headings that lines enclose, over all their rows, where they name a column.
    private func cells(of band: HeaderFinder.Band) -> [Int32: Phrase] {
        var members: [Int32: [Int]] = [:]
        for row in band.rows {
            for index in sheet.rows[row].tokens where sheet.tokens[index].cell != 0 {
                members[sheet.tokens[index].cell, default: []].append(index)
            }
        }
        return members.compactMapValues { words in
            // Headings far apart stand in cells of their own whose lines were not found.
            guard let first = words.first, words.count <= 12 else { return nil }
            let rate = words.first { sheet.tokens[$0].number.isPercent }
            let key = words.filter { $0 != rate }.flatMap { sheet.keys[sheet.tokens[$0].keyRange] }
            guard let kind = ColumnVocabulary.kind(of: key, isRecognised: sheet.isRecognised),
                kind.isTaxMoney || !isParted(words)
            else { return nil }
            let box = words.reduce(sheet.tokens[first].box) { $0.union(sheet.tokens[$1].box) }
            return Phrase(row: sheet.row(of: first), box: box, key: key, rate: rate)
        }
    }

    /// Whether words of one row stand as far apart as columns do.
    private func isParted(_ words: [Int]) -> Bool {
        zip(words, words.dropFirst()).contains { left, right in
            let (one, other) = (sheet.tokens[left].box, sheet.tokens[right].box)
            return sheet.row(of: left) == sheet.row(of: right)
                && other.x0 - one.x1 > 1.5 * min(one.height, other.height)
        }
    }

    /// The widest gap between two words of one heading; boxes from OCR are tight, so a character's width counts there.
    private func widestSpace(_ left: Int, _ right: Int) -> Float {
        let boxes = (sheet.tokens[left].box, sheet.tokens[right].box)
        let byHeight = 0.62 * min(boxes.0.height, boxes.1.height)
        guard sheet.isRecognised else { return byHeight }
        let characters = Float(sheet.tokens[left].rawRange.count + sheet.tokens[right].rawRange.count)
        return max(byHeight, 0.9 * (boxes.0.width + boxes.1.width) / max(characters, 1))
    }

    /// Whether each of two neighbouring words has its own partner in another row: "Tax Tax" over "Rate Type".
    private func standApart(_ left: Int, _ right: Int, band: HeaderFinder.Band, row: Int) -> Bool {
        let boxes = (sheet.tokens[left].box, sheet.tokens[right].box)
        var hasLeft = false
        var hasRight = false
        for other in band.rows where other != row {
            for index in sheet.rows[other].tokens {
                let box = sheet.tokens[index].box
                let onLeft = box.horizontalOverlap(boxes.0) > 0.3
                let onRight = box.horizontalOverlap(boxes.1) > 0.3
                if onLeft, onRight { return false }
                hasLeft = hasLeft || onLeft
                hasRight = hasRight || onRight
            }
        }
        return hasLeft && hasRight
    }

    /// A run of words as one phrase, or as the headings of several narrow columns when it only makes sense so.
    private func pieces(_ run: ClosedRange<Int>, row: Int) -> [Phrase] {
        func phrase(_ range: ClosedRange<Int>) -> Phrase {
            let words = range.filter { !sheet.tokens[$0].number.isPercent }
            let rate = range.first { sheet.tokens[$0].number.isPercent }
            return Phrase(
                row: row, box: sheet.box(range), key: words.flatMap { sheet.keys[sheet.tokens[$0].keyRange] },
                rate: rate)
        }
        let whole = phrase(run)
        if whole.key.isEmpty, whole.rate == nil { return [] }
        guard run.count > 1, run.count <= 40 else { return [whole] }
        if let cut = languageGap(run) ?? columnGap(run) {
            return pieces(run.lowerBound...cut, row: row) + pieces(cut + 1...run.upperBound, row: row)
        }
        guard ColumnVocabulary.exact(whole.key) == nil else { return [whole] }
        var parts: [Phrase] = []
        var start = run.lowerBound
        while start <= run.upperBound {
            var found: Phrase?
            for end in stride(from: run.upperBound, through: start, by: -1) {
                let part = phrase(start...end)
                if ColumnVocabulary.exact(part.key) != nil {
                    found = part
                    start = end + 1
                    break
                }
            }
            guard let found else { return [whole] }
            parts.append(found)
        }
        return parts
    }
}
