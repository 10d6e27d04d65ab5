package import AssayKit
package import Engine
package import Hooks

/// Evaluates a source's expressions through the component `jq`, in a sandboxed worker.
package struct WorkerHookMapper: HookMapper {
    /// Milliseconds for one message.
    private static let timeout = 10_000
    /// Bytes of the worker.
    private static let memory = 1 << 30

    private let runner: any ComponentRunner
    private let plugin: String?

    package init(runner: any ComponentRunner, components: ComponentIndex) {
        self.runner = runner
        plugin = components.component(ExpressionComponent.id)?.plugin
    }

    package func evaluate(
        _ expressions: [String], on message: [UInt8]
    ) async throws(HookMappingFailure) -> [Result<JSONValue, HookMappingFailure>] {
        guard let plugin else {
            throw HookMappingFailure("the plugin jq is not installed; see assay plugin list")
        }
        let options: JSONValue = ["expressions": .array(expressions.map { .string($0) })]
        var call = ComponentCall(
            plugin: plugin, .run,
            steps: [
                ComponentCall.Step(component: ExpressionComponent.id, options: JSONWriter.bytes(options))
            ], name: "message", timeout: Self.timeout, memory: Self.memory)
        call.record = message
        let reply = await runner.call(call)
        if let failure = reply.failure {
            throw HookMappingFailure(failure.message, isPassing: Self.isPassing(failure.kind))
        }
        let results: [JSONValue]
        do {
            results = try JSONParser.parse(reply.replies.first?.json ?? [])["results"]?.arrayValue ?? []
        } catch {
            throw HookMappingFailure("jq's answer can't be read: \(error)")
        }
        return results.map { result in
            if let sentence = result["error"]?.stringValue { return .failure(HookMappingFailure(sentence)) }
            return .success(result["value"] ?? .null)
        }
    }

    /// Whether it was not the message that failed.
    private static func isPassing(_ kind: CallFailure.Kind) -> Bool {
        switch kind {
        case .cancelled, .loading: true
        case .reported, .crashed, .timedOut, .memory, .malformed: false
        }
    }
}
