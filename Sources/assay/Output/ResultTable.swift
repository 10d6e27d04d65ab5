internal import AssayKit
internal import Commands
internal import Engine
internal import RuleEngine

/// A result for a person: a head line, fields with confidence and page, line items, flags.
struct ResultTable {
    private let result: InvoiceResult
    private let style: Style
    private let width: Int

    init(_ result: InvoiceResult, style: Style, width: Int) {
        self.result = result
        self.style = style
        self.width = max(60, width)
    }

    /// All lines.
    var text: String {
        var lines = [head]
        if let error = result.error {
            lines.append("  " + style.red(error.message.printable))
            if let detail = error.detail { lines.append("  " + style.dim(detail.printable)) }
        }
        lines += fields + items + flags
        lines += result.notes.map { "  " + style.yellow("note: ") + $0.printable }
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: String {
        let part = result.part.count > 1 ? " (\(result.part.index) of \(result.part.count))" : ""
        let pages = result.pages == 1 ? "1 page" : "\(result.pages) pages"
        let facts = [
            result.confidence.map { "confidence " + Self.decimals($0) }, result.pages > 0 ? pages : nil,
            "\(Int(result.milliseconds.rounded())) ms", result.pipeline,
        ].compactMap(\.self)
        return style.bold(result.file.printable + part) + "  " + status + "  "
            + style.dim(facts.joined(separator: " · "))
    }

    private var status: String {
        let word = result.status.rawValue.uppercased()
        return switch result.status {
        case .processed, .approved: style.green(word)
        case .needsReview, .flagged: style.yellow(word)
        case .failed: style.red(word)
        }
    }

    private var fields: [String] {
        let known = FieldTable.fields.map(\.name)
        let names =
            known.filter { result.record[$0] != nil }
            + result.record.fields.keys.filter { !known.contains($0) }.sorted()
        let nameWidth = names.map(\.count).max() ?? 0
        let valueWidth = max(20, width - nameWidth - 22)
        return names.compactMap { name in
            guard let field = result.record[name] else { return nil }
            let value = field.value.printable.cut(to: valueWidth).padded(to: valueWidth)
            let origin = field.origin == .read ? "" : " " + field.origin.rawValue
            let place = (field.page.map { "p\($0)" } ?? "") + origin
            return "  " + style.dim(name.padded(to: nameWidth)) + "  " + value + "  "
                + confidence(field.confidence) + "  " + style.dim(place)
        }
    }

    private func confidence(_ value: Double) -> String {
        let text = Self.decimals(value)
        return value >= 0.9 ? style.green(text) : value >= 0.6 ? style.yellow(text) : style.red(text)
    }

    private var items: [String] {
        let rows = result.record.lineItems
        guard !rows.isEmpty else { return [] }
        let columns = FieldTable.lineItemFields.filter { column in rows.contains { $0[column.name] != nil } }
        var widths = columns.map { column in
            max(column.name.count, rows.map { $0[column.name]?.value.printable.count ?? 0 }.max() ?? 0)
        }
        if let text = columns.firstIndex(where: { $0.name == "description" }) {
            let others = widths.reduce(0, +) - widths[text] + 2 * columns.count + 6
            widths[text] = min(widths[text], max(16, width - others))
        }
        let numberWidth = "\(rows.count)".count
        func line(_ number: String, _ cells: [String]) -> String {
            let shown = cells.indices.map { place in
                cells[place].cut(to: widths[place])
                    .padded(to: widths[place], right: columns[place].type == .amount)
            }
            return "  " + ([number.padded(to: numberWidth, right: true)] + shown).joined(separator: "  ")
        }
        let head = style.dim(line("", columns.map(\.name)))
        return ["", head]
            + rows.enumerated().map { index, row in
                line("\(index + 1)", columns.map { row[$0.name]?.value.printable ?? "" })
            }
    }

    private var flags: [String] {
        let flags = result.record.flags.sorted { $0.severity > $1.severity }
        guard !flags.isEmpty else { return [] }
        let severityWidth = flags.map(\.severity.rawValue.count).max() ?? 0
        let ruleWidth = flags.map(\.rule.count).max() ?? 0
        return [""]
            + flags.flatMap { flag in
                let severity = flag.severity.rawValue.padded(to: severityWidth)
                let colour = flag.severity >= .high ? style.red(severity) : style.yellow(severity)
                let first =
                    "  " + (flag.severity >= .medium ? colour : style.dim(severity)) + "  "
                    + style.bold(flag.rule.padded(to: ruleWidth)) + "  " + flag.message.printable
                let facts = flag.facts
                let indent = String(repeating: " ", count: severityWidth + ruleWidth + 6)
                return facts.isEmpty
                    ? [first] : [first, indent + style.dim(facts.joined(separator: " · ").printable)]
            }
    }

    /// Two decimals.
    private static func decimals(_ value: Double) -> String {
        let hundredths = Int((min(max(value, 0), 1) * 100).rounded())
        return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }
}
