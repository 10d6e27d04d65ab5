import AssayKit
import Files
import Foundation
import Testing

@Suite("Starting and configuring the service", .timeLimit(.minutes(3)))
struct ServeCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func announced(_ data: String, by process: Process) throws -> JSONValue? {
        for _ in 0..<600 where process.isRunning {
            if let text = try? FileSystem.readText(data + "/service.json") {
                let file = try JSONParser.parse(text)
                if file["pid"]?.intValue == Int(process.processIdentifier) { return file }
            }
            usleep(50_000)
        }
        return nil
    }

    @Test("a port that is taken is told in one sentence; of a range the next free one is taken")
    func ports() throws {
        let service = try RunningService(in: workspace)
        let other = workspace.folder + "/other"
        let refused = try Program.run("serve", "--data", other, "--port", "\(service.port)")
        #expect(refused.status == 2 && !FileSystem.exists(other + "/service.json"))
        #expect(refused.err.contains("cannot listen on 127.0.0.1 port \(service.port)"), "\(refused.err)")
        #expect(refused.err.split(separator: "\n").count == 1)
        let single = try workspace.file(
            "one.yaml", "port_range: \(service.port)-\(service.port)\ndata: \(other)\n")
        #expect(try Program.run("serve", "-c", single).status == 2)
        // What other programs of the machine have is passed over, too.
        let last = min(service.port + 200, 65_535)
        let range = try workspace.file("range.yaml", "port_range: \(service.port)-\(last)\ndata: \(other)\n")
        let (out, err) = (Pipe(), Pipe())
        let second = try Program.start(["serve", "-c", range, "--quiet"], out: out, err: err)
        let file = try #require(try announced(other, by: second))
        let port = try #require(file["port"]?.intValue)
        #expect(port > service.port && port <= last)
        #expect(file["url"]?.stringValue == "http://127.0.0.1:\(port)" && file["host"] == "127.0.0.1")
        #expect(file["urls"]?["websocket"]?.stringValue == "ws://127.0.0.1:\(port)/ws")
        #expect(file["version"] != nil && file["started_at"] != nil)
        second.terminate()
        second.waitUntilExit()
        #expect(second.terminationStatus == 0 && !FileSystem.exists(other + "/service.json"))
        #expect(service.stop() == 0)
    }

    @Test(
        "service.json of a process that was killed is replaced at the next start; a second server is refused")
    func stale() throws {
        let service = try RunningService(in: workspace)
        let first = service.process.processIdentifier
        let refused = try Program.run("serve", "--data", service.data, "--port", "0")
        #expect(refused.status == 2 && refused.err.contains("in use"), "\(refused.err)")
        service.killHard()
        let left = try JSONParser.parse(FileSystem.readText(service.data + "/service.json"))
        #expect(left["pid"]?.intValue == Int(first))
        try service.start()
        let now = try JSONParser.parse(FileSystem.readText(service.data + "/service.json"))
        #expect(now["pid"]?.intValue == Int(service.process.processIdentifier))
        #expect(service.stop() == 0 && !FileSystem.exists(service.data + "/service.json"))
    }

    @Test("assay config: mistakes with their places, what holds and who said it; serve refuses the same")
    func configuration() throws {
        let wrong = try workspace.file("wrong.yaml", "prot: 8000\nlimits:\n  file_size: 16M\n")
        for words in [["config", "check"], ["config", "show"], ["serve"]] {
            let outcome = try Program.run(words + ["-c", wrong], environment: ["CONFIDENCE_THRESHOLD": "80"])
            #expect(outcome.status == 2 && outcome.out.isEmpty)
            #expect(
                outcome.err.contains(
                    "wrong.yaml:1:1: error: unknown option \"prot\" in the configuration [P203]"))
            #expect(
                outcome.err.contains("did you mean \"port\"?") && outcome.err.contains("wrong.yaml:3:14:"))
            #expect(outcome.err.contains("assay: CONFIDENCE_THRESHOLD must be at most 1"), "\(outcome.err)")
        }
        let good = try workspace.file(
            "good.yaml", "port: 8123\njwt_secret: ${SIGNING_KEY}\ndata: data\n")
        let secret = "planted-0123456789-0123456789-0123456789"
        let environment = ["SIGNING_KEY": secret, "RATE_LIMIT_PER_MINUTE": "77"]
        let checked = try Program.run("config", "check", "-c", good, environment: environment)
        #expect(checked.status == 0 && checked.out.contains("nothing is wrong"), "\(checked.err)")
        let shown = try Program.run("config", "show", "-c", good, "--json", environment: environment)
        #expect(shown.status == 0 && !shown.out.contains("planted"))
        let settings = try shown.results
        func setting(_ path: String) -> JSONValue? { settings.first { $0["setting"]?.stringValue == path } }
        #expect(setting("port")?["value"]?.intValue == 8123)
        #expect(setting("port")?["from"]?.arrayValue?.first?.stringValue?.hasSuffix("good.yaml:1") == true)
        #expect(setting("rates.uploads")?["from"]?.arrayValue == ["RATE_LIMIT_PER_MINUTE"])
        #expect(setting("data")?["value"]?.stringValue == workspace.folder + "/data")
        #expect(
            setting("jwt_secret")?["value"] == "${SIGNING_KEY}"
                || setting("jwt_secret")?["value"] == "$${SIGNING_KEY}")
        let postgres = try Program.run(
            "config", "check", environment: ["DATABASE_URL": "postgres://u:planted@db/x"])
        #expect(
            postgres.status == 2 && postgres.err.contains("PostgreSQL") && !postgres.err.contains("planted"))
    }

    @Test("assay seed --demo works beside the running service, which knows the users at once")
    func seed() throws {
        let service = try RunningService(in: workspace)
        let seeded = try Program.run("seed", "--demo", "--data", service.data)
        #expect(seeded.status == 0, "\(seeded.err)")
        let line = try #require(
            seeded.out.split(separator: "\n").first { $0.hasPrefix("manager@demo.example") })
        let password = try #require(line.split(separator: " ").last)
        let login = try service.ask(
            "/api/auth/login", json: "{\"username\": \"manager@demo.example\", \"password\": \"\(password)\"}"
        )
        #expect(login["access_token"] != nil, "\(login)")
        let again = try Program.run("seed", "--demo", "--data", service.data)
        #expect(again.status == 0 && again.out.contains("manager@demo.example is there already"))
        #expect(service.stop() == 0)
    }

    @Test("row 70: no secret of anybody stands in the log; requests and jobs are told apart by their ids")
    func secrets() throws {
        let log = workspace.folder + "/serve.log"
        let signing = "planted-signing-0123456789-0123456789-01"
        let service = try RunningService(
            in: workspace, environment: ["JWT_SECRET": signing, "PLANTED_TOKEN": "planted-environment"],
            log: log)
        var planted = ["planted", signing, "correct horse battery", service.token]
        let key = try service.ask("/api/auth/keys", json: #"{"name": "k"}"#)
        planted.append(try #require(key["key"]?.stringValue))
        let login = try service.ask(
            "/api/auth/login",
            json: #"{"username": "admin@example.com", "password": "correct horse battery"}"#)
        planted.append(try #require(login["access_token"]?.stringValue))
        planted.append(try #require(login["refresh_token"]?.stringValue))
        let ticket = try service.ask("/api/auth/ticket", "POST")
        if let text = ticket["ticket"]?.stringValue { planted.append(text) }
        _ = try service.ask(
            "/api/auth/login", json: #"{"username": "admin@example.com", "password": "planted-wrong"}"#)
        _ = try service.ask("/api/auth/login", json: #"{"username": "planted-user", "password": "planted-2""#)
        _ = try service.ask("/api/auth/refresh", json: #"{"refresh_token": "planted-refresh"}"#)
        _ = try service.ask(
            "/api/auth/setup",
            json:
                #"{"token": "planted-setup", "email": "e@example.com", "username": "e", "password": "planted-password"}"#
        )
        _ = try service.ask("/ws?ticket=planted-ticket&token=planted-token")
        _ = try service.ask("/api/batches?q=planted-query", headers: ["Cookie: session=planted-cookie"])
        _ = try service.ask(
            "/api/batches", headers: ["Authorization: Bearer planted-bearer", "X-Api-Key: planted-key"])
        _ = try service.ask("/api/batches", headers: ["traceparent: planted-traceparent"])
        _ = try service.ask(
            "/api/invoices/upload",
            json:
                #"{"blob_url": "https://planted-user:planted-password@127.0.0.1/a.pdf?signature=planted-signature"}"#
        )
        _ = try service.ask(
            "/api/invoices/upload",
            json: #"{"blob_url": "https://192.0.2.1:443/a.pdf?signature=planted-signature"}"#)
        let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let answer = try service.ask(
            "/api/invoices/upload", form: ["files=@\(Program.sample)"],
            headers: ["traceparent: \(trace)", "Idempotency-Key: planted-idempotency"])
        let task = try #require(answer.arrayValue?.first?["task_id"]?.stringValue, "\(answer)")
        for _ in 0..<600 {
            let status = try service.ask("/api/invoices/status/\(task)")["status"]?.stringValue
            if status == "completed" || status == "failed" { break }
            usleep(50_000)
        }
        #expect(service.stop() == 0)
        let text = try FileSystem.readText(log)
        for secret in planted { #expect(!text.contains(secret), "\(secret) is in the log") }
        let lines = text.split(separator: "\n").compactMap { try? JSONParser.parse(Array($0.utf8)) }
        let job = lines.filter { $0["job_id"]?.stringValue == task }
        #expect(job.compactMap { $0["event"]?.stringValue } == ["job_started", "job_finished"], "\(job)")
        #expect(
            job.allSatisfy { $0["traceparent"]?.stringValue == trace } && job.last?["ms"]?.intValue != nil)
        let request = try #require(job.first?["request_id"])
        let asked = try #require(lines.first { $0["request_id"] == request && $0["path"] != nil })
        #expect(asked["path"] == "/api/invoices/upload" && asked["status"]?.intValue == 202)
        #expect(asked["traceparent"]?.stringValue == trace && asked["time"] != nil && asked["ms"] != nil)
    }
}
