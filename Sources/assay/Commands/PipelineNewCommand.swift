internal import Commands
internal import Files
internal import Pipelines

/// `assay pipeline new`.
enum PipelineNewCommand {
    static let command = Command(
        name: "pipeline new", summary: "Write a commented pipeline file to begin with", operands: "NAME",
        details: "The file is NAME.yaml in the current folder; one that is there already is left alone.",
        examples: ["assay pipeline new purchase-invoices"],
        options: [Option("output", short: "o", value: "FILE", help: "write here instead")], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let name = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name the new pipeline")
        }
        guard PipelineStart.isName(name) else {
            throw UsageError(
                "\(name): a name has lower-case letters, digits, dots and hyphens, and begins with a letter or digit"
            )
        }
        let path = arguments.value("output") ?? name + ".yaml"
        guard !FileSystem.exists(path) else {
            throw UsageError("\(path) is there already; take another name, or another file with -o")
        }
        try FileSystem.write(text: PipelineStart.text(name: name), to: path)
        Terminal.out("\(path) written; next: assay pipeline check \(path)\n")
        return .success
    }
}
