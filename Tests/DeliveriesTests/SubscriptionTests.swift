import AssayKit
import Engine
import Storage
import StorageConformance
import StorageSQLite
import Synchronization
import Testing

@testable import Deliveries

@Suite("Webhooks to subscribers")
struct SubscriptionTests {
    /// A notifier in a worker that answers with a verdict.
    private final class Notifier: ComponentRunner {
        let calls = Mutex<[ComponentCall]>([])
        let verdict: Verdict

        init(_ verdict: Verdict) { self.verdict = verdict }

        func prepare(plugin: String, memory: Int) {}

        func call(_ call: ComponentCall) async -> CallReply {
            calls.withLock { $0.append(call) }
            return CallReply([StepReply(verdict: verdict)])
        }
    }

    /// No expression is ever evaluated here.
    private struct NoExpressions: ExpressionEvaluator {
        func evaluate(
            _ indexes: [Int], of plan: Plan, state: ExpressionState, timeout: Int
        ) async throws(CallFailure) -> [Int: Bool] { [:] }
    }

    private func subscribe(_ bench: OutboxBench) async throws -> Subscription {
        let owner = try await bench.store.createUser(
            UserDraft(email: "ann@example.com", username: "ann", passwordHash: "-", role: .user),
            by: .system
        ).id
        return try await bench.store.createSubscription(
            SubscriptionDraft(owner: owner, url: "https://erp.example.com/hook"), by: .user(owner))
    }

    private func runner(_ bench: OutboxBench, _ notifier: Notifier) -> OutboxRunner {
        let engine = Engine(
            runner: notifier, components: ComponentIndex([InstalledComponent]()), evaluator: NoExpressions())
        let deliverer = DestinationDeliverer(
            steps: bench.receiver,
            subscriptions: SubscriptionDeliverer(
                store: bench.store, engine: { engine },
                policy: .init(allowed: ["10.0.0.0/8"], allowsHTTP: true),
                time: bench.time))
        return OutboxRunner(store: bench.store, deliverer: deliverer, time: bench.time)
    }

    private func fail(_ bench: OutboxBench, _ subscription: Subscription) async throws {
        _ = try await bench.store.append([EventDraft("error", owner: subscription.owner)])
    }

    @Test("row 29: while a secret is being replaced the notifier has both, a day later the new one")
    func rotation() async throws {
        let bench = try OutboxBench()
        let old = try await subscribe(bench)
        let notifier = Notifier(.delivered(detail: "200"))
        let runner = runner(bench, notifier)
        let new = try await bench.store.rotateSecret(of: old.id, visibility: .everyone, by: .system)
        try await fail(bench, old)
        #expect(try await runner.deliverDue() == 1)
        bench.time.advance(.seconds(86_400))
        try await fail(bench, old)
        #expect(try await runner.deliverDue() == 1)
        let calls = notifier.calls.withLock { $0 }
        let options = try calls.map { try JSONParser.parse($0.steps[0].options) }
        #expect(options[0]["secret"]?.stringValue == new.secret)
        #expect(options[0]["previous_secret"]?.stringValue == old.secret)
        #expect(options[1]["secret"]?.stringValue == new.secret)
        #expect(options[1]["previous_secret"] == nil)
        // Row 30's time; the 64 KiB are the client's own.
        #expect(options[0]["timeout_seconds"] == 15)
        #expect(options[0]["allow"] == ["10.0.0.0/8"])
        let event = try NotificationEvent(json: try JSONParser.parse(calls[0].record))
        #expect(event.type == "task.failed" && event.attempt == 1)
    }

    @Test("row 28: 410 is one try, and nothing after it")
    func gone() async throws {
        let bench = try OutboxBench()
        let subscription = try await subscribe(bench)
        let notifier = Notifier(.gone(detail: "the receiver answered 410"))
        let runner = runner(bench, notifier)
        try await fail(bench, subscription)
        #expect(try await runner.deliverDue() == 1)
        try await fail(bench, subscription)
        bench.time.advance(.seconds(10 * 86_400))
        #expect(try await runner.deliverDue() == 0)
        let after = try await bench.store.subscription(subscription.id, visibility: .everyone)
        #expect(after.state == .disabled)
    }

    @Test("row 27: a receiver that is down for four days is disabled only when it stays so for five")
    func down() async throws {
        let bench = try OutboxBench()
        let subscription = try await subscribe(bench)
        let notifier = Notifier(.retry(afterMilliseconds: 0, detail: "no answer"))
        let runner = runner(bench, notifier)
        func after(days: Double) async throws -> Subscription.State {
            let end = bench.time.steady() + .seconds(days * 86_400)
            while bench.time.steady() < end {
                try await runner.deliverDue()
                bench.time.advance(.seconds(1200))
            }
            return try await bench.store.subscription(subscription.id, visibility: .everyone).state
        }
        try await fail(bench, subscription)
        #expect(try await after(days: 4) == .active)
        #expect(notifier.calls.withLock { $0.count } == 10)
        try await fail(bench, subscription)
        #expect(try await after(days: 1.5) == .disabled)
    }

    @Test("a message whose webhook was deleted meanwhile is dropped")
    func deleted() async throws {
        let bench = try OutboxBench()
        let unknown = SubscriptionID(high: 1, low: 2)
        _ = try await bench.post(DeliveryDestination.subscription(unknown).text, "elsewhere")
        let notifier = Notifier(.delivered(detail: "200"))
        #expect(try await runner(bench, notifier).deliverDue() == 2)
        #expect(notifier.calls.withLock { $0.isEmpty })
        #expect(try await bench.store.deliveryStatistics().byState == [.dead: 2])
    }
}
