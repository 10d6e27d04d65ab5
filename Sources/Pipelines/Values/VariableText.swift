/// A text split into what stands for itself and what stands for a variable.
struct VariableText {
    /// A part of the text.
    enum Part: Equatable {
        case literal(String)
        /// `${NAME}` or `${NAME:-default}`.
        case environment(name: String, fallback: String?, range: Range<Int>)
        /// `${file:PATH}`.
        case file(path: String, range: Range<Int>)
        /// Something that begins like a variable and isn't one.
        case malformed(message: String, range: Range<Int>)
    }

    /// In the order of the text; ranges count its Unicode scalars.
    let parts: [Part]

    var hasVariables: Bool {
        parts.contains { part in
            if case .literal = part { false } else { true }
        }
    }

    /// Whether a text needs a closer look at all.
    static func mayHold(_ text: String) -> Bool {
        text.utf8.contains(0x24)
    }

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var parts: [Part] = []
        var literal = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if scalars[index] == "$", next == "$" {
                literal.append("$")
                index += 2
            } else if scalars[index] == "$", next == "{" {
                if !literal.isEmpty {
                    parts.append(.literal(String(literal)))
                    literal = .init()
                }
                let end = Self.end(of: scalars, from: index)
                parts.append(Self.variable(scalars, index..<end.index, isClosed: end.isClosed))
                index = end.index
            } else {
                literal.append(scalars[index])
                index += 1
            }
        }
        if !literal.isEmpty || parts.isEmpty {
            parts.append(.literal(String(literal)))
        }
        self.parts = parts
    }

    /// After the brace that closes the one at `start + 1`; braces inside a default may nest.
    private static func end(of scalars: [Unicode.Scalar], from start: Int) -> (index: Int, isClosed: Bool) {
        var depth = 0
        for index in (start + 1)..<scalars.count {
            if scalars[index] == "{" {
                depth += 1
            } else if scalars[index] == "}" {
                depth -= 1
                if depth == 0 {
                    return (index + 1, true)
                }
            }
        }
        return (scalars.count, false)
    }

    private static func variable(_ scalars: [Unicode.Scalar], _ range: Range<Int>, isClosed: Bool) -> Part {
        guard isClosed else {
            return .malformed(message: "the variable that begins here isn't closed with }", range: range)
        }
        let inner = scalars[(range.lowerBound + 2)..<(range.upperBound - 1)]
        let text = String(String.UnicodeScalarView(inner))
        if text.hasPrefix("file:") {
            let path = String(text.dropFirst(5))
            return path.isEmpty
                ? .malformed(message: "${file:} lacks its path", range: range)
                : .file(path: path, range: range)
        }
        let name = inner.prefix { $0 == "_" || ($0.isASCII && $0.properties.isAlphabetic) || isDigit($0) }
        let rest = String(String.UnicodeScalarView(inner.dropFirst(name.count)))
        guard let first = name.first, !isDigit(first) else {
            return .malformed(message: "a variable's name is missing after ${", range: range)
        }
        let nameText = String(String.UnicodeScalarView(name))
        if rest.isEmpty {
            return .environment(name: nameText, fallback: nil, range: range)
        }
        guard rest.hasPrefix(":-") else {
            return .malformed(
                message: "after the variable's name \(nameText) only } or :- and a default may follow",
                range: range)
        }
        return .environment(name: nameText, fallback: String(rest.dropFirst(2)), range: range)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }
}
