internal import AssayKit
package import Engine
package import Storage

/// Delivers through the notifiers of pipelines, in sandboxed workers.
///
/// The step's options are those that the pipeline has now: a corrected address or secret counts for what waits, too, and
/// no secret lies in the outbox.
package struct StepDeliverer: Deliverer {
    /// A checked pipeline by its name.
    package typealias Plans = @Sendable (String) async throws -> Plan

    private let plans: Plans
    private let engine: @Sendable () -> Engine

    /// Delivers through the engine that `engine` gives each time: its plugins may be others by then.
    package init(plans: @escaping Plans, engine: @escaping @Sendable () -> Engine) {
        self.plans = plans
        self.engine = engine
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        guard case .step(let pipeline, let name)? = DeliveryDestination(delivery.draft.destination) else {
            return .refused(answer: "\(delivery.draft.destination) is no step of a pipeline")
        }
        let plan: Plan
        do {
            plan = try await plans(pipeline)
        } catch {
            // A file that is being edited is right again before long.
            return .retry(after: nil, answer: "\(error)")
        }
        guard let step = plan.notify.first(where: { $0.name == name }) else {
            return .refused(answer: "the pipeline \(pipeline) has no notification \(name) any more")
        }
        return await Self.outcome(of: NotificationEvent(delivery), through: step, of: plan, engine())
    }

    /// One attempt.
    ///
    /// What keeps a notifier from giving a verdict (a crash, a missing plugin, a wrong option) can be mended while the
    /// schedule runs, so it is never final.
    static func outcome(
        of event: NotificationEvent, through step: PlanStep, of plan: Plan, _ engine: Engine
    ) async -> DeliveryOutcome {
        do throws(CallFailure) {
            switch try await engine.tell(event, through: step, of: plan) {
            case .delivered: return .delivered
            case .retry(let milliseconds, let detail):
                let pause = Duration.milliseconds(Int64(clamping: milliseconds))
                return .retry(after: milliseconds > 0 ? pause : nil, answer: detail)
            case .permanent(let detail): return .refused(answer: detail)
            case .gone(let detail): return .gone(answer: detail)
            }
        } catch {
            return .retry(after: nil, answer: error.sentence)
        }
    }
}

extension NotificationEvent {
    /// What a delivery tells.
    init(_ delivery: Delivery) {
        self.init(
            id: delivery.draft.messageID, type: delivery.draft.type, timestamp: delivery.createdAt.rfc3339,
            attempt: delivery.attempts + 1, data: delivery.draft.body)
    }
}
