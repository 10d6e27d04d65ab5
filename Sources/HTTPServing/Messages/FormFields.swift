/// The names and values of a query or of a form sent as `application/x-www-form-urlencoded`.
package struct FormFields: Sendable, Equatable {
    /// One name with its value.
    package struct Field: Sendable, Equatable {
        /// The decoded name.
        package let name: String
        /// The decoded value; empty where there is no `=`.
        package let value: String
    }

    /// At most this many fields are taken.
    static let maximum = 1000

    /// All fields in order.
    package let fields: [Field]

    /// No fields.
    package init() { fields = [] }

    /// Decodes fields.
    ///
    /// - Throws: 400 for a broken escape, a NUL, bytes that are no UTF-8, and more than 1,000 fields.
    package init(_ text: some Collection<UInt8>) throws(HTTPError) {
        var fields: [Field] = []
        for pair in text.split(separator: UInt8(ascii: "&")) {
            guard fields.count < Self.maximum else {
                throw .malformed("There are more than \(Self.maximum) fields; send fewer.")
            }
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let rawName = parts.first, let name = PercentCoding.decode(rawName, plusIsSpace: true),
                let value = parts.count > 1 ? PercentCoding.decode(parts[1], plusIsSpace: true) : ""
            else { throw .malformed("A field is not percent-encoded UTF-8; encode its name and value.") }
            fields.append(Field(name: name, value: value))
        }
        self.fields = fields
    }

    /// The first value under a name.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every value under a name.
    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}
