internal import YAML

extension PipelineChecker {
    /// A step's options, checked against its component's schema and with its defaults.
    mutating func options(
        _ node: YAMLNode?, of component: ComponentDescription, step: YAMLNode, uses: YAMLNode?
    ) -> ConfigValue {
        let empty = ConfigValue(.object([]))
        guard let node, node.scalar?.value != .null else {
            let missing = component.options.required.filter { name in
                component.options.property(name)?.standard == nil
            }
            for name in missing {
                mistakes.add(
                    .missingOption, at: uses?.span ?? step.span,
                    "\(component.id) needs the option \"\(name)\"",
                    mend: "add with: {\(name): …}")
            }
            return withDefaults([], of: component.options, origin: .standard)
        }
        guard node.mapping != nil else {
            wrongType(node, wanted: "a mapping of options")
            return empty
        }
        return option(node, component.options, OptionPlace(component: component.id, path: "")) ?? empty
    }

    /// Which option is checked, for messages.
    struct OptionPlace {
        /// Whose options they are.
        let owner: String
        let path: String
        /// How the whole is named.
        private let whole: String
        /// What follows an option's path.
        private let suffix: String

        init(component: String, path: String) {
            owner = component
            self.path = path
            whole = "the options of \(component)"
            suffix = " of \(component)"
        }

        /// Options that stand for themselves: "port", in "the configuration".
        init(whole: String, path: String = "") {
            owner = whole
            self.path = path
            self.whole = whole
            suffix = ""
        }

        private init(_ place: OptionPlace, path: String) {
            owner = place.owner
            self.path = path
            whole = place.whole
            suffix = place.suffix
        }

        func member(_ key: String) -> OptionPlace {
            OptionPlace(self, path: path.isEmpty ? key : path + "." + key)
        }

        func item(_ index: Int) -> OptionPlace { OptionPlace(self, path: "\(path)[\(index)]") }

        var name: String { path.isEmpty ? whole : path + suffix }
    }

    mutating func option(_ node: YAMLNode, _ schema: OptionSchema, _ place: OptionPlace)
        -> ConfigValue?
    {
        checkTag(node)
        switch node.content {
        case .scalar(let scalar):
            if schema.isFromFile, !schema.allows(.string), case .string = scalar.value {
                return fromFiles(scalar, at: node, schema, place).first
            }
            return scalarOption(scalar, at: node, schema, place)
        case .sequence(let items):
            guard schema.allows(.array) else {
                wrongOption(node, schema, place)
                return nil
            }
            var values: [ConfigValue] = []
            for (index, item) in items.enumerated() {
                if let schema = schema.items, schema.isFromFile, let scalar = item.scalar,
                    case .string = scalar.value
                {
                    values += fromFiles(scalar, at: item, schema, place.item(index))
                } else if let value = option(item, schema.items ?? .anything, place.item(index)) {
                    values.append(value)
                }
            }
            checkLength(items.count, "items", schema, at: node.span, place)
            checkOrder(values, schema, at: node.span, place)
            return ConfigValue(.array(values), origin: origin(node))
        case .mapping(let entries):
            guard schema.allows(.object) else {
                wrongOption(node, schema, place)
                return nil
            }
            return mappingOption(entries, at: node, schema, place)
        }
    }

    private mutating func mappingOption(
        _ entries: [YAMLEntry], at node: YAMLNode, _ schema: OptionSchema, _ place: OptionPlace
    ) -> ConfigValue {
        var members: [ConfigValue.Member] = []
        var meant: Set<String> = []
        let given = Set(entries.compactMap { $0.key.scalar?.text })
        for entry in entries {
            guard let key = keyText(entry.key) else {
                continue
            }
            guard let own = schema.property(key) ?? schema.additional else {
                let free = schema.properties.map(\.name).filter { !given.contains($0) }
                let suggestion = Spelling.nearest(to: key, among: free)
                if let suggestion {
                    meant.insert(suggestion)
                }
                mistakes.add(
                    .unknownOption, at: entry.key.span,
                    "unknown option \"\(Self.shortened(key))\" in \(place.name)",
                    suggestion: suggestion,
                    mend: suggestion == nil ? Self.knownOptions(schema, place) : nil)
                continue
            }
            if let format = schema.keyFormat, schema.property(key) == nil, let scalar = entry.key.scalar {
                checkFormat(key, format, of: scalar, at: entry.key.span, place)
            }
            if let value = option(entry.value, own, place.member(key)) {
                members.append(.init(key, value))
            }
        }
        for name in schema.required where !given.contains(name) && !meant.contains(name) {
            guard schema.property(name)?.standard == nil else {
                continue
            }
            mistakes.add(
                .missingOption, at: node.span, "\(place.name) lack the option \"\(name)\"",
                mend: "add \(name):")
        }
        if !schema.oneOf.isEmpty, !schema.oneOf.contains(where: { given.contains($0) || meant.contains($0) })
        {
            mistakes.add(
                .missingOption, at: node.span,
                "\(place.name) need one of \(schema.oneOf.joined(separator: ", "))",
                mend: "add one of them")
        }
        return withDefaults(members, of: schema, origin: origin(node))
    }

    private static func knownOptions(_ schema: OptionSchema, _ place: OptionPlace) -> String {
        schema.properties.isEmpty
            ? "\(place.owner) takes no options here; remove it"
            : "known are \(schema.properties.map(\.name).joined(separator: ", "))"
    }

    private func withDefaults(
        _ members: [ConfigValue.Member], of schema: OptionSchema, origin: ConfigValue.Origin
    ) -> ConfigValue {
        let given = Set(members.map(\.key))
        let defaults = schema.properties.compactMap { property in
            given.contains(property.name)
                ? nil : property.schema.standard.map { ConfigValue.Member(property.name, $0) }
        }
        return ConfigValue(.object(members + defaults), origin: origin)
    }

    private mutating func scalarOption(
        _ scalar: YAMLScalar, at node: YAMLNode, _ schema: OptionSchema, _ place: OptionPlace
    ) -> ConfigValue? {
        let known = mistakes.all.count
        defer { if schema.isSecret { mistakes.hideText(after: known) } }
        guard let filled = mistakes.fill(scalar, at: node.span, from: variables(of: node)) else {
            return nil
        }
        guard let content = content(of: filled, for: schema) else {
            if filled.template != nil {
                mistakes.add(
                    .variableText, at: node.span,
                    "the value of \(filled.shown) for \(place.name) isn't \(schema.typeName)",
                    mend: "set the variable to \(schema.typeName)")
            } else {
                wrongOption(node, schema, place)
            }
            return nil
        }
        let mask = filled.isSecret ? filled.template : schema.isSecret ? "********" : nil
        let value = ConfigValue(content, origin: origin(node), mask: mask)
        checkValue(value, filled, schema, at: node.span, place)
        if let format = schema.format, case .string(let text) = content {
            checkFormat(text, format, of: filled.template == nil ? scalar : nil, at: node.span, place)
        }
        return value
    }

    /// What a scalar means where a schema wants certain types; nil when it fits none of them.
    func content(of filled: FilledScalar, for schema: OptionSchema) -> ConfigValue.Content? {
        // A variable's text takes the type that is wanted: a secret of digits stays text.
        let isFree = filled.template != nil && !schema.kinds.isEmpty
        switch isFree ? YAMLScalar.coreValue(of: filled.text) : filled.value {
        case .null where schema.allows(.null): return .null
        case .bool(let value) where schema.allows(.boolean): return .bool(value)
        case .integer(let value) where schema.allows(.integer) || schema.allows(.number):
            return .integer(value)
        case .float(let value) where value.isFinite && schema.allows(.number): return .number(value)
        case .float(let value) where schema.allows(.integer): return Int(exactly: value).map { .integer($0) }
        case .string(let text) where schema.allows(.string): return .string(text)
        default: return isFree && schema.allows(.string) ? .string(filled.text) : nil
        }
    }

    private mutating func wrongOption(_ node: YAMLNode, _ schema: OptionSchema, _ place: OptionPlace) {
        let suggestion = schema.isSecret ? nil : node.scalar.flatMap { Self.rewritten($0, for: schema) }
        mistakes.add(
            .optionType, at: node.span,
            "\(place.name) must be \(schema.typeName)"
                + (schema.isSecret ? "" : ", and this is \(found(node))"),
            suggestion: suggestion, mend: suggestion == nil ? "write \(schema.typeName)" : nil)
    }

    /// The same value as it would have to be written to fit.
    private static func rewritten(_ scalar: YAMLScalar, for schema: OptionSchema) -> String? {
        switch scalar.value {
        case .null:
            return nil
        case .string(let text):
            let plain = YAMLScalar.coreValue(of: text)
            if schema.allows(.boolean) {
                switch text.lowercased() {
                case "yes", "on", "y", "true": return "true"
                case "no", "off", "n", "false": return "false"
                default: break
                }
            }
            switch plain {
            case .integer where schema.allows(.integer) || schema.allows(.number): return text
            case .float where schema.allows(.number): return text
            default: break
            }
        default:
            if schema.allows(.string) {
                return "\"\(scalar.text)\""
            }
        }
        return schema.allows(.array) ? "[\(scalar.text)]" : nil
    }
}
