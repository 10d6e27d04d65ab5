/// One node of a YAML tree, with its place in the text.
///
/// Aliases are resolved: the node stands in the tree once for every use, with the position of its definition,
/// for that is where its text can be mended.
package struct YAMLNode: Sendable {
    /// What a node holds.
    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    package let content: Content
    /// Where it stands; for a block scalar from its indicator on.
    package let span: YAMLSpan
    /// An explicit tag, in full: "tag:yaml.org,2002:str"; nil for none.
    package let tag: String?
    /// How many nodes it holds, itself included, with every alias expanded.
    package let weight: Int
    /// How many levels it has; 1 for a scalar.
    package let height: Int

    package var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    package var sequence: [YAMLNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    package var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The same tree as one of another text.
    package func inFile(_ file: Int) -> YAMLNode {
        let moved: Content =
            switch content {
            case .scalar: content
            case .sequence(let items): .sequence(items.map { $0.inFile(file) })
            case .mapping(let entries):
                .mapping(entries.map { YAMLEntry(key: $0.key.inFile(file), value: $0.value.inFile(file)) })
            }
        let place = YAMLSpan(start: span.start, end: span.end, file: file)
        return YAMLNode(content: moved, span: place, tag: tag, weight: weight, height: height)
    }

    /// The node with other entries, as when two texts make one mapping.
    package func with(_ entries: [YAMLEntry]) -> YAMLNode {
        YAMLNode(content: .mapping(entries), span: span, tag: tag, weight: weight, height: height)
    }

    /// The node with other items.
    package func with(_ items: [YAMLNode]) -> YAMLNode {
        YAMLNode(content: .sequence(items), span: span, tag: tag, weight: weight, height: height)
    }

    /// The value of a mapping's key; nil when it isn't a mapping or has no such key.
    package subscript(key: String) -> YAMLNode? {
        mapping?.first { $0.key.scalar?.text == key }?.value
    }
}

/// A key and its value, in the order of the text.
package struct YAMLEntry: Sendable {
    package let key: YAMLNode
    package let value: YAMLNode

    package init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}
