internal import AssayKit
internal import DocumentLayout
internal import RegularExpressions

/// Finds single values by a template's rules.
struct FieldReader {
    let labels: LabelIndex
    let values: ValueReader
    /// The whole document's text.
    let text: PrintedText
    private var sheet: Sheet { labels.sheet }

    /// Rows below a label in which its value may stand.
    private static let reach = 4
    /// How far below a label its value may stand, in heights of the label.
    private static let distance: Float = 6

    init(labels: LabelIndex, values: ValueReader) {
        self.labels = labels
        self.values = values
        text = PrintedText(labels.sheet, rows: labels.sheet.rows.map { Array($0.tokens) })
    }

    /// The value of the first rule that finds one.
    func field(_ name: String, _ rules: [FieldRule]) -> Field? {
        let definition = FieldTable.field(name)
        for rule in rules {
            let kind = rule.kind ?? ValueReader.kind(of: definition)
            // A rule with a constant asks only whether its words stand there.
            let wanted = rule.value != nil && rule.kind == nil ? .text : kind
            if let reading = reading(rule, wanted) { return field(reading, rule) }
            if let value = rule.value, rule.labels.isEmpty, rule.pattern == nil, rule.region == nil {
                return constant(value)
            }
        }
        return nil
    }

    private func field(_ reading: Reading, _ rule: FieldRule) -> Field {
        var field = sheet.field(reading)
        if let value = rule.value { field.value = value }
        return field
    }

    /// A value that the template's author knows; the words that print it are its evidence, where there are any.
    private func constant(_ value: String) -> Field {
        if let tokens = labels.words(with: value) {
            return sheet.field(Reading(value, tokens, support: Confidence.confirmed))
        }
        return Field(value, confidence: Confidence.labelled, origin: .assumed)
    }

    private func reading(_ rule: FieldRule, _ kind: FieldRule.Kind) -> Reading? {
        if let region = rule.region { return reading(in: region, rule, kind) }
        if !rule.labels.isEmpty {
            let hits = rule.labels.flatMap { labels.hits(of: $0) }
            if rule.value != nil, rule.pattern == nil, let hit = hits.first {
                // The label alone decides; it is the evidence.
                return Reading("", hit.tokens, support: Confidence.confirmed)
            }
            for hit in rule.pick == .last ? hits.reversed() : hits {
                if let reading = reading(beside: hit, rule, kind) { return reading }
            }
            return nil
        }
        guard let pattern = rule.pattern else { return nil }
        return reading(of: pattern, in: text, rule, kind, support: Confidence.confirmed)
    }

    private func reading(beside hit: LabelIndex.Hit, _ rule: FieldRule, _ kind: FieldRule.Kind) -> Reading? {
        if rule.place != .below,
            let (range, start) = right(
                of: hit, isWhole: kind == .amount || kind == .date || rule.pattern != nil),
            let reading = read([range], from: start, rule, kind, support: Confidence.confirmed)
        {
            return reading
        }
        // A label that runs on into its value has nothing below it that belongs to it.
        guard rule.place != .right, hit.valueStart == nil else { return nil }
        let rows = below(hit, lines: rule.lines)
        return rows.isEmpty ? nil : read(rows, from: nil, rule, kind, support: Confidence.labelled)
    }

    /// The words behind a label: all of the row, or those up to the next wide gap.
    private func right(of hit: LabelIndex.Hit, isWhole: Bool) -> (ClosedRange<Int>, Int?)? {
        let row = sheet.rows[sheet.row(of: hit.tokens.upperBound)]
        var first = hit.valueStart == nil ? hit.tokens.upperBound + 1 : hit.tokens.upperBound
        let start = hit.valueStart
        while first <= row.last, first > hit.tokens.upperBound, sheet.tokens[first].isPunctuation {
            first += 1
        }
        guard first <= row.last else { return nil }
        return (first...(isWhole ? row.last : sheet.segments[sheet.segment(of: first)].last), start)
    }

    /// The words below a label, a range a row.
    private func below(_ hit: LabelIndex.Hit, lines: Int) -> [ClosedRange<Int>] {
        let box = sheet.box(hit.tokens)
        let row = sheet.row(of: hit.tokens.lowerBound)
        let page = sheet.rows[row].page
        var found: [ClosedRange<Int>] = []
        var last = box
        for next in sheet.rows.indices.dropFirst(row + 1).prefix(Self.reach + lines - 1)
        where found.count < lines {
            guard sheet.rows[next].page == page,
                sheet.rows[next].box.y0 - last.y1 < Self.distance * max(box.height, 4)
            else { break }
            let near = sheet.rows[next].segments.map { sheet.segments[$0] }
                .filter { $0.box.x0 < box.x1 + 2 && $0.box.x1 > box.x0 - 2 }
            let best = near.max { overlap($0.box, box) < overlap($1.box, box) }
            guard let best else {
                guard found.isEmpty else { break }
                continue
            }
            found.append(best.tokens)
            last = best.box
        }
        return found
    }

    private func overlap(_ a: Box, _ b: Box) -> Float { min(a.x1, b.x1) - max(a.x0, b.x0) }

    private func read(
        _ rows: [ClosedRange<Int>], from start: Int?, _ rule: FieldRule, _ kind: FieldRule.Kind,
        support: Double
    ) -> Reading? {
        if let pattern = rule.pattern {
            let text = PrintedText(sheet, rows: rows.map(Array.init), from: start)
            return reading(of: pattern, in: text, rule, kind, support: support)
        }
        if kind == .text, rows.count > 1 { return joined(rows.map(Array.init), support: support) }
        for row in rows {
            if let reading = values.reading(row, from: start, kind, rule.pick, support: support) {
                return reading
            }
        }
        return nil
    }

    /// Lines of text as one.
    private func joined(_ rows: [[Int]], support: Double) -> Reading? {
        let lines = rows.map { ValueReader.trimmed(sheet.text(of: $0)) }.filter { !$0.isEmpty }
        guard !lines.isEmpty else { return nil }
        return Reading(
            lines.joined(separator: " "), tokens: rows.flatMap(\.self), raw: lines.joined(separator: "\n"),
            support: support)
    }

    private func reading(in region: FieldRule.Region, _ rule: FieldRule, _ kind: FieldRule.Kind) -> Reading? {
        let place = region.page > 0 ? region.page - 1 : sheet.pages.count + region.page
        guard sheet.pages.indices.contains(place) else { return nil }
        let offset = sheet.pages[place].offset
        let rows = sheet.pages[place].rows.map { row in
            sheet.rows[row].tokens.filter { index in
                let box = sheet.tokens[index].printedBox
                return (region.box.x0...region.box.x1).contains(box.midX)
                    && (region.box.y0...region.box.y1).contains(box.midY - offset)
            }
        }.filter { !$0.isEmpty }
        guard !rows.isEmpty else { return nil }
        if let pattern = rule.pattern {
            return reading(
                of: pattern, in: PrintedText(sheet, rows: rows), rule, kind, support: Confidence.labelled)
        }
        if kind == .text { return joined(rows, support: Confidence.labelled) }
        for row in rule.pick == .last ? rows.reversed() : rows {
            guard let first = row.first, let last = row.last else { continue }
            if let reading = values.reading(first...last, kind, rule.pick, support: Confidence.labelled) {
                return reading
            }
        }
        return nil
    }

    /// What a pattern finds: its first group, else all of it.
    ///
    /// A pattern that tries too long finds nothing.
    private func reading(
        of pattern: RegularExpression, in text: PrintedText, _ rule: FieldRule, _ kind: FieldRule.Kind,
        support: Double
    ) -> Reading? {
        var found: [Reading] = []
        // Its cost is bounded; what it would have found is missing then, as with any rule that finds nothing.
        for match in (try? pattern.matches(in: text.bytes, limit: rule.pick == .first ? 20 : 500)) ?? [] {
            let range = match.value
            guard
                let reading = values.reading(
                    of: text.text(range), tokens: text.tokens(in: range), kind, rule.pick, support: support)
            else { continue }
            if rule.pick == .first { return reading }
            found.append(reading)
        }
        guard rule.pick == .largest else { return found.last }
        return found.max { (Amount($0.value) ?? .zero) < (Amount($1.value) ?? .zero) }
    }
}
