internal import AssayKit
internal import Commands
internal import Composition
internal import Pipelines

/// `assay pipeline show`.
enum PipelineShowCommand {
    static let command = Command(
        name: "pipeline show",
        summary: "Show a pipeline as it runs: variables resolved, defaults filled in, no secrets",
        operands: "PIPELINE", details: "", examples: ["assay pipeline show gst-invoice"],
        options: [Option("json", help: "for programs")] + Composition.options,
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let name = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one pipeline or file")
        }
        let definition = try Composition(arguments).pipeline(name)
        Terminal.out(
            arguments.has("json") ? JSONWriter.prettyText(definition.shown) + "\n" : definition.shownYAML)
        return .success
    }
}
