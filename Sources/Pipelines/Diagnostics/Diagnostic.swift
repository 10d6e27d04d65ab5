package import YAML

/// One mistake in a file, with its place and what to do about it.
package struct Diagnostic: Sendable, Hashable {
    /// How bad a mistake is.
    package enum Severity: String, Sendable {
        /// The pipeline can't run.
        case error
        /// It runs, but probably not as meant.
        case warning
    }

    package let code: DiagnosticCode
    package let severity: Severity
    /// The file as the user named it.
    package let file: String
    /// 1 is the first line.
    package let line: Int
    /// 1 is the first character of the line.
    package let column: Int
    /// Characters of the line that the mistake covers, at least 1.
    package let length: Int
    /// What is wrong: one sentence without a place.
    package let message: String
    /// What should probably stand there instead; nil when nothing comes close.
    package let suggestion: String?
    /// What to do: one sentence.
    package let mend: String?
    /// The line as it stands in the file; nil when the mistake isn't in a line.
    package let sourceLine: String?

    package init(
        _ code: DiagnosticCode, severity: Severity = .error, file: String, line: Int, column: Int,
        length: Int = 1,
        message: String, suggestion: String? = nil, mend: String? = nil, sourceLine: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.length = max(1, length)
        self.message = message
        self.suggestion = suggestion
        self.mend = mend ?? suggestion.map { "did you mean \"\($0)\"?" }
        self.sourceLine = sourceLine
    }

    /// A mistake at a stretch of a source; of one over several lines only the first is covered.
    package init(
        _ code: DiagnosticCode, severity: Severity = .error, in source: YAMLSource, at span: YAMLSpan,
        message: String, suggestion: String? = nil, mend: String? = nil
    ) {
        let text = source.line(span.start.line)
        let rest = (text?.unicodeScalars.count ?? 0) - span.start.column + 1
        let length = span.end.line == span.start.line ? span.end.column - span.start.column : rest
        self.init(
            code, severity: severity, file: source.name, line: span.start.line, column: span.start.column,
            length: min(length, max(1, rest)), message: message, suggestion: suggestion, mend: mend,
            sourceLine: text)
    }
}

extension Sequence<Diagnostic> {
    /// Whether one of them keeps the pipeline from running.
    package var hasErrors: Bool { contains { $0.severity == .error } }

    /// In the order of the text.
    package var inTextOrder: [Diagnostic] {
        sorted {
            ($0.file, $0.line, $0.column, $0.code.rawValue) < ($1.file, $1.line, $1.column, $1.code.rawValue)
        }
    }
}
