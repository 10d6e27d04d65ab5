import Accounts
import AssayKit
import Crypto
import Foundation
import Live
import Storage
import StorageSQLite
import Synchronization
import Testing
import Tokens

/// A reader that keeps what it gets.
final class Keeper: LiveReader {
    private struct State {
        var messages: [LiveMessage] = []
        var hasRoom = true
        var end: LiveEnd?
    }

    private let state = Mutex(State())

    func deliver(_ message: LiveMessage) { state.withLock { $0.messages.append(message) } }
    var hasRoom: Bool { state.withLock { $0.hasRoom } }
    func end(_ reason: LiveEnd) { state.withLock { $0.end = reason } }

    var messages: [LiveMessage] { state.withLock { $0.messages } }
    var ended: LiveEnd? { state.withLock { $0.end } }
    var types: [String] { messages.map(\.type) }
    var numbers: [Int64] { messages.map(\.sequence) }
    func setRoom(_ hasRoom: Bool) { state.withLock { $0.hasRoom = hasRoom } }

    func json(_ index: Int) throws -> JSONValue { try JSONParser.parse(messages[index].bytes) }
}

/// States that say how often they were asked for; one may be held up.
final class CountedViews: LiveViews {
    private let asked = Mutex(0)
    private let isHeld = Mutex(false)
    let figures = Mutex(0)

    func hold(_ held: Bool) { isHeld.withLock { $0 = held } }

    func state(of topic: LiveTopic, for principal: Principal) async throws(LiveRefusal) -> JSONValue {
        if topic == .source("hidden") { throw LiveRefusal(.notFound, "There is no such source.") }
        while isHeld.withLock({ $0 }) {
            // Cancelled: the next look decides.
            try? await Task.sleep(for: .milliseconds(2))
        }
        return [
            "asked": .integer(
                asked.withLock {
                    $0 += 1; return $0
                })
        ]
    }

    func figures(for visibility: Visibility) async throws(LiveRefusal) -> JSONValue {
        ["invoices": .integer(figures.withLock { $0 })]
    }
}

/// A store in a folder of its own, a hub over it, and accounts.
final class Stage: Sendable {
    let folder: String
    let store: SQLiteStore
    let accounts: AccountService
    let views = CountedViews()
    let hub: LiveHub
    let ids = IdentifierGenerator(time: SystemTime())

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/assay-live-\(UInt64.random(in: 0 ... .max))"
        store = try SQLiteStore(folder)
        let keys = try KeyFolder(dataFolder: folder).open(
            now: Int(SystemTime().now().milliseconds / 1000))
        accounts = AccountService(
            store: store, issuer: TokenIssuer(keys: keys), hashing: HashingGate(cost: .least))
        hub = LiveHub(log: store, accounts: accounts, views: views)
    }

    deinit {
        store.close()
        // A folder that stays behind is no reason to fail.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Someone who has logged in.
    func principal(_ name: String = "ann", _ role: Role = .user) async throws -> Principal {
        _ = try await accounts.addUser(
            email: name + "@example.com", username: name, password: "several long words", role: role,
            by: .system)
        let tokens = try await accounts.logIn(name, password: "several long words", from: "127.0.0.1")
        return try await accounts.principal(bearer: tokens.access)
    }

    /// Writes `count` events of a task.
    @discardableResult
    func append(_ count: Int, job: JobID, owner: UserID, type: String = "stage_start") async throws -> [Int64]
    {
        try await store.append(
            (0..<count).map { _ in EventDraft(type, owner: owner, job: job) }
        ).map(\.sequence)
    }
}

/// Waits until something holds; false after the limit.
func eventually(_ limit: Duration = .seconds(30), _ condition: () async throws -> Bool) async rethrows -> Bool
{
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else { return false }
        // Cancelled: the next look decides.
        try? await Task.sleep(for: .milliseconds(5))
    }
    return true
}
