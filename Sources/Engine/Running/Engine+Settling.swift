package import AssayKit
package import InvoiceHistory

extension Engine {
    /// What history finds needs all documents of a run or batch; so it is looked for once they are known.
    ///
    /// - Returns: Whether the plan has a component that looks at the history.
    package func looksAtHistory(_ plan: Plan) -> Bool { !historySteps(plan).isEmpty }

    /// Whether one of these components is told to look at it (option `scopes`).
    package func wantsHistory(_ plan: Plan) -> Bool {
        historySteps(plan).contains(where: Self.wantsHistory)
    }

    /// The step under whose name the flags of the history stand.
    package static let historyStep = "history"

    /// A result with the flags that the history raises; those of an earlier settling are gone.
    ///
    /// - Parameters:
    ///   - result: What was read. A failed one stays as it is.
    ///   - subject: What the history calls its file.
    ///   - plan: What it went through.
    /// - Returns: The result, with its status decided anew.
    package func settled(
        _ result: InvoiceResult, as subject: HistorySubject, through plan: Plan
    ) async -> InvoiceResult {
        guard result.status != .failed else { return result }
        var settled = result
        settled.record.flags.removeAll { $0.step == Self.historyStep }
        var bare = settled.record
        bare.flags = []
        for step in historySteps(plan)
        where result.steps.isEmpty
            || result.steps.contains(where: { $0.name == step.name && $0.status == .ok })
        {
            let answer = await check(
                bare, result.metadata, through: Self.asHistory(step), of: plan, as: subject, name: result.file
            )
            switch answer {
            case .success(let flags): settled.record.flags += flags
            case .failure(let failure):
                let note = "the history could not be looked at: \(failure.sentence)"
                if !settled.notes.contains(note) { settled.notes.append(note) }
                settled.asksForReview = true
            }
        }
        await decide(&settled, through: plan, timeout: plan.timeout)
        return settled
    }

    /// The flags that the history raises for a record that was read and stored before.
    ///
    /// - Parameters:
    ///   - record: What was read; what was found about it counts for nothing.
    ///   - metadata: What is known of its document.
    ///   - subject: What the history calls its file.
    ///   - plan: What it went through.
    ///   - name: The file's name, for sentences.
    /// - Returns: The flags under the name of ``historyStep``, or why it could not be told.
    package func historyFlags(
        of record: Record, _ metadata: JSONObject, as subject: HistorySubject, through plan: Plan,
        name: String
    ) async -> Result<[Flag], CallFailure> {
        var bare = record
        bare.flags = []
        var flags: [Flag] = []
        for step in historySteps(plan) where Self.wantsHistory(step) {
            switch await check(
                bare, metadata, through: Self.asHistory(step), of: plan, as: subject, name: name)
            {
            case .success(let found): flags += found
            case .failure(let failure): return .failure(failure)
            }
        }
        return .success(flags)
    }

    private static func asHistory(_ step: PlanStep) -> PlanStep {
        var history = step
        history.options = historyOptions(step.options)
        history.name = historyStep
        return history
    }

    private static func wantsHistory(_ step: PlanStep) -> Bool {
        // Options that are no JSON were refused when the pipeline was read.
        let scopes = (try? JSONParser.parse(step.options))?["scopes"]?.arrayValue
        return scopes?.contains("history") == true
    }

    /// The flags that one step raises for a record and what is known of its document, without pages.
    package func check(
        _ record: Record, _ metadata: JSONObject = JSONObject(), through step: PlanStep, of plan: Plan,
        as subject: HistorySubject, name: String
    ) async -> Result<[Flag], CallFailure> {
        var call = ComponentCall(
            plugin: step.plugin, .run,
            steps: [ComponentCall.Step(component: step.uses, options: step.options)],
            name: name, timeout: step.timeout ?? plan.timeout, memory: step.memory ?? plan.memory)
        call.document = Self.withoutPages(metadata)
        call.record = [record].encoded()
        call.subject = subject
        let reply = await runner.call(call)
        if let failure = reply.failure { return .failure(failure) }
        do throws(CallFailure) {
            guard let answer = reply.replies.first else { return .success([]) }
            return .success(try StepFindings(answer, of: step).records.flatMap(\.flags))
        } catch {
            return .failure(error)
        }
    }

    /// The plan's steps whose component looks at the history when it is told to.
    package func historySteps(_ plan: Plan) -> [PlanStep] {
        plan.steps.filter { components.component($0.uses)?.looksAtHistory == true }
    }

    private static func withoutPages(_ metadata: JSONObject) -> MemoryPayload {
        var document = DocumentBuilder()
        document.metadata = .object(metadata)
        return MemoryPayload(document.encoded())
    }

    /// A step's options without the history, which is looked at when the document is read.
    func optionsForReading(_ step: PlanStep) -> [UInt8] {
        guard components.component(step.uses)?.looksAtHistory == true,
            var object = (try? JSONParser.parse(step.options))?.objectValue,
            let scopes = object["scopes"]?.arrayValue
        else { return step.options }
        object["scopes"] = .array(scopes.filter { $0 != "history" })
        return JSONWriter.bytes(.object(object))
    }

    /// The step's options, with the history as all that is to be looked at.
    private static func historyOptions(_ options: [UInt8]) -> [UInt8] {
        // Options were checked and written by the pipeline's own reader.
        guard var object = (try? JSONParser.parse(options))?.objectValue else { return options }
        object["scopes"] = ["history"]
        return JSONWriter.bytes(.object(object))
    }

    /// Decides how a result is called, by its flags, its confidence and the plan's rules.
    func decide(_ result: inout InvoiceResult, through plan: Plan, timeout: Int) async {
        let rules = [plan.needsReview, plan.autoApprove].compactMap(\.self)
        var values: [Int: Bool] = [:]
        var ruleFailed = false
        if !rules.isEmpty {
            let standing = StatusRule.status(
                flags: result.record.flags, confidence: result.confidence, threshold: plan.threshold,
                needsReview: result.asksForReview, isApproved: false)
            let state = ExpressionState(
                document: result.file, records: [result.record], pages: result.pages,
                confidence: result.confidence, status: standing, metadata: .object(result.metadata))
            do throws(CallFailure) {
                values = try await evaluator.evaluate(rules, of: plan, state: state, timeout: timeout)
            } catch {
                // A rule that can't be evaluated must not let a document pass unseen.
                let note = "the review rule could not be evaluated: \(error.sentence)"
                if !result.notes.contains(note) { result.notes.append(note) }
                ruleFailed = true
            }
        }
        let demanded = plan.needsReview.flatMap { values[$0] } ?? false
        result.status = StatusRule.status(
            flags: result.record.flags, confidence: result.confidence, threshold: plan.threshold,
            needsReview: result.asksForReview || demanded || ruleFailed,
            isApproved: plan.autoApprove.flatMap { values[$0] } ?? false)
    }
}
