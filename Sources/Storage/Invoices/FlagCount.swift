package import AssayKit

/// How often a rule has found something.
package struct FlagCount: Sendable, Hashable {
    /// Its id: "ARI-05".
    package let rule: String
    package let severity: Severity
    /// How many findings.
    package let count: Int

    package init(rule: String, severity: Severity, count: Int) {
        self.rule = rule
        self.severity = severity
        self.count = count
    }
}
