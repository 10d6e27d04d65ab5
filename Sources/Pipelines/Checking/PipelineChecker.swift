internal import Crypto
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
    var mistakes: Mistakes
    var expressions: [PipelineExpression] = []

    init(
        _ source: YAMLSource, _ components: any ComponentDirectory, _ variables: VariableSource,
        _ documentExists: DocumentExists?
    ) {
        self.components = components.components
        self.variables = variables
        self.documentExists = documentExists
        mistakes = Mistakes(in: source)
    }

    /// Checks a text.
    ///
    /// - Parameters:
    ///   - source: The text; its name stands in every mistake.
    ///   - components: What is installed.
    ///   - variables: Where `${NAME}` and `${file:PATH}` get their values.
    ///   - documentExists: Tells whether a test's document is there; nil: not checked.
    /// - Returns: The definition, unless a mistake keeps it from running, and every mistake.
    package static func check(
        _ source: YAMLSource, components: any ComponentDirectory, variables: VariableSource,
        documentExists: DocumentExists? = nil
    ) -> PipelineCheck {
        var checker = PipelineChecker(source, components, variables, documentExists)
        let (document, problems) = YAMLReader.readDocument(source)
        for problem in problems {
            checker.mistakes.add(problem)
        }
        let definition = document.flatMap { checker.pipeline($0) }
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
            version: keys["version"].flatMap { version($0) } ?? Self.digest(of: mistakes.source),
            accepts: keys["accepts"].map { accepts($0) } ?? [],
            limits: limits, steps: steps, review: review, notify: notify,
            tests: keys["tests"].map { tests($0) } ?? [], expressions: expressions,
            source: mistakes.source)
        return name == nil || steps.isEmpty ? nil : definition
    }

    /// `version: 2` and `version: 1.10` are meant as text.
    private mutating func version(_ node: YAMLNode) -> String? {
        guard let scalar = node.scalar, !scalar.text.isEmpty, scalar.value != .null else {
            wrongType(node, wanted: "text, such as \"1.2\"")
            return nil
        }
        return fixedText(node)
    }

    /// What tells two contents of a file apart: twelve hexadecimal digits.
    static func digest(of source: YAMLSource) -> String {
        String(SHA256.hex(source.bytes).prefix(12))
    }
}
