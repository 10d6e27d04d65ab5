internal import AssayKit

extension Engine {
    /// Makes each component of a plan with its options, as a run would, on a document without pages.
    ///
    /// - Returns: For each step, then each notification, why its component can't be made; nil where it can.
    package func tryComponents(of plan: Plan) async -> [CallFailure?] {
        let steps = plan.steps + plan.notify
        let empty = MemoryPayload(DocumentBuilder().encoded())
        return await withTaskGroup(of: (Int, CallFailure?).self) { group in
            for (index, step) in steps.enumerated() {
                group.addTask {
                    var call = ComponentCall(
                        plugin: step.plugin, .run,
                        steps: [ComponentCall.Step(component: step.uses, options: step.options)],
                        name: "", timeout: 30_000, memory: step.memory ?? plan.memory)
                    call.document = empty
                    return (index, await runner.call(call).failure.flatMap { $0.isAboutOptions ? $0 : nil })
                }
            }
            var failures = [CallFailure?](repeating: nil, count: steps.count)
            for await (index, failure) in group { failures[index] = failure }
            return failures
        }
    }
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
