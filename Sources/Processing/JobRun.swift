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

    func run() async {
        guard let lease = job.lease?.token else { return }
        guard job.kind == ExtractionTask.kind, let task = ExtractionTask(payload: job.payload) else {
            await fail(
                lease,
                JobFailure(
                    .permanent, code: "unknown_job", message: "nobody here does jobs of the kind \(job.kind)")
            )
            return
        }
        let stop = Mutex<Stop?>(nil)
        let work = Task { await self.work(task, lease) }
        let beats = Task {
            await self.beat(lease) { reason in
                stop.withLock { $0 = reason }
                work.cancel()
            }
        }
        await withTaskCancellationHandler {
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
        case .lost: break
        case nil:
            // Cancelled from above and not finished: a shutdown.
            if work.isCancelled {
                await settle { () async throws(StorageError) in
                    _ = try await runner.store.release(job.id, lease: lease)
                }
            }
        }
    }

    private func work(_ task: ExtractionTask, _ lease: LeaseToken) async {
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
                fileName: task.fileName, pipeline: task.pipeline, threshold: task.threshold)
            var results = try await runner.reading.read(path, order, events: progress)
            guard !Task.isCancelled else { return }
            let announcements = await runner.reading.announcements(of: results, order)
            results = Notices.noting(announcements, in: results)
            let notices = Notices.drafts(announcements, of: results, job)
            guard !Task.isCancelled else { return }
            if let failure = ResultOutcome.failure(results) {
                await journal.end()
                return await fail(lease, failure, notices: notices)
            }
            progress.begin("save", "Stores what was read", percent: 95)
            var completion = self.completion(of: results)
            completion.outbox = notices
            completion.events = await journal.rest()
            let final = completion
            await settle { () async throws(StorageError) in
                _ = try await runner.store.complete(job.id, lease: lease, final)
            }
            progress.tell("complete", percent: 100, message: "Done")
        } catch {
            guard !Task.isCancelled else { return }
            await journal.end()
            await fail(lease, error)
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
        while !Task.isCancelled {
            await Runner.rest(LeaseRule.beat)
            guard !Task.isCancelled else { return }
            let begun = runner.time.steady()
            do throws(StorageError) {
                let current = try await runner.store.beat(job.id, lease: lease)
                trusted = begun
                if current.cancelWanted { return stop(.cancelled) }
            } catch {
                if error == .leaseLost { return stop(.lost) }
                // Whoever cannot reach the store stops before anyone else can have the job.
                if runner.time.steady().since(trusted) > LeaseRule.trust { return stop(.lost) }
            }
        }
    }

    private func fail(_ lease: LeaseToken, _ failure: JobFailure, notices: [OutboxDraft] = []) async {
        await settle { () async throws(StorageError) in
            _ = try await runner.store.fail(job.id, lease: lease, failure, notices: notices)
        }
    }

    /// Tells the store, again while it is busy or full; a lease that was lost needs nothing more.
    private func settle(_ work: () async throws(StorageError) -> Void) async {
        let end = runner.time.steady() + LeaseRule.trust
        while true {
            do throws(StorageError) {
                return try await work()
            } catch {
                switch error {
                case .busy, .full, .fault: break
                default: return
                }
                guard runner.time.steady() < end else { return }
                await Runner.rest(.milliseconds(250))
            }
        }
    }
}
