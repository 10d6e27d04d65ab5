internal import CAssayPlugin
import Glibc
internal import WorkerFrames

/// The one plugin library of this process, loaded for good: Swift's runtime does not survive `dlclose`.
final class PluginLibrary {
    /// The library's table of contents, which lives as long as the process.
    private let table: assay_plugin
    /// The components by id, in the table's order.
    let components: [(id: String, entry: assay_component)]

    private init(table: assay_plugin, components: [(id: String, entry: assay_component)]) {
        self.table = table
        self.components = components
    }

    /// The component with this id.
    func component(_ id: String) -> assay_component? { components.first { $0.id == id }?.entry }

    /// Loads a library and checks all that its table says about itself.
    ///
    /// - Parameters:
    ///   - path: Where the loader finds it.
    ///   - name: What a person calls it.
    /// - Returns: A library whose components can be called.
    /// - Throws: Why it cannot be used, naming both ABI versions where they are the reason.
    static func load(path: String, name: String) throws(Refusal) -> PluginLibrary {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | Int32(RTLD_NODELETE)) else {
            let reason = dlerror().map { String(cString: $0) } ?? "the loader gives no reason"
            throw Refusal(
                code: "load",
                message: "it cannot be loaded: \(replacing(path, by: name, in: reason)); "
                    + "install what is missing, or build it for this machine")
        }
        guard let symbol = dlsym(handle, "assay_plugin_entry") else {
            throw Refusal(
                code: "entry",
                message: "it has no function assay_plugin_entry; export it as assay_plugin.h says, "
                    + "or take the library out of the plugin folder")
        }
        let entry = unsafeBitCast(symbol, to: assay_plugin_entry_function.self)
        guard let pointer = entry(ASSAY_ABI_MAJOR) else { throw otherVersion(entry) }
        return try check(pointer.pointee)
    }

    /// What the library says about itself, for the host.
    func introduction(missingLayers: [String]) -> ReadyMessage {
        ReadyMessage(
            abiMajor: UInt32(table.abi_major), abiMinor: UInt32(table.abi_minor),
            builtWith: table.built_with.map { String(cString: $0) } ?? "",
            manifest: table.manifest_json.map { Array(String(cString: $0).utf8) } ?? [],
            components: components.map { ReadyMessage.Component(id: $0.id, kind: $0.entry.kind) },
            missingLayers: missingLayers)
    }

    private static func check(_ table: assay_plugin) throws(Refusal) -> PluginLibrary {
        guard table.magic == ASSAY_ABI_MAGIC else {
            throw Refusal(
                code: "abi",
                message: "assay_plugin_entry returned no plugin table (its first bytes are wrong); "
                    + "rebuild it with assay_plugin.h of ABI \(hostVersion)")
        }
        guard table.abi_major == UInt16(ASSAY_ABI_MAJOR) else {
            throw versions("\(table.abi_major).\(table.abi_minor)")
        }
        guard Int(table.size) >= MemoryLayout<assay_plugin>.size else {
            throw Refusal(
                code: "abi",
                message: "its plugin table is \(table.size) bytes long, and ABI \(hostVersion) has "
                    + "\(MemoryLayout<assay_plugin>.size); rebuild it with this version's assay_plugin.h")
        }
        guard (1...1024).contains(table.component_count), let list = table.components else {
            throw Refusal(
                code: "entry",
                message: "its plugin table holds \(table.component_count) components; it needs 1 to 1024")
        }
        var components: [(id: String, entry: assay_component)] = []
        for index in 0..<Int(table.component_count) {
            guard let entry = list[index]?.pointee, let id = entry.id,
                Int(entry.size) >= MemoryLayout<assay_component>.size, entry.create != nil, entry.run != nil
            else {
                throw Refusal(
                    code: "entry",
                    message: "component \(index) of its plugin table is incomplete; "
                        + "set size, id, create and run as assay_plugin.h says")
            }
            components.append((String(cString: id), entry))
        }
        return PluginLibrary(table: table, components: components)
    }

    /// A plugin refuses a host by returning NULL; which version it does know, it tells when asked for that one.
    private static func otherVersion(_ entry: assay_plugin_entry_function) -> Refusal {
        for major in 0...UInt32(32) where major != ASSAY_ABI_MAJOR {
            if let table = entry(major)?.pointee, table.magic == ASSAY_ABI_MAGIC {
                return versions("\(table.abi_major).\(table.abi_minor)")
            }
        }
        return versions("of another major version")
    }

    private static func versions(_ plugin: String) -> Refusal {
        Refusal(
            code: "abi",
            message: "it is built for plugin ABI \(plugin), and this host has \(hostVersion); "
                + "rebuild it with this version's assay_plugin.h")
    }

    private static var hostVersion: String { "\(ASSAY_ABI_MAJOR).\(ASSAY_ABI_MINOR)" }

    private static func replacing(_ part: String, by other: String, in text: String) -> String {
        let pattern = Array(part.utf8)
        var rest = ArraySlice(text.utf8)
        var result: [UInt8] = []
        while let first = rest.first {
            if rest.starts(with: pattern) {
                result += other.utf8
                rest = rest.dropFirst(pattern.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
