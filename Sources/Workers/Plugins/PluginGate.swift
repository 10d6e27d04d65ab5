internal import Files

/// Decides which libraries may run: those of the installation, and those whose bytes stand in `plugins.lock`.
///
/// Where the list is required, a missing one lets nothing in but the installation's; else everything may run without it.
package struct PluginGate: Sendable {
    /// What the gate says of a library.
    package enum Verdict: Sendable {
        /// It may run, with these grants.
        case admitted(PluginLibrary)
        /// One sentence with the mend.
        case refused(String)
    }

    /// Where the list lies, or would.
    package let path: String
    /// The list; nil: there is no file, or it can't be used.
    package let lock: PluginLock?
    /// Why the file that there is can't be used; then nothing outside of the trusted folders may run.
    package let problem: String?
    /// Folders whose libraries need not stand in the list.
    private let trusted: [String]

    /// The gate that a file makes.
    ///
    /// - Parameters:
    ///   - path: The list; nil: there is none, and everything may run.
    ///   - trusted: Folders whose libraries need not stand in it: the installation's.
    ///   - isRequired: A missing file is an empty list.
    package init(file path: String?, trusted: [String], isRequired: Bool = false) {
        self.trusted = trusted
        self.path = path ?? ""
        guard let path, isRequired || FileSystem.exists(path) else {
            lock = nil
            problem = nil
            return
        }
        do {
            lock = try PluginLock(file: path)
            problem = nil
        } catch {
            lock = nil
            problem = "\(error)"
        }
    }

    /// Everything may run.
    package static let open = PluginGate(file: nil, trusted: [])

    /// Whether a library comes with the installation.
    package func trusts(_ library: PluginLibrary) -> Bool {
        trusted.contains { FilePath.isInside(library.manifestPath, folder: $0) }
    }

    /// Whether a library may run.
    package func verdict(on library: PluginLibrary) -> Verdict {
        if trusts(library) { return .admitted(library) }
        if let problem { return .refused("the plugin \(library.id) does not run, for \(problem)") }
        guard let lock else { return .admitted(library) }
        do {
            if let admitted = try lock.admitted(library) { return .admitted(admitted) }
            return .refused(
                "the library \(library.path) of the plugin \(library.id) is not the one that \(path) allows"
                    + " (SHA-256 \(try library.sha256().prefix(12))…); "
                    + "look at it, then run: assay plugin allow --lock \(path) \(FilePath.parent(library.manifestPath))"
            )
        } catch {
            return .refused("\(error)")
        }
    }
}
