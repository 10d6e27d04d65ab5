import Pipelines
import Testing

/// A file with one mistake, marked where it must be told.
struct MistakeCase: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let line: Int
    let column: Int
    let code: DiagnosticCode
    let suggestion: String?
    let severity: Diagnostic.Severity
    var testDescription: String { name }

    /// In `marked`, `«` stands before the place of the mistake and isn't part of the file.
    init(
        _ name: String, _ code: DiagnosticCode, suggest suggestion: String? = nil,
        severity: Diagnostic.Severity = .error, _ marked: String
    ) {
        self.name = name
        self.code = code
        self.suggestion = suggestion
        self.severity = severity
        let before = marked.prefix { $0 != "«" }
        line = before.filter { $0 == "\n" }.count + 1
        column =
            (before.split(separator: "\n", omittingEmptySubsequences: false).last?.unicodeScalars.count ?? 0)
            + 1
        text = marked.replacing("«", with: "")
    }

    /// A mistake in one step's text: what stands between `uses: pdf-text` and `uses: gst-invoice`.
    static func step(
        _ name: String, _ code: DiagnosticCode, suggest suggestion: String? = nil, _ step: String
    ) -> MistakeCase {
        MistakeCase(
            name, code, suggest: suggestion,
            "name: a\nsteps:\n  - uses: pdf-text\n\(step)\n  - uses: gst-invoice\n")
    }

    /// A mistake in the last step.
    static func last(
        _ name: String, _ code: DiagnosticCode, suggest suggestion: String? = nil, _ step: String
    ) -> MistakeCase {
        MistakeCase(
            name, code, suggest: suggestion,
            "name: a\nsteps:\n  - uses: pdf-text\n  - uses: gst-invoice\n\(step)\n")
    }

    /// A mistake in what follows the steps, or in the top of the file.
    static func top(
        _ name: String, _ code: DiagnosticCode, suggest suggestion: String? = nil, _ rest: String
    ) -> MistakeCase {
        MistakeCase(
            name, code, suggest: suggestion,
            "name: a\nsteps:\n  - uses: pdf-text\n  - uses: gst-invoice\n\(rest)\n")
    }

    /// A mistake in a jq expression.
    static func expression(
        _ name: String, _ code: DiagnosticCode, suggest suggestion: String? = nil, _ expression: String
    ) -> MistakeCase {
        top(name, code, suggest: suggestion, "review:\n  needs_review: \(expression)")
    }
}
