/// The line of jobs.
///
/// Every change is on disk when the call returns.
package protocol JobQueue: Sendable {
    /// Puts jobs into line, all of them or none.
    ///
    /// - Returns: One answer a draft, in order.
    func enqueue(_ drafts: [JobDraft]) async throws(StorageError) -> [Enqueued]

    /// Gives a worker jobs that may run, as ``ClaimRule`` orders them.
    ///
    /// - Returns: At most `limit` jobs, running, each with its lease.
    func claim(queue: String, worker: String, limit: Int) async throws(StorageError) -> [Job]

    /// Prolongs a lease.
    ///
    /// - Returns: The job; its `cancelWanted` tells to stop.
    /// - Throws: ``StorageError/leaseLost``: the worker must drop the work.
    func beat(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job

    /// Stores a job's result and ends the job: invoices, events, deliveries and the job's state in one transaction.
    ///
    /// - Throws: ``StorageError/leaseLost`` or ``StorageError/cancelled``; nothing of it is stored then.
    func complete(
        _ job: JobID, lease: LeaseToken, _ completion: JobCompletion
    ) async throws(StorageError) -> CompletionReceipt

    /// Tells that an attempt failed. When the job dies of it, its invoice fails with it, and the notices are put into
    /// the outbox.
    func fail(
        _ job: JobID, lease: LeaseToken, _ failure: JobFailure, notices: [OutboxDraft]
    ) async throws(StorageError) -> Job

    /// Gives a job back at a shutdown, without an attempt spent.
    func release(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job

    /// Tells that a job was stopped as asked.
    func confirmStop(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job

    /// Takes back the jobs whose lease has ended.
    ///
    /// - Returns: What became of them.
    func rescueExpired(limit: Int) async throws(StorageError) -> [Job]

    /// Calls a job off: at once when it waits, through its next beat when it runs.
    func cancel(_ job: JobID, visibility: Visibility) async throws(StorageError) -> Job

    /// Puts a dead or cancelled job into line again.
    func retry(_ job: JobID) async throws(StorageError) -> Job

    /// A job.
    ///
    /// - Throws: ``StorageError/notFound(_:)``.
    func job(_ id: JobID, visibility: Visibility) async throws(StorageError) -> Job

    /// Jobs, the newest first.
    func jobs(_ filter: JobFilter, _ page: PageRequest) async throws(StorageError) -> Page<Job>

    /// How many jobs there are, and how long the oldest waits.
    func jobStatistics() async throws(StorageError) -> JobStatistics

    /// Forgets jobs that ended before a moment.
    ///
    /// - Returns: How many.
    func forgetJobs(finishedBefore: Timestamp, limit: Int) async throws(StorageError) -> Int
}

extension JobQueue {
    package func fail(
        _ job: JobID, lease: LeaseToken, _ failure: JobFailure
    ) async throws(StorageError) -> Job {
        try await fail(job, lease: lease, failure, notices: [])
    }
}

/// Which jobs are wanted.
package struct JobFilter: Sendable, Hashable {
    package var state: JobState.Name?
    package var kind: String?
    package var visibility: Visibility

    package init(state: JobState.Name? = nil, kind: String? = nil, visibility: Visibility = .everyone) {
        self.state = state
        self.kind = kind
        self.visibility = visibility
    }
}

/// The queue in figures.
package struct JobStatistics: Sendable, Hashable {
    package let byState: [JobState.Name: Int]
    /// Made within the last 24 hours.
    package let recent: Int
    /// How long the oldest job that may run has waited; nil when none waits.
    package let oldestWait: Duration?

    package init(byState: [JobState.Name: Int], recent: Int, oldestWait: Duration?) {
        self.byState = byState
        self.recent = recent
        self.oldestWait = oldestWait
    }

    package var total: Int { byState.values.reduce(0, +) }
}
