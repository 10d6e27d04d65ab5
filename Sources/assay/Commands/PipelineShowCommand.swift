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
        options: [
            Option("json", help: "for programs"),
            Option("origins", help: "list every option with the line or default that it comes from"),
        ] + Composition.options,
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let name = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one pipeline or file")
        }
        let definition = try Composition(arguments).pipeline(name)
        if arguments.has("origins") {
            show(definition.origins, asJSON: arguments.has("json"))
            return .success
        }
        Terminal.out(
            arguments.has("json") ? JSONWriter.prettyText(definition.shown) + "\n" : definition.shownYAML)
        return .success
    }

    private static func show(_ origins: [OptionOrigin], asJSON: Bool) {
        if asJSON {
            let list = origins.map { origin -> JSONValue in
                ["option": .string(origin.path), "value": origin.value, "from": .string(origin.source)]
            }
            Terminal.out(JSONWriter.prettyText(.array(list)) + "\n")
        } else {
            let rows = origins.map { [$0.path, JSONWriter.text($0.value).printable, $0.source] }
            Terminal.out(TextTable(["OPTION", "VALUE", "FROM"], rows).text)
        }
    }
}
