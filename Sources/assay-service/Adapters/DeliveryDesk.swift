internal import Commands
internal import Composition
internal import Deliveries
internal import Engine
internal import Service
internal import Storage
internal import Workers

/// What leaves the service: the outbox with its runner, and workers of its own, so that a slow receiver never takes a
/// document's worker.
struct DeliveryDesk: Sendable {
    let runner: OutboxRunner
    let pool: WorkerPool

    init(
        _ shelf: PluginShelf, store: any DataStore, pipelines: InstalledPipelines,
        settings: ServiceSettings, accepting accepted: [String]
    ) throws {
        let limits = OutboxRunner.Settings()
        let policy = SubscriptionDeliverer.Policy(
            allowed: settings.webhookAllowed, allowsHTTP: settings.webhookAllowsHTTP)
        let pool = try Composition.pool(jobs: limits.parallel, accepting: accepted, isVerbose: false)
        self.pool = pool
        let engine: @Sendable () -> Engine = {
            shelf.current.engine(over: pool, events: NoEvents(), cache: NoCache(), isVerbose: false)
        }
        runner = OutboxRunner(
            store: store,
            deliverer: DestinationDeliverer(
                steps: StepDeliverer(plans: { try await pipelines.plan($0, nil) }, engine: engine),
                subscriptions: SubscriptionDeliverer(store: store, engine: engine, policy: policy)),
            settings: limits)
        // Whatever is posted comes with an event.
        store.observe { [runner] _ in runner.wake() }
    }

    /// Works until ``end()``.
    func run(onError: @Sendable (StorageError) -> Void) async { await runner.run(onError: onError) }

    /// Ends the attempts that are under way, some of them by waiting.
    func end() async {
        await runner.drain(patience: .seconds(16))
        await pool.shutdown()
    }
}
