internal import AssayKit
package import Engine
package import Storage

/// Delivers to those who have subscribed, through the component `webhook`.
package struct SubscriptionDeliverer: Deliverer {
    /// Where requests may go besides public addresses; the operator's to say.
    package struct Policy: Sendable {
        /// Host names, addresses and blocks.
        package var allowed: [String] = []
        package var allowsHTTP = false

        package init(allowed: [String] = [], allowsHTTP: Bool = false) {
            self.allowed = allowed
            self.allowsHTTP = allowsHTTP
        }
    }

    /// The component, and the plugin that holds it.
    private static let component = "webhook"
    /// Seconds until a receiver must have answered.
    static let timeout = 15
    private let store: any SubscriptionStore
    private let engine: @Sendable () -> Engine
    private let policy: Policy
    private let time: any TimeSource

    package init(
        store: any SubscriptionStore, engine: @escaping @Sendable () -> Engine, policy: Policy = Policy(),
        time: any TimeSource = SystemTime()
    ) {
        self.store = store
        self.engine = engine
        self.policy = policy
        self.time = time
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        guard case .subscription(let id)? = DeliveryDestination(delivery.draft.destination) else {
            return .refused(answer: "\(delivery.draft.destination) is no webhook")
        }
        let subscription: Subscription
        do throws(StorageError) {
            subscription = try await store.subscription(id, visibility: .everyone)
        } catch {
            if case .notFound = error { return .refused(answer: "the webhook was deleted") }
            return .retry(after: nil, answer: "\(error)")
        }
        let step = PlanStep(
            name: Self.component, uses: Self.component, plugin: Self.component,
            options: JSONWriter.bytes(Self.options(subscription, policy, now: time.now())))
        return await StepDeliverer.outcome(
            of: NotificationEvent(delivery), through: step, of: Plan(name: Self.component, steps: []),
            engine())
    }

    static func options(_ subscription: Subscription, _ policy: Policy, now: Timestamp) -> JSONValue {
        var options = JSONObject()
        options["url"] = .string(subscription.url)
        let secrets = subscription.secrets(at: now)
        options["secret"] = .string(secrets[0])
        if secrets.count > 1 { options["previous_secret"] = .string(secrets[1]) }
        options["allow"] = .array(policy.allowed.map { .string($0) })
        options["allow_http"] = .bool(policy.allowsHTTP)
        options["timeout_seconds"] = .integer(Self.timeout)
        return .object(options)
    }
}
