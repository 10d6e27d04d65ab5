internal import AssayKit
internal import Commands
internal import Composition
internal import Workers

/// What `assay plugin list` and `inspect` tell of a plugin; nothing is loaded for it.
struct PluginCard {
    let library: PluginLibrary
    let standing: PluginStanding
    let sha256: String

    /// The card of a library, beside a list of what may run, or without one.
    ///
    /// - Throws: When the library can't be read.
    init(_ library: PluginLibrary, lock: PluginLock?) throws(WorkerFailure) {
        self.library = library
        sha256 = try library.sha256()
        standing = try PluginStanding(
            of: library, in: lock, isBundled: Composition.isBundled(library.manifestPath))
    }

    /// "network, history", or "nothing".
    var needs: String {
        library.manifest.needs.isEmpty ? "nothing" : library.manifest.needs.joined(separator: ", ")
    }

    /// Whether it may run, and what that rests on.
    var allowed: String {
        switch standing {
        case .bundled: "yes, it came with Assay"
        case .allowed(let grants):
            "yes, granted \(grants.isEmpty ? "nothing" : grants.joined(separator: ", "))"
        case .changed: "no, the list has other bytes; assay plugin allow it anew if the change is meant"
        case .unlisted: "no, the list lacks it; assay plugin allow it where a service is to run it"
        case .open:
            "yes, there is no plugins.lock; with the first that is allowed there is"
        }
    }

    /// The members that all of its components share.
    var json: JSONObject {
        var object = JSONObject()
        object["plugin"] = .string(library.id)
        object["version"] = .string(library.manifest.version)
        object["abi"] = .integer(library.manifest.abi)
        object["needs"] = .array(library.manifest.needs.map { .string($0) })
        object["allowed"] = .bool(standing.mayRun)
        object["standing"] = .string(standing.word)
        if case .allowed(let grants) = standing { object["grants"] = .array(grants.map { .string($0) }) }
        object["sha256"] = .string(sha256)
        object["path"] = .string(library.path)
        object["manifest"] = .string(library.manifestPath)
        return object
    }

    /// A component's options, a row each: name, type, what it may be, default, what it is for.
    static func options(of component: ComponentManifest) -> TextTable? {
        let required = component.configuration["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let rows = (component.configuration["properties"]?.objectValue?.members ?? []).map { option in
            let standard = option.value["default"].map(JSONWriter.text)
            return [
                option.key, type(of: option.value), range(of: option.value),
                standard ?? (required.contains(option.key) ? "(required)" : ""),
                option.value["description"]?.stringValue ?? "",
            ]
        }
        return rows.isEmpty ? nil : TextTable(["OPTION", "TYPE", "ALLOWED", "DEFAULT", "WHAT FOR"], rows)
    }

    private static func type(of schema: JSONValue) -> String {
        let name = schema["type"]?.stringValue ?? "any"
        guard name == "array", let element = schema["items"] else { return name }
        return "list of \(type(of: element))"
    }

    private static func range(of schema: JSONValue) -> String {
        if name(schema) == "array", let element = schema["items"] { return range(of: element) }
        if let values = schema["enum"]?.arrayValue {
            return values.map { $0.stringValue ?? JSONWriter.text($0) }.joined(separator: ", ")
        }
        switch (schema["minimum"].map(JSONWriter.text), schema["maximum"].map(JSONWriter.text)) {
        case (let least?, let most?): return "\(least) to \(most)"
        case (let least?, nil): return "from \(least)"
        case (nil, let most?): return "up to \(most)"
        case (nil, nil): return ""
        }
    }

    private static func name(_ schema: JSONValue) -> String? { schema["type"]?.stringValue }
}
