/// A scalar as written, and what it means by the core schema of YAML 1.2.
package struct YAMLScalar: Hashable, Sendable {
    /// How the scalar was written.
    package enum Style: Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded
    }

    /// What a scalar means.
    package enum Value: Hashable, Sendable {
        case null
        case bool(Bool)
        case integer(Int)
        /// Also an integer that doesn't fit 64 bits.
        case float(Double)
        case string(String)
    }

    /// The text, with escapes and folding resolved.
    package let text: String
    package let style: Style
    /// The meaning: by an explicit core tag, else by the core schema; everything quoted is a string.
    package let value: Value

    package init(text: String, style: Style, tag: String? = nil) {
        self.text = text
        self.style = style
        switch tag {
        case "tag:yaml.org,2002:str", "!":
            value = .string(text)
        case nil:
            value = style == .plain ? Self.coreValue(of: text) : .string(text)
        case "tag:yaml.org,2002:float":
            if case .integer(let whole) = Self.coreValue(of: text) {
                value = .float(Double(whole))
            } else {
                value = Self.coreValue(of: text)
            }
        default:
            value = Self.coreValue(of: text)
        }
    }
}
