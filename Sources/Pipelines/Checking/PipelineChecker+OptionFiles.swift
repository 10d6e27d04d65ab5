internal import Files
internal import YAML

extension PipelineChecker {
    /// Files that one pipeline may be put together from.
    private static let mostFiles = 2000

    /// The values of the YAML files that an option names; mistakes in them are told at their places.
    mutating func fromFiles(
        _ scalar: YAMLScalar, at node: YAMLNode, _ schema: OptionSchema, _ place: OptionPlace
    ) -> [ConfigValue] {
        guard let filled = mistakes.fill(scalar, at: node.span, from: variables(of: node)) else { return [] }
        let folder = FilePath.parent(mistakes.source(of: node.span).name)
        let path = FilePath.join(folder == "." ? "" : folder, filled.text)
        switch files?.files(path) ?? .failure(.init("files are not read here")) {
        case .failure(let problem):
            mistakes.add(
                .optionFile, at: node.span, problem.message, mend: problem.mend ?? "correct the path")
            return []
        case .success(let paths):
            if let files {
                mistakes.watch { if case .success(paths) = files.files(path) { true } else { false } }
            }
            return paths.compactMap { path in fromFile(path, namedBy: node, schema, place) }
        }
    }

    private mutating func fromFile(
        _ path: String, namedBy node: YAMLNode, _ schema: OptionSchema, _ place: OptionPlace
    ) -> ConfigValue? {
        guard mistakes.sources.count < Self.mostFiles else {
            mistakes.add(
                .optionFile, at: node.span, "the pipeline takes in too many files", mend: "name fewer of them"
            )
            return nil
        }
        switch files?.read(path) ?? .failure(.init("files are not read here")) {
        case .failure(let problem):
            mistakes.add(
                .optionFile, at: node.span, problem.message, mend: problem.mend ?? "correct the path")
            return nil
        case .success(let source):
            guard let root = tree(of: source) else { return nil }
            guard root.mapping != nil else {
                wrongType(root, wanted: "a mapping")
                return nil
            }
            return option(root, schema, place)
        }
    }
}
