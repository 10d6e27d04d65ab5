package import Storage

/// Work of another kind than reading a document.
package protocol JobWork: Sendable {
    /// Does it; what it leaves behind is stored with the job's end.
    func perform(_ job: Job) async throws(JobFailure) -> JobCompletion
}
