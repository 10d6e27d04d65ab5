internal import AssayKit
package import Workers

extension ComponentIndex {
    /// The components of these libraries.
    package init(_ libraries: [PluginLibrary]) {
        self.init(
            libraries.flatMap { library in
                library.manifest.components.map { component in
                    InstalledComponent(
                        manifest: component, plugin: library.id, version: library.manifest.version,
                        looksAtHistory: library.mayAskHistory
                            && component.configuration["properties"]?["scopes"] != nil,
                        // A library that can't be read any more gives no words to keep either.
                        fingerprint: { (try? library.sha256()) ?? library.manifest.version })
                }
            })
    }
}
