/// The line of jobs as those see it who do them: in the service itself, or in a process beside it.
///
/// Every change is on disk when the call returns.
package protocol JobLine: Sendable {
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

    /// Notes that a worker has begun with a document, or has reached a stage, and what happened until then.
    ///
    /// - Throws: ``StorageError/leaseLost`` when the job is not the worker's any more.
    func markProcessing(
        _ job: JobID, lease: LeaseToken, stage: String, events: [EventDraft]
    ) async throws(StorageError)

    /// Names the bytes of a document that was fetched after it was accepted.
    ///
    /// - Returns: An earlier invoice of the same owner with the same bytes.
    func setDocument(
        _ document: BlobReference, mediaType: String, fileName: String?, of invoice: InvoiceID, job: JobID,
        lease: LeaseToken
    ) async throws(StorageError) -> InvoiceID?
}

extension JobLine {
    package func fail(
        _ job: JobID, lease: LeaseToken, _ failure: JobFailure
    ) async throws(StorageError) -> Job {
        try await fail(job, lease: lease, failure, notices: [])
    }

    /// Notes that a worker has reached a stage.
    ///
    /// - Throws: ``StorageError/leaseLost`` when the job is not the worker's any more.
    package func markProcessing(_ job: JobID, lease: LeaseToken, stage: String) async throws(StorageError) {
        try await markProcessing(job, lease: lease, stage: stage, events: [])
    }
}
