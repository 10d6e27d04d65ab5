internal import AssayKit
internal import Commands
internal import Composition
internal import Pipelines

/// `assay pipeline list`.
enum PipelineListCommand {
    static let command = Command(
        name: "pipeline list", summary: "List the pipelines that can be used by name", operands: "",
        details: "",
        examples: ["assay pipeline list --json"],
        options: [Option("json", help: "for programs")] + Composition.options,
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands")
        }
        let (entries, diagnostics) = Composition(arguments).pipelines.list()
        if arguments.has("json") {
            let list = entries.map { entry -> JSONValue in
                [
                    "name": .string(entry.name), "version": .string(entry.version),
                    "path": .string(entry.path),
                    "description": entry.description.map { .string($0) } ?? .null,
                ]
            }
            Terminal.out(JSONWriter.prettyText(.array(list)) + "\n")
        } else {
            let rows = entries.map { [$0.name, $0.version, $0.path, $0.description ?? ""] }
            Terminal.out(TextTable(["PIPELINE", "VERSION", "PATH", "DESCRIPTION"], rows).text)
        }
        for diagnostic in diagnostics { Terminal.error(diagnostic.text) }
        return .success
    }
}
