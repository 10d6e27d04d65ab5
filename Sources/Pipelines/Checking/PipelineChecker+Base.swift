internal import Files
internal import YAML

extension PipelineChecker {
    /// Pipelines that may extend one another in a row.
    private static let deepestBase = 8

    /// The tree of a pipeline with what it takes over from the one that it extends.
    ///
    /// - Returns: The tree itself when it extends nothing; nil when what it extends can't be used, which is told.
    mutating func extended(_ root: YAMLNode, above: [String] = []) -> YAMLNode? {
        guard let extends = root["extends"] else { return root }
        guard let name = fixedText(extends) else { return nil }
        let own = mistakes.source(of: root.span).name
        let found: Result<String, PipelineFiles.Problem> =
            files?.pipeline(name, FilePath.parent(own))
            ?? .failure(.init("other pipelines are not read here"))
        switch found.flatMap({ path in base(path, above + [own]) }) {
        case .success(let base):
            return base.flatMap { overlay(root, on: $0) }
        case .failure(let problem):
            mistakes.add(
                .badBase, at: extends.span, problem.message, suggestion: problem.suggestion,
                mend: problem.mend)
            return nil
        }
    }

    /// The tree of another pipeline's file; nil when it can't be read as YAML, which is told at its place.
    private mutating func base(_ path: String, _ above: [String]) -> Result<YAMLNode?, PipelineFiles.Problem>
    {
        guard above.count <= Self.deepestBase else {
            return .failure(
                .init(
                    "pipelines extend one another more than \(Self.deepestBase) times",
                    mend: "extend one of them"))
        }
        let real = FilePath.resolved(path) ?? path
        guard !above.contains(where: { (FilePath.resolved($0) ?? $0) == real }) else {
            return .failure(.init("the pipeline extends itself", mend: "name another pipeline"))
        }
        switch files?.read(path) ?? .failure(.init("files are not read here")) {
        case .failure(let problem): return .failure(problem)
        case .success(let source): return .success(tree(of: source).flatMap { extended($0, above: above) })
        }
    }

    /// The tree of another file, whose mistakes are told at their places in it.
    mutating func tree(of source: YAMLSource) -> YAMLNode? {
        let file = mistakes.add(source)
        let (document, problems) = YAMLReader.readDocument(source)
        for problem in problems { mistakes.add(problem, inFile: file) }
        return document?.inFile(file)
    }

    /// Keys that a pipeline doesn't take over.
    private static let ownKeys: Set<String> = ["name", "version", "tests", "extends"]

    private mutating func overlay(_ own: YAMLNode, on base: YAMLNode) -> YAMLNode? {
        guard let entries = own.mapping, let inherited = base.mapping else { return own }
        var merged: [YAMLEntry] = []
        for entry in inherited {
            guard let key = entry.key.scalar?.text, !Self.ownKeys.contains(key) else { continue }
            guard let replaced = entries.first(where: { $0.key.scalar?.text == key }) else {
                merged.append(entry)
                continue
            }
            let value: YAMLNode =
                switch key {
                case "steps", "notify": overlay(list: replaced.value, on: entry.value, key)
                case "limits", "review": Self.overlay(mapping: replaced.value, on: entry.value)
                default: replaced.value
                }
            merged.append(YAMLEntry(key: replaced.key, value: value))
        }
        let taken = Set(merged.compactMap { $0.key.scalar?.text })
        merged += entries.filter { entry in
            entry.key.scalar.map { !taken.contains($0.text) && $0.text != "extends" } ?? true
        }
        return own.with(merged)
    }

    /// Key by key, mappings in mappings too; lists and single values are replaced.
    private static func overlay(mapping own: YAMLNode, on base: YAMLNode) -> YAMLNode {
        guard let entries = own.mapping, let inherited = base.mapping else { return own }
        var merged = inherited.map { entry -> YAMLEntry in
            guard let key = entry.key.scalar?.text,
                let replaced = entries.first(where: { $0.key.scalar?.text == key })
            else { return entry }
            return YAMLEntry(key: replaced.key, value: overlay(mapping: replaced.value, on: entry.value))
        }
        let taken = Set(inherited.compactMap { $0.key.scalar?.text })
        merged += entries.filter { entry in entry.key.scalar.map { !taken.contains($0.text) } ?? true }
        return own.with(merged)
    }

    /// Steps by their names: an entry without `uses` changes the one of its name, others are added behind `after`,
    /// or at the end.
    private mutating func overlay(list own: YAMLNode, on base: YAMLNode, _ key: String) -> YAMLNode {
        guard let items = own.sequence, var steps = base.sequence else { return own }
        for item in items {
            guard let entries = item.mapping else {
                steps.append(item)
                continue
            }
            let names = Self.names(of: steps)
            guard item["uses"] != nil || item["name"] == nil else {
                guard let name = item["name"]?.scalar?.text, let place = names.firstIndex(of: name) else {
                    unknownStep(item["name"], among: names, key)
                    continue
                }
                steps[place] = Self.overlay(mapping: item, on: steps[place])
                continue
            }
            guard let after = item["after"] else {
                steps.append(item)
                continue
            }
            guard let name = after.scalar?.text, let place = names.firstIndex(of: name) else {
                unknownStep(after, among: names, key)
                continue
            }
            steps.insert(item.with(entries.filter { $0.key.scalar?.text != "after" }), at: place + 1)
        }
        return own.with(steps)
    }

    private mutating func unknownStep(_ node: YAMLNode?, among names: [String], _ key: String) {
        guard let node, let name = node.scalar?.text else { return }
        let suggestion = Spelling.nearest(to: name, among: names)
        mistakes.add(
            .unknownStep, at: node.span,
            "the extended pipeline has no \(key == "steps" ? "step" : "notification") \"\(Self.shortened(name))\"",
            suggestion: suggestion,
            mend: suggestion == nil
                ? "it has \(names.joined(separator: ", ")); a new one begins with uses:" : nil)
    }

    /// The steps' names as they will be: as written, else the component's id, numbered from the second one on.
    private static func names(of steps: [YAMLNode]) -> [String] {
        var names = Names()
        return steps.map { step in
            if let name = step["name"]?.scalar?.text {
                _ = names.take(name)
                return name
            }
            return names.next(step["uses"]?.scalar?.text ?? "step")
        }
    }
}
