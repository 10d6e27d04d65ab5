/// Where a delivery goes.
package enum DeliveryDestination: Sendable, Hashable {
    /// A step of a pipeline's `notify:` list.
    case step(pipeline: String, step: String)
    /// Whoever has subscribed.
    case subscription(SubscriptionID)

    /// As the outbox keeps it.
    package var text: String {
        switch self {
        case .step(let pipeline, let step): "notify:\(pipeline)/\(step)"
        case .subscription(let id): "webhook:\(id)"
        }
    }

    /// Reads it back; nil for a text that is none.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "notify":
            // A pipeline's name has no slash; a path would.
            let names = parts[1].split(separator: "/", maxSplits: 1)
            guard names.count == 2 else { return nil }
            self = .step(pipeline: String(names[0]), step: String(names[1]))
        case "webhook":
            guard let id = SubscriptionID(String(parts[1])) else { return nil }
            self = .subscription(id)
        default: return nil
        }
    }
}
