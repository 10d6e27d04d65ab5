internal import AssayKit
package import Engine
internal import Pipelines
package import Storage
internal import Workers

/// Reads documents with the engine, in sandboxed workers.
package struct EngineReading: DocumentReading {
    /// A checked pipeline by its name; nil for the standard one.
    package typealias Plans = @Sendable (String?) throws -> Plan
    /// An engine whose events go to a sink.
    package typealias Engines = @Sendable (any EventSink) -> Engine

    /// Longer files are refused, bytes.
    private static let largestFile = 1 << 30
    private let plans: Plans
    private let engines: Engines

    package init(plans: @escaping Plans, engines: @escaping Engines) {
        self.plans = plans
        self.engines = engines
    }

    package func read(
        _ path: String, _ order: ReadingOrder, events: any EventSink
    ) async throws(JobFailure) -> [InvoiceResult] {
        var plan: Plan
        do {
            plan = try plans(order.pipeline)
        } catch {
            throw JobFailure(.permanent, code: "pipeline", message: "\(error)")
        }
        if let threshold = order.threshold { plan.threshold = threshold }
        let input: EngineInput
        do {
            input = try EngineInput(
                name: order.fileName, bytes: try SealedBytes(file: path, limit: Self.largestFile))
        } catch {
            throw JobFailure(.retryable, code: "unreadable_file", message: "\(order.fileName): \(error)")
        }
        return await engines(events).process(input, through: plan)
    }

    package func announcements(of results: [InvoiceResult], _ order: ReadingOrder) async -> [Announcement] {
        // A pipeline that was damaged since the document was read has nobody to tell.
        guard let plan = try? plans(order.pipeline), !plan.notify.isEmpty else { return [] }
        let engine = engines(NoEvents())
        var announcements: [Announcement] = []
        for (part, result) in results.enumerated() {
            let (steps, undecided) = await engine.notifications(of: result, through: plan)
            announcements += steps.map { Announcement(part: part, pipeline: plan.name, step: $0.name) }
            announcements += undecided.map { step, failure in
                Announcement(part: part, pipeline: plan.name, step: step.name, obstacle: failure.sentence)
            }
        }
        return announcements
    }
}
