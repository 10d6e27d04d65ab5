import AssayKit
import Deliveries
import Foundation
import Storage
import StorageConformance
import StorageSQLite
import Synchronization

/// A store with a clock that stands, in a folder of its own.
final class OutboxBench: Sendable {
    let folder =
        FileManager.default.temporaryDirectory.path + "/assay-outbox-\(UInt64.random(in: 0 ... .max))"
    let time = FakeTime()
    let store: SQLiteStore
    let receiver = ScriptedReceiver()

    init() throws { store = try SQLiteStore(folder, time: time) }

    deinit {
        store.close()
        // A folder that stays behind is no reason to fail.
        try? FileManager.default.removeItem(atPath: folder)
    }

    func runner(_ change: (inout OutboxRunner.Settings) -> Void = { _ in }) -> OutboxRunner {
        var settings = OutboxRunner.Settings()
        change(&settings)
        return OutboxRunner(store: store, deliverer: receiver, time: time, settings: settings)
    }

    func post(_ destinations: String...) async throws -> [DeliveryID] {
        try await store.post(
            destinations.map { OutboxDraft(destination: $0, type: "invoice.processed", body: "x") })
    }

    func delivery(_ id: DeliveryID) async throws -> Delivery? {
        try await store.deliveries(destination: nil, state: nil, PageRequest(page: 1, perPage: 100)).items
            .first { $0.id == id }
    }
}

/// Answers as a test says, and remembers what came when.
final class ScriptedReceiver: Deliverer {
    struct Attempt: Sendable {
        let messageID: String
        let destination: String
        let number: Int
    }

    private struct State {
        var attempts: [Attempt] = []
        var answer: @Sendable (Delivery) async -> DeliveryOutcome = { _ in .delivered }
        var underWay: [String: Int] = [:]
        var most: [String: Int] = [:]
    }

    private let state = Mutex(State())

    var attempts: [Attempt] { state.withLock(\.attempts) }
    /// The most attempts to one destination at a time.
    func most(_ destination: String) -> Int { state.withLock { $0.most[destination] ?? 0 } }

    func answer(_ answer: @escaping @Sendable (Delivery) async -> DeliveryOutcome) {
        state.withLock { $0.answer = answer }
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let destination = delivery.draft.destination
        let answer = state.withLock { state in
            state.attempts.append(
                Attempt(
                    messageID: delivery.draft.messageID, destination: destination,
                    number: delivery.attempts + 1))
            state.underWay[destination, default: 0] += 1
            state.most[destination] = max(state.most[destination] ?? 0, state.underWay[destination] ?? 0)
            return state.answer
        }
        let outcome = await answer(delivery)
        state.withLock { $0.underWay[destination, default: 1] -= 1 }
        return outcome
    }
}
