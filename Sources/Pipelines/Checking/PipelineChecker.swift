internal import Crypto
internal import Files
package import YAML

/// What checking a file found.
package struct PipelineCheck: Sendable {
    /// nil when a mistake keeps it from running.
    package let definition: PipelineDefinition?
    /// Every mistake, in the order of the text.
    package let diagnostics: [Diagnostic]
    /// The text that was checked.
    package let source: YAMLSource
}

/// Turns a pipeline file into a checked definition, telling all its mistakes at once.
package struct PipelineChecker {
    /// Answers whether a test's document is there.
    package typealias DocumentExists = @Sendable (_ path: String) -> Bool

    let components: [ComponentDescription]
    let variables: VariableSource
    let documentExists: DocumentExists?
    /// What may be taken in from elsewhere; nil: nothing.
    let files: PipelineFiles?
    /// The variables of other files count from their own folders; nil: from the pipeline file's.
    let otherVariables: (@Sendable (_ folder: String) -> VariableSource)?
    var mistakes: Mistakes
    var expressions: [PipelineExpression] = []
    var optionExpressions: [PipelineExpression] = []

    init(
        _ source: YAMLSource, _ components: any ComponentDirectory, _ variables: VariableSource,
        _ documentExists: DocumentExists?, files: PipelineFiles? = nil,
        otherVariables: (@Sendable (String) -> VariableSource)? = nil
    ) {
        self.components = components.components
        self.variables = variables
        self.documentExists = documentExists
        self.files = files
        self.otherVariables = otherVariables
        mistakes = Mistakes(in: source)
    }

    /// Checks a text.
    ///
    /// - Parameters:
    ///   - source: The text; its name stands in every mistake.
    ///   - components: What is installed.
    ///   - variables: Where `${NAME}` and `${file:PATH}` get their values.
    ///   - documentExists: Tells whether a test's document is there; nil: not checked.
    ///   - files: What it may take in from elsewhere; nil: nothing.
    ///   - otherVariables: The variables of files in another folder; nil: the same.
    /// - Returns: The definition, unless a mistake keeps it from running, and every mistake.
    package static func check(
        _ source: YAMLSource, components: any ComponentDirectory, variables: VariableSource,
        documentExists: DocumentExists? = nil, files: PipelineFiles? = nil,
        otherVariables: (@Sendable (String) -> VariableSource)? = nil
    ) -> PipelineCheck {
        var checker = PipelineChecker(
            source, components, variables, documentExists, files: files, otherVariables: otherVariables)
        let (document, problems) = YAMLReader.readDocument(source)
        for problem in problems {
            checker.mistakes.add(problem)
        }
        let whole = document.flatMap { checker.extended($0) }
        let definition = whole.flatMap { checker.pipeline($0) }
        let diagnostics = checker.mistakes.all.inTextOrder
        return PipelineCheck(
            definition: diagnostics.hasErrors ? nil : definition, diagnostics: diagnostics, source: source)
    }

    private mutating func pipeline(_ root: YAMLNode) -> PipelineDefinition? {
        if root.scalar?.value == .null {
            mistakes.add(
                .emptyFile, at: root.span, "the file is empty", mend: "give the pipeline a name and steps")
            return nil
        }
        guard let keys = keys(of: root, as: .pipeline) else {
            return nil
        }
        let name = keys["name"].flatMap { self.name($0, of: "pipeline") }
        let limits = keys["limits"].map { self.limits($0) } ?? PipelineLimits()
        let steps = keys["steps"].map { self.steps($0, within: limits) } ?? []
        let review = self.review(keys["review"])
        let notify = keys["notify"].map { notifications($0, within: limits) } ?? []
        let definition = PipelineDefinition(
            file: mistakes.source.name, name: name ?? "",
            description: keys["description"].flatMap { text($0) },
            version: keys["version"].flatMap { version($0) } ?? Self.digest(of: mistakes.sources),
            accepts: keys["accepts"].map { accepts($0) } ?? [],
            limits: limits, steps: steps, review: review, notify: notify,
            tests: keys["tests"].map { tests($0) } ?? [], expressions: expressions,
            optionExpressions: optionExpressions,
            sources: mistakes.sources, isCurrent: currency)
        return name == nil || steps.isEmpty ? nil : definition
    }

    /// Tells whether what was read is still the same.
    private var currency: @Sendable () -> Bool {
        let (files, sources, watches) = (files, mistakes.sources, mistakes.watches)
        return {
            watches.allSatisfy { $0() }
                && sources.allSatisfy { source in
                    guard let files else { return true }
                    guard case .success(let now) = files.read(source.name) else { return false }
                    return now.bytes == source.bytes
                }
        }
    }

    /// `version: 2` and `version: 1.10` are meant as text.
    private mutating func version(_ node: YAMLNode) -> String? {
        guard let scalar = node.scalar, !scalar.text.isEmpty, scalar.value != .null else {
            wrongType(node, wanted: "text, such as \"1.2\"")
            return nil
        }
        return fixedText(node)
    }

    /// What tells two contents of a file, and of what it takes in, apart: twelve hexadecimal digits.
    static func digest(of sources: [YAMLSource]) -> String {
        String(SHA256.hex(sources.count == 1 ? sources[0].bytes : sources.flatMap(\.bytes)).prefix(12))
    }

    /// Where the variables of a node's file get their values.
    func variables(of node: YAMLNode) -> VariableSource {
        guard node.span.file > 0, let otherVariables else { return variables }
        return otherVariables(FilePath.parent(mistakes.source(of: node.span).name))
    }

    /// Where a value stands.
    func origin(_ node: YAMLNode) -> ConfigValue.Origin {
        .line(node.span.start.line, of: mistakes.source(of: node.span).name)
    }
}
