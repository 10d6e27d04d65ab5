package import AssayKit

/// The invoices.
///
/// Every change is on disk when the call returns. Things of others are ``StorageError/notFound(_:)``.
package protocol InvoiceStore: Sendable {
    /// Takes documents in: blobs' rows, invoices, their jobs, history and events, all of it or nothing.
    ///
    /// - Parameters:
    ///   - submissions: The documents; their bytes are in the blob store already.
    ///   - idempotency: The key under which the answer is kept for a repeat, in the same transaction; nil for none.
    ///   - answer: Makes that answer.
    /// - Returns: One answer a submission, in order.
    /// - Throws: ``StorageError/notFound(_:)`` for an unknown batch.
    func accept(
        _ submissions: [Submission], idempotency: IdempotencyTicket?,
        answer: @escaping @Sendable ([Accepted]) -> StoredAnswer
    ) async throws(StorageError) -> [Accepted]

    /// Makes an invoice by hand; it stands for review.
    func createInvoice(
        _ record: Record, owner: UserID, batch: BatchID?, by: Actor
    ) async throws(StorageError) -> Invoice

    func invoice(_ id: InvoiceID, visibility: Visibility) async throws(StorageError) -> Invoice

    func invoices(
        _ filter: InvoiceFilter, sort: InvoiceSort, _ page: PageRequest
    ) async throws(StorageError) -> Page<InvoiceSummary>

    /// The invoices in the order in which they came, a piece at a time; for exports.
    ///
    /// `after`: The last one of the piece before; nil for the first piece.
    func invoices(
        _ filter: InvoiceFilter, after: InvoiceID?, limit: Int
    ) async throws(StorageError) -> [Invoice]

    /// How often each rule has found something among some invoices, the gravest first.
    func flagCounts(_ filter: InvoiceFilter) async throws(StorageError) -> [FlagCount]

    /// Stores a reviewer's corrections.
    ///
    /// - Throws: ``StorageError/staleVersion(current:)`` when `version` is not the current one.
    func correct(
        _ id: InvoiceID, version: Int, _ correction: Correction, visibility: Visibility, by: Actor
    ) async throws(StorageError) -> Invoice

    /// Approves or rejects; of two who decide at once, one is refused.
    func decide(
        _ decision: ReviewDecision, on id: InvoiceID, comment: String?, visibility: Visibility, by: Actor
    ) async throws(StorageError) -> Invoice

    /// Has a document read anew.
    ///
    /// - Returns: The new job.
    func reprocess(
        _ id: InvoiceID, pipeline: String?, jobID: JobID, job: JobDraft, visibility: Visibility, by: Actor
    ) async throws(StorageError) -> JobID

    /// Removes an invoice with its history; a job that still works on it is called off.
    func deleteInvoice(_ id: InvoiceID, visibility: Visibility, by: Actor) async throws(StorageError)

    /// What happened to an invoice, the oldest first.
    func history(_ id: InvoiceID, visibility: Visibility) async throws(StorageError) -> [HistoryEntry]

    /// The invoices that are to be compared once more since others came after them; those of batches that are still
    /// being read wait.
    func unsettled(limit: Int) async throws(StorageError) -> [UnsettledInvoice]

    /// Takes into the history what was stored before there was one.
    ///
    /// - Returns: How many invoices were looked at; less than `limit`: that was all.
    func recallInvoices(limit: Int) async throws(StorageError) -> Int

    /// Keeps a blob with an invoice under a name; an earlier one of that name is replaced.
    func attach(_ blob: BlobReference, name: String, to id: InvoiceID) async throws(StorageError)

    /// The blob that is kept under that name.
    ///
    /// - Throws: ``StorageError/notFound(_:)``.
    func attachment(
        _ name: String, of id: InvoiceID, visibility: Visibility
    ) async throws(StorageError) -> BlobReference

    /// Which of these blobs no row refers to.
    func unreferenced(_ digests: [BlobDigest]) async throws(StorageError) -> Set<BlobDigest>
}
