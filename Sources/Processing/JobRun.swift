internal import AssayKit
internal import Engine
internal import Storage
internal import Synchronization

/// One job in the hands of a runner.
struct JobRun: Sendable {
    /// Why the work was ended from outside.
    private enum Stop { case cancelled, lost }

    private let job: Job
    private let runner: Runner

    init(_ job: Job, of runner: Runner) {
        self.job = job
        self.runner = runner
    }

    /// Does it.
    ///
    /// - Returns: What became of it, for the log.
    func run() async -> (JobNote.Kind, JobFailure?) {
        guard let lease = job.lease?.token else { return (.lost, nil) }
        let task = job.kind == ExtractionTask.kind ? ExtractionTask(payload: job.payload) : nil
        let other = runner.works[job.kind]
        guard task != nil || other != nil else {
            let failure = JobFailure(
                .permanent, code: "unknown_job", message: "nobody here does jobs of the kind \(job.kind)")
            await fail(lease, failure)
            return (.failed, failure)
        }
        let stop = Mutex<Stop?>(nil)
        let work = Task { () -> JobFailure? in
            if let task { return await self.work(task, lease) }
            guard let other else { return nil }
            return await self.perform(other, lease)
        }
        let beats = Task {
            await self.beat(lease) { reason in
                stop.withLock { $0 = reason }
                work.cancel()
            }
        }
        let failure = await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
        beats.cancel()
        switch stop.withLock({ $0 }) {
        case .cancelled:
            await settle { () async throws(StorageError) in
                _ = try await runner.store.confirmStop(job.id, lease: lease)
            }
            return (.cancelled, nil)
        case .lost: return (.lost, nil)
        case nil:
            // Cancelled from above and not finished: a shutdown.
            guard work.isCancelled else { return (failure == nil ? .finished : .failed, failure) }
            await settle { () async throws(StorageError) in
                _ = try await runner.store.release(job.id, lease: lease)
            }
            return (.released, nil)
        }
    }

    /// Does work of another kind; nil when that went well, or was ended from outside.
    private func perform(_ work: any JobWork, _ lease: LeaseToken) async -> JobFailure? {
        do throws(JobFailure) {
            let completion = try await work.perform(job)
            guard !Task.isCancelled else { return nil }
            await settle { () async throws(StorageError) in
                _ = try await runner.store.complete(job.id, lease: lease, completion)
            }
            return nil
        } catch {
            guard !Task.isCancelled else { return nil }
            await fail(lease, error)
            return error
        }
    }

    /// Reads the document and stores what came of it; nil when that went well, or was ended from outside.
    private func work(_ task: ExtractionTask, _ lease: LeaseToken) async -> JobFailure? {
        let progress = StageProgress(job, sink: runner.progress)
        let journal = StageJournal(progress, of: job.id, lease, store: runner.store)
        defer { journal.stop() }
        do throws(JobFailure) {
            let document = try await document(of: task, lease, progress)
            let path: String
            do {
                path = try runner.blobs.localPath(of: document)
            } catch {
                throw JobFailure(.retryable, code: "document_missing", message: "\(task.fileName): \(error)")
            }
            progress.end(EventDraft.firstStage, milliseconds: 0, percent: 20)
            let order = ReadingOrder(
                fileName: task.fileName, pipeline: task.pipeline, version: task.version,
                threshold: task.threshold, subject: job.invoice.map { "\($0)" })
            var results = try await runner.reading.read(path, order, events: progress)
            guard !Task.isCancelled else { return nil }
            let announcements = await runner.reading.announcements(of: results, order)
            results = Notices.noting(announcements, in: results)
            let notices = Notices.drafts(announcements, of: results, job)
            guard !Task.isCancelled else { return nil }
            if let failure = ResultOutcome.failure(results) {
                await journal.end()
                await fail(lease, failure, notices: notices)
                return failure
            }
            progress.begin("save", "Stores what was read", percent: 90)
            var completion = self.completion(of: results)
            completion.outbox = notices
            completion.events = await journal.rest()
            let final = completion
            let isStored = await settle { () async throws(StorageError) in
                _ = try await runner.store.complete(job.id, lease: lease, final)
            }
            guard isStored else {
                return JobFailure(
                    .retryable, code: "result_refused",
                    message:
                        "\(task.fileName): the result came too late or could not be stored; see who has the job now"
                )
            }
            progress.tell("complete", percent: 100, message: "Done")
            return nil
        } catch {
            guard !Task.isCancelled else { return nil }
            await journal.end()
            let notices = await Notices.drafts(of: error, task, job, reading: runner.reading)
            await fail(lease, error, notices: notices)
            return error
        }
    }

    /// What is stored: invoices, or on the job alone what is not to be saved as one.
    private func completion(of results: [InvoiceResult]) -> JobCompletion {
        guard job.invoice != nil else {
            let shown = JSONValue.array(results.map { (try? $0.json) ?? .null })
            return JobCompletion(result: .object(JSONObject([.init(key: "results", value: shown)])))
        }
        var completion = JobCompletion(invoices: results.map(ResultOutcome.outcome))
        completion.result = .object(JSONObject([.init(key: "invoices", value: .integer(results.count))]))
        return completion
    }

    /// The document's bytes, fetched first where they lie elsewhere.
    private func document(
        of task: ExtractionTask, _ lease: LeaseToken, _ progress: StageProgress
    ) async throws(JobFailure) -> BlobDigest {
        switch task.document {
        case .stored(let digest): return digest
        case .remote(let url):
            guard let fetching = runner.fetching else {
                throw JobFailure(
                    .permanent, code: "fetch_unavailable", message: "nothing here fetches documents",
                    stage: "fetch")
            }
            progress.tell("fetch", percent: 0, message: "Fetches the document")
            let fetched = try await fetching.fetch(url, fileName: task.fileName) { part in
                progress.tell("fetch", percent: 20 * min(max(part, 0), 1), message: "Fetches the document")
            }
            if let invoice = job.invoice {
                await settle { () async throws(StorageError) in
                    _ = try await runner.store.setDocument(
                        fetched.blob, mediaType: fetched.mediaType, fileName: task.fileName, of: invoice,
                        job: job.id, lease: lease)
                }
            }
            return fetched.blob.digest
        }
    }

    /// Prolongs the lease, and says when the work must end: it was called off, or is another's.
    private func beat(_ lease: LeaseToken, stop: @Sendable (Stop) -> Void) async {
        var trusted = runner.time.steady()
        var pause = LeaseRule.beat
        while !Task.isCancelled {
            await Runner.rest(pause)
            guard !Task.isCancelled else { return }
            let begun = runner.time.steady()
            do throws(StorageError) {
                let current = try await runner.store.beat(job.id, lease: lease)
                trusted = begun
                pause = LeaseRule.beat
                if current.cancelWanted { return stop(.cancelled) }
            } catch {
                if error == .leaseLost { return stop(.lost) }
                // Whoever cannot reach the store stops before anyone else can have the job.
                if runner.time.steady().since(trusted) > LeaseRule.trust { return stop(.lost) }
                pause = .seconds(1)
            }
        }
    }

    private func fail(_ lease: LeaseToken, _ failure: JobFailure, notices: [OutboxDraft] = []) async {
        await settle { () async throws(StorageError) in
            _ = try await runner.store.fail(job.id, lease: lease, failure, notices: notices)
        }
    }

    /// Tells the store, again while it is busy or full; a lease that was lost needs nothing more.
    ///
    /// - Returns: Whether the store took it.
    @discardableResult
    private func settle(_ work: () async throws(StorageError) -> Void) async -> Bool {
        let end = runner.time.steady() + LeaseRule.trust
        while true {
            do throws(StorageError) {
                try await work()
                return true
            } catch {
                switch error {
                case .busy, .full, .fault: break
                default: return false
                }
                guard runner.time.steady() < end else { return false }
                await Runner.rest(.milliseconds(250))
            }
        }
    }
}
