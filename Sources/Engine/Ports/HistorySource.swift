package import AssayKit

/// Answers typed questions about earlier invoices ("assay.history/1").
package protocol HistorySource: Sendable {
    /// The answer to a question; called from any thread, may block for a short while.
    func answer(_ question: JSONValue) -> JSONValue
}

/// Knows of no earlier invoice, and says so.
package struct NoHistory: HistorySource {
    package init() {}
    package func answer(_ question: JSONValue) -> JSONValue {
        ["known": .bool(false), "invoices": .array([])]
    }
}
