internal import AssayKit
internal import Composition
internal import Files
internal import Service
internal import Workers

/// The plugins of this installation, as their manifests describe them; none is loaded here.
struct InstalledPlugins: PluginDirectory {
    private let libraries: [PluginLibrary]
    private let types: [ReadableType]

    init(_ composition: Composition) {
        libraries = composition.catalogue.libraries
        types = libraries.flatMap { $0.manifest.components.flatMap(\.reads) }
    }

    func list() -> [JSONValue] {
        libraries.map { library in
            [
                "id": .string(library.id), "version": .string(library.manifest.version),
                "abi": .integer(library.manifest.abi),
                "needs": .array(library.manifest.needs.map { .string($0) }),
                "components": .array(
                    library.manifest.components.map {
                        [
                            "id": .string($0.id), "kind": .string($0.kind.rawValue),
                            "summary": .string($0.summary),
                        ]
                    }),
            ]
        }
    }

    func mediaType(head: [UInt8], fileName: String) -> MediaTypeFinding {
        let found = head.withUnsafeBytes { bytes in types.first { $0.matches(bytes) } }
        guard let found else { return .unknown(readable: types.map(\.name)) }
        let suffix = FilePath.fileExtension(fileName)
        if let named = types.first(where: { $0.extensions.contains(suffix) }),
            named.mediaType != found.mediaType
        {
            return .contradiction(name: named.name, content: found.name)
        }
        return .known(found.mediaType)
    }
}
