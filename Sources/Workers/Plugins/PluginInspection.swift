internal import AssayKit
internal import WorkerFrames

/// What a library says about itself once it is loaded, beside what its manifest says.
package struct PluginInspection: Sendable, Equatable {
    /// The ABI that it was compiled for: "1.0".
    package let abi: String
    /// The compiler, as it names it; may be empty.
    package let builtWith: String
    /// Its components' ids, in its own order.
    package let components: [String]
    /// The library's SHA-256.
    package let sha256: String
    /// Where library and manifest file disagree; empty when they agree.
    ///
    /// Each one sentence with its mend.
    package let disagreements: [String]

    init(_ said: ReadyMessage, library: PluginLibrary, sha256: String) {
        abi = "\(said.abiMajor).\(said.abiMinor)"
        builtWith = said.builtWith
        components = said.components.map(\.id)
        self.sha256 = sha256
        var disagreements: [String] = []
        if said.manifest != library.manifestBytes {
            disagreements.append(
                "\(library.manifestPath) is not the manifest that \(library.manifest.library) was built with; "
                    + "rebuild the plugin, or restore the manifest that came with it")
        }
        let declared = library.manifest.components
        for component in declared where !said.components.contains(where: { $0.id == component.id }) {
            disagreements.append(
                "the manifest lists the component \(component.id), and the library does not hold it; "
                    + "add it to the library's table or take it out of the manifest")
        }
        for component in said.components {
            guard let manifest = declared.first(where: { $0.id == component.id }) else {
                disagreements.append(
                    "the library holds the component \(component.id), and the manifest does not list it; "
                        + "list it in the manifest")
                continue
            }
            if Self.kinds[component.kind] != manifest.kind {
                disagreements.append(
                    "the component \(component.id) is another kind in the manifest (\(manifest.kind.rawValue)) "
                        + "than in the library; make them the same")
            }
        }
        self.disagreements = disagreements
    }

    /// `assay_kind`.
    private static let kinds: [UInt32: ComponentKind] = [1: .extractor, 2: .validator, 3: .notifier]
}
