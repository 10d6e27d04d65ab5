internal import AssayKit
internal import Commands
internal import Composition
internal import Files
internal import Workers

/// `assay plugin allow` and `assay plugin revoke`.
enum PluginAllowCommand {
    static let allow = Command(
        name: "plugin allow", summary: "Write a plugin's hash and grants into plugins.lock",
        operands: "NAME|PATH",
        details: "The library isn't loaded. A plugin is granted only what --grant names out of its needs.",
        examples: ["assay plugin allow ./my-plugin --grant network"],
        options: [
            Option("grant", value: "NEED", help: "network, history or read:DIR; may be repeated"), lockOption,
        ] + [Composition.options[0]],
        run: runAllow)

    static let revoke = Command(
        name: "plugin revoke", summary: "Take a plugin out of plugins.lock",
        operands: "ID", examples: ["assay plugin revoke acme.number"], options: [lockOption], run: runRevoke)

    static let lockOption = Option("lock", value: "FILE", help: "the list (plugins.lock)")

    /// The list that the command line names; nil when there is no such file.
    ///
    /// - Throws: When the file is no such list.
    static func lock(_ arguments: Arguments) throws -> PluginLock? {
        let path = arguments.value("lock") ?? "plugins.lock"
        return FileSystem.exists(path) ? try PluginLock(file: path) : nil
    }

    private static func runAllow(_ arguments: Arguments) async throws -> ExitStatus {
        guard let wanted = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one plugin or path")
        }
        let library = try PluginInspectCommand.library(wanted, Composition(arguments))
        let needs = library.manifest.needs
        let grants = arguments.all("grant")
        for grant in grants where !needs.contains(grant) {
            throw UsageError(
                "--grant \(grant): \(library.id) asks for \(needs.isEmpty ? "nothing" : needs.joined(separator: ", "))"
            )
        }
        let path = arguments.value("lock") ?? "plugins.lock"
        var lock = try PluginLock(file: path)
        try lock.allow(library, grants: grants)
        try lock.write(to: path)
        let granted = grants.isEmpty ? "nothing" : grants.joined(separator: ", ")
        Terminal.out("\(path): \(library.id) \(library.manifest.version) may run, granted \(granted)\n")
        for need in needs where !grants.contains(need) {
            Terminal.error("assay plugin allow: it also asks for \(need); --grant \(need) gives it that")
        }
        return .success
    }

    private static func runRevoke(_ arguments: Arguments) async throws -> ExitStatus {
        guard let id = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one plugin")
        }
        let path = arguments.value("lock") ?? "plugins.lock"
        var lock = try PluginLock(file: path)
        guard lock.revoke(id) else { throw UsageError("\(path) has no plugin \(id)") }
        try lock.write(to: path)
        Terminal.out("\(path): \(id) may run no more\n")
        return .success
    }
}
