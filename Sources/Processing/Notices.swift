internal import AssayKit
internal import Engine
internal import Storage

/// What a pipeline tells of a job's results, as entries of the outbox: stored with the results, delivered apart.
enum Notices {
    /// One entry a result and step; the data is what `assay run` prints, with the ids of the service.
    static func drafts(
        _ announcements: [Announcement], of results: [InvoiceResult], _ job: Job
    ) -> [OutboxDraft] {
        announcements.compactMap { announcement in
            guard announcement.obstacle == nil, results.indices.contains(announcement.part) else {
                return nil
            }
            let result = results[announcement.part]
            // Written by ourselves; that it is JSON is tested.
            var data = (try? result.json)?.objectValue ?? JSONObject()
            data["task_id"] = .string(job.id.description)
            if let batch = job.batch { data["batch_id"] = .string(batch.description) }
            return OutboxDraft(
                destination: DeliveryDestination.step(
                    pipeline: announcement.pipeline, step: announcement.step
                ).text, type: "invoice.\(result.status.rawValue)", owner: job.owner, body: .object(data),
                part: announcement.part)
        }
    }

    /// The results with a note of what could not be decided to be told.
    static func noting(_ announcements: [Announcement], in results: [InvoiceResult]) -> [InvoiceResult] {
        var results = results
        for announcement in announcements where results.indices.contains(announcement.part) {
            guard let obstacle = announcement.obstacle else { continue }
            results[announcement.part].notes.append("\(announcement.step) was not told: \(obstacle)")
        }
        return results
    }

    /// What is told of a document whose job was lost with the processes that had it.
    static func drafts(ofDeath job: Job, reading: any DocumentReading) async -> [OutboxDraft] {
        guard case .dead = job.state, let task = ExtractionTask(payload: job.payload) else { return [] }
        let failure =
            job.failure
            ?? JobFailure(.permanent, code: "failed", message: "\(task.fileName): the task failed")
        return await drafts(of: failure, task, job, reading: reading).map {
            $0.naming(job.invoice.map { [$0] } ?? [])
        }
    }

    /// What is told of a document that never came to be read.
    static func drafts(
        of failure: JobFailure, _ task: ExtractionTask, _ job: Job, reading: any DocumentReading
    ) async -> [OutboxDraft] {
        let error = ResultError(code: failure.code, message: failure.message, step: failure.stage)
        let order = ReadingOrder(
            fileName: task.fileName, pipeline: task.pipeline, version: task.version,
            threshold: task.threshold)
        var result = InvoiceResult.failure(file: task.fileName, pipeline: task.pipeline ?? "", error)
        let announcements = await reading.announcements(of: [result], order)
        if let first = announcements.first { result.pipeline = first.pipeline }
        return drafts(announcements, of: [result], job)
    }
}
