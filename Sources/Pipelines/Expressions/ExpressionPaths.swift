/// Follows the paths of a jq expression and finds names that can't be there.
///
/// jq itself takes a wrong name for null, so only this catches it. What can't be followed is left alone: it never calls
/// a right expression wrong.
struct ExpressionPaths {
    /// A name that can't be there.
    struct Finding: Equatable {
        /// What is wrong with it.
        enum Kind: Equatable {
            case unknownMember(of: ExpressionScope)
            /// `.name` of a list, which needs `[]` first.
            case memberOfList
            case forbidden
        }

        let kind: Kind
        let name: String
        /// The name's, of the expression's Unicode scalars.
        let range: Range<Int>
        let suggestion: String?
    }

    static let forbidden: Set<String> = [
        "env", "input", "inputs", "input_filename", "input_line_number", "halt", "halt_error",
        "get_search_list",
        "modulemeta", "import", "include", "debug", "stderr",
    ]
    private static let maximumDepth = 100

    let tokens: [ExpressionToken]
    var index = 0
    private var depth: Int
    var findings: [Finding] = []
    /// Functions that the expression defines itself.
    var defined: Set<String>

    private init(_ tokens: [ExpressionToken], depth: Int, defined: Set<String>) {
        self.tokens = tokens
        self.depth = depth
        self.defined = defined
    }

    static func findings(in expression: String) -> [Finding] {
        var paths = ExpressionPaths(ExpressionLexer.tokens(of: expression), depth: 0, defined: [])
        paths.whole(.root)
        return paths.findings
    }

    private mutating func whole(_ scope: ExpressionScope) {
        while index < tokens.count {
            let before = index
            _ = pipe(scope)
            // A bracket too many: jq tells that.
            if index == before || index < tokens.count {
                index += 1
            }
        }
    }

    // MARK: Grammar

    func sign(at offset: Int = 0) -> String? {
        guard tokens.indices.contains(index + offset), case .sign(let sign) = tokens[index + offset].kind
        else {
            return nil
        }
        return sign
    }

    func word() -> String? {
        guard tokens.indices.contains(index), case .word(let word) = tokens[index].kind else {
            return nil
        }
        return word
    }

    mutating func take(_ sign: String) -> Bool {
        guard self.sign() == sign else {
            return false
        }
        index += 1
        return true
    }

    /// Where a pipe ends without being part of it.
    private var isAtEnd: Bool {
        guard index < tokens.count else {
            return true
        }
        switch tokens[index].kind {
        case .sign(let sign): return [")", "]", "}", ";", ":"].contains(sign)
        case .word(let word): return ["then", "elif", "else", "end"].contains(word)
        default: return false
        }
    }

    /// A whole expression with its pipes.
    ///
    /// - Returns: What its result is.
    mutating func pipe(_ scope: ExpressionScope, endsAtComma: Bool = false) -> ExpressionScope {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.maximumDepth else {
            index = tokens.count
            return .unknown
        }
        var scope = scope
        var result = ExpressionScope.unknown
        var terms = 0
        while !isAtEnd {
            if endsAtComma, sign() == "," {
                break
            }
            if take("|") {
                scope = result
                terms = 0
                result = .unknown
            } else if word() == "as" {
                index += 1
                pattern()
                if take("|") {
                    terms = 0
                    result = .unknown
                }
            } else if word() == "def" {
                definition()
            } else if isOperator {
                index += 1
                terms += 1
            } else {
                let before = index
                let term = term(scope)
                terms += 1
                result = terms == 1 ? term : .unknown
                if index == before {
                    index += 1
                }
            }
            if terms > 1 {
                result = .unknown
            }
        }
        return result
    }

    private var isOperator: Bool {
        guard index < tokens.count else {
            return false
        }
        switch tokens[index].kind {
        case .word(let word): return word == "and" || word == "or"
        case .sign(let sign): return !["(", "[", "{", ".", "..", "|"].contains(sign)
        default: return false
        }
    }

    /// `$x`, `[$a, $b]`, `{a: $x}` up to the bar or bracket that follows.
    mutating func pattern() {
        var open = 0
        while index < tokens.count {
            switch sign() {
            case "[", "{": open += 1
            case "]", "}": open -= 1
            case "(" where open == 0: return
            case "|" where open == 0: return
            default: break
            }
            index += 1
        }
    }

    private mutating func definition() {
        index += 1
        if let name = word() {
            defined.insert(name)
            index += 1
        }
        if take("(") {
            while index < tokens.count, !take(")") {
                if let parameter = word() {
                    defined.insert(parameter)
                }
                index += 1
            }
        }
        _ = take(":")
        _ = pipe(.unknown)
        _ = take(";")
    }

    // MARK: Terms

    mutating func term(_ scope: ExpressionScope) -> ExpressionScope {
        var current: ExpressionScope
        let token = tokens[index]
        switch token.kind {
        case .number, .format:
            index += 1
            return .unknown
        case .variable(let name):
            if name == "ENV" {
                findings.append(.init(kind: .forbidden, name: "$ENV", range: token.range, suggestion: nil))
            }
            index += 1
            current = .unknown
        case .text:
            index += 1
            interpolations(of: token, scope)
            current = .unknown
        case .member:
            current = scope
        case .word:
            current = call(scope)
        case .sign(".."):
            index += 1
            current = .unknown
        case .sign("."):
            index += 1
            current = scope
            if case .text(let name)? = tokens.indices.contains(index) ? tokens[index].kind : nil {
                current = member(name, at: index, of: current)
                index += 1
            }
        case .sign("("):
            index += 1
            current = pipe(scope)
            _ = take(")")
        case .sign("["):
            index += 1
            current = pipe(scope).list
            _ = take("]")
        case .sign("{"):
            index += 1
            object(scope)
            current = .unknown
        default:
            index += 1
            return .unknown
        }
        return suffixes(of: current, in: scope)
    }

    private mutating func suffixes(of start: ExpressionScope, in scope: ExpressionScope) -> ExpressionScope {
        var current = start
        while index < tokens.count {
            switch tokens[index].kind {
            case .member(let name):
                current = member(name, at: index, of: current)
                index += 1
            case .sign("?"):
                index += 1
            case .sign("."):
                index += 1
                if case .text(let name)? = tokens.indices.contains(index) ? tokens[index].kind : nil {
                    current = member(name, at: index, of: current)
                    index += 1
                }
            case .sign("["):
                current = subscripted(current, in: scope)
            default:
                return current
            }
        }
        return current
    }

    private mutating func subscripted(_ current: ExpressionScope, in scope: ExpressionScope)
        -> ExpressionScope
    {
        index += 1
        if take("]") {
            return current.element
        }
        if sign(at: 1) == "]", case .text(let name) = tokens[index].kind {
            let result = member(name, at: index, of: current)
            index += 2
            return result
        }
        var isSlice = false
        while index < tokens.count, sign() != "]" {
            let before = index
            _ = pipe(scope)
            if take(":") {
                isSlice = true
            } else if index == before {
                index += 1
            }
        }
        _ = take("]")
        return isSlice ? current : current.element
    }

    private mutating func member(_ name: String?, at place: Int, of scope: ExpressionScope) -> ExpressionScope
    {
        guard let name else {
            interpolations(of: tokens[place], .unknown)
            return .unknown
        }
        var range = tokens[place].range
        if case .member = tokens[place].kind {
            range = (range.lowerBound + 1)..<range.upperBound
        } else {
            range = (range.lowerBound + 1)..<max(range.lowerBound + 1, range.upperBound - 1)
        }
        // `.fields.NAME` means the record's fields wherever it stands; a flag's own `fields` is a list.
        if scope == .unknown, name == "fields" {
            return .fields
        }
        if scope.element != .unknown {
            findings.append(.init(kind: .memberOfList, name: name, range: range, suggestion: nil))
            return .unknown
        }
        guard let known = scope.members, !known.contains(name), !scope.isOwn(name) else {
            return scope.member(name)
        }
        let suggestion =
            scope == .fields || scope == .confidences
            ? FieldNames.nearestField(to: name) : Spelling.nearest(to: name, among: known)
        findings.append(
            .init(kind: .unknownMember(of: scope), name: name, range: range, suggestion: suggestion))
        return .unknown
    }

    private mutating func interpolations(of token: ExpressionToken, _ scope: ExpressionScope) {
        for part in token.parts {
            var inner = ExpressionPaths(part, depth: depth + 1, defined: defined)
            inner.whole(scope)
            findings += inner.findings
        }
    }

    private mutating func object(_ scope: ExpressionScope) {
        while index < tokens.count, sign() != "}" {
            // The key: a name, a text, a variable or an expression in brackets.
            if take("(") {
                _ = pipe(scope)
                _ = take(")")
            } else if case .word(let name) = tokens[index].kind, sign(at: 1) != ":" {
                // {name} is short for {name: .name}.
                _ = member(name, at: index, of: scope)
                index += 1
            } else {
                interpolations(of: tokens[index], scope)
                index += 1
            }
            if take(":") {
                _ = pipe(scope, endsAtComma: true)
            }
            _ = take(",")
        }
        _ = take("}")
    }
}
