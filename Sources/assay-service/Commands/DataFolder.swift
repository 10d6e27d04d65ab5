internal import Accounts
internal import Commands
internal import Configuration
internal import Files
internal import Storage
internal import StorageSQLite
internal import Tokens

/// What commands over a data folder share.
struct DataFolder {
    static let option = Option("data", value: "DIR", help: "the data folder (default: ./assay-data)")

    let path: String
    /// What signs logins; nil: the keys that the folder holds.
    private let secret: String?

    init(_ configuration: Configuration) {
        path = configuration.data
        secret = configuration.secret
    }

    /// The folder that the command line, the environment or `assay.yaml` names.
    init(_ arguments: Arguments) throws(ConfigurationError) {
        self.init(try ServiceConfiguration.load(arguments))
    }

    /// Its store.
    ///
    /// - Throws: ``ConfigurationError`` when another process serves it, or it is damaged.
    func store() throws(ConfigurationError) -> SQLiteStore {
        do {
            return try SQLiteStore(path, progress: Self.tellSums())
        } catch {
            throw ConfigurationError("assay: \(error)")
        }
    }

    /// Tells the operator why an older folder with many invoices takes its time: at once, then every few seconds.
    private static func tellSums() -> (Int, Int) -> Void {
        var told: ContinuousClock.Instant?
        return { done, all in
            let now = ContinuousClock.now
            guard all >= 20_000, told.map({ now - $0 >= .seconds(5) }) ?? true else { return }
            told = now
            ServiceLog.information(
                "the dashboard's sums are made, once: \(done) of \(all) invoices; the service listens when it is done"
            )
        }
    }

    /// Its documents.
    func blobs() throws(ConfigurationError) -> FileBlobStore {
        do {
            return try FileBlobStore(FilePath.join(path, "blobs"))
        } catch {
            throw ConfigurationError("assay: \(error)")
        }
    }

    /// Its accounts.
    func accounts(_ store: SQLiteStore) throws(ConfigurationError) -> AccountService {
        do {
            let keys = try KeyRing.keys(in: path, secret: secret)
            return AccountService(store: store, issuer: TokenIssuer(keys: keys))
        } catch {
            throw ConfigurationError("assay: \(error)")
        }
    }
}
