internal import AssayKit
internal import Commands
internal import Composition
internal import Engine
internal import Files
internal import Pipelines
internal import Workers

/// `assay pipeline check`.
enum PipelineCheckCommand {
    static let command = Command(
        name: "pipeline check",
        summary: "Check pipeline files like code: every mistake with its place and what to do",
        operands: "FILE…",
        details: """
            FILE is a path or a pipeline's name; without any, all pipelines are checked. Exit status: 0 nothing is wrong,
            2 some file has a mistake.
            """,
        examples: ["assay pipeline check purchase-invoices.yaml"],
        options: Composition.options + [
            Option("json", help: "for programs: a list of all mistakes"),
            Option("format", choices: ["text", "github"], help: "github: as annotations of a pull request"),
            Option(
                "lock", value: "FILE",
                help: "plugins must be allowed there, and have what they need (plugins.lock, where it is)"),
        ],
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        let composition = Composition(arguments)
        for warning in composition.warnings { Terminal.error("assay: a plugin was passed over: \(warning)") }
        let directory = try directory(arguments, composition)
        var diagnostics: [Diagnostic] = []
        var clean: [String] = []
        for path in try paths(arguments.operands, composition) {
            let check = PipelineChecker.check(
                file: path, components: directory, library: composition.pipelines)
            var found = check.diagnostics
            if let definition = check.definition { found += try await compile(definition, composition) }
            diagnostics += found
            if found.isEmpty { clean.append(path) }
        }
        if arguments.has("json") {
            Terminal.out(JSONWriter.prettyText(.array(diagnostics.map(\.json))) + "\n")
        } else {
            for diagnostic in diagnostics {
                Terminal.out(
                    (arguments.value("format") == "github" ? diagnostic.annotation : diagnostic.text) + "\n")
            }
            for path in clean { Terminal.out("\(path): nothing is wrong\n") }
        }
        return diagnostics.hasErrors ? .usage : .success
    }

    private static func directory(_ arguments: Arguments, _ composition: Composition) throws -> ComponentList
    {
        let usual = "plugins.lock"
        let path = arguments.value("lock") ?? usual
        guard FileSystem.exists(path) else {
            guard arguments.value("lock") == nil else {
                throw UsageError("--lock \(path): there is no such file")
            }
            return composition.directory
        }
        return composition.directory(try PluginLock(file: path), named: path)
    }

    private static func paths(_ operands: [String], _ composition: Composition) throws(UsageError) -> [String]
    {
        if operands.isEmpty { return composition.pipelines.list().entries.map(\.path) }
        var paths: [String] = []
        for operand in operands {
            do {
                paths.append(try composition.pipelines.find(operand).get())
            } catch {
                throw UsageError("\(error)")
            }
        }
        return paths
    }

    /// What only jq finds in the expressions, and only the components in their options: in workers, as a run has them.
    private static func compile(
        _ definition: PipelineDefinition, _ composition: Composition
    ) async throws(ConfigurationError) -> [Diagnostic] {
        let pool = try Composition.pool(jobs: nil, accepting: [], isVerbose: false)
        let engine = composition.engine(over: pool, events: NoEvents(), cache: NoCache(), isVerbose: false)
        async let compiled = ExpressionCheck.diagnostics(of: definition, with: engine.expressions)
        let failures = await engine.tryComponents(of: Plan(definition))
        let refused = failures.enumerated().compactMap { step, failure in
            failure.flatMap {
                definition.diagnostic(forRefusalBy: step, $0.message, mend: $0.mend)
            }
        }
        let mistakes = await compiled
        await pool.shutdown()
        // A component that takes expressions refuses them, too.
        return (mistakes.hasErrors ? mistakes : mistakes + refused).inTextOrder
    }
}
