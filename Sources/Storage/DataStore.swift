/// All that a service keeps besides blobs; each database has one implementation.
package protocol DataStore: JobQueue, InvoiceStore, BatchStore, VendorStore, EventLog, Outbox, AccountStore,
    AuditLog, IdempotencyStore, SubscriptionStore, HookStore, PipelineStore, DashboardStore, InvoiceAnalysis,
    ChatLog
{
    /// Checks that the store answers; for readiness.
    func ping() async throws(StorageError)

    /// Finishes what is under way and closes; later calls are refused.
    func close()
}
