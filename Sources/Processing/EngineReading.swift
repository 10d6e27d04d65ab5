internal import AssayKit
package import Engine
internal import Pipelines
package import Storage
internal import Workers

/// Reads documents with the engine, in sandboxed workers.
package struct EngineReading: DocumentReading {
    /// A checked pipeline by its name, nil for the standard one, in a version, nil for the one in force.
    package typealias Plans = @Sendable (String?, PipelineReference?) async throws -> Plan
    /// An engine whose events go to a sink.
    package typealias Engines = @Sendable (any EventSink) -> Engine

    /// Longer files are refused, bytes.
    private static let largestFile = 1 << 30
    private let plans: Plans
    let engines: Engines

    package init(plans: @escaping Plans, engines: @escaping Engines) {
        self.plans = plans
        self.engines = engines
    }

    package func read(
        _ path: String, _ order: ReadingOrder, events: any EventSink
    ) async throws(JobFailure) -> [InvoiceResult] {
        let plan = try await plan(order)
        let input = try input(path, order.fileName, subject: order.subject)
        let engine = engines(events)
        let results = await engine.process(input, through: plan)
        guard order.subject != nil, engine.wantsHistory(plan) else { return results }
        var settled: [InvoiceResult] = []
        for result in results {
            settled.append(await engine.settled(result, as: input.subject, through: plan))
        }
        return settled
    }

    /// The picture of a page as a PNG file.
    ///
    /// - Throws: ``JobFailure``; its code is `no_page` when there is no such page.
    package func picture(
        ofPage page: Int, width: Int, of path: String, _ order: ReadingOrder
    ) async throws(JobFailure) -> [UInt8] {
        let plan = try await plan(order)
        let input = try input(path, order.fileName)
        do throws(ResultError) {
            return try await engines(NoEvents()).picture(
                ofPage: page, width: width, of: input, through: plan
            ).png
        } catch {
            throw ResultOutcome.failure(error)
        }
    }

    /// The words of a file, as JSON.
    ///
    /// - Throws: ``JobFailure``.
    package func words(of path: String, _ order: ReadingOrder) async throws(JobFailure) -> [UInt8] {
        let plan = try await plan(order)
        let input = try input(path, order.fileName)
        do throws(ResultError) {
            return try await engines(NoEvents()).words(of: input, through: plan)
        } catch {
            throw ResultOutcome.failure(error)
        }
    }

    func plan(_ order: ReadingOrder) async throws(JobFailure) -> Plan {
        var plan: Plan
        do {
            plan = try await plans(order.pipeline, order.version)
        } catch let error as StorageError {
            throw JobFailure(.retryable, code: "pipeline", message: "\(error)")
        } catch {
            throw JobFailure(.permanent, code: "pipeline", message: "\(error)")
        }
        if let threshold = order.threshold { plan.threshold = threshold }
        return plan
    }

    private func input(
        _ path: String, _ name: String, subject: String? = nil
    ) throws(JobFailure) -> EngineInput {
        do {
            return try EngineInput(
                name: name, bytes: try SealedBytes(file: path, limit: Self.largestFile), subject: subject)
        } catch {
            throw JobFailure(.retryable, code: "unreadable_file", message: "\(name): \(error)")
        }
    }

    package func announcements(of results: [InvoiceResult], _ order: ReadingOrder) async -> [Announcement] {
        // A pipeline that was damaged since the document was read has nobody to tell.
        guard let plan = try? await plans(order.pipeline, order.version), !plan.notify.isEmpty else {
            return []
        }
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
