import Accounts
import Crypto
import Files
import Foundation
import Seeds
import Storage
import StorageSQLite
import Testing
import Tokens

@Suite("Seeds")
struct SeedTests {
    /// Runs `body` with a folder of its own.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "/assay-seeds-\(UUID().uuidString)"
        try FileSystem.makeDirectory(folder)
        // What is left in the temporary folder harms nobody.
        defer { try? FileSystem.remove(folder) }
        try await body(folder)
    }

    private static let shipped =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/seeds"

    @Test("the shipped demo makes a user of each role and its vendors, once, each with its own password")
    func demo() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(folder)
            defer { store.close() }
            let accounts = AccountService(
                store: store, issuer: TokenIssuer(keys: try KeyRing.keys(in: folder, secret: nil)),
                hashing: HashingGate(cost: .least))
            let file = try SeedFile(folder: Self.shipped)
            let seeder = Seeder(accounts: accounts, store: store)
            let outcome = try await seeder.seed(file)
            #expect(Set(outcome.users.map(\.user.role)) == Set(Role.allCases))
            #expect(Set(outcome.users.map(\.password)).count == outcome.users.count)
            for (user, password) in outcome.users {
                #expect(password.count >= 20)
                _ = try await accounts.logIn(user.email, password: password, from: "a")
            }
            let vendors = try await store.vendors(role: .supplier, status: nil, search: nil, PageRequest())
            #expect(vendors.total == file.vendors.count && file.vendors.count == outcome.vendors.count)
            #expect(
                vendors.items.contains { $0.status == .watch }
                    && vendors.items.allSatisfy { $0.invoiceCount == 0 })
            let again = try await seeder.seed(file)
            #expect(again.users.isEmpty && again.vendors.isEmpty && again.known.count == file.users.count)
        }
    }

    @Test(
        "a mistake is named with its place",
        arguments: [
            ("users", "users:\n  - {email: a@example.com, username: aa, role: boss}\n", ":2:", "admin"),
            ("users", "users:\n  - {email: nobody, username: aa, role: user}\n", ":2:", "e-mail"),
            ("users", "users:\n  - {username: aa, role: user}\n", ":2:", "email"),
            (
                "users", "users:\n  - {email: a@example.com, username: aa, role: user, password: x}\n", ":2:",
                "password"
            ),
            ("users", "people: []\n", "users.yaml", "no list"),
            ("users", "users: [\n", "users.yaml:", "users"),
            ("vendors", "vendors:\n  - {name: A, gstin: 29AAQFK4821M1ZA, status: active}\n", ":2:", "GSTIN"),
            ("vendors", "vendors:\n  - {name: A, gstin: 29AAQFK4821M1ZO, status: good}\n", ":2:", "watch"),
        ])
    func mistakes(_ name: String, _ text: String, _ place: String, _ word: String) async throws {
        try await withFolder { folder in
            try FileSystem.write(text: text, to: "\(folder)/\(name).yaml")
            let error = #expect(throws: SeedError.self) { try SeedFile(folder: folder) }
            #expect(error?.description.contains(place) == true && error?.description.contains(word) == true)
        }
    }

    @Test("a folder without files is nothing to seed")
    func empty() async throws {
        try await withFolder { folder in
            let file = try SeedFile(folder: folder)
            #expect(file.users.isEmpty && file.vendors.isEmpty)
        }
    }
}
