internal import AssayKit
internal import ExpressionViews
package import Pipelines

extension Plan {
    /// A checked pipeline as the engine walks it.
    package init(_ pipeline: PipelineDefinition) {
        self.init(name: pipeline.name, steps: pipeline.steps.map(PlanStep.init))
        accepts = pipeline.accepts
        maximumPages = pipeline.limits.pages
        timeout = pipeline.limits.timeout
        memory = pipeline.limits.memory
        notify = pipeline.notify.map(PlanStep.init)
        threshold = pipeline.review.threshold
        autoApprove = pipeline.review.autoApprove
        needsReview = pipeline.review.needsReview
        program = pipeline.expressionOptions ?? []
    }
}

extension PlanStep {
    init(_ step: PipelineStep) {
        self.init(name: step.name, uses: step.uses, plugin: step.plugin, options: step.options.canonicalJSON)
        condition = step.condition
        onError =
            switch step.onError {
            case .fail: .fail
            case .skip: .skip
            case .review: .review
            }
        timeout = step.limits.timeout
        memory = step.limits.memory
    }

    init(_ step: NotifyStep) {
        self.init(name: step.name, uses: step.uses, plugin: step.plugin, options: step.options.canonicalJSON)
        condition = step.condition
        timeout = step.limits.timeout
        memory = step.limits.memory
        on = step.on.compactMap { ResultStatus(rawValue: $0.rawValue) }
    }
}

extension ExpressionState {
    /// The JSON that a pipeline's expressions see; of several invoices in one file, the first.
    package var view: [UInt8] {
        ExpressionView(
            record: records.first ?? .init(), file: document, pages: pages, status: status?.rawValue,
            confidence: confidence ?? records.first?.confidence ?? 0
        ).json
    }
}
