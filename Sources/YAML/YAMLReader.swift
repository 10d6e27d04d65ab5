/// Reads a YAML text into trees: bounded, and with every problem's place.
package struct YAMLReader: ~Copyable {
    /// What a text held.
    package struct Outcome: Sendable {
        /// The documents that could be read whole.
        package var documents: [YAMLNode] = []
        /// What was wrong, in the order of the text; empty for a good text.
        package var problems: [YAMLProblem] = []
    }

    private let source: YAMLSource
    private let limits: YAMLLimits
    private var events: YAMLEvents
    private var anchors: [String: YAMLNode] = [:]
    private var openAnchors: [String] = []
    private var nodes = 0
    private var problems: [YAMLProblem] = []

    private init(_ source: YAMLSource, _ limits: YAMLLimits) throws(YAMLEvents.Failure) {
        self.source = source
        self.limits = limits
        events = try YAMLEvents(source.bytes)
    }

    /// Reads all documents of a text.
    ///
    /// A syntax mistake ends the reading; repeated keys are collected, all of them.
    package static func read(_ source: YAMLSource, limits: YAMLLimits = YAMLLimits()) -> Outcome {
        var outcome = Outcome()
        if let problem = source.encodingProblem(limit: limits.bytes) {
            outcome.problems.append(problem)
            return outcome
        }
        do {
            var reader = try YAMLReader(source, limits)
            reader.readDocuments(into: &outcome)
        } catch {
            outcome.problems.append(source.problem(for: error))
        }
        return outcome
    }

    /// Reads the one document of a text; none, and more than one, are problems.
    package static func readDocument(
        _ source: YAMLSource, limits: YAMLLimits = YAMLLimits()
    ) -> (document: YAMLNode?, problems: [YAMLProblem]) {
        var outcome = read(source, limits: limits)
        guard outcome.problems.isEmpty || !outcome.documents.isEmpty else {
            return (nil, outcome.problems)
        }
        if outcome.documents.count > 1 {
            outcome.problems.append(
                YAMLProblem(
                    .severalDocuments, at: outcome.documents[1].span,
                    "a second document begins here, and the file may hold only one",
                    mend: "remove the `---` before it, or move it to a file of its own"))
        } else if outcome.documents.isEmpty {
            let start = YAMLPosition(line: 1, column: 1)
            outcome.problems.append(
                YAMLProblem(
                    .empty, at: YAMLSpan(start: start, end: start), "the file is empty",
                    mend: "write something into it"))
        }
        return (outcome.documents.first, outcome.problems)
    }

    private mutating func readDocuments(into outcome: inout Outcome) {
        do {
            reading: while true {
                let event = try next()
                switch event.kind {
                case .streamEnd:
                    break reading
                case .documentStart:
                    anchors = [:]
                    outcome.documents.append(try node(try next(), depth: 1))
                default:
                    break
                }
            }
        } catch {
            problems.append(error)
        }
        outcome.problems += problems.sorted { $0.span.start < $1.span.start }
    }

    private mutating func next() throws(YAMLProblem) -> YAMLEvents.Event {
        do {
            return try events.next()
        } catch {
            throw source.problem(for: error)
        }
    }

    private func span(_ event: YAMLEvents.Event) -> YAMLSpan {
        YAMLSpan(start: source.position(scalar: event.start), end: source.position(scalar: event.end))
    }

    private mutating func node(_ event: YAMLEvents.Event, depth: Int) throws(YAMLProblem) -> YAMLNode {
        if case .alias(let name) = event.kind {
            return try expand(name, at: span(event), depth: depth)
        }
        try count(1, at: span(event), isAlias: false)
        try checkDepth(depth, at: span(event))
        if let anchor = event.anchor {
            openAnchors.append(anchor)
        }
        let made: YAMLNode
        switch event.kind {
        case .scalar(let scalar):
            made = YAMLNode(
                content: .scalar(scalar), span: span(event), tag: event.tag, weight: 1, height: 1)
        case .sequenceStart:
            made = try sequence(event, depth: depth)
        case .mappingStart:
            made = try mapping(event, depth: depth)
        default:
            throw YAMLProblem(.syntax, at: span(event), "a value is missing here")
        }
        if let anchor = event.anchor {
            openAnchors.removeLast()
            anchors[anchor] = made
        }
        return made
    }

    private mutating func sequence(_ start: YAMLEvents.Event, depth: Int) throws(YAMLProblem) -> YAMLNode {
        var items: [YAMLNode] = []
        var weight = 1
        var height = 0
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind {
                let whole = YAMLSpan(start: span(start).start, end: span(event).end)
                return YAMLNode(
                    content: .sequence(items), span: whole, tag: start.tag, weight: weight, height: height + 1
                )
            }
            let item = try node(event, depth: depth + 1)
            weight += item.weight
            height = max(height, item.height)
            items.append(item)
        }
    }

    private mutating func mapping(_ start: YAMLEvents.Event, depth: Int) throws(YAMLProblem) -> YAMLNode {
        var entries: [YAMLEntry] = []
        var seen: [String: YAMLPosition] = [:]
        var weight = 1
        var height = 0
        while true {
            let event = try next()
            if case .mappingEnd = event.kind {
                let whole = YAMLSpan(start: span(start).start, end: span(event).end)
                return YAMLNode(
                    content: .mapping(entries), span: whole, tag: start.tag, weight: weight,
                    height: height + 1)
            }
            let key = try node(event, depth: depth + 1)
            let value = try node(try next(), depth: depth + 1)
            weight += key.weight + value.weight
            height = max(height, max(key.height, value.height))
            if let text = key.scalar?.text {
                if let first = seen[text] {
                    problems.append(
                        YAMLProblem(
                            .duplicateKey, at: key.span,
                            "the key \"\(text)\" is here a second time; the first is in line \(first.line)",
                            mend: "keep one of the two"))
                    continue
                }
                seen[text] = key.span.start
            }
            entries.append(YAMLEntry(key: key, value: value))
        }
    }

    private mutating func expand(_ name: String, at span: YAMLSpan, depth: Int) throws(YAMLProblem)
        -> YAMLNode
    {
        guard !openAnchors.contains(name) else {
            throw YAMLProblem(
                .unknownAlias, at: span, "the alias *\(name) stands inside its own anchor",
                mend: "write the value out")
        }
        guard let target = anchors[name] else {
            throw YAMLProblem(
                .unknownAlias, at: span, "no anchor &\(name) stands before this alias",
                mend: "put &\(name) before the value that it should repeat; quote a text that begins with *")
        }
        try count(target.weight, at: span, isAlias: true)
        try checkDepth(depth + target.height - 1, at: span)
        return target
    }

    private mutating func count(_ more: Int, at span: YAMLSpan, isAlias: Bool) throws(YAMLProblem) {
        nodes += more
        guard nodes > limits.nodes else {
            return
        }
        throw YAMLProblem(
            isAlias ? .aliasExpansion : .size, at: span,
            isAlias
                ? "with its aliases written out the file has more than \(limits.nodes) values"
                : "the file has more than \(limits.nodes) values",
            mend: isAlias ? "use fewer aliases inside aliases" : "split the file")
    }

    private func checkDepth(_ depth: Int, at span: YAMLSpan) throws(YAMLProblem) {
        guard depth > limits.depth else {
            return
        }
        throw YAMLProblem(
            .depth, at: span, "the values are nested more than \(limits.depth) levels deep",
            mend: "flatten the file")
    }
}
