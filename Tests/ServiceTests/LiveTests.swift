import AssayKit
import HTTPServing
import Service
import SocketClient
import Storage
import StorageSQLite
import Testing

@Suite("Live: WebSockets", .timeLimit(.minutes(3)))
struct LiveTests {
    private static let paths = [
        "/ws", "/ws/secure", "/ws/chat", "/ws/dashboard/metrics",
        "/ws/invoices/018f2b6e-0000-7000-8000-000000000001",
        "/ws/batches/018f2b6e-0000-7000-8000-000000000001", "/ws/018f2b6e-0000-7000-8000-000000000001",
        "/ws/v1/018f2b6e-0000-7000-8000-000000000001",
    ]

    @Test("batch, then multipart upload, then batch and invoice sockets to complete")
    func flow() async throws {
        try await TestService.with { service in
            let batch = try await service.batch("July")
            let one = try await service.submit("one.pdf", batch: batch)
            let batchSocket = try await service.socket("/ws/batches/\(batch)", as: "ann")
            let invoiceSocket = try await service.socket("/ws/invoices/\(one.invoice)", as: "ann")
            #expect(batchSocket.isOpen && invoiceSocket.isOpen)
            let before = try await blocking { [try invoiceSocket.next(), try batchSocket.next()] }.map(\.json)
            #expect(before.allSatisfy { $0["type"] == "snapshot" })
            #expect(
                before[0]["state"]?["status"] == "queued"
                    && before[0]["state"]?["task_id"] == .string(one.task))
            #expect(before[1]["state"]?["counts"]?["queued"] == 1)
            #expect(before[1]["state"]?["invoices"]?.arrayValue?.first?["id"] == .string(one.invoice))
            try await service.work()
            let events = try await blocking {
                var events: [JSONValue] = []
                while events.last?["type"] != "complete" { events.append(try invoiceSocket.next().json) }
                return events
            }
            let types = events.compactMap { $0["type"]?.stringValue }
            #expect(
                types.filter { $0 != "progress" } == [
                    "stage_start", "stage_start", "stage_complete", "flag", "complete",
                ])
            #expect(types.contains("progress"))
            let progress = try #require(events.first { $0["type"] == "progress" })
            #expect(progress["progress"]?.doubleValue != nil && progress["stage"]?.stringValue != nil)
            #expect(progress["message"]?.stringValue != nil)
            let start = try #require(
                events.first { $0["stage"] == "gst-invoice" && $0["type"] == "stage_start" })
            #expect(start["description"] == "Step 1 of 1: gst-invoice")
            #expect(events.first { $0["type"] == "flag" }?["rule"] == "ARI-05")
            for event in events {
                #expect(event["topic"] == .string("invoice:\(one.invoice)"))
                #expect(event["task_id"] == .string(one.task) && event["invoice_id"] == .string(one.invoice))
                #expect(event["batch_id"] == .string(batch))
                #expect(event["timestamp"]?.intValue ?? 0 > 1_700_000_000_000)
            }
            let numbers = events.compactMap { $0["seq"]?.intValue }
            #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
            let result = events.last?["result"]
            #expect(result?["structured_data"]?["total"] == "1180.00" && result?["auto_saved"] == true)
            #expect(
                result?["invoice_id"] == .string(one.invoice)
                    && result?["confidence_score"]?.doubleValue == 0.9)
            let last = try await blocking {
                var last: JSONValue = .null
                while last["status"] != "completed" { last = try batchSocket.next("batch_progress") }
                return last
            }
            #expect(last["progress"]?.doubleValue == 100 && last["counts"]?["flagged"] == 1)
            // A person's decision is news, too.
            _ = try await service.ask("POST", "/api/invoices/\(one.invoice)/approve", as: "mia", json: "{}")
            let review = try await blocking { try invoiceSocket.next("review") }
            #expect(review["action"] == "approved" && review["status"] == "approved")
            // Whoever comes late finds the state.
            let late = try await service.socket("/ws/invoices/\(one.invoice)", as: "ann")
            let state = try await blocking { try late.next("snapshot") }["state"]
            #expect(state?["status"] == "approved" && state?["progress"]?.doubleValue == 100)
            #expect(state?["result"]?["structured_data"]?["total"] == "1180.00")
        }
    }

    @Test("a document that fails says so with the stage, and every job tells of progress")
    func failure() async throws {
        try await TestService.with { service in
            let one = try await service.submit("bad.pdf")
            let socket = try await service.socket("/ws", as: "ann")
            try await blocking {
                socket.send("{\"type\":\"subscribe\",\"topic\":\"task:\(one.task)\"}")
                let snapshot = try socket.next("snapshot")
                #expect(snapshot["state"]?["status"] == "queued")
            }
            try await service.work(
                failure: JobFailure(
                    .permanent, code: "encrypted", message: "it is encrypted", stage: "pdf-text"))
            try await blocking {
                #expect(try socket.next("progress")["progress"]?.doubleValue ?? 0 >= 20)
                let error = try socket.next("error")
                #expect(error["error"] == "it is encrypted" && error["stage"] == "pdf-text")
                #expect(error["invoice_id"] == .string(one.invoice))
            }
        }
    }

    @Test("the three ways to carry a token; none or a bad one is 401 before the upgrade", arguments: paths)
    func credentials(_ path: String) async throws {
        guard path != "/ws/chat" else { return }
        try await TestService.with { service in
            let one = try await service.submit("a.pdf")
            let batch = try await service.batch("A")
            let me = try #require(try await service.ask("GET", "/api/auth/me", as: "ann")["id"])
            let token = try #require(service.tokens["ann"])
            let path =
                path.hasPrefix("/ws/invoices")
                ? "/ws/invoices/\(one.invoice)"
                : path.hasPrefix("/ws/batches")
                    ? "/ws/batches/\(batch)"
                    : path.hasPrefix("/ws/018")
                        ? "/ws/\(me)" : path.hasPrefix("/ws/v1") ? "/ws/v1/\(me)" : path
            let none = try await service.socket(path, as: nil)
            #expect(none.status == 401 && none.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
            #expect(none.body.contains("unauthenticated") && none.body.contains("ticket"))
            #expect(try await service.socket(path, as: token + "x").status == 401)
            #expect(
                try await service.socket(path, as: nil, headers: ["Authorization": "Basic YTpi"]).status
                    == 401)
            let bad = ["Sec-WebSocket-Protocol": "bearer, \(token)x"]
            #expect(try await service.socket(path, as: nil, headers: bad).status == 401)
            #expect(
                try await service.socket(path, as: nil, headers: ["Sec-WebSocket-Protocol": "bearer"]).status
                    == 401)
            #expect(try await service.socket("\(path)?ticket=tk_none", as: nil).status == 401)

            let header = try await service.socket(path, as: "ann")
            #expect(header.isOpen && header.headers["sec-websocket-protocol"] == nil)
            let subprotocol = try await service.socket(
                path, as: nil, headers: ["Sec-WebSocket-Protocol": "bearer, \(token)"])
            #expect(subprotocol.isOpen)
            #expect(subprotocol.headers["sec-websocket-protocol"] == "bearer", "never the token")
            let ticket = try #require(try await service.ask("POST", "/api/auth/ticket", as: "ann")["ticket"])
            let opened = try await service.socket("\(path)?ticket=\(ticket)", as: nil)
            #expect(opened.isOpen)
            #expect(
                try await service.socket("\(path)?ticket=\(ticket)", as: nil).status == 401, "it is spent")
        }
    }

    @Test(
        "row 46: of 20 connections with the same ticket at once, one succeeds; another page's ticket is refused"
    )
    func tickets() async throws {
        try await TestService.with { service in
            let ticket = try #require(try await service.ask("POST", "/api/auth/ticket", as: "ann")["ticket"])
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await service.socket("/ws?ticket=\(ticket)", as: nil).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 101 }.count == 1)
            #expect(statuses.filter { $0 == 401 }.count == 19)
            let origin = "http://127.0.0.1:\(service.server.port)"
            let bound = try #require(
                try await service.ask("POST", "/api/auth/ticket", as: "ann", headers: ["Origin": origin])[
                    "ticket"])
            #expect(try await service.socket("/ws?ticket=\(bound)", as: nil).status == 401)
        }
    }

    @Test("a plain GET of a socket's path explains it, to everyone", arguments: paths)
    func plain(_ path: String) async throws {
        try await TestService.with { service in
            let answer = try await service.ask("GET", path)
            #expect(answer.status == 200 && answer["protocol"] == "websocket")
            #expect(answer["message"]?.isEmpty == false)
            #expect(answer.json["credentials"]?.arrayValue?.count == 3)
            #expect(try await service.ask("POST", path, as: "ann", json: "{}").status == 405)
        }
    }

    @Test("what is another's, unknown or malformed is refused like over HTTP, before the upgrade")
    func refusals() async throws {
        try await TestService.with { service in
            let one = try await service.submit("a.pdf")
            let batch = try await service.batch("A")
            let unknown = "018f2b6e-0000-7000-8000-000000000001"
            let bob = try #require(try await service.ask("GET", "/api/auth/me", as: "bob")["id"])
            let cases: [(path: String, user: String, status: Int)] = [
                ("/ws/invoices/\(one.invoice)", "bob", 404), ("/ws/batches/\(batch)", "bob", 404),
                ("/ws/invoices/\(one.invoice)", "mia", 101), ("/ws/batches/\(batch)", "ada", 101),
                ("/ws/invoices/\(unknown)", "ada", 404), ("/ws/batches/\(unknown)", "ada", 404),
                ("/ws/invoices/7", "ann", 400), ("/ws/batches/x", "ann", 400),
                ("/ws/invoices/\(one.invoice)?after=x", "ann", 422),
                ("/ws/invoices/\(one.invoice)?after=-1", "ann", 422),
                ("/ws/\(bob)", "ann", 403), ("/ws/v1/\(bob)", "ann", 403), ("/ws/\(bob)", "bob", 101),
                ("/ws/invoiceStatus", "ann", 404), ("/ws/v1/7", "ann", 404), ("/ws/chat", "ann", 101),
                ("/ws/chat?batch_id=\(batch)", "bob", 404), ("/ws/chat?batch_id=7", "ann", 422),
            ]
            for (path, user, status) in cases {
                let socket = try await service.socket(path, as: user)
                #expect(socket.status == status, "\(path) as \(user)")
                if status != 101 {
                    #expect(try JSONParser.parse(socket.body)["error"]?.stringValue?.hasSuffix(".") == true)
                }
            }
            #expect(try await service.socket("/ws/invoiceStatus", as: "ann").body.contains("/ws/invoices/ID"))
        }
    }

    @Test("one connection, many topics: subscribe, unsubscribe, and an error message for what may not be")
    func many() async throws {
        try await TestService.with { service in
            let mine = try await service.submit("a.pdf")
            let foreign = try await service.submit("b.pdf", as: "bob")
            let socket = try await service.socket("/ws/secure", as: "ann")
            try await blocking {
                let refused: [(message: String, code: String)] = [
                    ("{\"type\":\"subscribe\",\"topic\":\"invoice:\(foreign.invoice)\"}", "not_found"),
                    ("{\"type\":\"subscribe\",\"topic\":\"task:\(foreign.task)\"}", "not_found"),
                    ("{\"type\":\"subscribe\",\"topic\":\"source:nobody\"}", "not_found"),
                    ("{\"type\":\"subscribe\",\"topic\":\"invoice:7\"}", "malformed_topic"),
                    ("{\"type\":\"subscribe\"}", "malformed_topic"),
                    ("{\"type\":\"subscribe\",\"topic\":\"updates\",\"after\":\"x\"}", "malformed_message"),
                    ("{\"type\":\"unsubscribe\",\"topic\":\"nothing\"}", "malformed_topic"),
                    ("{\"type\":\"shout\"}", "malformed_message"), ("hello", "malformed_message"),
                    ("[1]", "malformed_message"),
                    ("{\"type\":\"" + String(repeating: "x", count: 5000) + "\"}", "malformed_message"),
                ]
                for (message, code) in refused {
                    socket.send(message)
                    let answer = try socket.next("error")
                    #expect(answer["code"] == .string(code), "\(message.prefix(80))")
                    #expect(answer["error"]?.stringValue?.hasSuffix(".") == true)
                }
                socket.send("{\"type\":\"ping\"}")
                _ = try socket.next("pong")
                for topic in ["invoice:\(mine.invoice)", "task:\(mine.task)", "updates", "dashboard"] {
                    socket.send("{\"type\":\"subscribe\",\"topic\":\"\(topic)\"}")
                    #expect(try socket.next("snapshot")["topic"] == .string(topic))
                }
                socket.send("{\"type\":\"unsubscribe\",\"topic\":\"task:\(mine.task)\"}")
                socket.send("{\"type\":\"ping\"}")
                _ = try socket.next("pong")
            }
            try await service.work()
            try await service.work()
            let seen = try await blocking {
                var seen: [JSONValue] = []
                var done: Set<String> = []
                while done.count < 3 {
                    let event = try socket.next().json
                    seen.append(event)
                    if ["complete", "metrics"].contains(event["type"]?.stringValue) {
                        done.insert(event["topic"]?.stringValue ?? "?")
                    }
                }
                return seen
            }
            #expect(!seen.contains { $0["topic"] == .string("task:\(mine.task)") })
            #expect(!seen.contains { $0["invoice_id"] == .string(foreign.invoice) }, "bob's is none of ann's")
            let metrics = try #require(seen.first { $0["type"] == "metrics" })
            #expect(metrics["topic"] == "dashboard" && metrics["seq"]?.intValue != nil)
            #expect(metrics["metrics"]?["invoices"]?["total"] == 1)
        }
    }

    @Test("the dashboard's path sends its figures at once, and again when they change")
    func dashboard() async throws {
        try await TestService.with { service in
            let socket = try await service.socket("/ws/dashboard/metrics", as: "ann")
            let first = try await blocking { try socket.next("snapshot") }
            #expect(first["topic"] == "dashboard" && first["state"]?["invoices"]?["total"] == 0)
            _ = try await service.submit("a.pdf")
            let next = try await blocking { try socket.next("metrics") }
            #expect(next["metrics"]?["invoices"]?["by_status"]?["queued"] == 1)
        }
    }

    @Test("stopping the service closes with 1001")
    func drain() async throws {
        try await TestService.with { service in
            let sockets = [
                try await service.socket("/ws", as: "ann"),
                try await service.socket("/ws/dashboard/metrics", as: "ann"),
            ]
            try await blocking { _ = try sockets[1].next("snapshot") }
            async let stopped: Void = service.server.stop(patience: .seconds(10))
            for socket in sockets {
                #expect(try await blocking { try socket.untilEnd().code } == 1001)
            }
            await stopped
        }
    }
}
