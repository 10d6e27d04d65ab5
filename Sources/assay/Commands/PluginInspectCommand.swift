internal import AssayKit
internal import Commands
internal import Composition
internal import Files
internal import Pipelines
internal import Workers

/// `assay plugin inspect`.
enum PluginInspectCommand {
    static let command = Command(
        name: "plugin inspect", summary: "Load a plugin in a worker and compare it with its manifest",
        operands: "NAME|PATH",
        details:
            "PATH is a plugin's folder, its manifest or its library. Exit status 1: library and manifest disagree.",
        examples: ["assay plugin inspect gst", "assay plugin inspect ./my-plugin --json"],
        options: [
            Option("json", help: "for programs"),
            Option(
                "accept-missing", value: "LAYER",
                help: "go on although this machine lacks a layer of the sandbox; may be repeated"),
        ] + [Composition.options[0]],
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let wanted = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one plugin or path")
        }
        let library = try library(wanted, Composition(arguments))
        let pool = try Composition.pool(jobs: 1, accepting: arguments.all("accept-missing"), isVerbose: false)
        do throws(WorkerFailure) {
            let said = try await pool.inspect(library)
            await pool.shutdown()
            Terminal.out(arguments.has("json") ? json(library, said) : text(library, said))
            for disagreement in said.disagreements { Terminal.error("assay plugin inspect: \(disagreement)") }
            return said.disagreements.isEmpty ? .success : .failure
        } catch {
            await pool.shutdown()
            Terminal.error("assay plugin inspect: \(error)")
            return .failure
        }
    }

    /// The plugin that an operand names.
    static func library(_ wanted: String, _ composition: Composition) throws(UsageError)
        -> PluginLibrary
    {
        if wanted.contains("/") || FileSystem.exists(wanted) {
            let folder = FileSystem.isDirectory(wanted) ? wanted : FilePath.parent(wanted)
            let catalogue = PluginCatalogue(folders: [folder])
            let found = catalogue.libraries.first { library in
                FileSystem.isDirectory(wanted) || FilePath.resolved(library.path) == FilePath.resolved(wanted)
                    || FilePath.resolved(library.manifestPath) == FilePath.resolved(wanted)
            }
            guard let found else {
                throw UsageError(
                    catalogue.diagnostics.first?.description ?? "\(wanted): there is no plugin.json")
            }
            return found
        }
        let catalogue = composition.catalogue
        if let library = catalogue.plugin(wanted) ?? catalogue.component(wanted)?.library { return library }
        let broken = catalogue.diagnostics.first {
            $0.path.contains("/\(wanted)/") || $0.message.contains(" \(wanted) ")
        }
        if let broken { throw UsageError(broken.description) }
        let nearest = Spelling.nearest(to: wanted, among: catalogue.libraries.map(\.id)).map {
            "; did you mean \($0)?"
        }
        throw UsageError("there is no plugin \(wanted)\(nearest ?? "; see assay plugin list")")
    }

    private static func json(_ library: PluginLibrary, _ said: PluginInspection) -> String {
        JSONWriter.prettyText([
            "id": .string(library.id), "version": .string(library.manifest.version),
            "path": .string(library.path),
            "sha256": .string(said.sha256), "abi": .string(said.abi), "built_with": .string(said.builtWith),
            "components": .array(said.components.map { .string($0) }),
            "needs": .array(library.manifest.needs.map { .string($0) }),
            "disagreements": .array(said.disagreements.map { .string($0) }),
        ]) + "\n"
    }

    private static func text(_ library: PluginLibrary, _ said: PluginInspection) -> String {
        var lines = [
            "plugin      \(library.id) \(library.manifest.version)", "library     \(library.path)",
            "sha256      \(said.sha256)", "abi         \(said.abi)",
            "built with  \(said.builtWith.printable)",
            "needs       \(library.manifest.needs.isEmpty ? "nothing" : library.manifest.needs.joined(separator: ", "))",
        ]
        for component in library.manifest.components {
            lines.append("\n\(component.kind.rawValue) \(component.id): \(component.summary.printable)")
            for option in component.configuration["properties"]?.objectValue?.members ?? [] {
                let standard = option.value["default"].map { " (default: \(JSONWriter.text($0)))" } ?? ""
                lines.append(
                    "  \(option.key): \(option.value["description"]?.stringValue ?? "")\(standard)".printable)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
