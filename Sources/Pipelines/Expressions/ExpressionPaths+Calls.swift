extension ExpressionPaths {
    /// A keyword or a function, and what its result is.
    mutating func call(_ scope: ExpressionScope) -> ExpressionScope {
        guard case .word(let name) = tokens[index].kind else {
            return .unknown
        }
        let token = tokens[index]
        index += 1
        switch name {
        case "if":
            while index < tokens.count, word() != "end" {
                let before = index
                _ = pipe(scope)
                if index == before || ["then", "elif", "else"].contains(word() ?? "") {
                    index += 1
                }
            }
            index += 1
            return .unknown
        case "try":
            let result = index < tokens.count ? term(scope) : .unknown
            if word() == "catch" {
                index += 1
                if index < tokens.count {
                    _ = term(.unknown)
                }
            }
            return result
        case "reduce", "foreach":
            if index < tokens.count {
                _ = term(scope)
            }
            if word() == "as" {
                index += 1
                pattern()
            }
            arguments { _ in .unknown }
            return .unknown
        case "label":
            index += 1
            _ = take("|")
            return .unknown
        default:
            if Self.forbidden.contains(name), !defined.contains(name) {
                findings.append(.init(kind: .forbidden, name: name, range: token.range, suggestion: nil))
            }
            return function(defined.contains(name) ? "" : name, scope)
        }
    }

    /// A function of jq's own whose arguments' scope is known, or another one.
    private mutating func function(_ name: String, _ scope: ExpressionScope) -> ExpressionScope {
        let element = scope.element
        switch name {
        case "select":
            arguments { _ in scope }
            return scope
        case "map":
            let results = arguments { _ in element }
            return results.first?.list ?? .unknown
        case "all", "any":
            // all(condition), or all(generator; condition).
            let first = hasSeveralArguments ? scope : element
            arguments { $0.first ?? first }
            return .unknown
        case "sort_by", "unique_by":
            arguments { _ in element }
            return scope
        case "min_by", "max_by":
            arguments { _ in element }
            return element
        case "group_by", "map_values", "with_entries", "paths", "recurse", "walk", "until", "while", "repeat",
            "sub",
            "gsub":
            arguments { _ in .unknown }
            return .unknown
        case "first", "last":
            let results = arguments { _ in scope }
            return results.first ?? element
        case "limit", "nth":
            let results = arguments { _ in scope }
            return results.count > 1 ? results[1] : .unknown
        case "sort", "unique", "reverse":
            return scope
        case "isempty", "has", "contains", "inside", "test", "startswith", "endswith", "index", "range",
            "join",
            "split", "error", "ltrimstr", "rtrimstr", "pow", "flatten", "getpath", "in", "IN":
            arguments { _ in scope }
            return .unknown
        default:
            arguments { _ in .unknown }
            return .unknown
        }
    }

    /// Whether the bracket that follows holds a semicolon of its own.
    private var hasSeveralArguments: Bool {
        var open = 0
        for token in tokens[index...] {
            guard case .sign(let sign) = token.kind else {
                continue
            }
            switch sign {
            case "(", "[", "{": open += 1
            case ")", "]", "}": open -= 1
            case ";" where open == 1: return true
            default: break
            }
            if open <= 0 {
                return false
            }
        }
        return false
    }

    /// The arguments in brackets, separated by semicolons; none when no bracket follows.
    ///
    /// - Parameter scope: What an argument looks at, by the results of those before it.
    /// - Returns: Their results.
    @discardableResult
    private mutating func arguments(_ scope: ([ExpressionScope]) -> ExpressionScope) -> [ExpressionScope] {
        guard take("(") else {
            return []
        }
        var results: [ExpressionScope] = []
        while index < tokens.count, sign() != ")" {
            let before = index
            results.append(pipe(scope(results)))
            if !take(";"), index == before {
                index += 1
            }
        }
        _ = take(")")
        return results
    }
}
