package import AssayKit
internal import Glibc

/// How one notification of one result went.
package struct NotifyReport: Sendable, Hashable {
    /// The notification's name.
    package let step: String
    package let isDelivered: Bool
    /// Attempts that were made.
    package let attempts: Int
    /// One sentence: what the last attempt came to.
    package let detail: String
}

/// When an attempt that failed is made again.
package struct RetryPolicy: Sendable {
    /// Milliseconds before the second, third… attempt.
    package var delays = [1000, 5000]
    /// A receiver that asks for a longer pause than this, milliseconds, is not waited for.
    package var longestPause = 30_000

    package init() {}
}

extension Engine {
    /// Tells the plan's notifiers of a result, each with its retries.
    ///
    /// A notification that fails takes nothing away from the result.
    package func notify(
        _ result: InvoiceResult, of plan: Plan, retrying policy: RetryPolicy = RetryPolicy()
    ) async -> [NotifyReport] {
        let (steps, undecided) = await notifications(of: result, through: plan)
        var reports = undecided.map { step, failure in
            NotifyReport(step: step.name, isDelivered: false, attempts: 0, detail: failure.sentence)
        }
        for step in steps {
            reports.append(await deliver(result, through: step, of: plan, retrying: policy))
        }
        return reports
    }

    /// The plan's notifications through which a result is to be told, and those whose condition could not be decided.
    package func notifications(
        of result: InvoiceResult, through plan: Plan
    ) async -> (steps: [PlanStep], undecided: [(PlanStep, CallFailure)]) {
        var steps: [PlanStep] = []
        var undecided: [(PlanStep, CallFailure)] = []
        for step in plan.notify where step.on.contains(result.status) {
            do throws(CallFailure) {
                if try await shallTell(step, result, plan) { steps.append(step) }
            } catch {
                undecided.append((step, error))
            }
        }
        return (steps, undecided)
    }

    /// One attempt to tell an event.
    ///
    /// - Throws: ``CallFailure`` when the notifier gave no verdict.
    package func tell(
        _ event: NotificationEvent, through step: PlanStep, of plan: Plan
    ) async throws(CallFailure) -> Verdict {
        var call = ComponentCall(
            plugin: step.plugin, .notify,
            steps: [ComponentCall.Step(component: step.uses, options: step.options)], name: event.type,
            timeout: min(step.timeout ?? plan.timeout, Self.longestAttempt),
            memory: step.memory ?? plan.memory)
        call.record = event.encoded()
        let reply = await runner.call(call)
        if let failure = reply.failure { throw failure }
        guard let verdict = reply.replies.first?.verdict else {
            return .permanent(detail: "\(step.uses) did not say how the attempt ended")
        }
        return verdict
    }

    /// Milliseconds.
    package static let longestAttempt = 60_000

    private func shallTell(
        _ step: PlanStep, _ result: InvoiceResult, _ plan: Plan
    ) async throws(CallFailure) -> Bool {
        guard let condition = step.condition else { return true }
        let state = ExpressionState(
            document: result.file, records: [result.record], pages: result.pages,
            confidence: result.confidence,
            status: result.status, metadata: .object(result.metadata))
        let values = try await evaluator.evaluate([condition], of: plan, state: state, timeout: plan.timeout)
        return values[condition] ?? false
    }

    private func deliver(
        _ result: InvoiceResult, through step: PlanStep, of plan: Plan, retrying policy: RetryPolicy
    ) async -> NotifyReport {
        // The result was written by ourselves: that it is JSON is tested, and an event without it is better than none.
        var event = NotificationEvent(
            id: "msg_" + Self.randomHex(16), type: "invoice.\(result.status.rawValue)", timestamp: Self.now(),
            attempt: 1, data: (try? result.json) ?? .null)
        while true {
            let (isDelivered, isFinal, pause, detail) = await attempt(event, through: step, of: plan)
            let delay =
                policy.delays.indices.contains(event.attempt - 1) ? policy.delays[event.attempt - 1] : nil
            // A sleep ends early only when the run was cancelled, and then there is no further try.
            guard !isDelivered, !isFinal, let delay, pause <= policy.longestPause,
                (try? await Task.sleep(for: .milliseconds(max(delay, pause)))) != nil
            else {
                return NotifyReport(
                    step: step.name, isDelivered: isDelivered, attempts: event.attempt, detail: detail)
            }
            event.attempt += 1
        }
    }

    private func attempt(
        _ event: NotificationEvent, through step: PlanStep, of plan: Plan
    ) async -> (isDelivered: Bool, isFinal: Bool, pause: Int, detail: String) {
        do throws(CallFailure) {
            switch try await tell(event, through: step, of: plan) {
            case .delivered(let detail): return (true, true, 0, detail)
            case .retry(let after, let detail): return (false, false, Int(clamping: after), detail)
            case .permanent(let detail), .gone(let detail): return (false, true, 0, detail)
            }
        } catch {
            return (false, error.concernsWholeDocument, 0, error.sentence)
        }
    }

    private static func randomHex(_ count: Int) -> String {
        (0..<count).map { _ in
            let byte = UInt8.random(in: .min ... .max)
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// RFC 3339, UTC, whole seconds.
    private static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ value: Int32) -> String { (value < 10 ? "0" : "") + String(value) }
        return "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T"
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}
