package import AssayKit

/// What one expression came to.
package enum ExpressionResult: Sendable, Hashable {
    /// Its first result.
    case value(JSONValue)
    /// It failed; jq's words.
    case failure(String)

    /// Whether it holds, as jq sees it: everything but false and null; nil when it failed.
    package var holds: Bool? {
        switch self {
        case .value(let value): !value.isNull && value != .bool(false)
        case .failure: nil
        }
    }
}

extension PipelineDefinition {
    /// The id of the component that evaluates expressions.
    package static let expressionComponent = "jq"

    /// The options of that component: all expressions, compiled as one program; nil when there are none.
    package var expressionOptions: [UInt8]? {
        guard !expressions.isEmpty else {
            return nil
        }
        return JSONWriter.bytes(["expressions": .array(expressions.map { .string($0.text) })])
    }

    /// The same with the expressions of options behind them, to see whether all of them compile.
    package var checkedExpressionOptions: [UInt8]? {
        let all = expressions + optionExpressions
        guard !all.isEmpty else { return nil }
        return JSONWriter.bytes(["expressions": .array(all.prefix(1000).map { .string($0.text) })])
    }

    /// Reads the component's answer, `{"results": [{"value": …} | {"error": …}, …]}`.
    ///
    /// - Returns: One result an expression; nil when the answer has another shape.
    package func expressionResults(from answer: JSONValue) -> [ExpressionResult]? {
        guard let results = answer["results"]?.arrayValue, results.count == expressions.count else {
            return nil
        }
        return results.map { result in
            if let error = result["error"]?.stringValue {
                return .failure(error)
            }
            return .value(result["value"] ?? .null)
        }
    }

    /// The mistakes behind the component's refusal to compile the expressions, each at its place.
    ///
    /// - Parameter message: The component's own: lines of the form "expression 0, line 1: …" or
    ///   "expression 0, character 5: …".
    /// - Returns: Nothing when the message has another form.
    package func diagnostics(forRefusal message: String) -> [Diagnostic] {
        var mistakes = Mistakes(in: sources)
        let expressions = expressions + optionExpressions
        for line in message.split(separator: "\n") {
            // Matching throws only for patterns that run code, and this one doesn't.
            guard
                let parsed = try? /expression (\d+)(?:, (line|character) (\d+))?: (.*)/.wholeMatch(in: line),
                let index = Int(parsed.output.1), expressions.indices.contains(index)
            else {
                continue
            }
            let expression = expressions[index]
            let words = String(parsed.output.4)
            // As above.
            if let name = try? /(\$?[A-Za-z_][A-Za-z0-9_]*)(?:\/\d+)? is not defined/.firstMatch(in: words),
                let token = Self.token(String(name.output.1), in: expression.text)
            {
                let suggestion = Spelling.nearest(to: String(name.output.1), among: Self.functions)
                mistakes.add(
                    .expressionSyntax, in: expression.place(token), of: expression.scalar,
                    at: expression.span,
                    "jq has no \(name.output.1)", suggestion: suggestion,
                    mend: suggestion == nil ? "define it in the expression, or use another function" : nil)
                continue
            }
            let number = parsed.output.3.flatMap { Int($0) } ?? 1
            let range =
                parsed.output.2 == "character"
                ? (number - 1)..<number : Self.range(ofLine: number, in: expression.text)
            mistakes.add(
                .expressionSyntax, in: expression.place(range), of: expression.scalar,
                at: expression.span, "this isn't jq: \(words)", mend: "correct the expression")
        }
        return mistakes.all.inTextOrder
    }

    private static func token(_ name: String, in text: String) -> Range<Int>? {
        range(of: name, in: ExpressionLexer.tokens(of: text))
    }

    /// Where a name stands, also in the expressions inside of texts.
    private static func range(of name: String, in tokens: [ExpressionToken]) -> Range<Int>? {
        for token in tokens {
            switch token.kind {
            case .word(let word) where word == name: return token.range
            case .variable(let variable) where "$" + variable == name || variable == name: return token.range
            default: break
            }
            for part in token.parts {
                if let found = range(of: name, in: part) { return found }
            }
        }
        return nil
    }

    /// The visible part of a line.
    private static func range(ofLine number: Int, in text: String) -> Range<Int> {
        let scalars = Array(text.unicodeScalars)
        var start = 0
        for _ in 1..<max(1, number) {
            guard let end = scalars[start...].firstIndex(of: "\n") else {
                break
            }
            start = end + 1
        }
        let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
        let first = scalars[start..<end].firstIndex { $0 != " " } ?? start
        let last = scalars[first..<end].lastIndex { $0 != " " } ?? first
        return first..<max(first + 1, last + 1)
    }

    /// jq's own functions that make sense here, for suggestions.
    private static let functions = [
        "add", "all", "any", "ascii_downcase", "ascii_upcase", "capture", "ceil", "contains", "empty",
        "endswith",
        "error", "fabs", "first", "flatten", "floor", "from_entries", "group_by", "has", "index", "inside",
        "isempty",
        "join", "keys", "last", "length", "limit", "ltrimstr", "map", "map_values", "match", "max", "max_by",
        "min",
        "min_by", "not", "range", "recurse", "reduce", "reverse", "round", "rtrimstr", "select", "sort",
        "sort_by",
        "split", "sqrt", "startswith", "sub", "gsub", "test", "to_entries", "tonumber", "tostring", "type",
        "unique",
        "unique_by", "until", "values", "while", "with_entries", "now", "strptime", "mktime", "strftime",
        "tojson",
        "fromjson", "todate", "fromdate", "abs",
    ]
}
