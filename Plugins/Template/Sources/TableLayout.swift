internal import AssayKit
internal import DocumentLayout
internal import RegularExpressions

/// Where the columns of a table stand on one page.
struct TableLayout {
    /// Place in ``Sheet/pages``.
    let page: Int
    /// The last row of the headings; -1 where no column has one.
    let lastRow: Int
    private let columns: [Column]
    private let sheet: Sheet

    private struct Column {
        let name: String
        let kind: FieldRule.Kind
        /// Left and right edge of the heading, or of the column where the template gives it.
        let edges: ClosedRange<Float>
        let isFixed: Bool
        let pattern: RegularExpression?

        /// How far a word stands from it; 0 for one that overlaps.
        func distance(_ box: Box) -> Float {
            if isFixed { return edges.contains(box.midX) ? -1 : .greatestFiniteMagnitude }
            return max(0, edges.lowerBound - box.x1, box.x0 - edges.upperBound)
        }
    }

    /// Rows that headings may take.
    private static let headingRows = 3

    /// The layout of a page.
    ///
    /// - Returns: nil when the headings aren't there: all of one column, more than half of several.
    init?(labels: LabelIndex, rules: ItemRules, page: Int) {
        sheet = labels.sheet
        self.page = page
        let wanted = rules.columns.filter { $0.column.edges == nil }
            .flatMap { entry in entry.column.headings.map { (name: entry.name, heading: $0) } }
            // Of two headings that begin alike, the longer one is surer.
            .sorted { ($0.heading.utf8.count, $1.name) > ($1.heading.utf8.count, $0.name) }
        let count = Set(wanted.map(\.name)).count
        var best = Headings()
        for row in labels.sheet.pages[page].rows where count > 0 {
            let found = Self.headings(wanted, from: row, labels)
            if found.boxes.count > best.boxes.count { best = found }
            if best.boxes.count == count { break }
        }
        guard count == 0 || best.boxes.count == count || best.boxes.count * 2 > count && best.boxes.count > 1
        else {
            return nil
        }
        lastRow = best.lastRow
        let named = rules.columns.compactMap { name, column -> Column? in
            guard let edges = column.edges ?? best.boxes[name] else { return nil }
            let kind = ValueReader.kind(of: FieldTable.lineItemFields.first { $0.name == name })
            return Column(
                name: name, kind: kind, edges: edges, isFixed: column.edges != nil, pattern: column.pattern)
        }
        let sheet = sheet
        // Columns that nobody asked for have words too.
        let others = best.words.filter { index in
            let box = sheet.tokens[index].box
            return !best.used.contains(index) && !named.contains { $0.distance(box) <= 0 }
        }.map { index in
            let box = sheet.tokens[index].box
            return Column(
                name: "", kind: .text, edges: box.x0...max(box.x0, box.x1), isFixed: false, pattern: nil)
        }
        columns = (named + others).sorted { $0.edges.lowerBound < $1.edges.lowerBound }
    }

    /// The headings of a table.
    private struct Headings {
        /// By column, from left to right edge.
        var boxes: [String: ClosedRange<Float>] = [:]
        /// The headings' words.
        var used: Set<Int> = []
        /// All words of their rows.
        var words: [Int] = []
        var lastRow = -1
    }

    private static func headings(
        _ wanted: [(name: String, heading: String)], from row: Int, _ labels: LabelIndex
    ) -> Headings {
        var found = Headings()
        found.lastRow = row
        let page = labels.sheet.rows[row].page
        for (name, heading) in wanted where found.boxes[name] == nil {
            for place in row..<min(row + headingRows, labels.sheet.rows.count)
            where labels.sheet.rows[place].page == page {
                let hit = labels.hits(of: heading, inRow: place).first {
                    found.used.isDisjoint(with: $0.tokens)
                }
                guard let hit else { continue }
                found.used.formUnion(hit.tokens)
                let box = labels.sheet.box(hit.tokens)
                found.boxes[name] = box.x0...max(box.x0, box.x1)
                found.lastRow = max(found.lastRow, place)
                break
            }
        }
        let rows = Set(found.used.map { labels.sheet.row(of: $0) })
        found.words = rows.sorted().flatMap { labels.sheet.rows[$0].tokens }
        return found
    }

    /// The cells of a row that hold what their column wants.
    func cells(of row: Row, _ values: ValueReader) -> [String: Reading] {
        var words: [String: [Int]] = [:]
        for segment in row.segments.map({ sheet.segments[$0] }) {
            let touched = columns.filter { $0.distance(segment.box) <= 0 }
            if touched.count == 1, let column = touched.first, !column.isFixed {
                words[column.name, default: []] += segment.tokens
                continue
            }
            for index in segment.tokens {
                guard let column = column(of: index, touched.isEmpty ? columns : touched) else { continue }
                words[column.name, default: []].append(index)
            }
        }
        var cells: [String: Reading] = [:]
        for column in columns where !column.name.isEmpty {
            if let tokens = words[column.name], let reading = reading(tokens, column, values) {
                cells[column.name] = reading
            }
        }
        return cells
    }

    /// The nearest column; of a text column and one of figures, words without digits belong to the text.
    private func column(of index: Int, _ columns: [Column]) -> Column? {
        let token = sheet.tokens[index]
        let fitting = columns.filter { column in
            column.isFixed || column.kind != .amount || column.pattern != nil || token.digits > 0
                || token.isPunctuation || token.letters <= 3
        }
        let nearest = fitting.min { $0.distance(token.box) < $1.distance(token.box) }
        return nearest.flatMap { $0.distance(token.box) < .greatestFiniteMagnitude ? $0 : nil }
    }

    private func reading(_ tokens: [Int], _ column: Column, _ values: ValueReader) -> Reading? {
        guard let first = tokens.first, let last = tokens.last else { return nil }
        if let pattern = column.pattern {
            let text = PrintedText(sheet, rows: [tokens])
            // A pattern that tries too long doesn't match.
            guard let match = (try? pattern.firstMatch(in: text.bytes)) ?? nil else { return nil }
            return values.reading(
                of: text.text(match.value), tokens: text.tokens(in: match.value), column.kind, .first,
                support: Confidence.confirmed)
        }
        guard column.kind == .text else {
            return values.reading(
                first...last, column.kind, column.kind == .amount ? .last : .first,
                support: Confidence.confirmed)
        }
        let text = ValueReader.trimmed(sheet.text(of: tokens))
        return text.isEmpty ? nil : Reading(text, tokens: tokens, raw: text, support: Confidence.confirmed)
    }
}
