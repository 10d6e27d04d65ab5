import AssayKit
import Testing

@Suite("Pipelines and plugins over HTTP")
struct CatalogueTests {
    @Test("a pipeline is put as text or JSON, in versions, against the version that was seen")
    func versions() async throws {
        try await TestService.with { service in
            func put(
                _ text: String, type: String = "application/yaml", headers: [String: String] = [:]
            ) async throws -> Answer {
                try await service.ask(
                    "PUT", "/api/pipelines/good", as: "ada", body: Array(text.utf8), type: type,
                    headers: headers)
            }
            let shown = try await service.ask("GET", "/api/pipelines/good", as: "ann")
            #expect(shown.status == 200 && shown["version"] == "file")
            #expect(shown.headers["etag"] == "\"file\"")
            let first = try await put("steps: [a]", headers: ["If-Match": "\"file\""])
            #expect(first.status == 200 && first["version"] == "1", "\(first.text)")
            #expect(first.headers["etag"] == "\"1\"" && first["text"] == "steps: [a]")
            let json = try await put("{\"yaml\":\"steps: [b]\",\"version\":1}", type: "application/json")
            #expect(json.status == 200 && json["version"] == "2", "\(json.text)")
            for headers in [["If-Match": "\"1\""], ["If-Match": "\"file\""]] {
                let stale = try await put("steps: [c]", headers: headers)
                #expect(stale.status == 409 && stale["code"] == "stale_version")
                #expect(stale.json["details"]?["current"]?.intValue == 2)
            }
            let old = try await service.ask("GET", "/api/pipelines/good?version=1", as: "ann")
            #expect(old["text"] == "steps: [a]" && old.json["in_force"]?.boolValue == false)
            let file = try await service.ask("GET", "/api/pipelines/good?version=file", as: "ann")
            #expect(file["text"] == "steps: []")
            let all = try await service.ask("GET", "/api/pipelines/good/versions", as: "ann")
            #expect(
                all.json["versions"]?.arrayValue?.compactMap { $0["version"]?.stringValue } == ["2", "1"])
            let task = try #require(
                try await service.upload([("a.pdf", "%PDF-1.7 a")], fields: ["pipeline": "good"])
                    .json.arrayValue?.first)
            #expect(task["task_id"]?.stringValue != nil)
            let jobs = try await service.ask("GET", "/api/admin/jobs", as: "ada")
            #expect(jobs.json["jobs"]?.arrayValue?.first?["pipeline_version"]?.stringValue == "2")
            let gone = try await service.ask("DELETE", "/api/pipelines/good", as: "ada")
            #expect(gone.status == 204)
            let back = try await service.ask("GET", "/api/pipelines/good", as: "ann")
            #expect(back["version"] == "file")
            let again = try await service.ask("DELETE", "/api/pipelines/good", as: "ada")
            #expect(again.status == 404)
            let trail = try await service.ask("GET", "/api/admin/audit?per_page=100", as: "ada")
            let actions = trail.json["entries"]?.arrayValue?.compactMap { $0["action"]?.stringValue } ?? []
            #expect(actions.filter { $0 == "pipeline.changed" }.count == 2)
            #expect(actions.filter { $0 == "pipeline.withdrawn" }.count == 1)
            #expect(trail.json["intact"]?.boolValue == true)
        }
    }

    @Test("what can't be taken is refused with its place, and changes nothing")
    func refusals() async throws {
        try await TestService.with { service in
            let wrong = try await service.ask(
                "PUT", "/api/pipelines/good", as: "ada", body: Array("stepz: []".utf8), type: "text/yaml")
            #expect(wrong.status == 422 && wrong["code"] == "pipeline_mistakes", "\(wrong.text)")
            let mistake = try #require(wrong.json["details"]?["mistakes"]?.arrayValue?.first)
            #expect(mistake["line"]?.intValue == 1 && mistake["column"]?.intValue == 1)
            #expect(mistake["code"]?.stringValue == "unknown-key" && mistake["hint"]?.stringValue == "steps")
            ContractTests.expectError(wrong, "a mistake")
            let cases: [(type: String, body: [UInt8], headers: [String: String], status: Int)] = [
                ("application/pdf", Array("x".utf8), [:], 415),
                ("application/json", Array("{}".utf8), [:], 422),
                ("text/yaml", [0xFF, 0xFE], [:], 400),
                ("text/yaml", Array("steps: []".utf8), ["If-Match": "soon"], 422),
                ("text/yaml", [UInt8](repeating: 0x20, count: 300 << 10), [:], 413),
            ]
            for sample in cases {
                let answer = try await service.ask(
                    "PUT", "/api/pipelines/good", as: "ada", body: sample.body, type: sample.type,
                    headers: sample.headers)
                #expect(answer.status == sample.status, "\(sample.type): \(answer.text.prefix(300))")
            }
            let query = try await service.ask("GET", "/api/pipelines/good?version=newest", as: "ann")
            #expect(query.status == 422)
            for path in [
                "/api/pipelines/none", "/api/pipelines/none/versions", "/api/pipelines/good?version=9",
            ] {
                #expect(try await service.ask("GET", path, as: "ann").status == 404, "\(path)")
            }
            let shown = try await service.ask("GET", "/api/pipelines/good", as: "ann")
            #expect(shown["version"] == "file")
        }
    }

    @Test("plugins are shown, where they lie only to admins; changes are audited")
    func plugins() async throws {
        try await TestService.with { service in
            let seen = try await service.ask("GET", "/api/plugins/pdf-text", as: "ann")
            #expect(seen.status == 200 && seen.json["place"]?.isNull == true, "\(seen.text)")
            #expect(seen.json["health"]?["message"]?.isNull == true)
            let full = try await service.ask("GET", "/api/plugins", as: "ada")
            let plugin = try #require(full.json["plugins"]?.arrayValue?.first)
            #expect(plugin["place"]?.stringValue == "/p/plugin.json")
            #expect(plugin["health"]?["status"]?.stringValue == "failing")
            #expect(full.json["passed_over"]?.arrayValue?.count == 1)
            let moved = try await service.ask("POST", "/api/plugins/reload", as: "ada")
            let change = try #require(moved.json["changes"]?.arrayValue?.first, "\(moved.text)")
            #expect(change["from"]?["version"]?.stringValue == "1.0.0")
            #expect(change["to"]?["version"]?.stringValue == "1.1.0")
            let granted = try await service.ask(
                "POST", "/api/plugins/pdf-text/allow", as: "ada", json: "{\"grants\":[\"network\"]}")
            #expect(granted.status == 200, "\(granted.text)")
            let wrong = try await service.ask(
                "POST", "/api/plugins/pdf-text/allow", as: "ada", json: "{\"grants\":[\"history\"]}")
            #expect(wrong.status == 422)
            #expect(try await service.ask("POST", "/api/plugins/pdf-text/revoke", as: "ada").status == 409)
            #expect(try await service.ask("POST", "/api/plugins/none/revoke", as: "ada").status == 404)
            #expect(try await service.ask("GET", "/api/plugins/none", as: "ann").status == 404)
            let trail = try await service.ask("GET", "/api/admin/audit?per_page=100", as: "ada")
            let actions = trail.json["entries"]?.arrayValue?.compactMap { $0["action"]?.stringValue } ?? []
            #expect(actions.contains("plugins.reloaded") && actions.contains("plugin.allowed"))
            #expect(!actions.contains("plugin.revoked"))
        }
    }
}
