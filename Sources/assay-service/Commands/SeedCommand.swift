internal import AssayKit
internal import Commands
internal import Control
internal import Files
internal import StorageSQLite

/// `assay seed`.
enum SeedCommand {
    static let command = Command(
        name: "seed", summary: "Prepare a data folder, and put demo users and vendors into it",
        details: """
            Without --demo only the folder, its database and its keys are made. What is there already stays as it is.
            Each demo user gets a password of its own, which is printed this once and kept nowhere.
            """,
        examples: ["assay seed --demo --data ./assay-data"],
        options: [
            Option("demo", help: "make the users and vendors of seeds/"),
            Option("from", value: "DIR", help: "users.yaml and vendors.yaml from there instead"),
            ServiceConfiguration.option, DataFolder.option,
        ], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands")
        }
        let seeds = try seeds(arguments)
        let folder = try DataFolder(arguments)
        let made = try await made(seeds, folder)
        if let sentence = made["error"]?.stringValue { throw ConfigurationError("assay seed: \(sentence)") }
        Terminal.out("\(folder.path) is ready\n")
        let rows = (made["users"]?.arrayValue ?? []).map { user in
            ["email", "role", "password"].map { user[$0]?.stringValue ?? "" }
        }
        if !rows.isEmpty {
            Terminal.out(TextTable(["E-MAIL", "ROLE", "PASSWORD (shown this once)"], rows).text)
        }
        func texts(_ name: String) -> [String] { made[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }
        for login in texts("known") { Terminal.out("\(login) is there already and stays as it is\n") }
        if !texts("vendors").isEmpty {
            Terminal.out("vendors: \(texts("vendors").joined(separator: ", "))\n")
        }
        return .success
    }

    /// Has it done by the service that holds the folder, or does it where none runs.
    private static func made(
        _ seeds: String?, _ folder: DataFolder
    ) async throws(ConfigurationError) -> JSONValue {
        do {
            let request: JSONValue = [
                "do": "seed", "folder": seeds.map { .string(FilePath.absolute($0)) } ?? .null,
            ]
            if let answer = try ControlLine.ask(folder.path, request) { return answer }
        } catch {
            throw ConfigurationError("assay seed: \(error)")
        }
        let store = try folder.store()
        defer { store.close() }
        return await SeedRequests.answer(seeds, try folder.accounts(store), store)
    }

    /// The folder of what is to be put in; nil: nothing.
    private static func seeds(_ arguments: Arguments) throws(ConfigurationError) -> String? {
        guard let folder = arguments.value("from") ?? (arguments.has("demo") ? installed : nil) else {
            guard !arguments.has("demo") else {
                throw ConfigurationError(
                    "assay seed: the shipped seeds are not beside the program; name their folder with --from")
            }
            return nil
        }
        guard FileSystem.isDirectory(folder) else {
            throw ConfigurationError("assay seed: there is no folder \(folder); check the path")
        }
        return folder
    }

    /// The shipped seeds: below the installation's prefix, or in the checkout that the program was built in.
    private static let installed: String? = {
        var folder = ExecutableLocation.folder
        let shared = FilePath.join(FilePath.parent(folder), "share/assay/seeds")
        if FileSystem.isDirectory(shared) { return shared }
        while folder != "/", folder != "." {
            let seeds = FilePath.join(folder, "seeds")
            if FileSystem.exists(FilePath.join(folder, "Package.swift")), FileSystem.isDirectory(seeds) {
                return seeds
            }
            folder = FilePath.parent(folder)
        }
        return nil
    }()
}
