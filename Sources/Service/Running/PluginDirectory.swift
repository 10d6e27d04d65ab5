package import AssayKit

/// The plugins that are installed.
package protocol PluginDirectory: Sendable {
    /// All of them, also those that may not run.
    func list() async -> [PluginView]
    /// What lies in the folders and could not be taken for a plugin, each one sentence; paths are in them.
    func passedOver() -> [String]
    /// The media type of a file, by its first bytes and then its name.
    func mediaType(head: [UInt8], fileName: String) -> MediaTypeFinding
    /// Looks at folders and `plugins.lock` again; libraries that have changed are taken up by fresh workers.
    func reload() async throws(PluginRefusal) -> [PluginMove]
    /// Writes the library that lies there now into `plugins.lock`, and looks again.
    ///
    /// - Parameters:
    ///   - id: The plugin's.
    ///   - sha256: What the library's SHA-256 must be; nil: whatever it is.
    ///   - grants: What it is granted out of its needs.
    /// - Returns: What has changed.
    /// - Throws: When it is not there, or is another by now.
    func allow(_ id: String, sha256: String?, grants: [String]) async throws(PluginRefusal) -> [PluginMove]
    /// Takes a plugin out of `plugins.lock`, and looks again.
    func revoke(_ id: String) async throws(PluginRefusal) -> [PluginMove]
}

/// A plugin as it is shown.
package struct PluginView: Sendable {
    package var id: String
    package var version: String
    package var abi: Int
    package var needs: [String]
    package var grants: [String]
    package var components: [ComponentView]
    /// The library's SHA-256; nil when it can't be read.
    package var sha256: String?
    /// Whether it may run.
    package var isAllowed: Bool
    /// Why it may not, or what is wrong with it; nil: nothing.
    package var trouble: String?
    /// Whether it comes with the installation.
    package var isBundled: Bool
    /// Where its manifest lies.
    package var place: String
    package var figures: PluginCalls

    package init(
        id: String, version: String, abi: Int, needs: [String], grants: [String], components: [ComponentView],
        sha256: String?, isAllowed: Bool, trouble: String?, isBundled: Bool, place: String,
        figures: PluginCalls
    ) {
        self.id = id
        self.version = version
        self.abi = abi
        self.needs = needs
        self.grants = grants
        self.components = components
        self.sha256 = sha256
        self.isAllowed = isAllowed
        self.trouble = trouble
        self.isBundled = isBundled
        self.place = place
        self.figures = figures
    }
}

/// A component of a plugin as it is shown.
package struct ComponentView: Sendable {
    package var id: String
    package var kind: String
    package var summary: String
    /// JSON Schema of its options.
    package var configuration: JSONValue

    package init(id: String, kind: String, summary: String, configuration: JSONValue) {
        self.id = id
        self.kind = kind
        self.summary = summary
        self.configuration = configuration
    }
}

/// How the calls of a plugin went since the service began.
package struct PluginCalls: Sendable, Hashable {
    /// Calls that ended, and out of them those that went wrong.
    package var calls = 0, errors = 0, crashes = 0, timeouts = 0, failedStarts = 0
    /// Calls under way, and workers that live.
    package var running = 0, workers = 0
    /// Milliseconds over the last calls; nil before the first.
    package var p50: Double?, p90: Double?, p99: Double?

    package init() {}
}

/// What a look at the folders has changed for one plugin.
package struct PluginMove: Sendable, Hashable {
    package enum Change: String, Sendable, CaseIterable {
        case added, replaced, removed, granted
        /// What lies there now was not taken; the one before goes on.
        case kept
        /// What lies there now was not taken, and there is none before it.
        case refused
    }

    /// A version and the library's SHA-256.
    package struct Edition: Sendable, Hashable {
        package let version: String
        /// nil: it was never loaded, and its file is another by now.
        package let sha256: String?

        package init(version: String, sha256: String?) {
            self.version = version
            self.sha256 = sha256
        }
    }

    package let id: String
    package let change: Change
    package let from: Edition?
    package let to: Edition?
    /// One sentence, where something was not taken.
    package let reason: String?

    package init(_ id: String, _ change: Change, from: Edition?, to: Edition?, reason: String? = nil) {
        self.id = id
        self.change = change
        self.from = from
        self.to = to
        self.reason = reason
    }
}

/// Why a plugin was not allowed, revoked or looked at; each sentence names the mend.
package enum PluginRefusal: Error, Sendable, Hashable {
    case unknown(String)
    case wrongState(String)
    case invalid(place: String, String)
    case unwritable(String)
}
