import AssayKit
import Files
import Foundation
import SQLite
import Testing

@Suite("assay doctor", .serialized, .timeLimit(.minutes(10)))
struct DoctorTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// What it found.
    private struct Report {
        let status: Int32
        let lines: [JSONValue]

        func line(_ check: String) throws -> JSONValue {
            try #require(lines.first { $0["check"]?.stringValue == check }, "\(check)")
        }
        /// The lines that are not well, to be read.
        var complaints: String {
            lines.filter { $0["outcome"] != "pass" }.map(JSONWriter.text).joined(separator: "\n")
        }
        var failed: [String] {
            lines.filter { $0["outcome"] == "fail" }.compactMap { $0["check"]?.stringValue }
        }
        var passed: Set<String> {
            Set(lines.filter { $0["outcome"] == "pass" }.compactMap { $0["check"]?.stringValue })
        }
        func mend(_ check: String) throws -> String { try line(check)["mend"]?.stringValue ?? "" }
        func seen(_ check: String) throws -> String { try line(check)["seen"]?.stringValue ?? "" }
    }

    private func visit(_ words: String..., password: String? = nil) throws -> Report {
        let outcome = try Program.run(
            ["doctor", "--json"] + words, environment: ["ASSAY_PASSWORD": password ?? ""])
        return Report(status: outcome.status, lines: try outcome.results)
    }

    /// The C plugin of the fixtures, with its manifest inside.
    private func plugin() throws -> String {
        let source = Program.repository + "/Tests/Fixtures/CPlugin"
        let manifest = try FileSystem.readText(source + "/plugin.json")
        let header = try workspace.file(
            "manifest.h", "#define NUMBER_MANIFEST \(PluginKitTests.literal(manifest))\n")
        return try workspace.compile(
            source + "/number.c", manifest: manifest, library: "libnumber.so",
            as: "assay-data/plugins/number",
            flags: ["-include", header])
    }

    private static let hooks = """
        sources:
          chat:
            owner: admin@example.com
            verify: {scheme: token, secret: a-token-of-some-length, header: X-Token, id_header: X-Id}
            documents: "[]"

        """

    @Test("a healthy service passes everything, and nothing of the visit is left")
    func healthy() throws {
        _ = try workspace.file("assay-data/hooks.yaml", Self.hooks)
        let library = try plugin() + "/libnumber.so"
        try workspace.allow(FilePath.parent(library))
        let service = try RunningService(
            in: workspace, "--webhook-allow", "127.0.0.1", "--webhook-http",
            environment: ["ALLOWED_ORIGINS": "https://console.example"])
        let env = try workspace.file(
            "front.env",
            "# of the front end\nREACT_APP_BACKEND_URL=http://localhost:3001/api/umbler\nOTHER=1\n"
                + "NEXT_PUBLIC_WEBSOCKET_URL=\"ws://localhost:8000/ws/v1/{user_id}\"\n")
        let report = try visit(
            "--data", service.data, "--wait", "30s", "--origin", "https://console.example", "--write-env", env
        )
        #expect(report.status == 0, "\(report.complaints)")
        #expect(report.lines.allSatisfy { $0["outcome"] == "pass" }, "\(report.complaints)")
        #expect(report.lines.count == 19)
        #expect(try report.seen("plugins").contains("acme.number"))
        #expect(try report.seen("discovery").contains(service.url))
        #expect(
            try FileSystem.readText(env)
                == "# of the front end\nREACT_APP_BACKEND_URL=\(service.url)/api/umbler\nOTHER=1\n"
                + "NEXT_PUBLIC_WEBSOCKET_URL=ws://127.0.0.1:\(service.port)/ws/v1/{user_id}\n")
        for (path, name) in [("invoices", "invoices"), ("batches", "batches"), ("webhooks", "webhooks")] {
            let list = try service.ask("/api/\(path)")
            #expect(list[name]?.arrayValue?.isEmpty == true, "\(list)")
        }
        let users = try Program.run("user", "list", "--data", service.data).out
        let line = try #require(users.split(separator: "\n").first { $0.hasPrefix("doctor@assay.invalid") })
        #expect(line.contains("disabled") && line.contains(" user "), "\(line)")

        // A library that is no longer the one that was allowed.
        try FileSystem.write(try FileSystem.read(library) + [0], to: library)
        let changed = try visit("--data", service.data, "--timeout", "120s")
        #expect(changed.status == 1 && changed.failed == ["plugins"], "\(changed.complaints)")
        #expect(try changed.seen("plugins").contains("not the one that"))
        #expect(try changed.mend("plugins").contains("assay plugin allow"))

        service.killHard()
        let stale = try visit("--data", service.data)
        #expect(stale.status == 1 && stale.failed.contains("discovery"), "\(stale.complaints)")
        #expect(try stale.seen("discovery").contains("which is gone"))
        #expect(try stale.mend("discovery").contains("assay serve --data \(service.data)"))
        #expect(try stale.line("upload")["outcome"] == "skip" && stale.passed.contains("database"))
    }

    @Test("what stands between client and service is named: the port, the origin, the password, the proxy")
    func between() throws {
        let service = try RunningService(in: workspace)
        let (email, password) = ("admin@example.com", "correct horse battery")
        let closed = try StrippingProxy(to: service.port)
        closed.stop()
        let port = try visit("--url", "http://127.0.0.1:\(closed.port)", "--data", service.data)
        #expect(port.status == 1 && port.failed == ["health"], "\(port.complaints)")
        #expect(try port.mend("health").contains("at \(service.url), says its service.json"))

        let receiver = try Receiver()
        receiver.answer(.status(200))
        let other = try visit("--url", "http://127.0.0.1:\(receiver.port)")
        #expect(other.failed == ["health"])
        #expect(try other.seen("health").contains("it is not Assay"))

        let origin = try visit(
            "--url", service.url, "--origin", "https://console.example", "--email", email,
            password: "wrong horse battery")
        #expect(origin.status == 1 && origin.failed == ["cors", "login"], "\(origin.complaints)")
        #expect(try origin.seen("cors") == "pages of https://console.example are not allowed")
        #expect(try origin.mend("cors").contains("ALLOWED_ORIGINS"))
        #expect(try origin.mend("login").contains("ASSAY_PASSWORD"))

        let none = try visit("--url", service.url)
        #expect(try none.status == 0 && none.line("login")["outcome"] == "skip")
        #expect(try none.mend("login").contains("--email"))

        let proxy = try StrippingProxy(to: service.port)
        defer { proxy.stop() }
        let sockets = try visit(
            "--url", "http://127.0.0.1:\(proxy.port)", "--email", email, "--timeout", "20s",
            password: password)
        let all = ["refusal", "header", "subprotocol", "ticket"].map { "websocket \($0)" }
        #expect(sockets.failed == all + ["socket.io websocket"], "\(sockets.complaints)")
        #expect(sockets.passed.isSuperset(of: ["login", "token refresh", "socket.io polling", "upload"]))
        for check in sockets.failed { #expect(try sockets.mend(check).contains("proxy_set_header Upgrade")) }
        #expect(service.stop() == 0)
    }

    @Test("a full disk, a document that nobody reads, and a configuration with mistakes are named")
    func machine() throws {
        // More than any disk here has: as if it were full.
        let file = try workspace.file("assay-data/assay.yaml", "reserved_disk: 1024GiB\n")
        let service = try RunningService(in: workspace)
        let full = try visit("--data", service.data)
        #expect(full.status == 1 && full.failed == ["disk", "upload"], "\(full.complaints)")
        #expect(try full.mend("disk").contains("free some space"))
        #expect(try full.seen("upload").contains("507"))
        #expect(service.stop() == 0)

        try FileSystem.write(text: "jobs: 0\n", to: file)
        try service.start()
        let idle = try visit("--data", service.data, "--timeout", "2s")
        #expect(idle.status == 1 && idle.failed == ["upload"], "\(idle.complaints)")
        #expect(try idle.mend("upload").contains("assay worker"))
        let left = try service.ask("/api/batches")
        #expect(left["batches"]?.arrayValue?.isEmpty == true, "\(left)")

        try FileSystem.write(text: "jobs: 0\nprot: 8000\n", to: file)
        let wrong = try visit("--data", service.data)
        #expect(wrong.status == 1 && wrong.failed == ["configuration"], "\(wrong.complaints)")
        #expect(try wrong.seen("configuration").contains("assay.yaml:2:1"))
        #expect(try wrong.mend("configuration").contains("assay config check"))
        #expect(service.stop() == 0)
    }

    @Test("a database that is locked, damaged or no database is named")
    func database() throws {
        let data = workspace.folder + "/assay-data"
        let added = try Program.run(
            "user", "add", "admin@example.com", "--password-stdin", "--data", data,
            input: Data("correct horse battery\n".utf8))
        #expect(added.status == 0, "\(added.err)")
        let path = data + "/assay.db"
        let whole = try visit("--data", data)
        #expect(whole.failed == ["discovery"] && whole.passed.contains("database"), "\(whole.complaints)")
        do {
            let holder = try Connection(path, mode: .writing)
            try holder.execute(
                "PRAGMA journal_mode=DELETE; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE held(a)"
            )
            let locked = try visit("--data", data)
            #expect(locked.failed == ["discovery", "database"], "\(locked.complaints)")
            #expect(try locked.seen("database").contains("locked by another program"))
            #expect(try locked.mend("database").contains("fuser"))
            try holder.execute("ROLLBACK")
        }
        var bytes = try FileSystem.read(path)
        bytes.replaceSubrange(0..<64, with: [UInt8](repeating: 0x55, count: 64))
        try FileSystem.write(bytes, to: path)
        let damaged = try visit("--data", data)
        #expect(damaged.failed == ["discovery", "database"], "\(damaged.complaints)")
        #expect(try damaged.mend("database").contains("assay restore"))
    }

    @Test("lines for people, and words that are wrong")
    func words() throws {
        let outcome = try Program.run("doctor", "--data", workspace.folder + "/none")
        #expect(outcome.status == 1)
        let lines = outcome.out.split(separator: "\n")
        #expect(lines.count == 19 && lines.allSatisfy { $0.contains(#/^(pass|fail|skip)  /#) })
        #expect(
            lines.contains {
                $0.hasPrefix("fail  discovery ") && $0.contains(" Mend: start it with assay serve")
            })
        for words in [["--url", "localhost:8000"], ["--wait", "soon"], ["what"]] {
            let wrong = try Program.run(["doctor"] + words)
            #expect(wrong.status == 2 && wrong.out.isEmpty && !wrong.err.isEmpty)
        }
    }
}
