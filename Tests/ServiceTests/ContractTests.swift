import AssayKit
import Testing

@Suite("What the service says of itself, and whether it keeps to it")
struct ContractTests {
    /// An operation of `/openapi.json`.
    struct Described {
        let method: String
        let path: String
        let value: JSONValue

        /// nil: everyone may call.
        var role: String? { value["x-role"]?.stringValue }
        var id: String { value["operationId"]?.stringValue ?? "" }
        var tag: String { value["tags"]?.arrayValue?.first?.stringValue ?? "" }
        var name: String { "\(method) \(path)" }
        var placeholders: [String] {
            path.split(separator: "{").dropFirst().map { String($0.prefix { $0 != "}" }) }
        }

        func path(_ values: [String: String]) -> String {
            placeholders.reduce(path) { $0.replacing("{\($1)}", with: values[$1] ?? "1") }
        }

        func declares(_ status: Int) -> Bool { value["responses"]?[String(status)] != nil }
    }

    static func described(_ service: TestService) async throws -> [Described] {
        let answer = try await service.ask("GET", "/openapi.json")
        let paths = try #require(answer.json["paths"]?.objectValue)
        return paths.members.flatMap { path in
            (path.value.objectValue?.members ?? []).map {
                Described(method: $0.key.uppercased(), path: path.key, value: $0.value)
            }
        }
    }

    private static let stranger = "01890000-0000-7000-8000-000000000000"

    @Test(
        "row 47: roles and operations: 401 without credentials, 403 below the role, and only declared answers"
    )
    func roles() async throws {
        try await TestService.with { service in
            let operations = try await Self.described(service)
            #expect(operations.count > 50)
            let ranks = ["user": 0, "manager": 1, "admin": 2]
            let values = ["id": Self.stranger, "task_id": Self.stranger, "name": "none"]
            for operation in operations {
                for (user, rank) in [(nil, -1), ("ann", 0), ("mia", 1), ("ada", 2)] as [(String?, Int)] {
                    // No JSON: whoever is let in gets no further, so that nothing is changed.
                    let body = ["POST", "PUT"].contains(operation.method) ? Array("{".utf8) : nil
                    let answer = try await service.ask(
                        operation.method, operation.path(values), as: user, body: body)
                    let place: Comment =
                        "\(operation.name) as \(user ?? "nobody"): \(answer.text.prefix(300))"
                    if let role = operation.role, let needed = ranks[role] {
                        switch rank {
                        case -1:
                            #expect(answer.status == 401, place)
                            #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true, place)
                        case ..<needed: #expect(answer.status == 403, place)
                        default: #expect(answer.status != 401 && answer.status != 403, place)
                        }
                    } else {
                        #expect(answer.status != 401 && answer.status != 403, place)
                    }
                    #expect(operation.declares(answer.status), place)
                    #expect(answer.status < 500, place)
                    guard answer.status >= 400 else { continue }
                    if operation.path == "/socket.io" {
                        // The protocol's own form, which its clients know.
                        #expect(answer.json.objectValue?.keys == ["code", "message"], place)
                    } else {
                        Self.expectError(answer, place)
                    }
                }
            }
        }
    }

    /// The one form of all errors.
    static func expectError(_ answer: Answer, _ place: Comment) {
        #expect(answer["error"]?.isEmpty == false && answer["code"]?.isEmpty == false, place)
        #expect(answer["request_id"] == answer.headers["x-request-id"], place)
    }

    @Test("row 48: another owner's batch, invoice, task and key are not there")
    func owners() async throws {
        try await TestService.with { service in
            let batch = try await service.ask("POST", "/api/batches", as: "ann", json: "{\"name\":\"March\"}")
            let batchID = try #require(batch["id"])
            let sent = try await service.upload(
                [("one.pdf", "%PDF-1.7 one")], fields: ["batch_id": batchID])
            let entry = try #require(sent.json.arrayValue?.first)
            let key = try await service.ask(
                "POST", "/api/auth/keys", as: "ann", json: "{\"name\":\"mine\",\"role\":\"user\"}")
            let keyID = try #require(key["id"] ?? key.json["key"]?["id"]?.stringValue, "\(key.text)")
            let invoice = try #require(entry["id"]?.stringValue)
            let task = try #require(entry["task_id"]?.stringValue)
            let ids = ["batches": batchID, "invoices": invoice, "auth": keyID]
            let bodies = [
                "changeBatch": "{\"name\":\"x\"}", "correctInvoice": "{\"version\":1,\"fields\":{}}",
                "reprocessInvoice": "{}",
            ]
            var tried = 0
            for operation in try await Self.described(service)
            where operation.role == "user" && !operation.placeholders.isEmpty {
                guard let id = ids[operation.tag] else { continue }
                tried += 1
                let path = operation.path(["id": id, "task_id": task, "page": "1.png"])
                let body = bodies[operation.id].map { Array($0.utf8) }
                let other = try await service.ask(operation.method, path, as: "bob", body: body)
                #expect(other.status == 404, "\(operation.name): \(other.text.prefix(300))")
                guard operation.method == "GET" else { continue }
                let own = try await service.ask(operation.method, path, as: "ann")
                #expect(own.status == 200, "\(operation.name): \(own.text.prefix(300))")
            }
            #expect(tried >= 12)
            let listed = try await service.ask("GET", "/api/invoices", as: "bob")
            #expect(listed.json["invoices"]?.arrayValue?.isEmpty == true)
            let all = try await service.ask("GET", "/api/invoices", as: "mia")
            #expect(all.json["invoices"]?.arrayValue?.count == 1)
        }
    }

    @Test("the description: unique names, declared path parameters, references that lead somewhere")
    func structure() async throws {
        try await TestService.with { service in
            let answer = try await service.ask("GET", "/openapi.json")
            #expect(answer.json["openapi"]?.stringValue?.hasPrefix("3.1") == true)
            let operations = try await Self.described(service)
            #expect(Set(operations.map(\.id)).count == operations.count)
            for operation in operations {
                let parameters = operation.value["parameters"]?.arrayValue ?? []
                let declared = parameters.filter { $0["in"]?.stringValue == "path" }
                #expect(
                    declared.compactMap { $0["name"]?.stringValue }.sorted()
                        == operation.placeholders.sorted(),
                    "\(operation.name)")
                #expect(operation.value["responses"]?["429"] != nil, "\(operation.name)")
            }
            let schemas = try #require(answer.json["components"]?["schemas"]?.objectValue)
            var references: Set<String> = []
            Self.collect(answer.json, into: &references)
            #expect(!references.isEmpty)
            for reference in references {
                let name = reference.split(separator: "/").last.map(String.init) ?? ""
                #expect(schemas[name] != nil, "\(reference)")
            }
            let page = try await service.ask("GET", "/docs")
            #expect(page.status == 200 && page.text.contains("/api/invoices/upload"))
            #expect(!page.text.contains("src=\"http") && !page.text.contains("href=\"http"))
        }
    }

    private static func collect(_ value: JSONValue, into references: inout Set<String>) {
        for member in value.objectValue?.members ?? [] {
            if member.key == "$ref", let text = member.value.stringValue { references.insert(text) }
            collect(member.value, into: &references)
        }
        for element in value.arrayValue ?? [] { collect(element, into: &references) }
    }
}
