import Accounts
import AssayKit
import Crypto
import Foundation
import HTTPServing
import Service
import Storage
import StorageSQLite
import Tokens

/// A service on a free port over a folder of its own, with two users, a manager and an admin.
final class TestService: Sendable {
    static let password = "several long words"

    let folder: String
    let store: SQLiteStore
    let server: HTTPServer
    let house: House
    /// By the user's name: ann and bob (users), mia (manager), ada (admin).
    let tokens: [String: String]

    private init(
        folder: String, store: SQLiteStore, server: HTTPServer, house: House, tokens: [String: String]
    ) {
        self.folder = folder
        self.store = store
        self.server = server
        self.house = house
        self.tokens = tokens
    }

    /// Runs a test against a service, and ends it whatever happens.
    static func with(
        _ change: (inout ServiceSettings) -> Void = { _ in },
        server changeServer: (inout ServerSettings) -> Void = { _ in },
        _ test: (TestService) async throws -> Void
    ) async throws {
        var settings = ServiceSettings()
        settings.generalPerMinute = 1_000_000
        settings.signedInPerMinute = 1_000_000
        settings.uploadsPerMinute = 1_000_000
        change(&settings)
        var serverSettings = ServerSettings()
        changeServer(&serverSettings)
        let service = try await start(settings, serverSettings)
        do {
            try await test(service)
        } catch {
            await service.end()
            throw error
        }
        await service.end()
    }

    private static func start(
        _ settings: ServiceSettings, _ serverSettings: ServerSettings
    ) async throws -> TestService {
        let folder =
            FileManager.default.temporaryDirectory.path + "/assay-service-\(UInt64.random(in: 0 ... .max))"
        let store = try SQLiteStore(folder)
        let keys = try KeyFolder(dataFolder: folder).open(
            now: Int(SystemTime().now().milliseconds / 1000))
        let accounts = AccountService(
            store: store, issuer: TokenIssuer(keys: keys), hashing: HashingGate(cost: .least))
        var tokens: [String: String] = [:]
        for (name, role) in [("ann", Role.user), ("bob", .user), ("mia", .manager), ("ada", .admin)] {
            _ = try await accounts.addUser(
                email: name + "@example.com", username: name, password: password, role: role, by: .system)
            tokens[name] = try await accounts.logIn(name, password: password, from: "127.0.0.1").access
        }
        let house = House(
            store: store, blobs: try FileBlobStore(folder + "/blobs"), accounts: accounts,
            library: TwoPipelines(store: store), plugins: OnePlugin(), desk: EchoDesk(), settings: settings,
            hooks: Self.hooks, progress: ProgressBoard(), sources: OneSource(),
            samples: TwoSamples(), wake: {})
        let server = try Service.start(house, settings: serverSettings, log: { _ in })
        return TestService(folder: folder, store: store, server: server, house: house, tokens: tokens)
    }

    private func end() async {
        await server.stop(patience: .seconds(5))
        store.close()
        // A folder that stays behind is no reason to fail.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Sends a request and waits for its whole answer.
    func ask(
        _ method: String, _ path: String, as user: String? = nil, body: [UInt8]? = nil,
        type: String = "application/json", headers: [String: String] = [:]
    ) async throws -> Answer {
        var all = headers
        all["Host"] = "127.0.0.1:\(server.port)"
        all["Connection"] = "close"
        if let user { all["Authorization"] = "Bearer " + (tokens[user] ?? user) }
        if let body {
            all["Content-Type"] = type
            all["Content-Length"] = String(body.count)
        } else if method != "GET" {
            all["Content-Length"] = "0"
        }
        let lines = all.map { "\($0.key): \($0.value)\r\n" }.joined()
        let bytes = Array("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n".utf8) + (body ?? [])
        return try Answer(try await Exchange.run(bytes, port: server.port))
    }

    func ask(
        _ method: String, _ path: String, as user: String? = nil, json: String,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        try await ask(method, path, as: user, body: Array(json.utf8), headers: headers)
    }

    /// Uploads files: their names and contents.
    func upload(
        _ files: [(name: String, text: String)], as user: String = "ann", fields: [String: String] = [:],
        to path: String = "/api/invoices/upload", part: String = "files", headers: [String: String] = [:]
    ) async throws -> Answer {
        var text = ""
        for (name, value) in fields {
            text += "--sep\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        for file in files {
            text +=
                "--sep\r\nContent-Disposition: form-data; name=\"\(part)\"; filename=\"\(file.name)\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n\(file.text)\r\n"
        }
        text += "--sep--\r\n"
        return try await ask(
            "POST", path, as: user, body: Array(text.utf8), type: "multipart/form-data; boundary=sep",
            headers: headers)
    }
}
