/// A piece of a jq expression.
struct ExpressionToken {
    /// What it is.
    enum Kind: Equatable {
        /// A name or a keyword; may hold `::`.
        case word(String)
        /// `$name`.
        case variable(String)
        /// `.name`.
        case member(String)
        /// `@base64`.
        case format
        case number
        /// A text; nil when it holds interpolations, whose tokens are in `parts`.
        case text(String?)
        /// Everything else, such as `|`, `(`, `..` and `==`.
        case sign(String)
    }

    let kind: Kind
    /// Of the expression's Unicode scalars.
    let range: Range<Int>
    /// The interpolations of a text.
    var parts: [[ExpressionToken]] = []
}

/// Splits a jq expression into tokens; what isn't jq gives tokens all the same, for jq itself tells that.
struct ExpressionLexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    static func tokens(of text: String) -> [ExpressionToken] {
        var lexer = ExpressionLexer(text)
        return lexer.tokens(depth: 0)
    }

    private static let signs = [
        "?//=", "?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", "..",
    ]

    /// Up to the end, or up to the bracket that closes an interpolation.
    private mutating func tokens(depth: Int) -> [ExpressionToken] {
        var found: [ExpressionToken] = []
        var brackets = 0
        while index < scalars.count {
            let start = index
            let scalar = scalars[index]
            if scalar.properties.isWhitespace {
                index += 1
            } else if scalar == "#" {
                while index < scalars.count, scalars[index] != "\n" {
                    index += 1
                }
            } else if scalar == "\"" {
                let (text, parts) = text(depth: depth)
                found.append(ExpressionToken(kind: .text(text), range: start..<index, parts: parts))
            } else if Self.isDigit(scalar) {
                number()
                found.append(ExpressionToken(kind: .number, range: start..<index))
            } else if Self.isLetter(scalar) {
                found.append(ExpressionToken(kind: .word(word()), range: start..<index))
            } else if scalar == "$", index + 1 < scalars.count, Self.isLetter(scalars[index + 1]) {
                index += 1
                found.append(ExpressionToken(kind: .variable(word()), range: start..<index))
            } else if scalar == "@", index + 1 < scalars.count, Self.isLetter(scalars[index + 1]) {
                index += 1
                _ = word()
                found.append(ExpressionToken(kind: .format, range: start..<index))
            } else if scalar == ".", index + 1 < scalars.count, Self.isLetter(scalars[index + 1]) {
                index += 1
                found.append(ExpressionToken(kind: .member(word()), range: start..<index))
            } else {
                let sign = sign()
                if sign == "(" {
                    brackets += 1
                } else if sign == ")" {
                    if brackets == 0, depth > 0 {
                        return found
                    }
                    brackets -= 1
                }
                found.append(ExpressionToken(kind: .sign(sign), range: start..<index))
            }
        }
        return found
    }

    private mutating func sign() -> String {
        for sign in Self.signs where scalars[index...].starts(with: sign.unicodeScalars) {
            index += sign.unicodeScalars.count
            return sign
        }
        index += 1
        return String(scalars[index - 1])
    }

    private mutating func word() -> String {
        let start = index
        while index < scalars.count {
            if Self.isLetter(scalars[index]) || Self.isDigit(scalars[index]) {
                index += 1
            } else if scalars[index...].starts(with: "::".unicodeScalars) {
                index += 2
            } else {
                break
            }
        }
        return String(String.UnicodeScalarView(scalars[start..<index]))
    }

    private mutating func number() {
        while index < scalars.count, Self.isDigit(scalars[index]) || scalars[index] == "." {
            index += 1
        }
        guard index < scalars.count, scalars[index] == "e" || scalars[index] == "E" else {
            return
        }
        index += 1
        if index < scalars.count, scalars[index] == "+" || scalars[index] == "-" {
            index += 1
        }
        while index < scalars.count, Self.isDigit(scalars[index]) {
            index += 1
        }
    }

    private mutating func text(depth: Int) -> (String?, [[ExpressionToken]]) {
        index += 1
        var text = String.UnicodeScalarView()
        var parts: [[ExpressionToken]] = []
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar == "\"" {
                return (parts.isEmpty ? String(text) : nil, parts)
            }
            guard scalar == "\\", index < scalars.count else {
                text.append(scalar)
                continue
            }
            let escaped = scalars[index]
            index += 1
            if escaped == "(", depth < 20 {
                parts.append(tokens(depth: depth + 1))
            } else {
                text.append(escaped)
            }
        }
        return (nil, parts)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }
}
