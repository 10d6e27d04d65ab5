internal import AssayKit
internal import Commands
internal import Composition
internal import Pipelines

/// `assay pipeline schema`.
enum PipelineSchemaCommand {
    static let command = Command(
        name: "pipeline schema",
        summary:
            "Print the pipeline format as a JSON Schema for editors, with the installed plugins' options",
        operands: "",
        details: """
            Editors with a YAML language server take it from a first line of the pipeline file:
            # yaml-language-server: $schema=pipeline.schema.json
            """,
        examples: ["assay pipeline schema > pipeline.schema.json"], options: Composition.options, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands")
        }
        let schema = PipelineSchema.json(components: Composition(arguments).directory.components)
        Terminal.out(JSONWriter.prettyText(schema) + "\n")
        return .success
    }
}
