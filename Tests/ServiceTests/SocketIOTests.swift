import AssayKit
import HTTPServing
import Live
import Service
import Storage
import Testing

@Suite("The service over Socket.IO", .timeLimit(.minutes(3)))
struct SocketIOTests {
    private static func auth(_ service: TestService, _ user: String) -> String {
        "{\"token\":\"\(service.tokens[user] ?? "")\"}"
    }

    /// Uploads a document as ann, and gives its task.
    private static func upload(_ service: TestService) async throws -> String {
        let answer = try await service.upload([("a.pdf", "%PDF-1.7 \(UInt64.random(in: 0 ... .max))")])
        return try #require(answer.json.arrayValue?.first?["task_id"]?.stringValue, "\(answer.text)")
    }

    // MARK: The upload component's flow

    @Test("Socket.IO rooms: join_task is answered by joined_task, then task_update until complete")
    func room() async throws {
        try await TestService.with { service in
            let task = try await Self.upload(service)
            let client = try await SocketIOClient(service, auth: Self.auth(service, "ann"))
            #expect(try await client.next() == .connected)
            let greeting = try await client.next("connection_established")
            #expect(greeting["authenticated"] == true)
            #expect(try await client.next("authenticated")["username"] == "ann")
            try await client.emit("join_task", "{\"task_id\":\"\(task)\"}", number: 7)
            #expect(try await client.next("joined_task")["room"]?.stringValue == "task_\(task)")
            let first = try await client.next("task_update")
            #expect(
                first["type"] == "progress" && first["progress"] == 0 && first["status"] == "queued",
                "\(first)")
            #expect(try await client.answer(to: 7)["success"] == true)
            try await service.work()
            var types: [String] = []
            var sequences = [try #require(first["seq"]?.intValue)]
            var last = JSONValue.null
            while types.last != "complete" {
                last = try await client.next("task_update")
                types.append(last["type"]?.stringValue ?? "")
                sequences.append(try #require(last["seq"]?.intValue))
                #expect(last["task_id"]?.stringValue == task)
            }
            #expect(types.contains("stage_start"))
            #expect(last["result"]?["structured_data"]?["total"] == "1180.00", "\(last)")
            #expect(sequences == sequences.sorted())
        }
    }

    @Test("joining a finished task sends its final task_update: complete with the result, or the error")
    func finished() async throws {
        try await TestService.with { service in
            let done = try await Self.upload(service)
            try await service.work()
            let failed = try await Self.upload(service)
            try await service.work(
                failure: JobFailure(
                    .permanent, code: "damaged_pdf", message: "it is damaged; send it again", stage: "read"))
            let client = try await SocketIOClient(service, auth: Self.auth(service, "ann"))
            try await client.emit("join_task", "{\"task_id\":\"\(done)\"}")
            let complete = try await client.next("task_update")
            #expect(complete["type"] == "complete" && complete["progress"] == 100)
            #expect(complete["result"]?["structured_data"]?["total"] == "1180.00", "\(complete)")
            #expect(complete["result"]?["confidence_score"]?.doubleValue == 0.9)
            #expect(complete["result"]?["invoice_id"]?.stringValue != nil)
            // The id alone is understood, too.
            try await client.emit("join_task", "\"\(failed)\"")
            let error = try await client.next("task_update")
            #expect(error["type"] == "error" && error["stage"] == "read")
            #expect(error["error"] == "it is damaged; send it again", "\(error)")
        }
    }

    @Test("after leave_task nothing of the task comes any more")
    func leaving() async throws {
        try await TestService.with { service in
            let task = try await Self.upload(service)
            let client = try await SocketIOClient(service, auth: Self.auth(service, "ann"))
            try await client.emit("join_task", "{\"task_id\":\"\(task)\"}", number: 1)
            #expect(try await client.answer(to: 1)["success"] == true)
            try await client.emit("leave_task", "{\"task_id\":\"\(task)\"}", number: 2)
            #expect(try await client.answer(to: 2)["success"] == true)
            try await service.work()
            try await client.emit("request_data")
            while true {
                guard case .event(let name, _) = try await client.next() else { continue }
                #expect(name != "task_update")
                if name == "data" { break }
            }
        }
    }

    @Test(
        "another owner's task, an unknown one, and what is no id are refused with a sentence; a manager sees it"
    )
    func owners() async throws {
        try await TestService.with { service in
            let task = try await Self.upload(service)
            let bob = try await SocketIOClient(service, auth: Self.auth(service, "bob"))
            for (number, (argument, code)) in [
                ("{\"task_id\":\"\(task)\"}", "not_found"),
                ("{\"task_id\":\"01890000-0000-7000-8000-000000000000\"}", "not_found"),
                ("{\"task_id\":\"42\"}", "malformed_id"), ("{}", "malformed_id"), ("null", "malformed_id"),
                ("[[1]]", "malformed_id"),
            ].enumerated() {
                try await bob.emit("join_task", argument, number: number)
                let error = try await bob.next("error")
                #expect(error["code"]?.stringValue == code && error["event"] == "join_task", "\(error)")
                let answer = try await bob.answer(to: number)
                #expect(answer["success"] == false && answer["code"]?.stringValue == code)
            }
            let mia = try await SocketIOClient(service, auth: Self.auth(service, "mia"))
            try await mia.emit("join_task", "{\"task_id\":\"\(task)\"}")
            #expect(try await mia.next("joined_task")["task_id"]?.stringValue == task)
        }
    }

    // MARK: The dashboard's flow

    @Test(
        "dashboard: authenticate, request_data is answered by data, subscribe_updates brings update until unsubscribe_updates"
    )
    func dashboard() async throws {
        try await TestService.with { service in
            let client = try await SocketIOClient(service)
            #expect(try await client.next("connection_established")["authenticated"] == false)
            try await client.emit("authenticate", Self.auth(service, "ann"), number: 1)
            let authenticated = try await client.next("authenticated")
            #expect(authenticated["success"] == true && authenticated["role"] == "user")
            #expect(try await client.answer(to: 1)["success"] == true)
            try await client.emit("request_data", number: 2)
            let data = try await client.next("data")
            #expect(data["metrics"]?.objectValue != nil, "\(data)")
            #expect(try await client.answer(to: 2) == data)
            try await client.emit("subscribe_updates", number: 3)
            #expect(try await client.answer(to: 3)["success"] == true)
            let task = try await Self.upload(service)
            try await service.work()
            var update = JSONValue.null
            while update["type"] != "complete" { update = try await client.next("update") }
            #expect(update["task_id"]?.stringValue == task)
            let seen = try #require(update["seq"]?.intValue)
            try await client.emit("unsubscribe_updates", number: 4)
            #expect(try await client.answer(to: 4)["success"] == true)
            let missed = try await Self.upload(service)
            try await service.work()
            // What was missed comes again to whoever names the last number.
            try await client.emit("subscribe_updates", "{\"after\":\(seen)}")
            update = .null
            while update["type"] != "complete" {
                update = try await client.next("update")
                #expect(update["task_id"] == .null || update["task_id"]?.stringValue == missed, "\(update)")
            }
        }
    }

    @Test("users get updates of their own things only")
    func visibility() async throws {
        try await TestService.with { service in
            let bob = try await SocketIOClient(service, auth: Self.auth(service, "bob"))
            let ada = try await SocketIOClient(service, auth: Self.auth(service, "ada"))
            for (number, client) in [bob, ada].enumerated() {
                try await client.emit("subscribe_updates", number: number)
                #expect(try await client.answer(to: number)["success"] == true)
            }
            let task = try await Self.upload(service)
            #expect(try await ada.next("update")["task_id"]?.stringValue == task)
            try await bob.emit("request_data")
            while true {
                guard case .event(let name, _) = try await bob.next() else { continue }
                #expect(name != "update")
                if name == "data" { break }
            }
        }
    }

    @Test(
        "dashboard: a source's own names: request_umbler_data is answered by umbler_data, its news come as umbler_update"
    )
    func sourceNames() async throws {
        try await TestService.with { service in
            let client = try await SocketIOClient(service, auth: Self.auth(service, "ada"))
            try await client.emit("request_umbler_data", number: 1)
            let data = try await client.next("umbler_data")
            #expect(data["stats"]?["totalMessages"] == 2)
            #expect(try await client.answer(to: 1) == data)
            try await client.emit("request_data", "{\"source\":\"umbler\"}")
            #expect(try await client.next("data") == data)
            try await client.emit("request_data", "{\"source\":\"other\"}")
            #expect(try await client.next("error")["code"] == "not_found")
            try await client.emit("subscribe_updates", number: 2)
            #expect(try await client.answer(to: 2)["success"] == true)
            service.house.live.tell(
                EventDraft(
                    "message", owner: nil, source: "umbler",
                    body: JSONObject([.init(key: "contact", value: "Asha")])))
            var names: Set<String> = []
            while names.count < 2 {
                guard case .event(let name, let value) = try await client.next() else { continue }
                names.insert(name)
                #expect(value["contact"] == "Asha" && value["source"] == "umbler")
            }
            #expect(names == ["update", "umbler_update"])
        }
    }

    // MARK: Credentials

    @Test("without credentials every event is answered by error")
    func unauthenticated() async throws {
        try await TestService.with({ $0.socketLogin = .seconds(60) }) { service in
            let client = try await SocketIOClient(service)
            _ = try await client.next("connection_established")
            let names = ["join_task", "leave_task", "request_data", "subscribe_updates", "what"]
            for (number, name) in names.enumerated() {
                try await client.emit(name, number: number)
                let error = try await client.next("error")
                #expect(error["code"] == "unauthenticated" && error["event"]?.stringValue == name)
                #expect(try await client.answer(to: number)["code"] == "unauthenticated")
            }
        }
    }

    @Test("without credentials the connection ends after the time for them, told by error")
    func silent() async throws {
        try await TestService.with({ $0.socketLogin = .milliseconds(200) }) { service in
            let client = try await SocketIOClient(service)
            #expect(try await client.next("error")["code"] == "unauthenticated")
            #expect(try await client.next() == .left)
            #expect(try await client.next() == .closed)
        }
    }

    @Test("the time for credentials is ten seconds")
    func time() { #expect(ServiceSettings().socketLogin == .seconds(10)) }

    @Test(
        "bad credentials: refused at connect; answered by error later, and too many of them end the connection"
    )
    func badCredentials() async throws {
        try await TestService.with { service in
            let refused = try await SocketIOClient(service, auth: "{\"token\":\"abc\"}")
            guard case .refused(let reason) = try await refused.next() else {
                Issue.record("a bad token was let in")
                return
            }
            #expect(reason["data"]?["code"] == "unauthenticated" && reason["message"]?.stringValue != nil)
            let client = try await SocketIOClient(service)
            for number in 0..<5 {
                try await client.emit("authenticate", "{\"token\":\"abc\"}", number: number)
                #expect(try await client.next("error")["code"] == "unauthenticated")
            }
            var packet = try await client.next()
            while packet != .closed { packet = try await client.next() }
        }
    }

    @Test(
        "a service key and the Authorization header are credentials, too; a newer token keeps what is followed"
    )
    func otherCredentials() async throws {
        try await TestService.with { service in
            let made = try await service.ask("POST", "/api/auth/keys", as: "ann", json: "{\"name\":\"erp\"}")
            let key = try #require(made["key"], "\(made.text)")
            let byKey = try await SocketIOClient(service, auth: "{\"token\":\"\(key)\"}")
            #expect(try await byKey.next("authenticated")["username"] == "ann")
            let client = try await SocketIOClient(
                service, headers: ["Authorization": "Bearer \(service.tokens["ann"] ?? "")"])
            #expect(try await client.next("authenticated")["username"] == "ann")
            let joined = try await Self.upload(service)
            try await service.work()
            try await client.emit("join_task", "\"\(joined)\"")
            #expect(try await client.next("task_update")["type"] == "complete")
            try await client.emit("subscribe_updates", number: 1)
            _ = try await client.answer(to: 1)
            try await client.emit("authenticate", "\"\(key)\"", number: 2)
            #expect(try await client.answer(to: 2)["success"] == true)
            let task = try await Self.upload(service)
            while true {
                guard case .event(let name, let value) = try await client.next() else { continue }
                // How the task stands that it has joined, it was told before.
                #expect(name == "update")
                if value["task_id"]?.stringValue == task { break }
            }
        }
    }

    @Test("row 40: when the login ends, the connection ends within 5 s, told by error")
    func loggedOut() async throws {
        try await TestService.with { service in
            let client = try await SocketIOClient(service, auth: Self.auth(service, "ann"))
            _ = try await client.next("authenticated")
            let begun = ContinuousClock.now
            let answer = try await service.ask(
                "POST", "/api/auth/logout", as: "ann", json: "{\"everywhere\":true}")
            #expect(answer.status < 300, "\(answer.text)")
            #expect(try await client.next("error")["code"] == "unauthenticated")
            #expect(ContinuousClock.now - begun < .seconds(20))
            #expect(try await client.next() == .left)
            #expect(try await client.next() == .closed)
        }
    }

    // MARK: Beside the protocol

    @Test("an unknown event is answered by the names that there are")
    func unknownEvent() async throws {
        try await TestService.with { service in
            let client = try await SocketIOClient(service, auth: Self.auth(service, "ann"))
            try await client.emit("join_room", "{\"room\":\"task_1\"}", number: 1)
            let error = try await client.next("error")
            #expect(
                error["code"] == "unknown_event" && error["error"]?.stringValue?.contains("join_task") == true
            )
            #expect(try await client.answer(to: 1)["success"] == false)
        }
    }

    @Test("pages of foreign origins are refused, and polls of a session are not counted against the limit")
    func limits() async throws {
        try await TestService.with({ $0.generalPerMinute = 5 }) { service in
            let foreign = try await service.ask(
                "GET", "/socket.io/?EIO=4&transport=polling", headers: ["Origin": "https://elsewhere.example"]
            )
            #expect(foreign.status == 403 && foreign.text == "{\"code\":4,\"message\":\"Forbidden\"}")
            let client = try await SocketIOClient(service, auth: Self.auth(service, "ann"))
            for number in 0..<20 {
                try await client.emit("request_data", number: number)
                _ = try await client.answer(to: number)
            }
            var status = 200
            for _ in 0..<5 {
                status = try await service.ask("GET", "/socket.io/?EIO=4&transport=polling").status
            }
            #expect(status == 429)
        }
    }

    @Test("a client that waits does not hold up the end of the service")
    func drain() async throws {
        try await TestService.with { service in
            let client = try await SocketIOClient(service, auth: Self.auth(service, "ann"))
            _ = try await client.next("authenticated")
            let begun = ContinuousClock.now
            async let last = client.next()
            try await Task.sleep(for: .milliseconds(300))
            await service.server.stop(patience: .seconds(25))
            #expect(ContinuousClock.now - begun < .seconds(15))
            #expect(try await last == .closed)
        }
    }
}
