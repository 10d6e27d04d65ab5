internal import AssayKit

extension Engine {
    /// Makes each component of a plan with its options, as a run would, on a document without pages.
    ///
    /// - Returns: For each step, then each notification, why its component can't be made; nil where it can.
    package func tryComponents(of plan: Plan) async -> [CallFailure?] {
        let steps = plan.steps + plan.notify
        let calls = steps.map { step in
            Trial(
                plugin: step.plugin, memory: step.memory ?? plan.memory,
                step: ComponentCall.Step(component: step.uses, options: step.options))
        }
        let empty = MemoryPayload(DocumentBuilder().encoded())
        let failures = await withTaskGroup(of: [Trial: CallFailure].self) { group in
            // Steps that are alike are tried once; a plugin's one after the other, for a worker costs more than its trials.
            for trials in Dictionary(grouping: Set(calls), by: { [$0.plugin, String($0.memory)] }).values {
                group.addTask {
                    var failures: [Trial: CallFailure] = [:]
                    for trial in trials { failures[trial] = await failure(of: trial, on: empty) }
                    return failures
                }
            }
            var failures: [Trial: CallFailure] = [:]
            for await some in group { failures.merge(some) { first, _ in first } }
            return failures
        }
        return calls.map { failures[$0] }
    }

    private func failure(of trial: Trial, on document: MemoryPayload) async -> CallFailure? {
        var call = ComponentCall(
            plugin: trial.plugin, .run, steps: [trial.step], name: "", timeout: 30_000, memory: trial.memory)
        call.document = document
        return await runner.call(call).failure.flatMap { $0.isAboutOptions ? $0 : nil }
    }
}

/// A component with its options, to be made once.
private struct Trial: Hashable, Sendable {
    let plugin: String
    let memory: Int
    let step: ComponentCall.Step
}

extension CallFailure {
    /// Whether it would meet every document; a component that can't do anything with an empty one is fine.
    fileprivate var isAboutOptions: Bool {
        switch kind {
        case .reported(.configuration), .reported(.missing), .loading: true
        default: false
        }
    }
}
