/// The batches.
package protocol BatchStore: Sendable {
    /// Makes an empty batch with the next number of the year.
    func createBatch(_ draft: BatchDraft, owner: UserID) async throws(StorageError) -> Batch

    func batch(_ id: BatchID, visibility: Visibility) async throws(StorageError) -> Batch

    /// Batches, the newest first.
    ///
    /// `search`: Part of the number or the name; case does not matter.
    func batches(
        status: BatchStatus?, search: String?, visibility: Visibility, _ page: PageRequest
    ) async throws(StorageError) -> Page<Batch>

    /// Changes what a person may set; nil members are left.
    func updateBatch(
        _ id: BatchID, _ draft: BatchDraft, visibility: Visibility
    ) async throws(StorageError) -> Batch

    /// Removes an empty batch.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` while it has invoices.
    func deleteBatch(_ id: BatchID, visibility: Visibility) async throws(StorageError)

    /// How fast it goes.
    func batchPace(_ id: BatchID, visibility: Visibility) async throws(StorageError) -> BatchPace
}

/// What a person may set of a batch.
package struct BatchDraft: Sendable, Hashable {
    package var name: String?
    package var details: String?
    package var pipeline: String?
    package var expected: Int?

    package init(
        name: String? = nil, details: String? = nil, pipeline: String? = nil, expected: Int? = nil
    ) {
        self.name = name
        self.details = details
        self.pipeline = pipeline
        self.expected = expected
    }
}
