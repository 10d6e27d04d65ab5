package import AssayKit
internal import Files

/// The plugins of some folders, as their manifests describe them.
///
/// No library is opened for that.
package struct PluginCatalogue: Sendable {
    /// A plugin that was passed over, and why.
    package struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
        /// The folder or manifest.
        package let path: String
        /// What is wrong and the mend, one sentence.
        package let message: String
        /// Path and message.
        package var description: String { "\(path): \(message)" }
    }

    /// What can be used, in the order of the folders, then of their paths.
    package private(set) var libraries: [PluginLibrary] = []
    /// What was passed over.
    package private(set) var diagnostics: [Diagnostic] = []

    /// What the gate kept out, and why.
    package private(set) var refused: [(library: PluginLibrary, reason: String)] = []

    /// How far below a folder a manifest may lie.
    private static let depth = 3
    /// A manifest longer than this is none.
    private static let longestManifest = 1 << 20
    /// The ABI that this host speaks.
    package static let abi = 1

    /// Looks for `plugin.json` files in folders and up to three levels below; the first of two namesakes wins.
    ///
    /// - Parameters:
    ///   - folders: Where to look, most important first.
    ///   - gate: Says which libraries may run.
    ///   - hostFolder: Where a library may lie that is not beside its manifest: beside the host, as in development.
    package init(
        folders: [String], gate: PluginGate = .open, hostFolder: String = ExecutableLocation.folder
    ) {
        var seen: Set<String> = []
        for folder in folders {
            for path in manifests(below: folder, depth: Self.depth) where seen.insert(path).inserted {
                add(path, gate, hostFolder: hostFolder)
            }
        }
    }

    /// The same with another choice of libraries.
    package func choosing(_ libraries: [PluginLibrary]) -> PluginCatalogue {
        var other = self
        other.libraries = libraries
        return other
    }

    /// The component with this id and the library that holds it.
    package func component(_ id: String) -> (library: PluginLibrary, manifest: ComponentManifest)? {
        for library in libraries {
            if let manifest = library.manifest.component(id) { return (library, manifest) }
        }
        return nil
    }

    /// The library of the plugin with this id.
    package func plugin(_ id: String) -> PluginLibrary? { libraries.first { $0.id == id } }

    private mutating func manifests(below folder: String, depth: Int) -> [String] {
        let entries: [FileEntry]
        do {
            entries = try FileSystem.list(folder)
        } catch {
            diagnostics.append(Diagnostic(path: folder, message: "\(error)"))
            return []
        }
        var found: [String] = []
        for entry in entries where !entry.isDirectory && entry.name == "plugin.json" {
            found.append(entry.path)
        }
        guard depth > 0 else { return found }
        for entry in entries where entry.isDirectory {
            found += manifests(below: entry.path, depth: depth - 1)
        }
        return found
    }

    private mutating func add(_ path: String, _ gate: PluginGate, hostFolder: String) {
        do throws(ManifestRejection) {
            let library = try Self.read(path, hostFolder: hostFolder)
            if let other = plugin(library.id) {
                throw ManifestRejection(
                    "the plugin \(library.id) is already known from \(other.manifestPath); remove one of them"
                )
            }
            for component in library.manifest.components {
                if let other = self.component(component.id) {
                    throw ManifestRejection(
                        "its component \(component.id) is already known from \(other.library.manifestPath); "
                            + "remove one of the plugins")
                }
            }
            switch gate.verdict(on: library) {
            case .admitted(let admitted): libraries.append(admitted)
            case .refused(let reason):
                refused.append((library, reason))
                throw ManifestRejection(reason)
            }
        } catch {
            diagnostics.append(Diagnostic(path: path, message: error.message))
        }
    }

    private static func read(_ path: String, hostFolder: String) throws(ManifestRejection) -> PluginLibrary {
        let bytes: [UInt8]
        let json: JSONValue
        let manifest: PluginManifest
        do {
            bytes = try FileSystem.read(path, limit: longestManifest)
        } catch {
            throw ManifestRejection("\(error)")
        }
        do {
            json = try JSONParser.parse(bytes)
        } catch {
            throw ManifestRejection("the manifest is not JSON: \(error); correct it")
        }
        do {
            manifest = try PluginManifest(json: json)
        } catch {
            throw ManifestRejection("\(error); correct the manifest")
        }
        guard manifest.abi == abi else {
            throw ManifestRejection(
                "the plugin \(manifest.id) is built for plugin ABI \(manifest.abi), and this host has \(abi); "
                    + "rebuild it with this version's assay_plugin.h")
        }
        let places = [FilePath.parent(path), hostFolder].map { FilePath.join($0, manifest.library) }
        guard let library = places.first(where: FileSystem.isFile) else {
            throw ManifestRejection(
                "the library \(manifest.library) of the plugin \(manifest.id) is neither beside the manifest nor "
                    + "in \(hostFolder); build it or put it there")
        }
        return PluginLibrary(
            manifest: manifest, manifestPath: path, manifestBytes: bytes, path: FilePath.absolute(library))
    }
}

/// Why a manifest's plugin is passed over.
private struct ManifestRejection: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
