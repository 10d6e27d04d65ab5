extension Box {
    /// Reads `[x0, y0, x1, y1]`; nil for anything else.
    public init?(json: JSONValue) {
        guard let numbers = json.arrayValue?.compactMap(\.doubleValue), numbers.count == 4 else { return nil }
        self.init(Float(numbers[0]), Float(numbers[1]), Float(numbers[2]), Float(numbers[3]))
    }

    /// Writes `[x0, y0, x1, y1]` in points.
    public func write(to writer: inout JSONWriter) {
        writer.beginArray()
        for edge in [x0, y0, x1, y1] { writer.decimal3(Double(edge)) }
        writer.endArray()
    }
}

extension Alternative {
    init?(json: JSONValue) {
        guard let value = json["value"]?.stringValue else { return nil }
        self.init(
            value: value, raw: json["raw"]?.stringValue, confidence: json["confidence"]?.doubleValue ?? 0,
            page: json["page"]?.intValue, box: json["box"].flatMap(Box.init(json:)))
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("value", value)
        writer.member("raw", raw)
        writer.key("confidence")
        writer.decimal3(confidence)
        if let page {
            writer.key("page")
            writer.integer(page)
        }
        if let box {
            writer.key("box")
            box.write(to: &writer)
        }
        writer.endObject()
    }
}

extension Field {
    /// Reads the object form; nil for `null` (absent).
    ///
    /// - Throws: ``RecordError`` naming `place` when the value has another shape.
    public init?(json: JSONValue, at place: String) throws(RecordError) {
        if json.isNull { return nil }
        guard json.objectValue != nil else {
            throw RecordError("\(place) is \(json.kindName), not an object")
        }
        guard let member = json["value"], !member.isNull else { return nil }
        guard let value = member.stringValue else {
            throw RecordError("\(place).value is \(member.kindName), not a string")
        }
        guard let confidence = json["confidence"]?.doubleValue, (0...1).contains(confidence) else {
            throw RecordError("\(place).confidence is not a number from 0 to 1")
        }
        let page = json["page"]?.intValue
        if let page, page < 1 { throw RecordError("\(place).page is \(page); pages count from 1") }
        self.init(
            value, raw: json["raw"]?.stringValue, confidence: confidence, page: page,
            box: json["box"].flatMap(Box.init(json:)),
            origin: json["origin"]?.stringValue.flatMap(Origin.init(rawValue:)) ?? .read,
            step: json["step"]?.stringValue,
            derivedFrom: json["derived_from"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            alternatives: json["alternatives"]?.arrayValue?.compactMap(Alternative.init(json:)) ?? [])
    }

    /// Writes the object form.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("value", value)
        writer.member("raw", raw)
        writer.key("confidence")
        writer.decimal3(confidence)
        if let page {
            writer.key("page")
            writer.integer(page)
        }
        if let box {
            writer.key("box")
            box.write(to: &writer)
        }
        writer.member("origin", origin.rawValue)
        writer.member("step", step)
        if !derivedFrom.isEmpty {
            writer.key("derived_from")
            writer.beginArray()
            for name in derivedFrom { writer.string(name) }
            writer.endArray()
        }
        if !alternatives.isEmpty {
            writer.key("alternatives")
            writer.beginArray()
            for alternative in alternatives { alternative.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }
}

extension Flag {
    /// Reads the object form.
    ///
    /// - Throws: ``RecordError`` naming `place` when a member is missing or has another shape.
    public init(json: JSONValue, at place: String) throws(RecordError) {
        guard let rule = json["rule"]?.stringValue, !rule.isEmpty else {
            throw RecordError("\(place).rule is missing")
        }
        guard let severity = json["severity"]?.stringValue.flatMap(Severity.init(rawValue:)) else {
            throw RecordError("\(place).severity is none of info, low, medium, high, critical")
        }
        guard let message = json["message"]?.stringValue else {
            throw RecordError("\(place).message is missing")
        }
        self.init(
            rule: rule, severity: severity, message: message,
            fields: json["fields"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            evidence: json["evidence"].map(Evidence.init(json:)) ?? Evidence(),
            source: json["source"]?.stringValue ?? "", confidence: json["confidence"]?.doubleValue ?? 1,
            step: json["step"]?.stringValue)
    }

    /// Writes the object form.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("rule", rule)
        writer.member("severity", severity.rawValue)
        writer.member("message", message)
        writer.key("fields")
        writer.beginArray()
        for name in fields { writer.string(name) }
        writer.endArray()
        writer.key("evidence")
        evidence.write(to: &writer)
        writer.member("source", source)
        writer.key("confidence")
        writer.decimal3(confidence)
        writer.member("step", step)
        writer.endObject()
    }
}

extension Evidence {
    init(json: JSONValue) {
        let places = json["places"]?.arrayValue?.compactMap { place -> Place? in
            guard let page = place["page"]?.intValue else { return nil }
            return Place(
                page: page, box: place["box"].flatMap(Box.init(json:)), text: place["text"]?.stringValue)
        }
        self.init(
            expected: json["expected"]?.stringValue, observed: json["observed"]?.stringValue,
            tolerance: json["tolerance"]?.stringValue, line: json["line"]?.intValue, places: places ?? [])
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("expected", expected)
        writer.member("observed", observed)
        writer.member("tolerance", tolerance)
        if let line {
            writer.key("line")
            writer.integer(line)
        }
        if !places.isEmpty {
            writer.key("places")
            writer.beginArray()
            for place in places {
                writer.beginObject()
                writer.key("page")
                writer.integer(place.page)
                if let box = place.box {
                    writer.key("box")
                    box.write(to: &writer)
                }
                writer.member("text", place.text)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }
}
