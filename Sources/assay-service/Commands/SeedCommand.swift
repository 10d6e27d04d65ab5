internal import Accounts
internal import Commands
internal import Files
internal import Seeds
internal import Storage
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
            DataFolder.option,
        ], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands")
        }
        let file = try file(arguments)
        let store = try DataFolder.store(arguments)
        defer { store.close() }
        let folder = DataFolder.path(arguments)
        let accounts = try DataFolder.accounts(store, folder)
        Terminal.out("\(folder) is ready\n")
        guard let file else { return .success }
        let outcome: Seeder.Outcome
        do {
            outcome = try await Seeder(accounts: accounts, store: store).seed(file)
        } catch {
            throw ConfigurationError("assay seed: \(error)")
        }
        if !outcome.users.isEmpty {
            let rows = outcome.users.map { [$0.user.email, $0.user.role.rawValue, $0.password] }
            Terminal.out(TextTable(["E-MAIL", "ROLE", "PASSWORD (shown this once)"], rows).text)
        }
        for login in outcome.known { Terminal.out("\(login) is there already and stays as it is\n") }
        if !outcome.vendors.isEmpty {
            Terminal.out("vendors: \(outcome.vendors.joined(separator: ", "))\n")
        }
        return .success
    }

    /// What is to be put in; nil: nothing.
    private static func file(_ arguments: Arguments) throws(ConfigurationError) -> SeedFile? {
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
        do {
            return try SeedFile(folder: folder)
        } catch {
            throw ConfigurationError(error.description)
        }
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
