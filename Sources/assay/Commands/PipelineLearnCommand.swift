internal import AssayKit
internal import Commands
internal import Composition
internal import Files
internal import Pipelines
internal import YAML

/// `assay pipeline learn`.
enum PipelineLearnCommand {
    static let command = Command(
        name: "pipeline learn", summary: "Make tests from results that somebody looked through and corrected",
        operands: "RESULT",
        details: """
            RESULT is what assay run printed, with corrected values in it. The tests go into NAME.test.yaml beside the
            pipeline's file NAME.yaml, at its end; documents count from there, then from the current folder.
            """,
        examples: ["assay pipeline learn -p purchase-invoices.yaml corrected.json"],
        options: [
            Option(
                "pipeline", short: "p", value: "PIPELINE",
                help: "its name, or a file (default: as the result says)")
        ]
            + Composition.options, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let path = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one file of results")
        }
        let content = try JSONParser.parse(try FileSystem.readText(path, limit: 64 << 20))
        let results = content.arrayValue ?? [content]
        let composition = Composition(arguments)
        var added = 0
        for result in results {
            guard let test = LearnedTest.text(of: result) else {
                throw UsageError("\(path) holds no result of assay run: an object lacks file or fields")
            }
            guard let name = arguments.value("pipeline") ?? result["pipeline"]?.stringValue else {
                throw UsageError("\(path) names no pipeline; name it with -p")
            }
            try add(test, to: PipelineChecker.testFile(of: composition.pipeline(name).file))
            added += 1
        }
        Terminal.out("\(added == 1 ? "1 test" : "\(added) tests") added; run them with assay pipeline test\n")
        return .success
    }

    /// Adds a test, unless the file would have a mistake then.
    private static func add(_ test: String, to path: String) throws {
        let old = FileSystem.exists(path) ? try FileSystem.readText(path, limit: YAMLLimits().bytes) : nil
        let new = LearnedTest.adding(test, to: old)
        let (tests, diagnostics, _) = PipelineChecker.tests(YAMLSource(name: path, text: new))
        guard !diagnostics.hasErrors, !tests.isEmpty else {
            throw ConfigurationError(diagnostics.map(\.text).joined(separator: "\n"))
        }
        try FileSystem.write(text: new, to: path)
        Terminal.out("\(path): \(tests.last?.document ?? "")\n")
    }
}
