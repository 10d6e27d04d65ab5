package import AssayKit

/// One thing that a rule found, before it becomes a flag.
package struct Finding: Sendable, Hashable {
    /// How much it matters, where that differs from the rule's card.
    package var severity: Severity?
    /// One sentence with the figures in it.
    package var message: String
    /// The fields that it rests on.
    package var fields: [String]
    /// What was seen.
    package var evidence: Evidence
    /// The least confidence among these fields.
    package var confidence: Double

    /// A finding of these parts.
    package init(
        severity: Severity? = nil, message: String, fields: [String], evidence: Evidence, confidence: Double
    ) {
        self.severity = severity
        self.message = message
        self.fields = fields
        self.evidence = evidence
        self.confidence = confidence
    }
}
