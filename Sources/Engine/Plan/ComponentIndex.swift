package import AssayKit

/// A component that is installed, and the plugin that holds it.
package struct InstalledComponent: Sendable {
    /// What its manifest says.
    package let manifest: ComponentManifest
    /// The plugin's id.
    package let plugin: String
    /// The plugin's version.
    package let version: String
    /// Whether its plugin asks for the history, and it can be told to look at nothing else (option `scopes`).
    package let looksAtHistory: Bool
    /// Tells one build of the plugin from another, for keys of the cache; asked only where a key is needed.
    package let fingerprint: @Sendable () -> String

    package init(
        manifest: ComponentManifest, plugin: String, version: String, looksAtHistory: Bool = false,
        fingerprint: (@Sendable () -> String)? = nil
    ) {
        self.manifest = manifest
        self.plugin = plugin
        self.version = version
        self.looksAtHistory = looksAtHistory
        self.fingerprint = fingerprint ?? { version }
    }
}

/// The components that are installed, by id.
package struct ComponentIndex: Sendable {
    /// In the order in which they were found; the first of an id counts.
    package let all: [InstalledComponent]
    private let places: [String: Int]

    package init(_ components: [InstalledComponent]) {
        all = components
        places = Dictionary(
            components.enumerated().map { ($0.element.manifest.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The component of that id; nil when it isn't installed.
    package func component(_ id: String) -> InstalledComponent? { places[id].map { all[$0] } }

    /// The readers.
    package var readers: [InstalledComponent] { all.filter(\.manifest.isReader) }
}
