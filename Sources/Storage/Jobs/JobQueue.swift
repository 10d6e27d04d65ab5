/// The line of jobs.
///
/// Every change is on disk when the call returns.
package protocol JobQueue: JobLine {
    /// Puts jobs into line, all of them or none.
    ///
    /// - Returns: One answer a draft, in order.
    func enqueue(_ drafts: [JobDraft]) async throws(StorageError) -> [Enqueued]

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
