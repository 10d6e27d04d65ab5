package import AssayKit

extension OptionSchema {
    /// A value of any type.
    static let anything = OptionSchema([], additional: OptionSchema([]))

    /// The schema in a component's manifest.
    ///
    /// Words of JSON Schema outside of the subset are passed over. Keys outside of `properties` are mistakes unless
    /// `additionalProperties` says otherwise or there are no `properties` at all.
    package convenience init(json: JSONValue) {
        self.init(json: json, definitions: json["$defs"], depth: 0)
    }

    /// Levels below which references are taken for any value: a schema may refer to itself.
    private static let deepest = 32

    private convenience init(json given: JSONValue, definitions: JSONValue?, depth: Int) {
        let name = given["$ref"]?.stringValue.flatMap { $0.split(separator: "/").last }
        let json = name.flatMap { definitions?[String($0)] } ?? given
        func inner(_ json: JSONValue) -> OptionSchema {
            depth < Self.deepest
                ? OptionSchema(json: json, definitions: definitions, depth: depth + 1) : .anything
        }
        let kinds: [String] =
            json["type"]?.stringValue.map { [$0] } ?? json["type"]?.arrayValue?.compactMap(\.stringValue)
            ?? []
        let properties = json["properties"]?.objectValue
        let additional: OptionSchema? =
            switch json["additionalProperties"] {
            case .object?: json["additionalProperties"].map(inner)
            case .bool(let isAllowed)?: isAllowed ? .anything : nil
            default: properties == nil ? .anything : nil
            }
        self.init(
            kinds.compactMap(Kind.init(rawValue:)),
            description: json["description"]?.stringValue,
            properties: properties?.members.map { Property($0.key, inner($0.value)) } ?? [],
            required: json["required"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            additional: additional,
            items: json["items"].map(inner),
            values: json["enum"]?.arrayValue?.map { ConfigValue(json: $0) } ?? [],
            minimum: json["minimum"]?.doubleValue, maximum: json["maximum"]?.doubleValue,
            minimumLength: json["minLength"]?.intValue ?? json["minItems"]?.intValue,
            maximumLength: json["maxLength"]?.intValue ?? json["maxItems"]?.intValue,
            pattern: json["pattern"]?.stringValue,
            standard: json["default"].map { ConfigValue(json: $0) },
            isSecret: json["writeOnly"]?.boolValue ?? false,
            format: json["format"]?.stringValue.flatMap(Format.init(rawValue:)),
            keyFormat: json["propertyNames"]?["format"]?.stringValue.flatMap(Format.init(rawValue:)),
            oneOf: (json["anyOf"]?.arrayValue ?? []).compactMap {
                $0["required"]?.arrayValue?.first?.stringValue
            },
            isFromFile: json["fromFile"]?.boolValue ?? false)
    }
}
