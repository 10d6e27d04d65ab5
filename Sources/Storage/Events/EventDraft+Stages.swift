internal import AssayKit

/// The events of a job's way: it waits, it is taken, its stages begin and end.
extension EventDraft {
    /// The stage of a job that waits for a worker.
    package static let waitingStage = "queue"
    /// The first stage of a job that a worker has taken.
    package static let firstStage = "fetch"

    /// A job stands in line, for the first time or again.
    package static func waiting(_ job: Job) -> EventDraft {
        var description = "Waits for a worker"
        if let failure = job.failure { description += "; the last try: \(failure.message)" }
        return stageStart(
            waitingStage, of: job, description: description, progress: 0, status: InvoiceStatus.queued)
    }

    /// A worker has taken a job.
    package static func begun(_ job: Job) -> EventDraft {
        stageStart(firstStage, of: job, description: "A worker has the document", progress: 0)
    }

    /// A stage begins.
    ///
    /// - Parameters:
    ///   - stage: The step's name, or one of the service's own stages.
    ///   - job: The job.
    ///   - description: What is done in it, for people.
    ///   - progress: How far the whole job is, 0...100.
    ///   - status: What the invoice is by now.
    /// - Returns: What is written.
    package static func stageStart(
        _ stage: String, of job: Job, description: String, progress: Double,
        status: InvoiceStatus = .processing
    ) -> EventDraft {
        about(
            job, "stage_start",
            [
                .init(key: "stage", value: .string(stage)),
                .init(key: "description", value: .string(description)),
                .init(key: "progress", value: .double(progress)),
                .init(key: "status", value: .string(status.rawValue)),
            ])
    }

    /// A stage is over.
    ///
    /// - Parameters:
    ///   - stage: The step's name.
    ///   - job: The job.
    ///   - outcome: What came of it: `done`, `skipped`, `failed`.
    ///   - milliseconds: How long it took.
    ///   - progress: How far the whole job is, 0...100.
    /// - Returns: What is written.
    package static func stageComplete(
        _ stage: String, of job: Job, outcome: String, milliseconds: Double, progress: Double
    ) -> EventDraft {
        about(
            job, "stage_complete",
            [
                .init(key: "stage", value: .string(stage)), .init(key: "outcome", value: .string(outcome)),
                .init(key: "ms", value: .double((milliseconds * 10).rounded() / 10)),
                .init(key: "progress", value: .double(progress)),
            ])
    }

    private static func about(_ job: Job, _ type: String, _ members: [JSONObject.Member]) -> EventDraft {
        EventDraft(
            type, owner: job.owner, job: job.id, invoice: job.invoice, batch: job.batch,
            body: JSONObject(members))
    }
}
