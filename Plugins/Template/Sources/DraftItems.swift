internal import AssayKit
internal import DocumentLayout

/// Finds rules that read the line items of a record again.
struct DraftItems {
    let draft: TemplateDraft
    private var sheet: Sheet { draft.sheet }
    private var items: [Record.Row] { draft.record.lineItems }

    /// The rules; nil when none give as many items with the same amounts.
    func json() -> JSONValue? {
        guard let firstRow = row(of: items.first), let lastRow = row(of: items.last), firstRow <= lastRow
        else {
            return nil
        }
        let ends = self.ends(after: lastRow)
        for heading in sheet.rows.indices.prefix(firstRow).suffix(5).reversed() {
            guard let columns = columns(headedBy: heading) else { continue }
            for end in ends + [nil] {
                var rules = JSONObject()
                rules.append("columns", .object(columns))
                if let end { rules.append("end", .array([.string(end)])) }
                if gives(items, .object(rules)) { return .object(rules) }
            }
        }
        return nil
    }

    /// Whether rules read the same items.
    private func gives(_ wanted: [Record.Row], _ json: JSONValue) -> Bool {
        guard let rules = try? JSONValueDecoder.decode(ItemRules.self, from: json) else { return false }
        let found = TableReader(labels: draft.labels, values: draft.reader.values, rules: rules).items()
        guard found.count == wanted.count else { return false }
        return zip(found, wanted).allSatisfy { row, other in
            row.allSatisfy { name, cell in
                guard let amount = cell.amount, let before = other[name]?.amount else { return true }
                return amount == before
            }
        }
    }

    private func row(of item: Record.Row?) -> Int? {
        let cells = (item ?? [:]).values.filter { $0.box != nil }
        let rows = cells.compactMap { cell -> Int? in
            guard let box = cell.box, let page = cell.page,
                let place = sheet.pages.firstIndex(where: { $0.number == page })
            else { return nil }
            return draft.tokens(in: box, page: place).first.map { sheet.row(of: $0) }
        }
        return rows.min()
    }

    /// The columns of the items with the heading that stands over each in a row; nil when fewer than two have one.
    private func columns(headedBy row: Int) -> JSONObject? {
        var columns = JSONObject()
        var used: Set<Int> = []
        for definition in FieldTable.lineItemFields {
            let boxes = items.compactMap { $0[definition.name]?.box }
            guard let first = boxes.first else { continue }
            let box = boxes.reduce(first) { $0.union($1) }
            let heading = sheet.rows[row].segments.first { place in
                let segment = sheet.segments[place].box
                return !used.contains(place) && segment.x0 < box.x1 && segment.x1 > box.x0
            }
            guard let heading else { continue }
            let text = ValueReader.trimmed(sheet.text(sheet.segments[heading].tokens))
            guard TemplateDraft.isLabel(text) else { continue }
            used.insert(heading)
            columns.append(definition.name, ["heading": .string(text)])
        }
        return columns.members.count >= 2 ? columns : nil
    }

    /// Texts that begin the rows below the last item.
    private func ends(after row: Int) -> [String?] {
        sheet.rows.indices.dropFirst(row + 1).prefix(4).flatMap { place in
            sheet.rows[place].segments.map { ValueReader.trimmed(sheet.text(sheet.segments[$0].tokens)) }
        }.filter(TemplateDraft.isLabel)
    }
}
