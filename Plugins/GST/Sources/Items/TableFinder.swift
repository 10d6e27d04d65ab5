import AssayKit
import DocumentLayout

/// Finds the item table of an invoice and tells its rows from the sums below them.
struct TableFinder {
    let finder: ValueFinder
    var sheet: Sheet { finder.sheet }

    /// The tables in some rows: the items', and those that only sum up taxes.
    func tables(in rows: Range<Int>) -> (items: ItemTable?, summaries: [ItemTable]) {
        let header = HeaderFinder(sheet: sheet)
        let found = tables(in: rows, under: header.bands(in: rows))
        guard found.items == nil else { return found }
        // Names and amounts alone: "Head   Amount (Rs.)".
        let plain = header.bands(in: rows, plain: true)
        return plain.contains(where: \.isPlain) ? tables(in: rows, under: plain) : found
    }

    private func tables(in rows: Range<Int>, under bands: [HeaderFinder.Band]) -> (
        items: ItemTable?, summaries: [ItemTable]
    ) {
        var items: ItemTable?
        var summaries: [ItemTable] = []
        let reader = ColumnReader(sheet: sheet)
        for (index, band) in bands.enumerated() {
            let columns = reader.columns(of: band)
            let next = index + 1 < bands.count ? bands[index + 1].rows.lowerBound : rows.upperBound
            let body = band.rows.upperBound + 1..<max(next, band.rows.upperBound + 1)
            if isItemHeader(columns) {
                if let known = items {
                    guard isContinued(known, columns) else { continue }
                    append(body, header: band.rows, columns, to: &items)
                } else {
                    var table = ItemTable(columns: columns, headers: [band.rows], end: body.lowerBound)
                    read(body, into: &table)
                    let named = ColumnRoles(sheet: sheet).described(table.columns, lines: table)
                    if named.map(\.kind) != table.columns.map(\.kind) {
                        // Its words go where names go.
                        table = ItemTable(columns: named, headers: [band.rows], end: body.lowerBound)
                        read(body, into: &table)
                    }
                    items = table
                }
            } else if isSummaryHeader(columns) {
                var table = ItemTable(columns: columns, headers: [band.rows], end: body.lowerBound)
                readSummary(body, into: &table)
                summaries.append(table)
            }
        }
        return (items, summaries)
    }

    private func isItemHeader(_ columns: [Column]) -> Bool {
        let kinds = columns.map(\.kind)
        let hasName = kinds.contains(.description)
        let hasCount = kinds.contains(.quantity) || kinds.contains(.unitPrice) || kinds.contains(.rate)
        let hasMoney = kinds.contains { $0.isMoney }
        if kinds.contains(.quantity), kinds.contains(.unitPrice) || kinds.contains(.rate),
            kinds.contains(.amount)
        {
            return true
        }
        return hasMoney && (hasName || (hasCount && (kinds.contains(.hsn) || kinds.contains(.serial))))
    }

    private func isSummaryHeader(_ columns: [Column]) -> Bool {
        let kinds = columns.map(\.kind)
        return kinds.contains { $0.isTaxMoney }
            && (kinds.contains(.taxable) || kinds.contains(.hsn) || kinds.contains(.amount))
    }

    private func isContinued(_ table: ItemTable, _ columns: [Column]) -> Bool {
        if columns.count >= 4, columns.map(\.kind) == table.columns.map(\.kind) { return true }
        let shared = columns.filter { column in
            table.columns.contains { $0.kind == column.kind && abs($0.midX - column.midX) < 40 }
        }
        return shared.count * 2 >= table.columns.count
    }

    private func append(
        _ body: Range<Int>, header: ClosedRange<Int>, _ columns: [Column], to items: inout ItemTable?
    ) {
        guard var table = items else { return }
        dropCaption(above: header, &table)
        table.headers.append(header)
        // The same headings again may have other widths.
        let isSame = columns.map(\.kind) == table.columns.map(\.kind)
        read(body, into: &table, under: isSame ? columns : nil)
        items = table
    }

    /// Takes the caption of the next part of a table off the part before: "LABOUR" right above its headings.
    private func dropCaption(above header: ClosedRange<Int>, _ table: inout ItemTable) {
        guard let last = table.lines.last, last.row == header.lowerBound - 1, let left = table.columns.first,
            left.kind != .description, sheet.rows[last.row].segments.count == 1,
            sheet.rows[last.row].tokens.allSatisfy({ sheet.tokens[$0].digits == 0 }),
            sheet.rows[last.row].box.x0 < left.x0 + 2
        else { return }
        table.lines.removeLast()
    }

    private func read(_ body: Range<Int>, into table: inout ItemTable, under columns: [Column]? = nil) {
        if columns == nil { table.columns = stretched(table.columns, body) }
        let assigner = CellAssigner(
            sheet: sheet, columns: columns.map { stretched($0, body) } ?? table.columns)
        var isClosed = false
        var isCarriedOver = false
        var sums = RunningSums(columns: table.columns)
        var bottom = body.isEmpty ? 0 : sheet.rows[body.lowerBound].box.y0
        let page = body.isEmpty ? 0 : sheet.rows[body.lowerBound].page
        for row in body {
            let place = sheet.rows[row]
            // A table without headings on the next page goes on there only while it has not been summed up.
            if place.page != page, isClosed, !isCarriedOver { break }
            if let direction = carries(row) {
                isCarriedOver = direction == .forward
                isClosed = isCarriedOver
                table.end = row + 1
                continue
            }
            // The letterhead of the next page, above the sum that was brought there.
            if isCarriedOver { continue }
            guard let columns = assigner.columns(for: place.tokens) else { break }
            let line = ItemTable.Line(row: row, columns: wrapped(columns, row, table))
            if endsTable(row) || (!table.lines.isEmpty && HeaderFinder(sheet: sheet).looksLikeHeading(row)) {
                break
            }
            let money = amounts(line)
            if !goesOn(line, table),
                closingKind(line, table) != nil || (isBare(line, table) && sums.isSum(money))
            {
                table.closing.append(line)
                isClosed = true
            } else if isClosed {
                guard isItem(line, table) else {
                    // Amounts between the closing rows: a sum without a label, or notes beside them.
                    if place.box.y0 > bottom + 3 * place.box.height { break }
                    table.closing.append(line)
                    bottom = place.box.y1
                    table.end = row + 1
                    continue
                }
                isClosed = false
                table.lines.append(line)
                sums.add(money)
            } else {
                table.lines.append(line)
                sums.add(money)
            }
            bottom = place.box.y1
            table.end = row + 1
        }
    }

    /// The numbers of a row that may be amounts, each with its column.
    private func amounts(_ line: ItemTable.Line) -> [(column: Int, amount: Amount)] {
        line.columns.enumerated().compactMap { offset, column in
            let number = sheet.tokens[sheet.rows[line.row].first + offset].number
            return number.isNumber && !number.isPercent ? (column, number.amount) : nil
        }
    }

    /// Whether a row has neither a serial number nor a code, so that it may be a sum under a name that is not known.
    private func isBare(_ line: ItemTable.Line, _ table: ItemTable) -> Bool {
        !hasSerial(line, table) && !hasCode(line, table)
            && sheet.rows[line.row].tokens.contains { sheet.tokens[$0].letters > 1 }
    }

    /// Which way a sum is carried.
    private enum Carrying { case forward, onward }

    /// Whether a row only carries a sum over to the next page, or from the last one.
    private func carries(_ row: Int) -> Carrying? {
        let tokens = sheet.rows[row].tokens
        guard tokens.count <= 8, tokens.filter({ sheet.tokens[$0].number.isNumber }).count <= 2 else {
            return nil
        }
        let keys = tokens.map { Array(sheet.keys[sheet.tokens[$0].keyRange]) }
        for key in keys + zip(keys, keys.dropFirst()).map({ $0 + $1 }) {
            if Self.forward.contains(key) { return .forward }
            if Self.onward.contains(key) { return .onward }
        }
        return nil
    }

    private static let forward = folded([
        "carriedforward", "carriedover", "carryforward", "carryover", "carrieddown", "c/f", "c/fwd",
    ])
    private static let onward = folded(["broughtforward", "broughtover", "broughtdown", "b/f", "b/fwd"])

    private static func folded(_ words: [String]) -> Set<[UInt8]> { Set(words.map { Folding.fold($0) }) }

    private func readSummary(_ body: Range<Int>, into table: inout ItemTable) {
        let assigner = CellAssigner(sheet: sheet, columns: table.columns)
        for row in body {
            guard let columns = assigner.columns(for: sheet.rows[row].tokens), !endsTable(row) else { break }
            let line = ItemTable.Line(row: row, columns: columns)
            let numbers = sheet.rows[row].tokens.filter { sheet.tokens[$0].number.isNumber }.count
            if numbers < 2 {
                if !table.lines.isEmpty { break }
                continue
            }
            let first = finder.leadingHit(of: sheet.rows[row].segments.lowerBound)
            table.end = row + 1
            if first?.kind == .total || first?.kind == .subtotal {
                table.closing.append(line)
                break
            }
            table.lines.append(line)
        }
        closeLast(&table)
    }

    /// The last row of a tax table is its sum when it states the sum of the others, whatever it is called.
    private func closeLast(_ table: inout ItemTable) {
        guard table.closing.isEmpty, table.lines.count > 1, let last = table.lines.last else { return }
        func sum(_ lines: some Sequence<ItemTable.Line>, _ column: Int) -> Amount {
            lines.flatMap { table.tokens($0, column, in: sheet) }.map { sheet.tokens[$0].number }
                .filter { $0.isNumber && !$0.isPercent }.map(\.amount).reduce(Amount(0), +)
        }
        for (index, column) in table.columns.enumerated()
        where column.kind == .taxable || column.kind.isTaxMoney {
            let total = sum([last], index)
            if !total.isZero, total == sum(table.lines.dropLast(), index) {
                table.closing.append(last)
                table.lines.removeLast()
                return
            }
        }
    }

    /// A row that only goes on with a description belongs to it as a whole, even where it runs under other headings.
    private func wrapped(_ columns: [Int], _ row: Int, _ table: ItemTable) -> [Int] {
        let place = sheet.rows[row]
        guard place.segments.count == 1,
            let start = columns.firstIndex(where: { table.columns[$0].kind == .description }),
            columns[..<start].allSatisfy({ table.columns[$0].kind == .serial }),
            let last = columns.last,
            ![.amount, .taxable].contains(table.columns[last].kind)
                || !place.tokens.contains(where: { sheet.tokens[$0].number.isNumber })
        else { return columns }
        return columns[..<start] + [Int](repeating: columns[start], count: columns.count - start)
    }

    /// Whether a row belongs to what follows the table: words, bank, terms.
    private func endsTable(_ row: Int) -> Bool {
        if isSummaryTitle(row) { return true }
        for segment in sheet.rows[row].segments {
            guard let hit = finder.leadingHit(of: segment) else { continue }
            switch hit.kind {
            case .amountInWords, .taxInWords, .bankHeading, .signatory, .account, .ifsc, .reverseCharge,
                .holder:
                return true
            case .terms: return segment == sheet.rows[row].segments.lowerBound
            default: continue
            }
        }
        return false
    }

    /// "SUMMARY" or "GST Summary" by itself, over the sums.
    private func isSummaryTitle(_ row: Int) -> Bool {
        let tokens = sheet.rows[row].tokens
        guard tokens.count <= 3, tokens.allSatisfy({ sheet.tokens[$0].digits == 0 }) else { return false }
        return tokens.contains { sheet.key($0, equals: "summary") }
    }

    /// Whether all words of a row stand in cells that the row above began: "SGST 9" below "CGST 9".
    private func goesOn(_ line: ItemTable.Line, _ table: ItemTable) -> Bool {
        guard let last = table.lines.last else { return false }
        let begun = Set(sheet.rows[last.row].tokens.map { sheet.tokens[$0].cell })
        guard sheet.rows[last.row].segments.count > 3, !hasMoney(line, table) else { return false }
        return sheet.rows[line.row].tokens.allSatisfy {
            sheet.tokens[$0].cell != 0 && begun.contains(sheet.tokens[$0].cell)
        }
    }

    /// The sum or tax that a row states; nil for an item's row.
    private func closingKind(_ line: ItemTable.Line, _ table: ItemTable) -> LabelKind? {
        let row = sheet.rows[line.row]
        if hasSerial(line, table), hasCount(line, table) || hasCode(line, table) { return nil }
        for segment in row.segments {
            let place = sheet.segments[segment]
            if let hit = finder.leadingHit(of: segment), hit.kind.isMoney {
                let column = line.columns[hit.first - row.first]
                let kind = table.columns[column].kind
                if kind == .taxType || (kind == .hsn && !standsAlone(hit, line, table)) { return nil }
                // "Amount" or "Discount" can begin an item's name; one with a count and a price is an item.
                if hasCount(line, table), hit.kind != .total, hit.kind != .subtotal { return nil }
                if hit.kind == .charges || hit.kind == .discount, hasCode(line, table) { return nil }
                // A charge's name on a line of its own belongs to the amounts on the next.
                if hit.kind == .charges || hit.kind == .discount, !hasMoney(line, table) { return nil }
                return hit.kind
            }
            // "Items: 2    Taxable Amt   21228.04"
            if let hit = finder.leadingHit(of: segment), hit.kind == .other, hit.hasColon { continue }
            let isText = place.tokens.contains { sheet.tokens[$0].letters > 1 }
            if isText, let sum = sumWord(place) { return sum }
            if isText { return nil }
        }
        return nil
    }

    /// Whether a label is the first thing in its row: a sum's, set under the heading of the codes.
    private func standsAlone(_ hit: LabelHit, _ line: ItemTable.Line, _ table: ItemTable) -> Bool {
        hit.first == sheet.rows[line.row].first && hasMoney(line, table) && !hasCode(line, table)
    }

    /// "Page Sub-Total", "TOTAL :", "Carried over": a sum whose label has words before it.
    private func sumWord(_ segment: Segment) -> LabelKind? {
        guard segment.tokens.count <= 5 else { return nil }
        for index in segment.tokens
        where sheet.key(index, equals: "total") || sheet.key(index, equals: "subtotal") {
            return .subtotal
        }
        return nil
    }

    private func hasSerial(_ line: ItemTable.Line, _ table: ItemTable) -> Bool {
        guard let serial = table.column(.serial) else { return false }
        return table.tokens(line, serial, in: sheet).contains { sheet.tokens[$0].digits > 0 }
    }

    private func hasCode(_ line: ItemTable.Line, _ table: ItemTable) -> Bool {
        guard let hsn = table.column(.hsn) else { return false }
        return table.tokens(line, hsn, in: sheet).contains {
            (4...8).contains(sheet.tokens[$0].digits) && !sheet.tokens[$0].number.looksLikeMoney
        }
    }

    private func hasMoney(_ line: ItemTable.Line, _ table: ItemTable) -> Bool {
        line.columns.enumerated().contains { offset, column in
            sheet.tokens[sheet.rows[line.row].first + offset].number.isNumber
                && table.columns[column].kind.isMoney
        }
    }

    /// Whether a row has a quantity and a price.
    private func hasCount(_ line: ItemTable.Line, _ table: ItemTable) -> Bool {
        var hasQuantity = false
        var hasPrice = false
        for (offset, column) in line.columns.enumerated() {
            guard sheet.tokens[sheet.rows[line.row].first + offset].number.isNumber else { continue }
            switch table.columns[column].kind {
            case .quantity: hasQuantity = true
            case .unitPrice, .rate, .inclusivePrice, .listPrice, .gross: hasPrice = true
            default: break
            }
        }
        return hasQuantity && hasPrice
    }

    private func isItem(_ line: ItemTable.Line, _ table: ItemTable) -> Bool {
        if hasSerial(line, table) { return hasCount(line, table) }
        // The next group's items, below the sum of the one before.
        guard table.column(.serial) == nil, hasCount(line, table), hasMoney(line, table),
            table.column(.hsn) == nil || hasCode(line, table), let name = table.column(.description)
        else { return false }
        return finder.leadingHit(of: sheet.rows[line.row].segments.lowerBound)?.kind.isMoney != true
            && table.tokens(line, name, in: sheet).contains { sheet.tokens[$0].letters > 1 }
    }
}
