internal import AssayKit
internal import Commands
internal import Composition
internal import Conformance
internal import Files
internal import Workers

/// `assay plugin test`.
enum PluginTestCommand {
    static let command = Command(
        name: "plugin test", summary: "Try a plugin on what every plugin must stand",
        operands: "NAME|PATH",
        details: """
            The plugin runs in the worker that production uses, without network. Files in the folder golden/ beside
            plugin.json are tried too. Exit status: 0 it conforms, 1 it does not, 130 interrupted; the report
            then has what was found until then.
            """,
        examples: ["assay plugin test ./my-plugin", "assay plugin test ./my-plugin --junit report.xml"],
        options: [
            Option("junit", value: "FILE", help: "also write the report as JUnit's XML"),
            Option("with", value: "JSON", help: "options for its components, where the defaults don't do"),
            Option("patience", value: "N", help: "multiply all time limits, for a slow machine (1)"),
            Option(
                "accept-missing", value: "LAYER",
                help: "go on although this machine lacks a layer of the sandbox; may be repeated"),
        ] + [Composition.options[0]],
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let wanted = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one plugin or path")
        }
        let library = try PluginInspectCommand.library(wanted, Composition(arguments))
        var settings = Conformance.Settings()
        settings.acceptMissing = arguments.all("accept-missing")
        settings.onLines = { Terminal.out($0) }
        settings.patience = try arguments.number("patience", in: 1...1000) ?? 1
        if let text = arguments.value("with") {
            // What is wrong in it, the sentence below tells as well.
            guard let options = try? JSONParser.parse(text).objectValue else {
                throw UsageError(
                    "--with \(text): it is no JSON object; write it like '{\"language\": \"en\"}'")
            }
            settings.options = options
        }
        let task = Task { [settings] in try await Conformance.report(on: library, settings: settings) }
        Interrupt.onRaise { task.cancel() }
        let report = try await task.value
        Terminal.out(report.summary)
        if let path = arguments.value("junit") { try FileSystem.write(text: report.junit, to: path) }
        if report.isInterrupted { return .interrupted }
        return report.failures.isEmpty ? .success : .failure
    }
}
