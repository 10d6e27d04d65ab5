internal import Accounts
internal import Commands
internal import Storage
internal import StorageSQLite
internal import Tokens

/// What commands over a data folder share.
enum DataFolder {
    static let option = Option("data", value: "DIR", help: "the data folder (default: ./assay-data)")

    static func path(_ arguments: Arguments) -> String { arguments.value("data") ?? "assay-data" }

    /// The store of the folder.
    ///
    /// - Throws: ``ConfigurationError`` when another process serves it, or it is damaged.
    static func store(_ arguments: Arguments) throws(ConfigurationError) -> SQLiteStore {
        do {
            return try SQLiteStore(path(arguments))
        } catch {
            throw ConfigurationError("assay: \(error)")
        }
    }

    /// The accounts of the folder.
    static func accounts(_ store: SQLiteStore, _ folder: String) throws(ConfigurationError) -> AccountService
    {
        do {
            let keys = try KeyRing.keys(in: folder, secret: Terminal.variable("JWT_SECRET"))
            return AccountService(store: store, issuer: TokenIssuer(keys: keys))
        } catch {
            throw ConfigurationError("assay: \(error)")
        }
    }
}
