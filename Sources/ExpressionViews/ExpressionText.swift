/// A text with jq expressions in it, `The total is \(.fields.total)`, as a jq expression: a string of its own.
package struct ExpressionText: Sendable {
    /// A jq string with its quotes.
    package let literal: String
    /// For each Unicode scalar of the literal, its place in the text.
    package let places: [Int]

    /// The literal of a text: outside of `\(…)`, quotes, backslashes and control characters stand for themselves.
    package init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var literal = String.UnicodeScalarView()
        var places: [Int] = []
        func add(_ scalar: Unicode.Scalar, _ place: Int) {
            literal.append(scalar)
            places.append(place)
        }
        add("\"", 0)
        var depth = 0
        var isQuoted = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if depth > 0 {
                add(scalar, index)
                if isQuoted, scalar == "\\", index + 1 < scalars.count {
                    index += 1
                    add(scalars[index], index)
                } else if scalar == "\"" {
                    isQuoted.toggle()
                } else if !isQuoted {
                    depth += scalar == "(" ? 1 : scalar == ")" ? -1 : 0
                }
            } else if scalar == "\\", index + 1 < scalars.count, scalars[index + 1] == "(" {
                add(scalar, index)
                add("(", index + 1)
                depth = 1
                index += 1
            } else if scalar == "\n" {
                add("\\", index)
                add("n", index)
            } else if scalar == "\"" || scalar == "\\" {
                add("\\", index)
                add(scalar, index)
            } else {
                add(scalar.value < 0x20 ? " " : scalar, index)
            }
            index += 1
        }
        add("\"", max(0, scalars.count - 1))
        self.literal = String(literal)
        self.places = places
    }
}
