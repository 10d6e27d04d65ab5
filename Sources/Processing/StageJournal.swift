internal import Storage

/// Stores what stages a document goes through while that takes long.
///
/// What a short document goes through is stored with its result: it costs no transaction of its own.
struct StageJournal: Sendable {
    private static let pause: Duration = .milliseconds(100)

    private let progress: StageProgress
    private let job: JobID
    private let lease: LeaseToken
    private let store: any Runner.Store
    private let keeping: Task<Void, Never>

    init(_ progress: StageProgress, of job: JobID, _ lease: LeaseToken, store: any Runner.Store) {
        self.progress = progress
        self.job = job
        self.lease = lease
        self.store = store
        keeping = Task {
            while !Task.isCancelled {
                await Runner.rest(Self.pause)
                if !Task.isCancelled { await Self.keep(progress, job, lease, store) }
            }
        }
    }

    /// Ends it; what is not stored yet is for whoever stores the result.
    func rest() async -> [EventDraft] {
        keeping.cancel()
        await keeping.value
        return progress.take().events
    }

    /// Ends it with everything stored, for a job whose result says nothing.
    func end() async {
        keeping.cancel()
        await keeping.value
        await Self.keep(progress, job, lease, store)
    }

    /// Ends it at once.
    func stop() { keeping.cancel() }

    private static func keep(
        _ progress: StageProgress, _ job: JobID, _ lease: LeaseToken, _ store: any Runner.Store
    ) async {
        let (stage, events) = progress.take()
        guard !events.isEmpty else { return }
        do throws(StorageError) {
            try await store.markProcessing(job, lease: lease, stage: stage, events: events)
        } catch {
            // With the next ones, or with the result; a lost lease ends the work by itself.
            progress.giveBack(events)
        }
    }
}
