internal import AssayKit

/// Options made from a component's schema.
enum SampleOptions {
    /// All defaults; nil when something is required that has none, and only the author knows a value.
    static func standard(_ schema: JSONValue) -> JSONObject? {
        var object = JSONObject()
        for property in schema["properties"]?.objectValue?.members ?? [] {
            if let value = property.value["default"] { object[property.key] = value }
        }
        let required = schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
        return required.allSatisfy { object[$0] != nil } ? object : nil
    }

    /// Values that the schema names itself, each with the options that hold it: enum members and bounds.
    static func accepted(_ schema: JSONValue, beside base: JSONObject) -> [(
        name: String, options: JSONObject
    )] {
        var found: [(name: String, options: JSONObject)] = []
        for property in schema["properties"]?.objectValue?.members ?? [] {
            var values = property.value["enum"]?.arrayValue ?? []
            for bound in ["minimum", "maximum"] { values += property.value[bound].map { [$0] } ?? [] }
            if property.value["type"]?.stringValue == "boolean" { values += [.bool(false), .bool(true)] }
            for value in values {
                var options = base
                options[property.key] = value
                found.append(("\(property.key): \(JSONWriter.text(value))", options))
            }
        }
        return found
    }

    /// One option of another type than the schema says, a property each.
    static func wrong(_ schema: JSONValue, beside base: JSONObject) -> [(name: String, options: JSONObject)] {
        (schema["properties"]?.objectValue?.members ?? []).map { property in
            let value: JSONValue =
                property.value["type"]?.stringValue == "string" ? .array([.integer(-1)]) : "\u{0}x"
            var options = base
            options[property.key] = value
            return ("\(property.key): \(JSONWriter.text(value))", options)
        }
    }
}
