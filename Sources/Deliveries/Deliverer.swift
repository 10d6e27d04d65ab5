package import Storage

/// Makes one attempt to deliver something.
package protocol Deliverer: Sendable {
    /// Never repeats by itself; the outbox has its schedule.
    func deliver(_ delivery: Delivery) async -> DeliveryOutcome
}

/// Sends each delivery to whoever is for its destination.
package struct DestinationDeliverer: Deliverer {
    private let steps: any Deliverer
    private let subscriptions: any Deliverer

    package init(steps: any Deliverer, subscriptions: any Deliverer) {
        self.steps = steps
        self.subscriptions = subscriptions
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        switch DeliveryDestination(delivery.draft.destination) {
        case .step: await steps.deliver(delivery)
        case .subscription: await subscriptions.deliver(delivery)
        case nil: .refused(answer: "nobody here delivers to \(delivery.draft.destination)")
        }
    }
}
