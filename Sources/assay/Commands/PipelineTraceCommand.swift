internal import AssayKit
internal import Commands
internal import Composition
internal import Engine
internal import Pipelines
internal import Workers

/// `assay pipeline trace`.
enum PipelineTraceCommand {
    static let command = Command(
        name: "pipeline trace",
        summary: "Run one document and tell of each step how long it took and what of the result is its own",
        operands: "PIPELINE DOCUMENT",
        details: "A value that a later step replaced is listed with the later step.",
        examples: ["assay pipeline trace gst-invoice corpora/gst/simple-001.pdf"],
        options: [
            Option("json", help: "for programs"),
            Option("accept-missing", value: "LAYER", help: "run although the machine lacks a sandbox layer"),
        ] + Composition.options, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.count == 2 else { throw UsageError("name a pipeline and a document") }
        let composition = Composition(arguments, lock: .here)
        let pipeline = try composition.pipeline(arguments.operands[0])
        let pool = try Composition.pool(
            jobs: nil, accepting: arguments.all("accept-missing"), isVerbose: false)
        let engine = composition.engine(over: pool, events: NoEvents(), cache: NoCache(), isVerbose: false)
        let mistakes = await ExpressionCheck.diagnostics(of: pipeline, with: engine.expressions)
        var results: [InvoiceResult] = []
        if !mistakes.hasErrors {
            let runner = DocumentRunner(engine: engine, plan: Plan(pipeline), jobs: 1)
            results = await runner.results(of: arguments.operands[1])
        }
        await pool.shutdown()
        guard !mistakes.hasErrors else {
            throw ConfigurationError(mistakes.map(\.text).joined(separator: "\n"))
        }
        let traces = results.map(ResultTrace.init)
        if arguments.has("json") {
            Terminal.out(JSONWriter.prettyText(.array(traces.map(\.json))) + "\n")
        } else {
            for trace in traces { Terminal.out(trace.text) }
        }
        return results.contains { $0.status == .failed } ? .failure : .success
    }
}
