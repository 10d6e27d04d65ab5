package import AssayKit

extension InvoiceResult {
    /// The JSON object that all outputs share.
    package var json: JSONValue {
        get throws(JSONError) { try JSONParser.parse(encoded()) }
    }

    /// The compact JSON form.
    package func encoded() -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 16 << 10)
        write(to: &writer)
        return writer.bytes
    }

    /// Writes the object; members that are not known are null, so that every object has the same shape.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("file", file)
        writer.nullable("sha256", sha256)
        writer.key("part")
        writer.beginObject()
        writer.key("index")
        writer.integer(part.index)
        writer.key("count")
        writer.integer(part.count)
        writer.endObject()
        writer.member("status", status.rawValue)
        writer.member("pipeline", pipeline)
        writer.key("pages")
        writer.integer(pages)
        writer.key("confidence")
        if let confidence { writer.decimal3(confidence) } else { writer.null() }
        writeRecord(to: &writer)
        writeSteps(to: &writer)
        writeError(to: &writer)
        writer.key("notes")
        writer.beginArray()
        for note in notes { writer.string(note) }
        writer.endArray()
        writer.key("metadata")
        writer.value(.object(metadata))
        writer.key("ms")
        writer.decimal3((milliseconds * 10).rounded() / 10)
        writer.endObject()
    }

    private func writeSteps(to writer: inout JSONWriter) {
        writer.key("steps")
        writer.beginArray()
        for step in steps {
            writer.beginObject()
            writer.member("uses", step.uses)
            writer.member("status", step.status.rawValue)
            writer.key("ms")
            writer.decimal3((step.milliseconds * 10).rounded() / 10)
            if step.cachedPages > 0 {
                writer.key("cached_pages")
                writer.integer(step.cachedPages)
            }
            if step.name != step.uses { writer.member("name", step.name) }
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeError(to writer: inout JSONWriter) {
        writer.key("error")
        guard let error else {
            writer.null()
            return
        }
        writer.beginObject()
        writer.member("code", error.code)
        writer.member("message", error.message)
        writer.nullable("step", error.step)
        writer.nullable("plugin", error.plugin)
        writer.nullable("detail", error.detail)
        writer.endObject()
    }

    private func writeRecord(to writer: inout JSONWriter) {
        writer.key("fields")
        writer.row(record.fields, orderedBy: FieldTable.fields)
        writer.key("line_items")
        writer.rows(record.lineItems, orderedBy: FieldTable.lineItemFields)
        writer.key("tax_summary")
        writer.rows(record.taxSummary, orderedBy: FieldTable.taxSummaryFields)
        writer.key("flags")
        writer.beginArray()
        for flag in record.flags { flag.write(to: &writer) }
        writer.endArray()
    }
}

extension JSONWriter {
    mutating func nullable(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    fileprivate mutating func rows(_ rows: [Record.Row], orderedBy table: [FieldDefinition]) {
        beginArray()
        for cells in rows { row(cells, orderedBy: table) }
        endArray()
    }

    fileprivate mutating func row(_ cells: Record.Row, orderedBy table: [FieldDefinition]) {
        beginObject()
        var others = cells
        for definition in table {
            guard let field = others.removeValue(forKey: definition.name) else { continue }
            key(definition.name)
            value(field)
        }
        for (name, field) in others.sorted(by: { $0.key < $1.key }) {
            key(name)
            value(field)
        }
        endObject()
    }

    private mutating func value(_ field: Field) {
        beginObject()
        member("value", field.value)
        nullable("raw", field.raw)
        key("confidence")
        decimal3(field.confidence)
        key("page")
        if let page = field.page { integer(page) } else { null() }
        key("box")
        if let box = field.box { box.write(to: &self) } else { null() }
        member("origin", field.origin.rawValue)
        nullable("step", field.step)
        if !field.derivedFrom.isEmpty {
            key("derived_from")
            beginArray()
            for name in field.derivedFrom { string(name) }
            endArray()
        }
        key("alternatives")
        beginArray()
        for alternative in field.alternatives { value(alternative) }
        endArray()
        endObject()
    }

    private mutating func value(_ alternative: Alternative) {
        beginObject()
        member("value", alternative.value)
        nullable("raw", alternative.raw)
        key("confidence")
        decimal3(alternative.confidence)
        key("page")
        if let page = alternative.page { integer(page) } else { null() }
        key("box")
        if let box = alternative.box { box.write(to: &self) } else { null() }
        endObject()
    }
}
