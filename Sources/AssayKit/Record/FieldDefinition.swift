/// What kind of value a field holds; it decides how values are normalised and compared.
public enum FieldType: String, Sendable, Hashable, CaseIterable {
    /// Free text.
    case text
    /// Upper-case letters and digits, compared exactly.
    case identifier
    /// A decimal.
    case amount
    /// An ISO date.
    case date
    /// `true` or `false`.
    case truth
    /// One of a list of words.
    case choice
    /// An Indian State or Union Territory, compared by its code.
    case state
}

/// A field of the product's vocabulary.
public struct FieldDefinition: Sendable, Hashable {
    /// snake_case.
    public let name: String
    /// What its value is.
    public let type: FieldType
    /// One sentence.
    public let meaning: String
    /// The law or standard it comes from; nil when it is just practice.
    public let source: String?

    init(_ name: String, _ type: FieldType, _ meaning: String, _ source: String? = nil) {
        self.name = name
        self.type = type
        self.meaning = meaning
        self.source = source
    }
}
