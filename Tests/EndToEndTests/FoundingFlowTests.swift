import AssayKit
import Files
import Foundation
import Loopback
import SocketClient
import Testing

/// What the five systems do that Assay brings together, each flow as its clients run it, against `assay serve`.
@Suite("The founding systems' flows", .serialized, .timeLimit(.minutes(5)))
struct FoundingFlowTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func socket(
        _ service: RunningService, _ path: String, _ headers: [String: String]? = nil
    ) throws -> SocketClient {
        let port = try #require(UInt16(exactly: service.port))
        let client = try SocketClient(
            port: port, path, headers: headers ?? ["Authorization": "Bearer \(service.token)"], timeout: 60)
        try #require(client.isOpen, "\(path): \(client.status) \(client.body)")
        return client
    }

    /// The messages up to the first of that type.
    private func messages(_ client: SocketClient, until type: String) throws -> [JSONValue] {
        var seen: [JSONValue] = []
        while seen.last?["type"]?.stringValue != type {
            guard case .text(let text) = try client.next() else {
                throw SocketEnded(seen: seen.map(JSONWriter.text))
            }
            seen.append(try JSONParser.parse(text))
        }
        return seen
    }

    private struct SocketEnded: Error { let seen: [String] }

    @Test("upload and WebSocket fixes: batch, then multipart upload, then batch and invoice sockets")
    func batch() throws {
        let service = try RunningService(in: workspace)
        let batch = try service.ask(
            "/api/batches",
            json:
                #"{"name": "Upload 11/8/2025", "description": "Batch upload of 2 invoice(s)", "total_invoices": 2}"#
        )
        let id = try #require(batch["id"]?.stringValue, "\(batch)")
        #expect(batch["batch_number"]?.stringValue?.hasPrefix("BATCH-") == true)
        // What the page showed before anything was uploaded: the figures, without a path that there is not.
        let figures = try socket(service, "/ws/dashboard/metrics")
        _ = try messages(figures, until: "snapshot")
        let ofBatch = try socket(service, "/ws/batches/\(id)")
        _ = try messages(ofBatch, until: "snapshot")
        let second = try workspace.document("second.pdf")
        try FileSystem.write(try FileSystem.read(second) + Array("\n%\n".utf8), to: second)
        let accepted = try service.ask(
            "/api/invoices/upload",
            form: ["batch_id=\(id)", "files=@\(Program.sample)", "files=@\(second)"])
        let entries = try #require(accepted.arrayValue, "\(accepted)")
        #expect(entries.map { $0["file_name"] } == ["simple-001.pdf", "second.pdf"])
        let invoice = try #require(entries.first?["id"]?.stringValue)
        let ofInvoice = try socket(service, "/ws/invoices/\(invoice)?after=0")
        let told = try messages(ofInvoice, until: "complete")
        #expect(told.first?["type"] == "snapshot" && told.last?["invoice_id"]?.stringValue == invoice)
        var done: Set<String> = []
        var sequences: [Int] = []
        while done.count < 2 {
            for message in try messages(ofBatch, until: "complete") {
                sequences.append(try #require(message["seq"]?.intValue))
                if message["type"] == "complete", let of = message["invoice_id"]?.stringValue {
                    done.insert(of)
                }
            }
        }
        #expect(done == Set(entries.compactMap { $0["id"]?.stringValue }))
        #expect(zip(sequences, sequences.dropFirst()).allSatisfy { $0 < $1 })
        var status = JSONValue.null
        for _ in 0..<200 where status["progress"]?.doubleValue != 100 {
            status = try service.ask("/api/batches/\(id)/status")
            usleep(50_000)
        }
        #expect(status["progress"]?.doubleValue == 100, "\(status)")
        // The paths that clients once tried say what there is instead.
        #expect(
            try service.ask("/ws/invoiceStatus")["error"]?.stringValue?.contains("/ws/invoices/ID") == true)
        let unknown = try service.ask("/api/uploadInvoices", "POST")
        #expect(unknown["code"] == "not_found", "\(unknown)")
        for client in [figures, ofBatch, ofInvoice] { client.cut() }
        #expect(service.stop() == 0)
    }

    @Test(
        "integration fixes: port taken, next one found, discovery file right, front end's .env and CORS with it"
    )
    func discovery() throws {
        let first = try RunningService(in: workspace)
        let data = workspace.folder + "/other"
        let added = try Program.run(
            "user", "add", "ann@example.com", "--password-stdin", "--data", data,
            input: Data("correct horse battery\n".utf8))
        #expect(added.status == 0, "\(added.err)")
        let last = min(first.port + 200, 65_535)
        _ = try workspace.file(
            "other/assay.yaml", "port_range: \(first.port)-\(last)\norigins: [\"http://localhost:3000\"]\n")
        let (out, err) = (Pipe(), Pipe())
        let second = try Program.start(["serve", "--data", data, "--quiet"], out: out, err: err)
        defer { if second.isRunning { kill(second.processIdentifier, SIGKILL) } }
        let env = try workspace.file(
            "frontend/.env.local",
            "NEXT_PUBLIC_AUTH_SERVICE_URL=http://localhost:8081\n"
                + "NEXT_PUBLIC_WEBSOCKET_URL=ws://localhost:8000/ws\n")
        let visit = try Program.run(
            "doctor", "--data", data, "--wait", "60s", "--timeout", "120s", "--write-env", env, "--json")
        let failed = try visit.results.filter { $0["outcome"] == "fail" }
        #expect(visit.status == 0 && failed.isEmpty, "\(failed)")
        let file = try JSONParser.parse(FileSystem.readText(data + "/service.json"))
        let port = try #require(file["port"]?.intValue)
        #expect(port > first.port && port <= last)
        #expect(file["pid"]?.intValue == Int(second.processIdentifier))
        #expect(file["url"]?.stringValue == "http://127.0.0.1:\(port)")
        #expect(file["urls"]?["websocket"]?.stringValue == "ws://127.0.0.1:\(port)/ws")
        #expect(
            try FileSystem.readText(env)
                == "NEXT_PUBLIC_AUTH_SERVICE_URL=http://127.0.0.1:\(port)\n"
                + "NEXT_PUBLIC_WEBSOCKET_URL=ws://127.0.0.1:\(port)/ws\n")
        let cors = try visit.results.first { $0["check"] == "cors" }
        #expect(cors?["seen"]?.stringValue?.contains("http://localhost:3000") == true)
        second.terminate()
        second.waitUntilExit()
        #expect(second.terminationStatus == 0 && !FileSystem.exists(data + "/service.json"))
        #expect(first.stop() == 0)
    }

    @Test(
        "integration fixes: JWT by header and by subprotocol on /ws, /ws/secure, /ws/{user_id}, /ws/v1/{user_id}"
    )
    func tokens() throws {
        let service = try RunningService(in: workspace)
        let user = try #require(service.ask("/api/auth/me")["id"]?.stringValue)
        for path in ["/ws", "/ws/secure", "/ws/\(user)", "/ws/v1/\(user)"] {
            let forms = [
                ["Authorization": "Bearer \(service.token)"],
                ["Sec-WebSocket-Protocol": "bearer, \(service.token)"],
            ]
            for headers in forms {
                let client = try socket(service, path, headers)
                // The token never comes back.
                #expect(
                    client.headers["sec-websocket-protocol"]
                        == (headers["Authorization"] == nil ? "bearer" : nil))
                client.send(#"{"type": "subscribe", "topic": "updates"}"#)
                #expect(try messages(client, until: "snapshot").last?["topic"] == "updates")
            }
            let port = try #require(UInt16(exactly: service.port))
            #expect(try SocketClient(port: port, path).status == 401, "\(path)")
            #expect(try service.ask(path)["protocol"] == "websocket")
        }
        let other = "018f2b6e-0000-7000-8000-000000000001"
        let port = try #require(UInt16(exactly: service.port))
        let refused = try SocketClient(
            port: port, "/ws/v1/\(other)", headers: ["Authorization": "Bearer \(service.token)"])
        #expect(refused.status == 403)
        #expect(service.stop() == 0)
    }

    @Test(
        "the invoice API: upload by URL with stage percentages, fetch to 20, extraction to 80, validation to 90, 100"
    )
    func address() throws {
        let server = try DocumentServer(document: try FileSystem.read(Program.sample))
        let service = try RunningService(in: workspace, "--fetch-allow", "127.0.0.1", "--fetch-http")
        let all = try socket(service, "/ws")
        all.send(#"{"type": "subscribe", "topic": "updates"}"#)
        _ = try messages(all, until: "snapshot")
        let accepted = try service.ask(
            "/api/invoices/upload",
            json:
                "{\"blob_url\": \"\(server.url)/invoice.pdf\", \"filename\": \"invoice.pdf\", \"auto_save\": true}"
        )
        let task = try #require(accepted["task_id"]?.stringValue, "\(accepted)")
        #expect(accepted["websocket"]?["room"]?.stringValue == "task_\(task)")
        #expect(accepted["websocket"]?["events"]?["progress"] == "task_update")
        let told = try messages(all, until: "complete").filter { $0["task_id"]?.stringValue == task }
        let progress = told.filter { $0["progress"] != nil }
        // Stages of a short document are stored, and told, with its result: what moves while it is read is progress.
        let moving = progress.filter { $0["type"] == "progress" }
        let percents = moving.compactMap { $0["progress"]?.doubleValue }
        #expect(percents == percents.sorted() && percents.contains { $0 > 0 }, "\(percents)")
        var stages: [String: [Double]] = [:]
        for message in progress where ["progress", "stage_start", "stage_complete"].contains(message["type"])
        {
            guard let stage = message["stage"]?.stringValue, let percent = message["progress"]?.doubleValue
            else {
                continue
            }
            stages[stage, default: []].append(percent)
        }
        #expect(stages["fetch"]?.allSatisfy { (0...20).contains($0) } == true, "\(stages)")
        #expect(stages["pdf-text"]?.allSatisfy { (20...80).contains($0) } == true, "\(stages)")
        #expect(stages["gst-rules"]?.allSatisfy { (80...90).contains($0) } == true, "\(stages)")
        #expect(stages["save"]?.allSatisfy { (90...95).contains($0) } ?? true, "\(stages)")
        let status = try service.ask("/api/invoices/status/\(task)")
        #expect(status["status"] == "completed" && status["current_stage"] == "complete", "\(status)")
        #expect(status["result"]?["structured_data"]?["invoice_number"] == "INV-2026-001")
        all.cut()
        #expect(service.stop() == 0)
    }

    @Test("the invoice API: Socket.IO rooms, join_task is answered by joined_task and then task_update")
    func rooms() throws {
        let service = try RunningService(in: workspace)
        let client = try RoomClient(service)
        let upload = try service.ask("/api/invoices/upload", form: ["files=@\(Program.sample)"])
        let task = try #require(upload.arrayValue?.first?["task_id"]?.stringValue, "\(upload)")
        client.emit("join_task", "{\"task_id\":\"\(task)\"}")
        #expect(try client.next("joined_task")["room"]?.stringValue == "task_\(task)")
        var last = JSONValue.null
        while last["type"] != "complete" {
            last = try client.next("task_update")
            #expect(last["task_id"]?.stringValue == task && last["type"] != "error", "\(last)")
        }
        #expect(last["result"]?["structured_data"]?["invoice_number"] == "INV-2026-001", "\(last)")
        // Whoever comes late gets the end, too.
        let late = try RoomClient(service)
        late.emit("join_task", "{\"task_id\":\"\(task)\"}")
        #expect(try late.next("task_update")["type"] == "complete")
        for client in [client, late] { client.cut() }
        #expect(service.stop() == 0)
    }

    private static let sources = """
        sources:
          chat:
            owner: admin@example.com
            verify: {scheme: token, secret: a-token-of-some-length, header: X-Token, id_header: X-Id}
            documents: "[.files[] | {name, content: .data}]"
            contact: "{id: .from.id, name: .from.name}"
            message: "{text}"
            data: "{stats: {totalContacts: .stats.total_contacts, totalMessages: .stats.total_messages}, contacts: .contacts}"
            aliases: [umbler]
            events: {data: umbler_data, update: umbler_update, request: request_umbler_data}

        """

    @Test("the dashboard: subscription with request_data, and broadcast on an incoming webhook")
    func dashboard() throws {
        _ = try workspace.file("assay-data/hooks.yaml", Self.sources)
        let service = try RunningService(in: workspace)
        let client = try RoomClient(service)
        client.emit("request_data", "{\"source\":\"chat\"}")
        #expect(try client.next("data")["stats"]?["totalMessages"] == 0)
        client.emit("request_umbler_data")
        #expect(try client.next("umbler_data")["stats"]?["totalContacts"] == 0)
        client.emit("subscribe_updates")
        // Its answer has come before anything is sent: what is asked for last is answered last.
        client.emit("request_umbler_data")
        _ = try client.next("umbler_data")
        let sent = try service.ask(
            "/api/umbler",
            json: "{\"text\": \"hello\", \"from\": {\"id\": 77, \"name\": \"Asha\"}, \"files\": []}",
            headers: ["X-Token: a-token-of-some-length", "X-Id: 1"])
        #expect(sent["error"] == nil, "\(sent)")
        let update = try client.next("umbler_update")
        #expect(update["source"] == "chat", "\(update)")
        var stats = JSONValue.null
        for _ in 0..<400 where stats["total_messages"] != 1 {
            stats = try service.ask("/api/umbler/stats")
            usleep(50_000)
        }
        #expect(stats["total_messages"] == 1 && stats["total_contacts"] == 1, "\(stats)")
        client.emit("request_umbler_data")
        let data = try client.next("umbler_data")
        #expect(data["stats"]?["totalContacts"] == 1 && data["contacts"]?.arrayValue?.count == 1, "\(data)")
        client.cut()
        #expect(service.stop() == 0)
    }
}

/// A client of Socket.IO over a WebSocket, logged in.
private final class RoomClient {
    private let socket: SocketClient
    private struct Refused: Error { let packet: String }

    init(_ service: RunningService) throws {
        let port = try #require(UInt16(exactly: service.port))
        socket = try SocketClient(port: port, "/socket.io/?EIO=4&transport=websocket", timeout: 60)
        guard socket.isOpen, case .text(let open) = try socket.next(), open.hasPrefix("0{") else {
            throw Refused(packet: "\(socket.status)")
        }
        socket.send("40{\"token\":\"\(service.token)\"}")
        _ = try next("authenticated")
    }

    /// Goes away; a service that ends would wait for its goodbye.
    func cut() { socket.cut() }

    /// Sends an event; `argument` is JSON.
    func emit(_ name: String, _ argument: String? = nil) {
        socket.send("42[\"\(name)\"\(argument.map { "," + $0 } ?? "")]")
    }

    /// The next event of a name; what comes before it is passed over.
    func next(_ name: String) throws -> JSONValue {
        while true {
            guard case .text(let text) = try socket.next() else {
                throw Refused(packet: "end before \(name)")
            }
            if text == "2" { socket.send("3") }
            if text.hasPrefix("44") { throw Refused(packet: text) }
            guard text.hasPrefix("42") else { continue }
            let items = try JSONParser.parse(String(text.dropFirst(2))).arrayValue ?? []
            if items.first?.stringValue == "error", name != "error" { throw Refused(packet: text) }
            if items.first?.stringValue == name { return items.dropFirst().first ?? .null }
        }
    }
}
