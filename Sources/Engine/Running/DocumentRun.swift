internal import AssayKit

/// One document on its way through a plan.
struct DocumentRun {
    let engine: Engine
    let plan: Plan
    let input: EngineInput
    let began = ContinuousClock.now
    var deadline: Deadline

    // What is known so far.
    var source: DocumentSource?
    var document: (any Payload)?
    var pageCount = 0 {
        didSet {
            deadline = deadline.extended(toPages: pageCount)
            source?.deadline = deadline
        }
    }
    var records: [Record] = []
    var metadata = JSONObject()
    var reports: [StepReport] = []
    var notes: [String] = []
    /// Something went wrong that a person should look at.
    var needsReview = false

    init(engine: Engine, plan: Plan, input: EngineInput) {
        self.engine = engine
        self.plan = plan
        self.input = input
        deadline = Deadline(milliseconds: plan.timeout)
    }

    /// Walks all steps and draws up the results.
    mutating func results() async -> [InvoiceResult] {
        do throws(ResultError) {
            try await read()
            try await runSteps()
            return try await outcome()
        } catch {
            return outcome(failed: error)
        }
    }

    /// Why the run must stop here, if it must.
    func checkGoingOn(at step: String?, plugin: String) throws(ResultError) {
        if Task.isCancelled {
            throw ResultError(.cancelled(plugin: plugin), document: input.name, step: step)
        }
        if deadline.remainingMilliseconds == 0 {
            throw ResultError(.outOfTime(plugin: plugin), document: input.name, step: step)
        }
    }

    mutating func report(
        _ step: PlanStep, _ status: StepReport.Status, _ milliseconds: Double = 0, cachedPages: Int = 0
    ) {
        reports.append(
            StepReport(
                name: step.name, uses: step.uses, version: engine.components.component(step.uses)?.version,
                status: status, milliseconds: milliseconds, cachedPages: cachedPages))
        engine.events.send(
            .stageComplete(document: input.name, step: step.name, status: status, milliseconds: milliseconds))
    }

    func announce(_ step: PlanStep) {
        engine.events.send(
            .stageStart(
                document: input.name, step: step.name, index: reports.count, count: plan.steps.count,
                checks: plan.steps.reversed().prefix { isCheck($0) }.count))
    }

    private func isCheck(_ step: PlanStep) -> Bool {
        engine.components.component(step.uses)?.manifest.kind == .validator
    }

    /// Deals with a step that failed as its `on_error` says.
    mutating func settle(
        _ failure: CallFailure, of step: PlanStep, milliseconds: Double = 0
    ) throws(ResultError) {
        report(step, .failed, milliseconds)
        let error = ResultError(failure, document: input.name, step: step.name)
        guard failure.kind != .cancelled else { throw error }
        switch step.onError {
        case .fail: throw error
        case .skip: notes.append("step \(step.name) was left out: \(failure.sentence)")
        case .review:
            notes.append("step \(step.name) failed: \(failure.sentence)")
            needsReview = true
        }
    }
}

extension CallFailure {
    /// The message with the signal, for notes.
    package var sentence: String { signal.map { "\(message) (\($0))" } ?? message }
}
