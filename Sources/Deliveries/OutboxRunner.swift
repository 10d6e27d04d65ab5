package import Storage
internal import Synchronization

/// Delivers what lies in the outbox: several at a time, few to one destination, each as often as its schedule says.
///
/// A destination that asked for a pause is left alone until it is over. What is under way when the process dies is
/// delivered again by the next one, with the same message id.
package final class OutboxRunner: Sendable {
    /// How much it does at a time.
    package struct Settings: Sendable {
        /// Deliveries.
        package var parallel = 8
        /// Deliveries to one destination.
        package var perDestination = 3
        /// Nobody else gets a delivery for so long; longer than any attempt takes.
        package var holding: Duration = .seconds(180)
        /// How long the outbox is left alone when nobody wakes the runner.
        package var pause: Duration = .seconds(1)
        /// A destination is not left alone for longer, whatever it asks; its deliveries wait as long as it asked.
        package var longestRest: Duration = .seconds(3600)

        package init() {}
    }

    private struct State {
        var running: [DeliveryID: Task<Void, Never>] = [:]
        var busy: [String: Int] = [:]
        var resting: [String: Timestamp] = [:]
        var isDraining = false
    }

    private let store: any Outbox
    private let deliverer: any Deliverer
    private let time: any TimeSource
    private let settings: Settings
    private let state = Mutex(State())
    private let (bell, ringer) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    package init(
        store: any Outbox, deliverer: any Deliverer, time: any TimeSource = SystemTime(),
        settings: Settings = Settings()
    ) {
        self.store = store
        self.deliverer = deliverer
        self.time = time
        self.settings = settings
    }

    /// How many deliveries are under way.
    package var running: Int { state.withLock { $0.running.count } }

    /// Tells it that there may be something to deliver.
    package func wake() { ringer.yield() }

    /// Works until ``drain(patience:)``.
    ///
    /// - Parameter onError: Hears what keeps the outbox from being read; the runner tries again.
    package func run(onError: @Sendable (StorageError) -> Void = { _ in }) async {
        let (ringer, pause) = (ringer, settings.pause)
        let timer = Task {
            while !Task.isCancelled {
                ringer.yield()
                // A cancelled timer has nothing more to do.
                try? await Task.sleep(for: pause)
            }
        }
        defer { timer.cancel() }
        for await _ in bell {
            guard !state.withLock({ $0.isDraining }) else { return }
            do throws(StorageError) {
                try await look()
            } catch {
                if error == .closed { return }
                onError(error)
            }
        }
    }

    /// Delivers what is due now, and waits until that is done.
    ///
    /// - Returns: How many attempts there were.
    @discardableResult
    package func deliverDue() async throws(StorageError) -> Int {
        var count = 0
        while true {
            let begun = try await look()
            if begun == 0, running == 0 { return count }
            count += begun
            for task in state.withLock({ Array($0.running.values) }) { await task.value }
        }
    }

    /// Ends the work: nothing new is begun; what is not done after `patience` is left for the next process.
    package func drain(patience: Duration) async {
        state.withLock { $0.isDraining = true }
        ringer.finish()
        let end = time.steady() + patience
        while running > 0, time.steady() < end { await Self.rest(.milliseconds(20)) }
        for task in state.withLock({ Array($0.running.values) }) { task.cancel() }
        let last = time.steady() + .seconds(5)
        while running > 0, time.steady() < last { await Self.rest(.milliseconds(10)) }
    }

    @discardableResult
    private func look() async throws(StorageError) -> Int {
        let now = time.steady()
        let (free, busy) = state.withLock { state in
            state.resting = state.resting.filter { $0.value > now }
            var busy = state.busy
            for destination in state.resting.keys { busy[destination] = settings.perDestination }
            return (settings.parallel - state.running.count, busy)
        }
        guard free > 0 else { return 0 }
        let due = try await store.claimDeliveries(
            limit: free, perDestination: settings.perDestination, busy: busy, holding: settings.holding)
        for delivery in due { begin(delivery) }
        return due.count
    }

    private func begin(_ delivery: Delivery) {
        let destination = delivery.draft.destination
        // The state is locked until the task is in it, so that its end finds it there.
        state.withLock { state in
            state.busy[destination, default: 0] += 1
            state.running[delivery.id] = Task { [self] in
                await attempt(delivery)
                self.state.withLock { state in
                    state.running[delivery.id] = nil
                    let others = state.busy[destination, default: 1] - 1
                    state.busy[destination] = others > 0 ? others : nil
                }
                wake()
            }
        }
    }

    private func attempt(_ delivery: Delivery) async {
        let outcome = await deliverer.deliver(delivery)
        // An attempt that a shutdown cut short says nothing about its receiver.
        guard !Task.isCancelled else { return }
        if case .retry(let after?, _) = outcome {
            let until = time.steady() + min(after, settings.longestRest)
            state.withLock { $0.resting[delivery.draft.destination] = until }
        }
        await settle(delivery.id, outcome)
    }

    /// Tells the store, again while it is busy or full; after the holding time it would be delivered once more.
    private func settle(_ id: DeliveryID, _ outcome: DeliveryOutcome) async {
        let end = time.steady() + settings.holding
        while true {
            do throws(StorageError) {
                _ = try await store.settleDelivery(id, outcome)
                return
            } catch {
                switch error {
                case .busy, .full, .fault: break
                default: return
                }
                guard time.steady() < end, !Task.isCancelled else { return }
                await Self.rest(.milliseconds(250))
            }
        }
    }

    /// A cancelled task cuts it short.
    private static func rest(_ duration: Duration) async { try? await Task.sleep(for: duration) }
}
