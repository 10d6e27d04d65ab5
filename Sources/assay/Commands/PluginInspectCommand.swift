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
            Option("json", help: "for programs"), PluginAllowCommand.lockOption,
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
        let lock = try PluginAllowCommand.lock(arguments)
        let pool = try Composition.pool(jobs: 1, accepting: arguments.all("accept-missing"), isVerbose: false)
        do throws(WorkerFailure) {
            let said = try await pool.inspect(library)
            await pool.shutdown()
            let card = try PluginCard(library, lock: lock)
            Terminal.out(arguments.has("json") ? json(card, said) : text(card, said))
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

    private static func json(_ card: PluginCard, _ said: PluginInspection) -> String {
        var object = JSONObject()
        object["id"] = .string(card.library.id)
        for member in card.json.members where member.key != "plugin" { object[member.key] = member.value }
        object["abi"] = .string(said.abi)
        object["built_with"] = .string(said.builtWith)
        object["components"] = .array(
            card.library.manifest.components.map { component in
                [
                    "id": .string(component.id), "kind": .string(component.kind.rawValue),
                    "summary": .string(component.summary), "options": component.configuration,
                ]
            })
        object["disagreements"] = .array(said.disagreements.map { .string($0) })
        return JSONWriter.prettyText(.object(object)) + "\n"
    }

    private static func text(_ card: PluginCard, _ said: PluginInspection) -> String {
        let manifest = card.library.manifest
        var text = """
            plugin      \(card.library.id) \(manifest.version)
            library     \(card.library.path)
            manifest    \(card.library.manifestPath)
            sha256      \(said.sha256)
            abi         \(said.abi)
            built with  \(said.builtWith.printable)
            needs       \(card.needs)
            allowed     \(card.allowed)

            """
        for component in manifest.components {
            text += "\n\(component.kind.rawValue) \(component.id): \(component.summary.printable)\n"
            text += PluginCard.options(of: component)?.text ?? "It has no options.\n"
        }
        return text
    }
}
