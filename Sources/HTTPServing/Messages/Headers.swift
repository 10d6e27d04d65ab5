/// Header fields in the order they came; names are compared without case (RFC 9110, section 5.1).
package struct Headers: Sendable {
    /// One field.
    package struct Field: Sendable, Equatable {
        /// The name, as it was sent.
        package let name: String
        /// The value without surrounding white space.
        package let value: String
    }

    /// All fields in order.
    package private(set) var fields: [Field] = []

    /// No fields.
    package init() {}

    /// Some fields.
    package init(_ fields: [(String, String)]) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value under a name; setting replaces all of them, nil removes them.
    package subscript(name: String) -> String? {
        get { fields.first { ASCIIText.equalsIgnoringCase($0.name, name) }?.value }
        set {
            fields.removeAll { ASCIIText.equalsIgnoringCase($0.name, name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// Every value under a name.
    package func all(_ name: String) -> [String] {
        fields.filter { ASCIIText.equalsIgnoringCase($0.name, name) }.map(\.value)
    }

    /// Adds a field and keeps those of the same name.
    package mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Adds a field unless the name is there already.
    mutating func setDefault(_ name: String, _ value: String) {
        if self[name] == nil { add(name, value) }
    }

    /// The comma-separated members of all fields of a name, without quoting (RFC 9110, section 5.6.1).
    package func list(_ name: String) -> [String] {
        all(name).flatMap { $0.split(separator: ",") }.map(ASCIIText.trimmed).filter { !$0.isEmpty }
    }

    /// Whether a comma-separated field holds a token, whatever its case.
    package func contains(_ token: String, in name: String) -> Bool {
        list(name).contains { ASCIIText.equalsIgnoringCase($0, token) }
    }
}
