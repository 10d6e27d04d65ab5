import AssayKit
import Service
import Storage
import StorageSQLite
import Testing

@Suite("Webhooks over HTTP", .timeLimit(.minutes(2)))
struct WebhookTests {
    private func make(
        _ service: TestService, as user: String = "ann", _ more: String = ""
    ) async throws -> Answer {
        try await service.ask(
            "POST", "/api/webhooks", as: user, json: #"{"url": "https://erp.example.com/hook"\#(more)}"#)
    }

    @Test("made, shown without its secret, changed, its secret replaced, deleted")
    func life() async throws {
        try await TestService.with { service in
            let made = try await make(
                service, as: "ann", #", "events": ["invoice.processed"], "description": "ERP""#)
            #expect(made.status == 201)
            let (id, secret) = (try #require(made["id"]), try #require(made["secret"]))
            #expect(secret.hasPrefix("whsec_") && secret.utf8.count == 50)
            let shown = try await service.ask("GET", "/api/webhooks/\(id)", as: "ann")
            #expect(shown.status == 200 && shown.json["secret"] == nil)
            #expect(shown.json["events"] == ["invoice.processed"] && shown["description"] == "ERP")
            let changed = try await service.ask(
                "PUT", "/api/webhooks/\(id)", as: "ann",
                json: #"{"status": "disabled", "events": [], "description": null}"#)
            #expect(changed["status"] == "disabled" && changed.json["events"] == [])
            #expect(changed.json["description"] == .null)
            let rotated = try await service.ask("POST", "/api/webhooks/\(id)/rotate", as: "ann")
            #expect(rotated.status == 200 && rotated["secret"] != secret)
            #expect(rotated["previous_secret_until"] != nil)
            let list = try await service.ask("GET", "/api/webhooks", as: "ann")
            #expect(list.json["webhooks"]?.arrayValue?.count == 1 && !list.text.contains("whsec_"))
            #expect(try await service.ask("DELETE", "/api/webhooks/\(id)", as: "ann").status == 204)
            #expect(try await service.ask("GET", "/api/webhooks/\(id)", as: "ann").status == 404)
            let audit = try await service.ask("GET", "/api/admin/audit", as: "ada")
            #expect(audit.text.contains("webhook.secret_rotated") && !audit.text.contains("whsec_"))
        }
    }

    @Test("a test message and an event lie in the log of deliveries, and go again on demand")
    func deliveries() async throws {
        try await TestService.with { service in
            let id = try #require(try await make(service)["id"])
            let test = try await service.ask("POST", "/api/webhooks/\(id)/test", as: "ann")
            #expect(test.status == 202 && test["type"] == "webhook.test" && test["status"] == "pending")
            let me = try await service.ask("GET", "/api/auth/me", as: "ann")
            let owner = try #require(me["id"].flatMap { UserID($0) })
            _ = try await service.store.append([EventDraft("error", owner: owner)])
            let path = "/api/webhooks/\(id)/deliveries"
            let log = try await service.ask("GET", path, as: "ann")
            #expect(
                log.json["deliveries"]?.arrayValue?.compactMap { $0["type"]?.stringValue }
                    == ["task.failed", "webhook.test"])
            for delivery in try await service.store.claimDeliveries(
                limit: 9, perDestination: 9, holding: .seconds(60))
            {
                _ = try await service.store.settleDelivery(delivery.id, .refused(answer: "422"))
            }
            let dead = try await service.ask("GET", path + "?status=dead", as: "ann")
            let first = try #require(dead.json["deliveries"]?.arrayValue?.first)
            #expect(first["last_answer"] == "422" && first["next_try_at"] == .null)
            let delivery = try #require(first["id"]?.stringValue)
            let again = try await service.ask("POST", "\(path)/\(delivery)/redeliver", as: "ann")
            #expect(again.status == 202 && again["status"] == "pending")
            #expect(again.json["message_id"] == first["message_id"])
            // Through another webhook it can't be reached.
            let other = try #require(try await make(service)["id"])
            #expect(
                try await service.ask(
                    "POST", "/api/webhooks/\(other)/deliveries/\(delivery)/redeliver", as: "ann"
                ).status == 404)
        }
    }

    @Test("row 48: another's webhook is not found, a manager sees it")
    func owners() async throws {
        try await TestService.with { service in
            let id = try #require(try await make(service)["id"])
            for (method, path) in [
                ("GET", ""), ("DELETE", ""), ("POST", "/test"), ("POST", "/rotate"), ("GET", "/deliveries"),
            ] {
                let answer = try await service.ask(method, "/api/webhooks/\(id)\(path)", as: "bob")
                #expect(answer.status == 404, "\(method) \(path)")
            }
            #expect(try await service.ask("GET", "/api/webhooks/\(id)", as: "mia").status == 200)
            let refused = try await make(service, as: "bob", #", "everybodys": true"#)
            #expect(refused.status == 403)
            let made = try await make(service, as: "mia", #", "everybodys": true"#)
            #expect(made.status == 201)
        }
    }

    @Test(
        "an address that requests may not go to is refused with the reason",
        arguments: [
            "http://erp.example.com/hook", "https://127.0.0.1/", "https://10.1.2.3/hook",
            "https://localhost/", "https://[::1]/", "https://2130706433/", "https://user@example.com/",
            "ftp://example.com/", "nonsense",
        ])
    func addresses(_ url: String) async throws {
        try await TestService.with { service in
            let answer = try await service.ask(
                "POST", "/api/webhooks", as: "ann", json: #"{"url": "\#(url)"}"#)
            #expect(answer.status == 422 && answer.json["details"]?["url"] != nil)
        }
    }

    @Test("an event that there is not is refused")
    func unknownEvent() async throws {
        try await TestService.with { service in
            let answer = try await make(service, as: "ann", #", "events": ["invoice.exploded"]"#)
            #expect(answer.status == 422)
        }
    }
}
