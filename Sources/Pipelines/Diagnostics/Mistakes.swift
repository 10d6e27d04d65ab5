internal import YAML

/// Collects the mistakes of a file and of those that it is put together from.
struct Mistakes {
    /// The file itself first; spans name them by their place.
    private(set) var sources: [YAMLSource]
    private(set) var all: [Diagnostic] = []
    /// Whether what was read beside those files, secrets and folders, is still the same.
    private(set) var watches: [@Sendable () -> Bool] = []
    /// Of the scalar that had a mistake last: one with several is the usual case.
    private var places: (span: YAMLSpan, of: [YAMLPosition])?

    init(in source: YAMLSource) {
        sources = [source]
    }

    init(in sources: [YAMLSource]) { self.sources = sources }

    /// The file itself.
    var source: YAMLSource { sources[0] }

    /// Takes in another file.
    ///
    /// - Returns: The number that its spans have.
    mutating func add(_ source: YAMLSource) -> Int {
        sources.append(source)
        return sources.count - 1
    }

    /// Remembers something that may change without the files.
    mutating func watch(_ isUnchanged: @escaping @Sendable () -> Bool) { watches.append(isUnchanged) }

    /// The file that a span lies in.
    func source(of span: YAMLSpan) -> YAMLSource {
        sources.indices.contains(span.file) ? sources[span.file] : sources[0]
    }

    mutating func add(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity = .error, at span: YAMLSpan,
        _ message: String,
        suggestion: String? = nil, mend: String? = nil
    ) {
        all.append(
            Diagnostic(
                code, severity: severity, in: source(of: span), at: span, message: message,
                suggestion: suggestion,
                mend: mend))
    }

    /// A mistake inside a scalar's text; the range counts the text's Unicode scalars.
    mutating func add(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity = .error, in range: Range<Int>,
        of scalar: YAMLScalar,
        at span: YAMLSpan, _ message: String, suggestion: String? = nil, mend: String? = nil
    ) {
        let places = self.places(of: scalar, at: span)
        let first = places[min(max(0, range.lowerBound), places.count - 1)]
        let last = places[min(max(0, range.upperBound - 1), places.count - 1)]
        let end = YAMLPosition(line: last.line, column: last.column + 1)
        add(
            code, severity, at: YAMLSpan(start: first, end: end, file: span.file), message,
            suggestion: suggestion, mend: mend)
    }

    /// Takes the line and what was meant out of the mistakes after the first `count`: a secret stands there.
    mutating func hideText(after count: Int) {
        for index in all.indices.dropFirst(count) {
            let mistake = all[index]
            all[index] = Diagnostic(
                mistake.code, severity: mistake.severity, file: mistake.file, line: mistake.line,
                column: mistake.column, length: mistake.length, message: mistake.message,
                mend: mistake.suggestion == nil ? mistake.mend : "correct it; it is not shown, being a secret"
            )
        }
    }

    private mutating func places(of scalar: YAMLScalar, at span: YAMLSpan) -> [YAMLPosition] {
        if let places, places.span == span {
            return places.of
        }
        let found = source(of: span).places(of: scalar, at: span)
        places = (span, found)
        return found
    }

    mutating func add(_ problem: YAMLProblem, inFile file: Int = 0) {
        let code: DiagnosticCode =
            switch problem.kind {
            case .syntax: .syntax
            case .tab: .tab
            case .duplicateKey: .duplicateKey
            case .unknownAlias: .unknownAlias
            case .aliasExpansion: .aliasExpansion
            case .depth: .nesting
            case .size: .tooLarge
            case .encoding: .encoding
            case .controlCharacter: .controlCharacter
            case .severalDocuments: .severalDocuments
            case .empty: .emptyFile
            }
        let span = YAMLSpan(start: problem.span.start, end: problem.span.end, file: file)
        add(code, at: span, problem.message, mend: problem.mend)
    }
}
