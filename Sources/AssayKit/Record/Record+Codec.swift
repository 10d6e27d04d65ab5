extension Record {
    /// Reads the object form.
    ///
    /// - Throws: ``RecordError`` naming the member that has another shape.
    public init(json: JSONValue, at place: String) throws(RecordError) {
        guard json.objectValue != nil else {
            throw RecordError("\(place) is \(json.kindName), not an object")
        }
        self.init()
        pages = json["pages"]?.arrayValue?.compactMap(\.intValue).filter { $0 > 0 } ?? []
        if let member = json["fields"], !member.isNull {
            guard member.objectValue != nil else {
                throw RecordError("\(place).fields is \(member.kindName), not an object")
            }
            fields = try Self.row(member, at: place + ".fields")
        }
        lineItems = try Self.rows(json["line_items"], at: place + ".line_items")
        taxSummary = try Self.rows(json["tax_summary"], at: place + ".tax_summary")
        if let member = json["flags"], !member.isNull {
            guard let elements = member.arrayValue else {
                throw RecordError("\(place).flags is \(member.kindName), not a list")
            }
            for (index, element) in elements.enumerated() {
                flags.append(try Flag(json: element, at: "\(place).flags[\(index)]"))
            }
        }
    }

    private static func row(_ json: JSONValue, at place: String) throws(RecordError) -> Row {
        var row = Row()
        guard let object = json.objectValue else {
            throw RecordError("\(place) is \(json.kindName), not an object")
        }
        for member in object.members {
            row[member.key] = try Field(json: member.value, at: place + "." + member.key)
        }
        return row
    }

    private static func rows(_ json: JSONValue?, at place: String) throws(RecordError) -> [Row] {
        guard let json, !json.isNull else { return [] }
        guard let elements = json.arrayValue else {
            throw RecordError("\(place) is \(json.kindName), not a list")
        }
        var rows: [Row] = []
        for (index, element) in elements.enumerated() {
            rows.append(try row(element, at: "\(place)[\(index)]"))
        }
        return rows
    }

    /// Writes the object form.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writeMembers(to: &writer)
        writer.endObject()
    }

    /// Writes the members alone, for an object that has further ones.
    public func writeMembers(to writer: inout JSONWriter) {
        writer.key("pages")
        writer.beginArray()
        for page in pages { writer.integer(page) }
        writer.endArray()
        writeTables(to: &writer)
    }

    /// Writes `fields`, `line_items`, `tax_summary` and `flags`.
    public func writeTables(to writer: inout JSONWriter) {
        writer.key("fields")
        writer.beginObject()
        for name in FieldTable.ordered(fields.keys) {
            guard let field = fields[name] else { continue }
            writer.key(name)
            field.write(to: &writer)
        }
        writer.endObject()
        write(lineItems, as: "line_items", to: &writer)
        write(taxSummary, as: "tax_summary", to: &writer)
        writer.key("flags")
        writer.beginArray()
        for flag in flags { flag.write(to: &writer) }
        writer.endArray()
    }

    private func write(_ rows: [Row], as name: String, to writer: inout JSONWriter) {
        writer.key(name)
        writer.beginArray()
        for row in rows {
            writer.beginObject()
            for column in FieldTable.orderedColumns(row.keys) {
                guard let cell = row[column] else { continue }
                writer.key(column)
                cell.write(to: &writer)
            }
            writer.endObject()
        }
        writer.endArray()
    }
}

extension [Record] {
    /// Reads `{"records": [...]}`, or the short form of a single record without that wrapper.
    ///
    /// - Throws: ``RecordError`` naming the member that has another shape.
    public init(json: JSONValue) throws(RecordError) {
        guard let member = json["records"] else {
            guard json.objectValue != nil else {
                throw RecordError("the result is \(json.kindName), not an object")
            }
            let hasContent = ["fields", "line_items", "tax_summary", "flags"].contains { json[$0] != nil }
            self = hasContent ? [try Record(json: json, at: "result")] : []
            return
        }
        guard let elements = member.arrayValue else {
            throw RecordError("records is \(member.kindName), not a list")
        }
        self = []
        for (index, element) in elements.enumerated() {
            append(try Record(json: element, at: "records[\(index)]"))
        }
    }

    /// Writes the member `records`.
    public func writeMember(to writer: inout JSONWriter) {
        writer.key("records")
        writer.beginArray()
        for record in self { record.write(to: &writer) }
        writer.endArray()
    }
}
