internal import AssayKit
internal import Commands
internal import Composition
internal import Workers

/// `assay plugin list`.
enum PluginListCommand {
    static let command = Command(
        name: "plugin list", summary: "List the components that pipelines can use",
        operands: "",
        details: """
            No plugin is loaded for that: their manifests tell. ALLOWED: bundled came with Assay, yes is in
            plugins.lock with these very bytes, changed is there with others, no is not there; without a
            plugins.lock every plugin may run.
            """,
        examples: ["assay plugin list --long", "assay plugin list --json"],
        options: [
            Option("long", short: "l", help: "also each library's SHA-256 and where it lies"),
            Option("json", help: "for programs"), PluginAllowCommand.lockOption,
        ] + [Composition.options[0]],
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands")
        }
        let catalogue = Composition(arguments).catalogue
        let lock = try PluginAllowCommand.lock(arguments)
        var cards: [PluginCard] = []
        for library in catalogue.libraries {
            do throws(WorkerFailure) {
                cards.append(try PluginCard(library, lock: lock))
            } catch {
                Terminal.error("assay: passed over: \(library.manifestPath): \(error)")
            }
        }
        if arguments.has("json") {
            let components = cards.flatMap { card in
                card.library.manifest.components.map { json($0, card) }
            }
            Terminal.out(JSONWriter.prettyText(.array(components)) + "\n")
        } else {
            Terminal.out(table(cards, isLong: arguments.has("long")).text)
        }
        for diagnostic in catalogue.diagnostics { Terminal.error("assay: passed over: \(diagnostic)") }
        return .success
    }

    private static func json(_ component: ComponentManifest, _ card: PluginCard) -> JSONValue {
        var object: JSONObject = JSONObject()
        object["id"] = .string(component.id)
        object["kind"] = .string(component.kind.rawValue)
        object["summary"] = .string(component.summary)
        object["reads"] = .array(component.reads.map { .string($0.name) })
        for member in card.json.members { object[member.key] = member.value }
        return .object(object)
    }

    private static func table(_ cards: [PluginCard], isLong: Bool) -> TextTable {
        let rows = cards.flatMap { card in
            card.library.manifest.components.map { component in
                [
                    component.id, component.kind.rawValue, card.library.id, card.library.manifest.version,
                    "\(card.library.manifest.abi)", card.needs, card.standing.word,
                ] + (isLong ? [card.sha256, card.library.path] : [component.summary])
            }
        }
        return TextTable(
            ["COMPONENT", "KIND", "PLUGIN", "VERSION", "ABI", "NEEDS", "ALLOWED"]
                + (isLong ? ["SHA-256", "LIBRARY"] : ["SUMMARY"]), rows)
    }
}
