internal import AssayKit
package import Pipelines

/// Compiles a pipeline's expressions before anything runs, so that nothing that is valid fails to start.
package enum ExpressionCheck {
    private static let unchecked = "the expressions can't be checked"

    /// Whether a mistake says only that nothing could be checked just now.
    package static func isPassing(_ mistake: Diagnostic) -> Bool {
        mistake.code == .expressionSyntax && mistake.message.hasPrefix(unchecked)
    }

    /// The mistakes in them, at their places; empty when they compile.
    package static func diagnostics(
        of pipeline: PipelineDefinition, with evaluator: any ExpressionEvaluator, timeout: Int = 60_000
    ) async -> [Diagnostic] {
        guard let program = pipeline.checkedExpressionOptions else { return [] }
        var plan = Plan(pipeline)
        plan.program = program
        let state = ExpressionState(
            document: "", records: [Record()], pages: 1, confidence: 1, status: .processed,
            metadata: .object(JSONObject()))
        do throws(CallFailure) {
            // An expression that fails on an empty record may do well on a full one; only compiling counts here.
            _ = try await evaluator.evaluate([], of: plan, state: state, timeout: timeout)
            return []
        } catch {
            let located = pipeline.diagnostics(forRefusal: error.message)
            if !located.isEmpty { return located }
            return [
                Diagnostic(
                    .expressionSyntax, file: pipeline.file, line: 1, column: 1,
                    message: "\(unchecked): \(error.sentence)", mend: error.mend)
            ]
        }
    }
}
