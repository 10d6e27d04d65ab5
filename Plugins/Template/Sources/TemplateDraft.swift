internal import AssayKit
internal import DocumentLayout

/// Finds rules that read the values of a record off its document again.
///
/// Each rule is tried before it is proposed.
struct TemplateDraft {
    let sheet: Sheet
    let record: Record
    let labels: LabelIndex
    let decimals: DecimalMark
    let reader: FieldReader

    init(sheet: Sheet, record: Record) {
        self.sheet = sheet
        self.record = record
        labels = LabelIndex(sheet)
        decimals = DecimalMark(of: sheet)
        reader = FieldReader(labels: labels, values: ValueReader(sheet, decimals: decimals, dates: nil))
    }

    /// Values that are the vendor's own and the same on each of its documents.
    private static let constants: Set<String> = [
        "supplier_name", "supplier_gstin", "supplier_vat_id", "supplier_pan", "currency", "document_type",
    ]
    /// Values that follow from others or that no rule is needed for.
    private static let passedOver: Set<String> = [
        "supplier_state", "buyer_state", "supplier_pin", "buyer_pin",
    ]

    /// The template, and under `missed` the fields for which no rule was found.
    func json(check: () throws -> Void) rethrows -> JSONValue {
        var fields = JSONObject()
        var missed: [JSONValue] = []
        for definition in FieldTable.fields where !Self.passedOver.contains(definition.name) {
            try check()
            guard let field = record[definition.name] else { continue }
            if let rule = rule(for: definition.name, field) {
                fields.append(definition.name, rule)
            } else {
                missed.append(.string(definition.name))
            }
        }
        var template = JSONObject()
        template.append("keywords", .array(keywords.map { .string($0) }))
        template.append("decimals", decimals == .comma ? "comma" : "point")
        let needed = ["invoice_number", "total"].filter { fields[$0] != nil }
        if !needed.isEmpty { template.append("required", .array(needed.map { .string($0) })) }
        template.append("fields", .object(fields))
        if let items = DraftItems(draft: self).json() {
            template.append("line_items", items)
        } else if !record.lineItems.isEmpty {
            missed.append("line_items")
        }
        return ["template": .object(template), "missed": .array(missed)]
    }

    /// Texts that tell the vendor's documents: its name and number, else the topmost words.
    private var keywords: [String] {
        let own = ["supplier_name", "supplier_gstin", "supplier_vat_id"].compactMap { name in
            record[name].map { $0.raw ?? $0.value }
        }.filter { LabelIndex.key($0).count >= 3 && labels.words(with: $0) != nil }
        if !own.isEmpty { return Array(own.prefix(2)) }
        let top = sheet.segments.prefix(8).map { ValueReader.trimmed(sheet.text($0.tokens)) }
        return Array(top.filter { Self.isLabel($0) }.prefix(2)).ifEmpty([sheet.text(sheet.rows[0].tokens)])
    }

    // MARK: One field

    private func rule(for name: String, _ field: Field) -> JSONValue? {
        if Self.constants.contains(name) { return ["value": .string(field.value)] }
        return candidates(field).first { candidate in
            // A candidate that is no rule is none.
            guard let rule = try? JSONValueDecoder.decode(FieldRule.self, from: candidate) else {
                return false
            }
            return reader.field(name, [rule]).map { same($0.value, field.value) } ?? false
        }
    }

    private func same(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        if let a = Amount(a), let b = Amount(b) { return a == b }
        return LabelIndex.key(a) == LabelIndex.key(b)
    }

    /// Rules that may find a value, the best first: by the words before it, above it, by its place.
    private func candidates(_ field: Field) -> [JSONValue] {
        guard let page = field.page, let box = field.box,
            let place = sheet.pages.firstIndex(where: { $0.number == page })
        else { return [] }
        let tokens = self.tokens(in: box, page: place)
        guard let first = tokens.first else { return [] }
        var found: [JSONValue] = []
        let (near, far) = labelsBefore(first)
        func right(_ label: String) -> [JSONValue] {
            [["label": .string(label)], ["label": .string(label), "pick": "last"]]
        }
        found += near.flatMap(right)
        if let label = labelAbove(first) {
            let lines = Set(tokens.map { sheet.row(of: $0) }).count
            found.append(["label": .string(label), "place": "below"])
            if lines > 1 {
                found.append(["label": .string(label), "place": "below", "lines": .integer(min(lines, 20))])
            }
        }
        found += far.flatMap(right)
        func edge(_ value: Float, _ margin: Float) -> JSONValue { .integer(max(0, Int(value + margin))) }
        let region: JSONValue = [
            "page": .integer(place == sheet.pages.count - 1 && place > 0 ? -1 : page),
            "box": .array([edge(box.x0, -3), edge(box.y0, -3), edge(box.x1, 4), edge(box.y1, 4)]),
        ]
        return found + [["region": region]]
    }

    /// The words of a box on a page.
    func tokens(in box: Box, page: Int) -> [Int] {
        guard sheet.pages.indices.contains(page) else { return [] }
        let offset = sheet.pages[page].offset
        return sheet.pages[page].rows.flatMap { sheet.rows[$0].tokens }.filter { index in
            let word = sheet.tokens[index].printedBox
            return word.midX > box.x0 && word.midX < box.x1 && word.midY - offset > box.y0
                && word.midY - offset < box.y1
        }
    }

    /// The texts to the left of a word: near ones in its segment or with a colon, and those in segments before it, which
    /// may be values of other columns.
    private func labelsBefore(_ token: Int) -> (near: [String], far: [String]) {
        let segment = sheet.segments[sheet.segment(of: token)]
        let row = sheet.rows[segment.row]
        var near: [String] = []
        var far: [String] = []
        if segment.first < token { near.append(sheet.text(segment.first...(token - 1))) }
        if token > segment.first + 4 { near.append(sheet.text((token - 4)...(token - 1))) }
        // A label glued to its value: "Total:5.90".
        let own = sheet.text(token...token)
        if let colon = own.firstIndex(of: ":") { near.append(String(own[..<colon])) }
        for before in row.segments.reversed() where sheet.segments[before].last < segment.first {
            let text = sheet.text(sheet.segments[before].tokens)
            if far.isEmpty, text.hasSuffix(":") { near.append(text) } else { far.append(text) }
        }
        return (
            near.map(ValueReader.trimmed).filter(Self.isLabel),
            far.map(ValueReader.trimmed).filter(Self.isLabel)
        )
    }

    /// The nearest text above a word.
    private func labelAbove(_ token: Int) -> String? {
        let box = sheet.tokens[token].box
        let row = sheet.row(of: token)
        for place in sheet.rows.indices.prefix(row).suffix(4).reversed()
        where sheet.rows[place].page == sheet.rows[row].page {
            let near = sheet.rows[place].segments.map { sheet.segments[$0] }
                .first { $0.box.x0 < box.x1 && $0.box.x1 > box.x0 }
            if let near {
                let text = ValueReader.trimmed(sheet.text(near.tokens))
                return Self.isLabel(text) ? text : nil
            }
        }
        return nil
    }

    /// Words beside an amount that label nothing.
    private static let currencies: Set<String> = ["rs", "inr", "eur", "usd", "gbp"]

    /// Whether a text may be a label: short, mostly letters, no value of its own.
    static func isLabel(_ text: String) -> Bool {
        let letters = text.unicodeScalars.count { $0.properties.isAlphabetic }
        let digits = text.utf8.count { Folding.isDigit($0) }
        let isRate = text.hasSuffix("%")
        return letters >= 2 && text.unicodeScalars.count <= 40 && digits <= 2
            && (isRate || digits * 2 < letters)
            && !text.contains(": ")
            && !currencies.contains(String(decoding: LabelIndex.key(text), as: UTF8.self))
    }
}

extension Array {
    fileprivate func ifEmpty(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}
