package import AssayKit

/// A change of state as those outside are told of it: its name, and little more than what it is about.
///
/// A receiver that wants more asks the API: what it is told may be older than what it finds.
package struct WebhookEvent: Sendable, Hashable {
    /// Messages are no longer than this, bytes.
    package static let largestBody = 20_000

    /// All names, with what they tell.
    package static let names: [(name: String, summary: String)] = [
        ("invoice.processed", "An invoice was read"),
        ("invoice.needs_review", "An invoice was read, and a person must look"),
        ("invoice.flagged", "An invoice was read, and something about it is wrong"),
        ("invoice.approved", "An invoice was approved, by a person or by its pipeline"),
        ("invoice.rejected", "An invoice was rejected"),
        ("invoice.corrected", "A person has corrected an invoice"),
        ("invoice.reprocessed", "An invoice is read anew"),
        (
            "invoice.compared",
            "Others came after an invoice, and something else is found by comparing with them"
        ),
        ("invoice.failed", "A document could not be read"),
        ("flag.raised", "A rule has found something"),
        ("task.completed", "A task that keeps no invoice has ended"),
        ("task.failed", "A task that keeps no invoice has failed"),
        ("batch.completed", "All invoices of a batch are done"),
        ("webhook.disabled", "A subscription was given up"),
        ("source.message", "An incoming webhook has brought something"),
        ("webhook.test", "Someone asked for a test"),
    ]

    package let name: String
    package let data: JSONObject

    /// What an event of the log is to those outside; nil when it is nothing to them.
    package init?(_ event: EventDraft) {
        guard let name = Self.name(of: event) else { return nil }
        self.name = name
        var data = JSONObject()
        if let invoice = event.invoice { data["invoice_id"] = .string(invoice.description) }
        if let batch = event.batch { data["batch_id"] = .string(batch.description) }
        if let job = event.job { data["task_id"] = .string(job.description) }
        if let source = event.source { data["source"] = .string(source) }
        var whole = data
        for member in event.body.members where !Self.inner.contains(member.key) {
            whole[member.key] = member.value
        }
        if JSONWriter.bytes(.object(whole)).count <= Self.largestBody - 500 {
            self.data = whole
        } else {
            data["shortened"] = true
            self.data = data
        }
    }

    /// Members of events that are for the house only.
    private static let inner: Set<String> = ["previous_status", "result"]

    private static func name(of event: EventDraft) -> String? {
        let status = event.body["status"]?.stringValue
        switch event.type {
        case "complete": return event.invoice == nil ? "task.completed" : status.map { "invoice.\($0)" }
        case "error": return event.invoice == nil ? "task.failed" : "invoice.failed"
        case "flag": return "flag.raised"
        case "review":
            guard let action = event.body["action"]?.stringValue else { return nil }
            let name = "invoice.\(action)"
            return names.contains { $0.name == name } ? name : nil
        case "batch_progress":
            guard status?.hasPrefix("completed") == true, event.body["previous_status"] != nil else {
                return nil
            }
            return "batch.completed"
        case "webhook_disabled": return "webhook.disabled"
        case "update": return event.source == nil ? nil : "source.message"
        default: return nil
        }
    }
}
