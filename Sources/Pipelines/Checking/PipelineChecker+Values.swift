internal import YAML

extension PipelineChecker {
    /// A mapping's values by key, after telling what is unknown or missing.
    ///
    /// - Returns: nil when the node isn't a mapping.
    mutating func keys(of node: YAMLNode, as vocabulary: Vocabulary) -> [String: YAMLNode]? {
        checkTag(node)
        guard let entries = node.mapping else {
            wrongType(node, wanted: "a mapping with the keys \(vocabulary.keys.joined(separator: ", "))")
            return nil
        }
        var values: [String: YAMLNode] = [:]
        var meant: Set<String> = []
        let free = vocabulary.keys.filter { node[$0] == nil }
        for entry in entries {
            guard let key = keyText(entry.key) else {
                continue
            }
            if vocabulary.keys.contains(key) {
                values[key] = entry.value
                continue
            }
            let suggestion = vocabulary.meant(by: key).flatMap { free.contains($0) ? $0 : nil }
            if let suggestion {
                meant.insert(suggestion)
            }
            mistakes.add(
                .unknownKey, at: entry.key.span, "unknown key \"\(key)\" in \(vocabulary.place)",
                suggestion: suggestion,
                mend: suggestion == nil ? "known keys are \(vocabulary.keys.joined(separator: ", "))" : nil)
        }
        // A misspelled key isn't missing too.
        for key in vocabulary.required where values[key] == nil && !meant.contains(key) {
            mistakes.add(
                .missingKey, at: node.span, "\(vocabulary.place) needs the key \"\(key)\"",
                mend: "add \(key):")
        }
        return values
    }

    /// A key's text; keys that aren't text are told.
    mutating func keyText(_ key: YAMLNode) -> String? {
        guard let scalar = key.scalar else {
            mistakes.add(
                .keyNotText, at: key.span, "a key must be text",
                mend: "put a text in quotes if it begins with a bracket")
            return nil
        }
        checkTag(key)
        if scalar.text == "<<", scalar.style == .plain {
            mistakes.add(
                .keyNotText, at: key.span, "the merge key << isn't supported",
                mend: "write the keys out, or repeat a whole value with an alias")
            return nil
        }
        if scalar.text.contains("${") {
            mistakes.add(
                .variablePlace, at: key.span, "a key can't hold a variable", mend: "write the key out")
            return nil
        }
        return scalar.text
    }

    mutating func checkTag(_ node: YAMLNode) {
        guard let tag = node.tag, !tag.hasPrefix("tag:yaml.org,2002:"), tag != "!" else {
            return
        }
        mistakes.add(.tag, at: node.span, "the tag \(tag) isn't supported", mend: "remove the tag")
    }

    mutating func wrongType(_ node: YAMLNode, wanted: String, suggestion: String? = nil) {
        mistakes.add(
            .wrongType, at: node.span, "expected \(wanted), found \(found(node))", suggestion: suggestion,
            mend: suggestion == nil ? "write \(wanted) here" : nil)
    }

    /// How a message names what stands somewhere.
    func found(_ node: YAMLNode) -> String {
        switch node.content {
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .scalar(let scalar):
            switch scalar.value {
            case .null: return scalar.text.isEmpty ? "nothing" : "null"
            case .bool: return scalar.text
            case .integer, .float: return "the number \(scalar.text)"
            case .string(let text): return "the text \"\(Self.shortened(text))\""
            }
        }
    }

    static func shortened(_ text: String) -> String {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        return line.count < text.count || line.count > 60 ? line.prefix(60) + "…" : line
    }

    /// A text in which variables have no place: a name, a component, an expression.
    mutating func fixedText(_ node: YAMLNode) -> String? {
        checkTag(node)
        guard let scalar = node.scalar else {
            wrongType(node, wanted: "text")
            return nil
        }
        if let range = scalar.text.firstRange(of: "${") {
            let start = scalar.text.unicodeScalars.distance(
                from: scalar.text.startIndex, to: range.lowerBound)
            mistakes.add(
                .variablePlace, in: start..<(start + 2), of: scalar, at: node.span,
                "a variable isn't allowed here",
                mend: "write the value out; variables belong into options, limits and addresses")
            return nil
        }
        return scalar.text
    }

    /// Any text; numbers and truth values must be quoted.
    mutating func text(_ node: YAMLNode) -> String? {
        checkTag(node)
        guard case .string(let text)? = node.scalar?.value else {
            let isNumber = node.scalar.map { $0.value != .null } ?? false
            wrongType(node, wanted: "text", suggestion: isNumber ? node.scalar.map { "\"\($0.text)\"" } : nil)
            return nil
        }
        return text
    }

    /// A name of lower-case letters, digits, dots and hyphens.
    mutating func name(_ node: YAMLNode, of what: String) -> String? {
        guard let text = fixedText(node) else {
            return nil
        }
        guard case .string? = node.scalar?.value, !text.isEmpty else {
            wrongType(node, wanted: "a name")
            return nil
        }
        guard text.utf8.count <= 64, let first = text.utf8.first, Self.isNameLetter(first, isFirst: true),
            text.utf8.allSatisfy({ Self.isNameLetter($0, isFirst: false) })
        else {
            let mended = text.lowercased().map {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-"
            }
            let suggestion = String(String(mended).drop { $0 == "-" || $0 == "." }.prefix(64))
            mistakes.add(
                .badName, at: node.span,
                "a \(what)'s name has at most 64 lower-case letters, digits, dots and hyphens and begins with a letter or digit",
                suggestion: suggestion.isEmpty ? nil : suggestion)
            return nil
        }
        return text
    }

    static func isNameLetter(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39: true
        case 0x2D, 0x2E: !isFirst
        default: false
        }
    }

    /// One of the values of an enumeration.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode, of type: Choice.Type, _ what: String, synonyms: [String: Choice] = [:]
    ) -> Choice? {
        guard let text = fixedText(node) else {
            return nil
        }
        if let choice = Choice(rawValue: text) {
            return choice
        }
        let known = Choice.allCases.map(\.rawValue)
        let suggestion = synonyms[text.lowercased()]?.rawValue ?? Spelling.nearest(to: text, among: known)
        mistakes.add(
            .unknownValue, at: node.span,
            "\"\(Self.shortened(text))\" isn't one of the \(what) \(known.joined(separator: ", "))",
            suggestion: suggestion,
            mend: suggestion == nil ? "write one of \(known.joined(separator: ", "))" : nil)
        return nil
    }

    /// A list of values of an enumeration, each at most once.
    mutating func list<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode, of type: Choice.Type, _ what: String, synonyms: [String: Choice] = [:]
    ) -> [Choice] {
        var found: [Choice] = []
        for item in listItems(node) {
            guard let choice = choice(item, of: type, what, synonyms: synonyms) else {
                continue
            }
            if isFirst(choice.rawValue, among: found.map(\.rawValue), at: item) {
                found.append(choice)
            }
        }
        return found
    }

    /// The file types that a pipeline takes.
    mutating func accepts(_ node: YAMLNode) -> [String] {
        let readable = Set(components.flatMap(\.reads))
        let usual = ["pdf", "png", "jpeg", "tiff", "webp", "gif", "bmp", "json", "xml"]
        let known = usual + readable.subtracting(usual).sorted()
        var found: [String] = []
        for item in listItems(node) {
            guard let text = fixedText(item) else {
                continue
            }
            guard known.contains(text) else {
                let other = ["jpg": "jpeg", "tif": "tiff", "image": "png"][text.lowercased()]
                let suggestion = other ?? Spelling.nearest(to: text, among: known)
                mistakes.add(
                    .unknownValue, at: item.span, "\"\(Self.shortened(text))\" isn't a file type",
                    suggestion: suggestion,
                    mend: suggestion == nil ? "write one of \(known.joined(separator: ", "))" : nil)
                continue
            }
            if !readable.contains(text) {
                mistakes.add(
                    .unknownValue, .warning, at: item.span, "no installed plugin reads \(text) files",
                    mend: "install a reader for them, or remove it")
            }
            if isFirst(text, among: found, at: item) {
                found.append(text)
            }
        }
        return found
    }

    private mutating func isFirst(_ text: String, among found: [String], at item: YAMLNode) -> Bool {
        if found.contains(text) {
            mistakes.add(.repeated, at: item.span, "\"\(text)\" is in the list already", mend: "remove it")
            return false
        }
        return true
    }

    /// A list's items; an empty list and anything else are told.
    private mutating func listItems(_ node: YAMLNode) -> [YAMLNode] {
        checkTag(node)
        guard let items = node.sequence else {
            wrongType(node, wanted: "a list", suggestion: node.scalar.map { "[\($0.text)]" })
            return []
        }
        if items.isEmpty {
            mistakes.add(
                .empty, at: node.span, "the list is empty", mend: "name at least one, or remove the key")
        }
        return items
    }

    /// A jq expression, kept with its place.
    ///
    /// - Returns: Its index among the pipeline's expressions.
    mutating func expression(_ node: YAMLNode, for purpose: PipelineExpression.Purpose) -> Int? {
        guard let text = fixedText(node), let scalar = node.scalar else {
            return nil
        }
        guard text.contains(where: { !$0.isWhitespace }), scalar.value != .null else {
            mistakes.add(
                .empty, at: node.span, "a jq expression is needed here", mend: "write one, or remove the key")
            return nil
        }
        guard text.unicodeScalars.count <= Self.expressionLimit else {
            mistakes.add(
                .outOfRange, at: node.span, "an expression has at most \(Self.expressionLimit) characters",
                mend: "shorten it")
            return nil
        }
        let expression = PipelineExpression(text: text, purpose: purpose, scalar: scalar, span: node.span)
        checkPaths(of: expression)
        expressions.append(expression)
        return expressions.count - 1
    }
}
