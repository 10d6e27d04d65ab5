internal import Accounts
internal import AssayKit
internal import Control
internal import Files
internal import Seeds
internal import Storage
internal import StorageSQLite

/// What `assay seed` asks for: of the service that holds the folder, or of the folder itself.
enum SeedRequests {
    /// Puts a folder's users and vendors in.
    ///
    /// - Parameters:
    ///   - folder: Of the seeds; nil: nothing is put in.
    ///   - accounts: Make the users.
    ///   - store: Takes the vendors.
    /// - Returns: What was made, or `error` with a sentence.
    static func answer(_ folder: String?, _ accounts: AccountService, _ store: SQLiteStore) async -> JSONValue
    {
        guard let folder else { return ["users": [], "known": [], "vendors": []] }
        do {
            let outcome = try await Seeder(accounts: accounts, store: store).seed(
                try SeedFile(folder: folder))
            return [
                "users": .array(
                    outcome.users.map {
                        [
                            "email": .string($0.user.email), "role": .string($0.user.role.rawValue),
                            "password": .string($0.password),
                        ]
                    }),
                "known": .array(outcome.known.map { .string($0) }),
                "vendors": .array(outcome.vendors.map { .string($0) }),
            ]
        } catch {
            return ["error": .string("\(error)")]
        }
    }
}
