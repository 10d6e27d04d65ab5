internal import AssayKit

/// The shape of a JSON value, as JSON Schema says it (draft 2020-12, which OpenAPI 3.1 uses).
///
/// One value does both: it is printed into `/openapi.json`, and requests are checked against it.
indirect enum Schema: Sendable {
    case string(Text = Text())
    case integer(ClosedRange<Int>? = nil)
    case number(ClosedRange<Double>? = nil)
    case boolean
    case object([Property], isOpen: Bool = false)
    /// Any names, each with a value of that shape.
    case map(Schema)
    case array(Schema, ClosedRange<Int>? = nil)
    case nullable(Schema)
    /// One of two shapes; of answers only.
    case either(Schema, Schema)
    /// A shape that stands in the list of components.
    case named(String)
    case anything

    /// What is asked of a text.
    struct Text: Sendable {
        /// "uuid", "date", "date-time", "email", "binary", "password".
        var format: String?
        var choices: [String] = []
        /// Characters.
        var length: ClosedRange<Int>?
        var pattern: String?
    }

    /// A member of an object.
    struct Property: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
        let summary: String

        init(_ name: String, _ schema: Schema, required: Bool = true, _ summary: String = "") {
            self.name = name
            self.schema = schema
            isRequired = required
            self.summary = summary
        }
    }

    static let uuid = Schema.string(Text(format: "uuid"))
    static let moment = Schema.string(Text(format: "date-time"))
    static let date = Schema.string(Text(format: "date"))
    static let text = Schema.string()
    static func text(_ length: ClosedRange<Int>) -> Schema { .string(Text(length: length)) }
    static func choice(_ names: [String]) -> Schema { .string(Text(choices: names)) }
    static let amount = Schema.string(Text(pattern: #"^-?[0-9]+(\.[0-9]{1,6})?$"#))
}

extension Schema {
    /// As JSON Schema.
    var json: JSONValue {
        switch self {
        case .string(let text): return Self.json(text)
        case .integer(let range):
            var object = JSONObject([.init(key: "type", value: "integer")])
            if let range {
                object["minimum"] = .integer(range.lowerBound)
                if range.upperBound != .max { object["maximum"] = .integer(range.upperBound) }
            }
            return .object(object)
        case .number(let range):
            var object = JSONObject([.init(key: "type", value: "number")])
            if let range {
                object["minimum"] = .double(range.lowerBound)
                object["maximum"] = .double(range.upperBound)
            }
            return .object(object)
        case .boolean: return ["type": "boolean"]
        case .object(let properties, let isOpen): return Self.json(properties, isOpen)
        case .map(let value): return ["type": "object", "additionalProperties": value.json]
        case .array(let element, let count):
            var object = JSONObject([
                .init(key: "type", value: "array"), .init(key: "items", value: element.json),
            ])
            if let count {
                object["minItems"] = .integer(count.lowerBound)
                if count.upperBound != .max { object["maxItems"] = .integer(count.upperBound) }
            }
            return .object(object)
        case .nullable(let schema): return ["anyOf": [schema.json, ["type": "null"]]]
        case .either(let one, let other): return ["anyOf": [one.json, other.json]]
        case .named(let name): return ["$ref": .string("#/components/schemas/\(name)")]
        case .anything: return .object(JSONObject())
        }
    }

    private static func json(_ text: Text) -> JSONValue {
        var object = JSONObject([.init(key: "type", value: "string")])
        if let format = text.format { object["format"] = .string(format) }
        if !text.choices.isEmpty { object["enum"] = .array(text.choices.map { .string($0) }) }
        if let length = text.length {
            object["minLength"] = .integer(length.lowerBound)
            if length.upperBound != .max { object["maxLength"] = .integer(length.upperBound) }
        }
        if let pattern = text.pattern { object["pattern"] = .string(pattern) }
        return .object(object)
    }

    private static func json(_ properties: [Property], _ isOpen: Bool) -> JSONValue {
        var members = JSONObject()
        for property in properties {
            guard !property.summary.isEmpty, case .object(var schema) = property.schema.json else {
                members[property.name] = property.schema.json
                continue
            }
            schema["description"] = .string(property.summary)
            members[property.name] = .object(schema)
        }
        var object = JSONObject([
            .init(key: "type", value: "object"), .init(key: "properties", value: .object(members)),
        ])
        let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { object["required"] = .array(required) }
        if !isOpen { object["additionalProperties"] = false }
        return .object(object)
    }
}
