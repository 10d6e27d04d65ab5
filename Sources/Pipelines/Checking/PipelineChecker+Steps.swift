internal import AssayKit
internal import YAML

extension PipelineChecker {
    mutating func steps(_ node: YAMLNode, within limits: PipelineLimits) -> [PipelineStep] {
        guard let items = items(node, "steps", "a list of steps, each beginning with - uses:") else {
            return []
        }
        var names = Names()
        var steps: [PipelineStep] = []
        var order = StepOrder()
        for (index, item) in items.enumerated() {
            guard let keys = keys(of: item, as: .step) else {
                continue
            }
            let component = keys["uses"].flatMap { self.component($0, in: "steps") }
            if let component, let uses = keys["uses"] {
                order.add(component, at: uses.span, to: &mistakes)
            }
            let name = self.name(keys["name"], of: "step", standard: component?.id ?? "step", &names)
            let condition = keys["if"].flatMap { expression($0, for: .step(index)) }
            let onError = keys["on_error"].flatMap { self.onError($0) }
            let own = keys["limits"].map { stepLimits($0, within: limits) }
            guard let component else {
                continue
            }
            steps.append(
                PipelineStep(
                    name: name, uses: component.id, plugin: component.plugin, kind: component.kind,
                    options: options(keys["with"], of: component, step: item, uses: keys["uses"]),
                    condition: condition, onError: onError ?? .fail, limits: own ?? StepLimits(),
                    line: item.span.start.line,
                    optionSpan: (keys["with"] ?? keys["uses"] ?? item).span))
        }
        if steps.count == items.count {
            order.finish(at: node.span, &mistakes)
        }
        return steps
    }

    mutating func notifications(_ node: YAMLNode, within limits: PipelineLimits) -> [NotifyStep] {
        guard let items = items(node, "notify", "a list of notifications, each beginning with - uses:") else {
            return []
        }
        var names = Names()
        var steps: [NotifyStep] = []
        for (index, item) in items.enumerated() {
            guard let keys = keys(of: item, as: .notify) else {
                continue
            }
            let component = keys["uses"].flatMap { self.component($0, in: "notify") }
            let name = self.name(
                keys["name"], of: "notification", standard: component?.id ?? "notify", &names)
            let on = keys["on"].map {
                list($0, of: NotifyStep.Event.self, "outcomes", synonyms: Self.outcomes)
            }
            let condition = keys["if"].flatMap { expression($0, for: .notify(index)) }
            let own = keys["limits"].map { stepLimits($0, within: limits) }
            guard let component else {
                continue
            }
            steps.append(
                NotifyStep(
                    name: name, uses: component.id, plugin: component.plugin,
                    on: on ?? NotifyStep.Event.allCases,
                    options: options(keys["with"], of: component, step: item, uses: keys["uses"]),
                    condition: condition, limits: own ?? StepLimits(), line: item.span.start.line,
                    optionSpan: (keys["with"] ?? keys["uses"] ?? item).span))
        }
        return steps
    }

    static let outcomes: [String: NotifyStep.Event] = [
        "success": .processed, "done": .processed, "ok": .processed, "complete": .processed,
        "completed": .processed, "error": .failed, "failure": .failed, "review": .needsReview,
        "flag": .flagged,
    ]

    private mutating func onError(_ node: YAMLNode) -> PipelineStep.OnError? {
        choice(
            node, of: PipelineStep.OnError.self, "ways",
            synonyms: [
                "continue": .skip, "ignore": .skip, "abort": .fail, "stop": .fail, "needs_review": .review,
            ])
    }

    /// A list's items; an empty list and anything else are told.
    mutating func items(_ node: YAMLNode, _ key: String, _ wanted: String) -> [YAMLNode]? {
        checkTag(node)
        guard let items = node.sequence else {
            wrongType(node, wanted: wanted)
            return nil
        }
        if items.isEmpty {
            mistakes.add(.empty, at: node.span, "\(key) is empty", mend: "write \(wanted)")
        }
        return items
    }

    private mutating func component(_ node: YAMLNode, in place: String) -> ComponentDescription? {
        guard let id = fixedText(node) else {
            return nil
        }
        let wantsNotifier = place == "notify"
        let fitting = components.filter { ($0.kind == .notifier) == wantsNotifier && !$0.isInternal }
        if let component = fitting.first(where: { $0.id == id }) {
            if let obstacle = component.obstacle {
                mistakes.add(.notGranted, at: node.span, obstacle.message, mend: obstacle.mend)
            }
            return component
        }
        if let other = components.first(where: { $0.id == id }) {
            let sentence =
                other.isInternal
                ? "\(id) serves the engine and isn't for pipelines"
                : "\(id) is \(other.kind == .extractor ? "an" : "a") \(other.kind.rawValue) and doesn't belong under \(place)"
            mistakes.add(
                .wrongKind, at: node.span, sentence,
                mend: other.isInternal ? "remove it" : "move it to \(wantsNotifier ? "steps" : "notify")")
            return nil
        }
        let suggestion = Spelling.nearest(to: id, among: fitting.map(\.id))
        mistakes.add(
            .unknownComponent, at: node.span, "no installed plugin has a component \"\(Self.shortened(id))\"",
            suggestion: suggestion,
            mend: suggestion == nil
                ? "installed are \(fitting.isEmpty ? "none" : fitting.map(\.id).sorted().joined(separator: ", "))"
                : nil)
        return nil
    }

    /// Names of steps that were used already.
    struct Names {
        private var used: Set<String> = []
        private var last: [String: Int] = [:]

        mutating func take(_ name: String) -> Bool {
            used.insert(name).inserted
        }

        mutating func next(_ standard: String) -> String {
            guard !take(standard) else {
                return standard
            }
            var number = last[standard] ?? 1
            var name: String
            repeat {
                number += 1
                name = "\(standard)-\(number)"
            } while !take(name)
            last[standard] = number
            return name
        }
    }

    private mutating func name(
        _ node: YAMLNode?, of what: String, standard: String, _ names: inout Names
    ) -> String {
        guard let node, let name = self.name(node, of: what) else {
            return names.next(standard)
        }
        if !names.take(name) {
            mistakes.add(
                .repeated, at: node.span, "another \(what) has the name \"\(name)\" already",
                mend: "give each \(what) its own name")
        }
        return name
    }
}
