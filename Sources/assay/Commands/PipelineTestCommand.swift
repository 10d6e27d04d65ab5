internal import Commands
internal import Composition
internal import Engine
internal import Files
internal import Pipelines
internal import Workers
internal import YAML

/// `assay pipeline test`.
enum PipelineTestCommand {
    static let command = Command(
        name: "pipeline test",
        summary: "Run the tests of pipelines: documents and what must come out of them",
        operands: "PIPELINE…",
        details: """
            Tests stand below tests: in the pipeline file, and in NAME.test.yaml beside NAME.yaml. Exit status: 0 all
            passed, 1 some failed, 2 a file has a mistake, or there is no test.
            """,
        examples: ["assay pipeline test purchase-invoices.yaml", "assay pipeline test --update my.yaml"],
        options: [
            Option("update", help: "write what was observed into the tests"),
            Option("junit", value: "FILE", help: "write the outcome for a CI system"),
            Option("accept-missing", value: "LAYER", help: "run although the machine lacks a sandbox layer"),
        ] + Composition.options, run: run)

    /// A test and the text that it stands in.
    private struct Case {
        let test: PipelineTest
        let source: YAMLSource
    }

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard !arguments.operands.isEmpty else { throw UsageError("name a pipeline or a file") }
        let composition = Composition(arguments, lock: .here)
        var outcomes: [TestOutcome] = []
        for operand in arguments.operands {
            outcomes += try await run(composition.pipeline(operand), composition, arguments)
        }
        let failed = outcomes.filter { !$0.passed }.count
        Terminal.out("\(outcomes.count - failed) passed, \(failed) failed\n")
        if let path = arguments.value("junit") {
            let suite = arguments.operands.joined(separator: " ")
            try FileSystem.write(text: outcomes.junit(suite: suite), to: path)
        }
        return failed == 0 ? .success : .failure
    }

    private static func run(
        _ pipeline: PipelineDefinition, _ composition: Composition, _ arguments: Arguments
    ) async throws -> [TestOutcome] {
        let cases = try self.cases(of: pipeline)
        let pool = try Composition.pool(
            jobs: nil, accepting: arguments.all("accept-missing"), isVerbose: false)
        let engine = composition.engine(
            over: pool, events: NoEvents(), cache: Composition.cache(isOff: false), isVerbose: false)
        let mistakes = await ExpressionCheck.diagnostics(of: pipeline, with: engine.expressions)
        var outcomes: [TestOutcome] = []
        if !mistakes.hasErrors {
            let runner = DocumentRunner(engine: engine, plan: Plan(pipeline), jobs: 1)
            for one in cases {
                let outcome = await outcome(of: one, with: runner)
                Terminal.out("\(outcome.passed ? "passed" : "FAILED")  \(outcome.name)\n")
                if !outcome.passed { Terminal.out(outcome.detail + "\n") }
                outcomes.append(outcome)
            }
        }
        await pool.shutdown()
        guard !mistakes.hasErrors else {
            throw ConfigurationError(mistakes.map(\.text).joined(separator: "\n"))
        }
        return arguments.has("update") ? try update(cases, outcomes) : outcomes
    }

    private static func cases(of pipeline: PipelineDefinition) throws -> [Case] {
        var cases = pipeline.tests.map { Case(test: $0, source: pipeline.source) }
        let path = PipelineChecker.testFile(of: pipeline.file)
        if FileSystem.exists(path) {
            let (tests, diagnostics, source) = PipelineChecker.tests(file: path)
            guard !diagnostics.hasErrors else {
                throw ConfigurationError(diagnostics.map(\.text).joined(separator: "\n"))
            }
            cases += tests.map { Case(test: $0, source: source) }
        }
        guard !cases.isEmpty else {
            throw UsageError("\(pipeline.file) has no tests; add tests: to it, or write \(path)")
        }
        return cases
    }

    private static func outcome(of one: Case, with runner: DocumentRunner) async -> TestOutcome {
        let test = one.test
        let beside = FilePath.join(FilePath.parent(one.source.name), test.document)
        let isBeside = !test.document.hasPrefix("/") && FileSystem.exists(beside)
        let clock = ContinuousClock()
        let start = clock.now
        let results = await runner.results(of: isBeside ? beside : test.document)
        let spent = (clock.now - start) / .milliseconds(1)
        var failure: String?
        var differences: [TestDifference] = []
        if let result = results.first {
            // A document that fails is compared only by a test that expects just that.
            if let error = result.error, test.status != .failed { failure = error.message }
            if failure == nil {
                differences = test.differences(from: result.record, status: result.status.rawValue)
            }
        } else {
            failure = "the document gave no result"
        }
        return TestOutcome(
            name: test.name, document: test.document, file: one.source.name, differences: differences,
            failure: failure, milliseconds: spent)
    }

    /// Writes what was observed into the files.
    ///
    /// - Returns: The outcomes that still fail.
    private static func update(_ cases: [Case], _ outcomes: [TestOutcome]) throws -> [TestOutcome] {
        var left = outcomes
        for file in Set(cases.map(\.source.name)).sorted() {
            guard let source = cases.first(where: { $0.source.name == file })?.source else { continue }
            var update = ExpectationUpdate(source)
            var accepted = 0
            for index in outcomes.indices
            where outcomes[index].file == file && !outcomes[index].differences.isEmpty {
                let outcome = outcomes[index]
                let remaining = update.accept(outcome.differences, ofTestAt: cases[index].test.line)
                accepted += outcome.differences.count - remaining.count
                left[index] = TestOutcome(
                    name: outcome.name, document: outcome.document, file: file, differences: remaining,
                    failure: outcome.failure, milliseconds: outcome.milliseconds)
                for difference in remaining {
                    Terminal.error(
                        "assay: \(file): \(difference.name) stands on several lines: change it by hand")
                }
            }
            if accepted > 0 {
                try FileSystem.write(text: update.text, to: file)
                let what = accepted == 1 ? "1 expectation" : "\(accepted) expectations"
                Terminal.out("\(file): \(what) changed\n")
            }
        }
        return left
    }
}
