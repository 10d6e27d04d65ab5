extension DiagnosticCode {
    /// A mistake of a code, and the same text without it.
    package struct Example: Sendable, Hashable {
        /// Raises the code; without a name of its own it stands below a pipeline's `steps`.
        package let wrong: String
        /// Raises nothing.
        package let right: String
    }

    /// What the mistake looks like; nil where it isn't in the text: a file that is missing, too large or not UTF-8, and
    /// pipelines looked for by name.
    package var example: Example? {
        switch self {
        case .unreadable, .tooLarge, .encoding, .controlCharacter, .aliasExpansion, .nesting, .emptyFile,
            .unknownPipeline, .samePipeline, .notGranted, .unknownRule,
            .optionRefused:
            nil
        case .syntax: Example("accepts: [pdf, png", "accepts: [pdf, png]")
        case .tab: Example("limits:\n\tpages: 20", "limits:\n  pages: 20")
        case .duplicateKey: Example("accepts: [pdf]\naccepts: [png]", "accepts: [pdf, png]")
        case .unknownAlias: Example("description: *invoices", "description: \"*invoices\"")
        case .severalDocuments: Example("accepts: [pdf]\n---\nlimits: {pages: 20}", "accepts: [pdf]")
        case .tag: Example("description: !text invoices", "description: invoices")
        case .keyNotText: Example("limits:\n  <<: {pages: 20}", "limits: {pages: 20}")
        case .unknownKey: Example("limit: {pages: 20}", "limits: {pages: 20}")
        case .missingKey:
            Example("tests:\n  - expect: {total: \"1180.00\"}", "tests:\n  - document: corpora/one.pdf")
        case .wrongType: Example("accepts: pdf", "accepts: [pdf]")
        case .unknownValue: Example("accepts: [jpg]", "accepts: [jpeg]")
        case .quantity: Example("limits: {timeout: 120}", "limits: {timeout: 120s}")
        case .badName:
            Example(
                "name: My Invoices\nsteps: [{uses: pdf-text}]", "name: my-invoices\nsteps: [{uses: pdf-text}]"
            )
        case .outOfRange: Example("limits: {pages: 0}", "limits: {pages: 20}")
        case .repeated: Example("accepts: [pdf, pdf]", "accepts: [pdf]")
        case .empty: Example("accepts: []", "accepts: [pdf]")
        default: componentExample
        }
    }

    private var componentExample: Example? {
        switch self {
        case .unknownComponent: Example.steps("pdf-txt", "pdf-text")
        case .wrongKind: Example("notify:\n  - uses: gst-rules", "steps+\n  - uses: gst-rules")
        case .unknownOption:
            Example.webhook(
                "url: https://erp.example/hook, timeout_second: 3",
                "url: https://erp.example/hook, timeout_seconds: 3")
        case .missingOption: Example.webhook("timeout_seconds: 3", "url: https://erp.example/hook")
        case .optionType:
            Example.webhook(
                "url: https://erp.example/hook, timeout_seconds: many",
                "url: https://erp.example/hook, timeout_seconds: 3")
        case .optionValue:
            Example.steps("pdf-text, with: {hidden_text: never ever}", "pdf-text, with: {hidden_text: never}")
        case .optionRange:
            Example.webhook(
                "url: https://erp.example/hook, timeout_seconds: 99",
                "url: https://erp.example/hook, timeout_seconds: 3")
        case .optionRegex: Example.template("{regex: '(\\d+'}", "{regex: '(\\d+)'}")
        case .optionField: Example.template("{label: Total}, totl: {label: Sum}", "{label: Total}")
        case .optionForm: Example.webhook("url: erp.example/hook", "url: https://erp.example/hook")
        case .stepOrder:
            Example(
                "name: invoices\nsteps:\n  - uses: gst-rules\n  - uses: pdf-text\n  - uses: gst-invoice",
                "name: invoices\nsteps:\n  - uses: pdf-text\n  - uses: gst-invoice\n  - uses: gst-rules")
        case .unsetVariable:
            Example.webhook("url: \"${ERP_ADDRESS}\"", "url: \"${ERP_ADDRESS:-https://erp.example}\"")
        case .malformedVariable: Example.webhook("url: \"${ERP-URL}\"", "url: \"${ERP_URL}\"")
        case .variableFile:
            Example.webhook(
                "url: https://erp.example/hook, secret: \"${file:secert.txt}\"",
                "url: https://erp.example/hook, secret: \"${file:secret.txt}\"")
        case .variablePlace: Example.steps("\"${WORD}\"", "pdf-text")
        case .variableText: Example("limits: {pages: \"${WORD}\"}", "limits: {pages: \"${PAGES}\"}")
        case .expressionSyntax:
            Example(
                "review:\n  needs_review: (.confidence < 0.9", "review:\n  needs_review: .confidence < 0.9")
        case .unknownPath:
            Example("review:\n  needs_review: .confidnce < 0.9", "review:\n  needs_review: .confidence < 0.9")
        case .unknownField:
            Example(
                "review:\n  needs_review: .fields.totl == null",
                "review:\n  needs_review: .fields.total == null")
        case .expressionForbidden:
            Example("review:\n  needs_review: env.LIMIT == null", "review:\n  needs_review: .pages > 20")
        case .missingDocument:
            Example("tests:\n  - document: corpora/two.pdf", "tests:\n  - document: corpora/one.pdf")
        case .unknownExpectation:
            Example(
                "tests:\n  - document: corpora/one.pdf\n    expect: {totl: \"1180.00\"}",
                "tests:\n  - document: corpora/one.pdf\n    expect: {total: \"1180.00\"}")
        default: nil
        }
    }
}

extension DiagnosticCode.Example {
    init(_ wrong: String, _ right: String) {
        self.init(wrong: wrong, right: right.replacing("steps+", with: Self.base))
    }

    /// What stands above an example that is no pipeline by itself.
    private static let base = "name: invoices\nsteps:\n  - uses: pdf-text\n  - uses: gst-invoice"

    /// The texts as files of their own.
    package var files: (wrong: String, right: String) { (Self.file(wrong), Self.file(right)) }

    private static func file(_ text: String) -> String {
        text.hasPrefix("name:") ? text + "\n" : base + "\n" + text + "\n"
    }

    fileprivate static func steps(_ wrong: String, _ right: String) -> Self {
        func file(_ step: String) -> String { "name: invoices\nsteps:\n  - {uses: \(step)}" }
        return Self(file(wrong), file(right))
    }

    fileprivate static func template(_ wrong: String, _ right: String) -> Self {
        func file(_ rule: String) -> String {
            """
            name: invoices
            steps:
              - uses: pdf-text
              - uses: template
                with:
                  templates: [{name: acme, keywords: [Acme Ltd], fields: {total: \(rule)}}]
            """
        }
        return Self(wrong: file(wrong), right: file(right))
    }

    fileprivate static func webhook(_ wrong: String, _ right: String) -> Self {
        func notify(_ options: String) -> String { "notify:\n  - uses: webhook\n    with: {\(options)}" }
        return Self(notify(wrong), notify(right))
    }
}

extension DiagnosticCode {
    /// Everything about a code, for a terminal.
    package var explained: String {
        var text = "\(rawValue): \(title)\n\n\(detail)\n"
        if let example {
            text +=
                "\nWrong:\n\n\(Self.indented(example.wrong))\n\nRight:\n\n\(Self.indented(example.right))\n"
        }
        return text
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(
            separator: "\n")
    }
}
