/// Whether a plugin may run where only allowed libraries do.
package enum PluginStanding: Sendable, Equatable {
    /// It came with Assay.
    case bundled
    /// Its very bytes are in the list.
    case allowed(grants: [String])
    /// The list has this plugin with other bytes.
    case changed
    /// The list does not have it.
    case unlisted
    /// There is no list, so that every plugin may run.
    case open

    /// How a library stands to a list.
    ///
    /// - Parameters:
    ///   - library: Which one.
    ///   - lock: The list; nil when there is none.
    ///   - isBundled: Whether it came with Assay.
    /// - Throws: A `.loadFailed` when the library cannot be read.
    package init(of library: PluginLibrary, in lock: PluginLock?, isBundled: Bool) throws(WorkerFailure) {
        guard let lock else {
            self = isBundled ? .bundled : .open
            return
        }
        if let admitted = try lock.admitted(library) {
            self = .allowed(grants: admitted.grants)
        } else if isBundled {
            self = .bundled
        } else {
            self = lock.entries.contains { $0.id == library.id } ? .changed : .unlisted
        }
    }

    /// Whether it may run.
    package var mayRun: Bool {
        switch self {
        case .bundled, .allowed, .open: true
        case .changed, .unlisted: false
        }
    }

    /// One word, for lists and programs.
    package var word: String {
        switch self {
        case .bundled: "bundled"
        case .allowed: "yes"
        case .changed: "changed"
        case .unlisted: "no"
        case .open: "no list"
        }
    }
}
