internal import AssayKit

extension DocumentRun {
    /// Runs all steps after the reading.
    mutating func runSteps() async throws(ResultError) {
        for group in StepGroup.divide(plan.steps, engine.components) {
            switch group {
            case .failure(let missing):
                let failure = CallFailure(
                    .loading, code: "missing_component",
                    "the component \(missing.step.uses) is not installed",
                    mend: "See assay plugin list.", plugin: missing.step.plugin)
                try settle(failure, of: missing.step)
            case .success(let group) where group.component.manifest.isReader:
                // The reader that was picked has reported already; one for another type has nothing to do.
                for step in group.steps where step.uses != source?.reader.manifest.id {
                    report(step, .skipped)
                }
            case .success(let group): try await run(group)
            }
        }
    }

    private mutating func run(_ group: StepGroup) async throws(ResultError) {
        guard let first = group.steps.first else { return }
        try checkGoingOn(at: first.name, plugin: first.plugin)
        guard try await shallRun(first) else {
            let rest = Array(group.steps.dropFirst())
            if !rest.isEmpty { try await run(StepGroup(steps: rest, component: group.component)) }
            return
        }
        if let images = group.component.manifest.input.images {
            try await runOnPictures(first, group.component, images)
        } else {
            try await runOnWords(group)
        }
    }

    private mutating func runOnWords(_ group: StepGroup) async throws(ResultError) {
        var waiting = group.steps[...]
        while let first = waiting.first {
            try checkGoingOn(at: first.name, plugin: first.plugin)
            announce(first)
            let reply = await engine.runner.call(
                call(Array(waiting), source: group.component.manifest.input.source))
            var isStale = false
            for answer in reply.replies {
                guard !isStale, let step = waiting.popFirst() else { break }
                isStale = try await !take(answer, of: step)
            }
            // What later steps of the call found rests on an answer that a second look has changed.
            if isStale { continue }
            if let failure = reply.failure, let step = waiting.popFirst() {
                try settle(failure, of: step)
            } else if reply.replies.isEmpty, let step = waiting.popFirst() {
                try settle(.malformed("\(step.uses) gave no answer", plugin: step.plugin), of: step)
            }
        }
    }

    /// Takes in what a step found.
    ///
    /// - Returns: false when the step was called once more, so that later answers of the same call are stale.
    private mutating func take(_ answer: StepReply, of step: PlanStep) async throws(ResultError) -> Bool {
        do throws(CallFailure) {
            var findings = try StepFindings(answer, of: step)
            var document = answer.document
            var milliseconds = answer.milliseconds
            var isSettled = true
            if !findings.requests.isEmpty,
                let again = await secondLook(findings.requests, for: step, milliseconds: &milliseconds)
            {
                findings = try StepFindings(again, of: step)
                document = again.document ?? document
                isSettled = false
            }
            try merge(findings, document, of: step)
            report(step, .ok, milliseconds)
            return isSettled
        } catch {
            try settle(error, of: step, milliseconds: answer.milliseconds)
            return true
        }
    }

    mutating func merge(
        _ findings: StepFindings, _ emitted: (any Payload)?, of step: PlanStep
    ) throws(CallFailure) {
        if let emitted, let base = document {
            do {
                document = try PageSplicing.replacing(in: base, with: [emitted], adding: .wordsRead)
            } catch {
                throw .malformed("the pages of \(step.uses) can't be used: \(error)", plugin: step.plugin)
            }
        }
        var found = findings.records
        if engine.components.component(step.uses)?.manifest.kind == .validator {
            // Validators write only flags, whatever else they emit.
            found = found.map { Record(pages: $0.pages, flags: $0.flags) }
            // A validator that looks at nothing adds no invoice.
            if records.isEmpty { found = found.filter { !$0.flags.isEmpty } }
        }
        records.merge(found)
        try note(findings.metadata, of: step)
    }

    /// Keeps facts of a step, where later steps find them as well.
    mutating func note(_ facts: JSONObject, of step: PlanStep) throws(CallFailure) {
        guard !facts.isEmpty else { return }
        for member in facts.members { metadata[member.key] = member.value }
        guard let base = document else { return }
        do {
            document = try PageSplicing.noting(facts, in: base)
        } catch {
            throw .malformed("the facts of \(step.uses) can't be kept: \(error)", plugin: step.plugin)
        }
    }

    /// A call of these steps on all words.
    func call(_ steps: [PlanStep], source: Bool, looks: [UInt8] = []) -> ComponentCall {
        let remaining = deadline.remainingMilliseconds
        let limit = steps.first?.timeout.map { $0.multipliedReportingOverflow(by: steps.count).partialValue }
        var call = ComponentCall(
            plugin: steps.first?.plugin ?? "", .run,
            steps: steps.map {
                ComponentCall.Step(component: $0.uses, options: engine.optionsForReading($0))
            },
            name: input.name,
            timeout: max(1, min(limit ?? remaining, remaining)), memory: steps.first?.memory ?? plan.memory)
        call.document = document
        call.record = records.encoded()
        call.looks = looks
        call.subject = input.subject
        if source { call.source = input.bytes }
        if let step = steps.first {
            let (events, name) = (engine.events, input.name)
            call.progress = { events.send(.progress(document: name, step: step.name, fraction: $0)) }
        }
        return call
    }

    /// Whether the step's condition holds; reports the step when it does not run.
    ///
    /// A condition that can't be evaluated is the step's failure.
    private mutating func shallRun(_ step: PlanStep) async throws(ResultError) -> Bool {
        guard let condition = step.condition else { return true }
        do throws(CallFailure) {
            let values = try await engine.evaluator.evaluate(
                [condition], of: plan, state: expressionState, timeout: max(1, deadline.remainingMilliseconds)
            )
            if values[condition] == true { return true }
            report(step, .skipped)
        } catch {
            try settle(error, of: step)
        }
        return false
    }

    var expressionState: ExpressionState {
        ExpressionState(
            document: input.name, records: records, pages: pageCount, confidence: nil, status: nil,
            metadata: .object(metadata))
    }
}
