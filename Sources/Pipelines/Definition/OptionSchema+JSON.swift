package import AssayKit

extension OptionSchema {
    /// A value of any type.
    static let anything = OptionSchema([], additional: OptionSchema([]))

    /// The schema in a component's manifest.
    ///
    /// Words of JSON Schema outside of the subset are passed over. Keys outside of `properties` are mistakes unless
    /// `additionalProperties` says otherwise or there are no `properties` at all.
    package convenience init(json: JSONValue) {
        let kinds: [String] =
            json["type"]?.stringValue.map { [$0] } ?? json["type"]?.arrayValue?.compactMap(\.stringValue)
            ?? []
        let properties = json["properties"]?.objectValue
        let additional: OptionSchema? =
            switch json["additionalProperties"] {
            case .object?: json["additionalProperties"].map { OptionSchema(json: $0) }
            case .bool(let isAllowed)?: isAllowed ? .anything : nil
            default: properties == nil ? .anything : nil
            }
        self.init(
            kinds.compactMap(Kind.init(rawValue:)),
            description: json["description"]?.stringValue,
            properties: properties?.members.map { Property($0.key, OptionSchema(json: $0.value)) } ?? [],
            required: json["required"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            additional: additional,
            items: json["items"].map { OptionSchema(json: $0) },
            values: json["enum"]?.arrayValue?.map { ConfigValue(json: $0) } ?? [],
            minimum: json["minimum"]?.doubleValue, maximum: json["maximum"]?.doubleValue,
            minimumLength: json["minLength"]?.intValue ?? json["minItems"]?.intValue,
            maximumLength: json["maxLength"]?.intValue ?? json["maxItems"]?.intValue,
            pattern: json["pattern"]?.stringValue,
            standard: json["default"].map { ConfigValue(json: $0) },
            isSecret: json["writeOnly"]?.boolValue ?? false)
    }
}
