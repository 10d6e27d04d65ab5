internal import Commands
internal import Composition
internal import Pipelines

/// `assay pipeline graph`.
enum PipelineGraphCommand {
    static let command = Command(
        name: "pipeline graph", summary: "Draw a pipeline: for the terminal, or for Markdown with Mermaid",
        operands: "PIPELINE", examples: ["assay pipeline graph --format mermaid gst-invoice"],
        options: [
            Option("format", choices: ["text", "mermaid"], help: "what is drawn (default: text)")
        ] + Composition.options, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let name = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one pipeline or file")
        }
        let graph = PipelineGraph(try Composition(arguments).pipeline(name))
        Terminal.out(arguments.value("format") == "mermaid" ? graph.mermaid : graph.text)
        return .success
    }
}
