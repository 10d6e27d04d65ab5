internal import AssayKit
internal import Commands
internal import Composition
internal import Workers

/// `assay plugin list`.
enum PluginListCommand {
    static let command = Command(
        name: "plugin list", summary: "List the components that pipelines can use",
        operands: "", details: "No plugin is loaded for that: their manifests tell.",
        examples: ["assay plugin list --json"],
        options: [Option("json", help: "for programs")] + [Composition.options[0]],
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands")
        }
        let catalogue = Composition(arguments).catalogue
        if arguments.has("json") {
            let components = catalogue.libraries.flatMap { library in
                library.manifest.components.map { json($0, library) }
            }
            Terminal.out(JSONWriter.prettyText(.array(components)) + "\n")
        } else {
            printTable(catalogue)
        }
        for diagnostic in catalogue.diagnostics { Terminal.error("assay: passed over: \(diagnostic)") }
        return .success
    }

    private static func json(_ component: ComponentManifest, _ library: PluginLibrary) -> JSONValue {
        [
            "id": .string(component.id), "kind": .string(component.kind.rawValue),
            "plugin": .string(library.id),
            "version": .string(library.manifest.version), "path": .string(library.path),
            "summary": .string(component.summary), "reads": .array(component.reads.map { .string($0.name) }),
            "needs": .array(library.manifest.needs.map { .string($0) }),
        ]
    }

    private static func printTable(_ catalogue: PluginCatalogue) {
        let rows = catalogue.libraries.flatMap { library in
            library.manifest.components.map { component in
                [
                    component.id, component.kind.rawValue, library.id, library.manifest.version,
                    component.summary,
                ]
            }
        }
        Terminal.out(TextTable(["COMPONENT", "KIND", "PLUGIN", "VERSION", "SUMMARY"], rows).text)
    }
}
