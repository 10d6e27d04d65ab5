package import AssayKit

/// What jq expressions see of a result: simple values, amounts as numbers.
///
/// Numbers are for comparing only: in jq a text is larger than every number, so `"10.00" > 50000` would be true.
package struct ExpressionView: Sendable {
    /// The names at the top.
    package static let members = [
        "file", "pages", "status", "confidence", "fields", "confidences", "line_items", "tax_summary",
        "flags",
    ]
    /// The names in a flag.
    package static let flagMembers = [
        "rule", "severity", "message", "fields", "confidence", "source", "line",
    ]

    /// The document's display name.
    package var file: String
    /// How many pages the document has.
    package var pages: Int
    /// What the result has become so far; nil while steps still run.
    package var status: String?
    /// 0...1.
    package var confidence: Double
    package var record: Record

    package init(record: Record, file: String, pages: Int, status: String?, confidence: Double) {
        self.record = record
        self.file = file
        self.pages = pages
        self.status = status
        self.confidence = confidence
    }

    /// The JSON object that expressions are evaluated on.
    package var json: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 4096)
        writer.beginObject()
        writer.member("file", file)
        writer.key("pages")
        writer.integer(pages)
        writer.key("status")
        writer.value(status.map { .string($0) } ?? .null)
        writer.key("confidence")
        writer.value(.double(confidence))
        writer.key("fields")
        writer.beginObject()
        for definition in FieldTable.fields {
            guard let field = record[definition.name] else {
                continue
            }
            writer.key(definition.name)
            writer.value(Self.value(of: field, definition.type))
        }
        let own = record.fields.keys.filter(Self.isOwn).sorted()
        for name in own { writer.member(name, record[name]?.value ?? "") }
        writer.endObject()
        writer.key("confidences")
        writer.beginObject()
        for definition in FieldTable.fields {
            guard let field = record[definition.name] else {
                continue
            }
            writer.key(definition.name)
            writer.value(.double(field.confidence))
        }
        for name in own {
            writer.key(name)
            writer.value(.double(record[name]?.confidence ?? 0))
        }
        writer.endObject()
        Self.write(record.lineItems, FieldTable.lineItemFields, as: "line_items", to: &writer)
        Self.write(record.taxSummary, FieldTable.taxSummaryFields, as: "tax_summary", to: &writer)
        writer.key("flags")
        writer.beginArray()
        for flag in record.flags {
            write(flag, to: &writer)
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    /// Whether it is a name that integrators may give to values of their own: `x_order_type`.
    package static func isOwn(_ name: String) -> Bool {
        name.hasPrefix("x_") && (3...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    private func write(_ flag: Flag, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("rule", flag.rule)
        writer.member("severity", flag.severity.rawValue)
        writer.member("message", flag.message)
        writer.key("fields")
        writer.value(.array(flag.fields.map { .string($0) }))
        writer.key("confidence")
        writer.value(.double(flag.confidence))
        writer.member("source", flag.source)
        if let line = flag.evidence.line {
            writer.key("line")
            writer.integer(line)
        }
        writer.endObject()
    }

    private static func write(
        _ rows: [Record.Row], _ columns: [FieldDefinition], as name: String, to writer: inout JSONWriter
    ) {
        writer.key(name)
        writer.beginArray()
        for row in rows {
            writer.beginObject()
            for column in columns {
                guard let cell = row[column.name] else {
                    continue
                }
                writer.key(column.name)
                writer.value(value(of: cell, column.type))
            }
            for name in row.keys.filter(isOwn).sorted() { writer.member(name, row[name]?.value ?? "") }
            writer.endObject()
        }
        writer.endArray()
    }

    /// An amount that isn't one stays text, so that it's seen rather than lost.
    private static func value(of field: Field, _ type: FieldType) -> JSONValue {
        switch type {
        case .amount: field.amount.map { .number($0.text) } ?? .string(field.value)
        case .truth: field.value == "true" ? true : field.value == "false" ? false : .string(field.value)
        case .text, .identifier, .date, .choice, .state: .string(field.value)
        }
    }
}
