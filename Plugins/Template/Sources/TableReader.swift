internal import AssayKit
internal import DocumentLayout
internal import RegularExpressions

/// Reads line items by a template's rules, over as many pages as the table has.
struct TableReader {
    let labels: LabelIndex
    let values: ValueReader
    let rules: ItemRules
    private var sheet: Sheet { labels.sheet }

    /// Space between a row and one that continues it, in heights of the row.
    private static let continuation: Float = 1.6

    /// The items; none where the table isn't found.
    func items() -> [Record.Row] {
        rules.row.map { items(by: $0) } ?? itemsByColumns()
    }

    // MARK: A pattern a row

    private func items(by pattern: RegularExpression) -> [Record.Row] {
        var items: [Record.Row] = []
        for row in bodyRows() {
            guard !isSkipped(row), !add(row, to: &items) else { continue }
            let item = cells(of: row, by: pattern)
            if !item.isEmpty { items.append(item) }
        }
        return items
    }

    /// What the named groups of a pattern find in a row.
    private func cells(of row: Int, by pattern: RegularExpression) -> Record.Row {
        let text = PrintedText(sheet, rows: [Array(sheet.rows[row].tokens)])
        // Its cost is bounded; a row on which it tries too long is one that doesn't match.
        guard let match = (try? pattern.firstMatch(in: text.bytes)) ?? nil else { return [:] }
        var cells: Record.Row = [:]
        for (name, number) in pattern.names {
            guard match.groups.indices.contains(number), let range = match.groups[number], !range.isEmpty
            else { continue }
            let reading = values.reading(
                of: text.text(range), tokens: text.tokens(in: range), Self.kind(of: name), .first,
                support: Confidence.confirmed)
            cells[name] = reading.map { sheet.field($0) }
        }
        return cells
    }

    /// Adds what a row below an item says of it; false when it says nothing.
    private func add(_ row: Int, to items: inout [Record.Row]) -> Bool {
        guard !items.isEmpty else { return false }
        for pattern in rules.below {
            let cells = cells(of: row, by: pattern)
            guard !cells.isEmpty else { continue }
            items[items.count - 1].merge(cells) { old, _ in old }
            return true
        }
        return false
    }

    private static func kind(of column: String) -> FieldRule.Kind {
        ValueReader.kind(of: FieldTable.lineItemFields.first { $0.name == column })
    }

    // MARK: Columns

    private func itemsByColumns() -> [Record.Row] {
        var items: [Record.Row] = []
        var layout: TableLayout?
        var last: Row?
        var page = -1
        for index in bodyRows() {
            let row = sheet.rows[index]
            if row.page != page {
                // The headings stand on every page, or on the first one only.
                page = row.page
                last = nil
                layout = TableLayout(labels: labels, rules: rules, page: page) ?? layout
            }
            guard let layout, !(layout.page == page && index <= layout.lastRow), !isSkipped(index) else {
                continue
            }
            if add(index, to: &items) {
                last = nil
                continue
            }
            let cells = layout.cells(of: row, values)
            if rules.begins.allSatisfy({ cells[$0] != nil }), !cells.isEmpty {
                items.append(cells.mapValues { sheet.field($0) })
                last = row
            } else if let before = last, row.box.y0 - before.box.y1 < Self.continuation * before.box.height,
                cells.keys.allSatisfy({ Self.kind(of: $0) == .text }), !cells.isEmpty, !items.isEmpty
            {
                for (name, reading) in cells { items[items.count - 1].continue(name, sheet.field(reading)) }
                last = row
            }
        }
        return items
    }

    /// The rows from the table's start to its end.
    private func bodyRows() -> [Int] {
        var isInside = rules.start.isEmpty
        var rows: [Int] = []
        var hasLayout = !rules.columns.contains { !$0.column.headings.isEmpty }
        for index in sheet.rows.indices {
            if !isInside {
                isInside = rules.start.contains { !labels.hits(of: $0, inRow: index).isEmpty }
                continue
            }
            if !hasLayout {
                hasLayout =
                    TableLayout(labels: labels, rules: rules, page: sheet.rows[index].page).map {
                        $0.lastRow <= index
                    } ?? false
            }
            // Above the headings the end's words may stand for something else.
            if hasLayout, isEnd(index) { break }
            rows.append(index)
        }
        return rows
    }

    private func isEnd(_ row: Int) -> Bool {
        let starts = Set(sheet.rows[row].segments.map { sheet.segments[$0].first })
        return rules.end.contains { label in
            labels.hits(of: label, inRow: row).contains { starts.contains($0.tokens.lowerBound) }
        }
    }

    private func isSkipped(_ row: Int) -> Bool {
        guard !rules.skip.isEmpty else { return false }
        let text = PrintedText(sheet, rows: [Array(sheet.rows[row].tokens)])
        // A pattern that tries too long doesn't match.
        return rules.skip.contains { ((try? $0.firstMatch(in: text.bytes)) ?? nil) != nil }
    }
}

extension Record.Row {
    /// Adds a line to a cell of text.
    fileprivate mutating func `continue`(_ name: String, _ field: Field) {
        guard var cell = self[name] else {
            self[name] = field
            return
        }
        cell.value += " " + field.value
        cell.raw = [cell.raw, field.raw].compactMap(\.self).joined(separator: "\n")
        if let box = cell.box, let other = field.box, cell.page == field.page { cell.box = box.union(other) }
        cell.confidence = Swift.min(cell.confidence, field.confidence)
        self[name] = cell
    }
}
