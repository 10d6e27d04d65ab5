/// Which options a component takes: the subset of JSON Schema that manifests may use.
package final class OptionSchema: Sendable {
    /// The types of JSON Schema.
    package enum Kind: String, Sendable, CaseIterable {
        case null, boolean, integer, number, string, array, object
    }

    /// What a text or list has to be beyond its type.
    package enum Format: String, Sendable, CaseIterable {
        /// A Perl-compatible regular expression.
        case regex
        /// One that takes a row apart: a named group for each column.
        case rowRegex = "row-regex"
        /// A field's name, or one of the integrator's own that begins with `x_`.
        case field
        /// The same of a column of the line items.
        case column
        /// Left, top, right and bottom edge.
        case box
        /// The smaller number first.
        case interval
        /// The id of a rule that the component checks.
        case rule
        /// An amount of money without a sign: `50000.00`.
        case amount
        /// A day: `2026-04-01`.
        case date
        /// A jq expression over the result.
        case jq
        /// A text with jq expressions in it: `\(.fields.total)`.
        case jqText = "jq-text"
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
    /// What else is asked of a scalar, beyond what JSON Schema can say.
    package let form: Form?

    /// A form that JSON Schema has no word for; manifests can't use it.
    package struct Form: Sendable {
        /// Says what is wrong with a value; nil when nothing is.
        let complaint: @Sendable (ConfigValue) -> Complaint?

        package init(_ complaint: @escaping @Sendable (ConfigValue) -> Complaint?) {
            self.complaint = complaint
        }
    }

    /// What a ``Form`` has against a value.
    package struct Complaint: Sendable, Hashable {
        /// Follows the option's name: "is no size".
        let message: String
        let suggestion: String?
        let mend: String?

        package init(_ message: String, suggestion: String? = nil, mend: String? = nil) {
            self.message = message
            self.suggestion = suggestion
            self.mend = mend
        }
    }
    package let format: Format?
    /// What the keys outside of `properties` have to be.
    package let keyFormat: Format?
    /// At least one of these options is needed ("anyOf" of "required").
    package let oneOf: [String]
    /// Whether a text names a YAML file whose content stands here ("fromFile").
    package let isFromFile: Bool

    package init(
        _ kinds: [Kind] = [.object], description: String? = nil, properties: [Property] = [],
        required: [String] = [], additional: OptionSchema? = nil, items: OptionSchema? = nil,
        values: [ConfigValue] = [], minimum: Double? = nil, maximum: Double? = nil, minimumLength: Int? = nil,
        maximumLength: Int? = nil, pattern: String? = nil, standard: ConfigValue? = nil,
        isSecret: Bool = false, form: Form? = nil, format: Format? = nil, keyFormat: Format? = nil,
        oneOf: [String] = [],
        isFromFile: Bool = false
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
        self.form = form
        self.format = format
        self.keyFormat = keyFormat
        self.oneOf = oneOf
        self.isFromFile = isFromFile
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
