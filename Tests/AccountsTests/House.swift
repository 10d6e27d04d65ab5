import Accounts
import Crypto
import Files
import Glibc
import Storage
import StorageConformance
import StorageSQLite
import Testing
import Tokens

/// Accounts over a database of its own, with a clock that is moved by hand and hashes that cost little.
final class House: Sendable {
    let folder: String
    let time = FakeTime()
    let store: SQLiteStore
    let accounts: AccountService

    init(cost: PasswordHash.Cost = .least) throws {
        var template = Array("/tmp/assay-accounts-XXXXXX".utf8CString)
        folder = String(cString: try #require(mkdtemp(&template)))
        store = try SQLiteStore(folder, time: time)
        let keys = try KeyFolder(dataFolder: folder).open(now: Int(time.now().milliseconds / 1000))
        accounts = AccountService(
            store: store, issuer: TokenIssuer(keys: keys), time: time, hashing: HashingGate(cost: cost))
    }

    deinit {
        store.close()
        // What is left in the temporary folder harms nobody.
        try? FileSystem.remove(folder)
    }

    /// A second door to the same store, as another process has it.
    func otherProcess() throws -> AccountService {
        let keys = try KeyFolder(dataFolder: folder).open(now: Int(time.now().milliseconds / 1000))
        return AccountService(
            store: store, issuer: TokenIssuer(keys: keys), time: time, hashing: HashingGate(cost: .least))
    }

    /// A user who is logged in.
    func guest(_ name: String = "ann", role: Role = .user) async throws -> (user: User, pair: TokenPair) {
        let user = try await accounts.addUser(
            email: name + "@example.com", username: name, password: AccountTests.password, role: role,
            by: .system)
        return (user, try await accounts.logIn(name, password: AccountTests.password, from: "10.0.0.1"))
    }
}
