/// Which options a component takes: the subset of JSON Schema that manifests may use.
package final class OptionSchema: Sendable {
    /// The types of JSON Schema.
    package enum Kind: String, Sendable, CaseIterable {
        case null, boolean, integer, number, string, array, object
    }

    /// A named option.
    package struct Property: Sendable {
        package let name: String
        package let schema: OptionSchema

        package init(_ name: String, _ schema: OptionSchema) {
            self.name = name
            self.schema = schema
        }
    }

    /// Empty: any type.
    package let kinds: [Kind]
    package let description: String?
    package let properties: [Property]
    package let required: [String]
    /// What keys outside of `properties` hold; nil: there may be none.
    package let additional: OptionSchema?
    package let items: OptionSchema?
    /// Empty: any value.
    package let values: [ConfigValue]
    package let minimum: Double?
    package let maximum: Double?
    /// Of a text in characters, of a list in items.
    package let minimumLength: Int?
    package let maximumLength: Int?
    /// A regular expression that is found in the text.
    package let pattern: String?
    package let standard: ConfigValue?
    /// Whether the value is shown to nobody ("writeOnly").
    package let isSecret: Bool

    package init(
        _ kinds: [Kind] = [.object], description: String? = nil, properties: [Property] = [],
        required: [String] = [], additional: OptionSchema? = nil, items: OptionSchema? = nil,
        values: [ConfigValue] = [], minimum: Double? = nil, maximum: Double? = nil, minimumLength: Int? = nil,
        maximumLength: Int? = nil, pattern: String? = nil, standard: ConfigValue? = nil,
        isSecret: Bool = false
    ) {
        self.kinds = kinds
        self.description = description
        self.properties = properties
        self.required = required
        self.additional = additional
        self.items = items
        self.values = values
        self.minimum = minimum
        self.maximum = maximum
        self.minimumLength = minimumLength
        self.maximumLength = maximumLength
        self.pattern = pattern
        self.standard = standard
        self.isSecret = isSecret
    }

    /// The option of a name.
    func property(_ name: String) -> OptionSchema? {
        properties.first { $0.name == name }?.schema
    }

    /// Whether a text is one of the types that a value may have.
    func allows(_ kind: Kind) -> Bool {
        kinds.isEmpty || kinds.contains(kind)
    }

    /// How a message names the types.
    var typeName: String {
        let names = kinds.map { kind in
            switch kind {
            case .null: "null"
            case .boolean: "true or false"
            case .integer: "a whole number"
            case .number: "a number"
            case .string: "text"
            case .array: "a list"
            case .object: "a mapping"
            }
        }
        return names.joined(separator: " or ")
    }
}
