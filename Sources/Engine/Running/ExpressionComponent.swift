internal import AssayKit

/// Evaluates expressions through the component `jq`, in a worker.
package struct ExpressionComponent: ExpressionEvaluator {
    /// The component's id.
    package static let id = "jq"

    private let runner: any ComponentRunner
    private let plugin: String?
    private let view: @Sendable (ExpressionState) -> [UInt8]

    /// An evaluator.
    ///
    /// - Parameters:
    ///   - runner: Runs the component.
    ///   - components: Tells which plugin holds it.
    ///   - view: The JSON that expressions see.
    package init(
        runner: any ComponentRunner, components: ComponentIndex,
        view: @escaping @Sendable (ExpressionState) -> [UInt8]
    ) {
        self.runner = runner
        plugin = components.component(Self.id)?.plugin
        self.view = view
    }

    package func evaluate(
        _ indexes: [Int], of plan: Plan, state: ExpressionState, timeout: Int
    ) async throws(CallFailure) -> [Int: Bool] {
        guard let plugin else {
            throw CallFailure(
                .loading, code: "missing_component",
                "the plugin jq, which evaluates expressions, is not installed",
                mend: "See assay plugin list.", plugin: Self.id)
        }
        var call = ComponentCall(
            plugin: plugin, .run, steps: [ComponentCall.Step(component: Self.id, options: plan.program)],
            name: state.document, timeout: timeout, memory: plan.memory)
        call.record = view(state)
        let reply = await runner.call(call)
        if let failure = reply.failure { throw failure }
        return try Self.read(reply.replies.first?.json ?? [], indexes, plugin: plugin)
    }

    /// Reads `{"results": [{"value": …} | {"error": "…"}, …]}`.
    static func read(_ bytes: [UInt8], _ indexes: [Int], plugin: String) throws(CallFailure) -> [Int: Bool] {
        let results: [JSONValue]
        do {
            results = try JSONParser.parse(bytes)["results"]?.arrayValue ?? []
        } catch {
            throw .malformed("the expressions' results are no JSON: \(error)", plugin: plugin)
        }
        var values: [Int: Bool] = [:]
        for index in indexes {
            guard results.indices.contains(index) else {
                throw .malformed("expression \(index + 1) has no result", plugin: plugin)
            }
            if let message = results[index]["error"]?.stringValue {
                throw CallFailure(
                    .reported(.configuration), code: "expression", "an expression failed: \(message)",
                    mend: "Correct it in the pipeline.", plugin: plugin)
            }
            // As in jq: everything but false and null is true.
            let value = results[index]["value"] ?? .null
            values[index] = value != .null && value != .bool(false)
        }
        return values
    }
}
