/// A configuration value after checking: variables filled in, types settled, defaults added.
package struct ConfigValue: Sendable, Hashable {
    /// What a value is.
    package indirect enum Content: Sendable, Hashable {
        case null
        case bool(Bool)
        case integer(Int)
        /// Always finite.
        case number(Double)
        case string(String)
        case array([ConfigValue])
        /// In the order of the file; keys are unique.
        case object([Member])
    }

    /// A key and its value.
    package struct Member: Sendable, Hashable {
        package let key: String
        package let value: ConfigValue

        package init(_ key: String, _ value: ConfigValue) {
            self.key = key
            self.value = value
        }
    }

    /// Where a value came from.
    package enum Origin: Sendable, Hashable {
        /// A line of a file.
        case line(Int, of: String)
        /// The component's manifest, or the pipeline format itself.
        case standard
    }

    package let content: Content
    package let origin: Origin
    /// What is shown instead of the value when it is secret: the text as written.
    package let mask: String?

    package init(_ content: Content, origin: Origin = .standard, mask: String? = nil) {
        self.content = content
        self.origin = origin
        self.mask = mask
    }

    /// The value of an object's key.
    package subscript(key: String) -> ConfigValue? {
        guard case .object(let members) = content else {
            return nil
        }
        return members.first { $0.key == key }?.value
    }

    /// How a message names the type.
    var typeName: String {
        switch content {
        case .null: "null"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "a mapping"
        }
    }

    /// Whether two values are equal wherever they came from; 1 equals 1.0.
    func means(_ other: ConfigValue) -> Bool {
        switch (content, other.content) {
        case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)):
            Double(a) == b
        case (.array(let a), .array(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.means($1) }
        case (.object(let a), .object(let b)):
            a.count == b.count
                && a.allSatisfy { member in other[member.key].map(member.value.means) ?? false }
        default:
            content == other.content
        }
    }
}
