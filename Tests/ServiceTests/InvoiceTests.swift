import AssayKit
import Service
import Testing

@Suite("Invoices over HTTP")
struct InvoiceTests {
    @Test("what an upload is refused for, and that the other parts go on")
    func uploads() async throws {
        try await TestService.with({ $0.largestFile = 2000 }) { service in
            let large = String(repeating: "x", count: 3000)
            let cases: [(name: String, text: String, status: Int, code: String)] = [
                ("a.pdf", "hello", 415, "invalid_file_type"), ("a.png", "%PDF-1.7", 415, "type_mismatch"),
                ("a.pdf", "", 422, "invalid_request"), ("a.pdf", "%PDF-" + large, 413, "file_too_large"),
            ]
            for wrong in cases {
                let alone = try await service.upload([(wrong.name, wrong.text)])
                #expect(alone.status == wrong.status && alone["code"] == wrong.code, "\(alone.text)")
                let mixed = try await service.upload([(wrong.name, wrong.text), ("good.pdf", "%PDF-1.7")])
                let entries = mixed.json.arrayValue ?? []
                #expect(mixed.status == 202 && entries.count == 2, "\(mixed.text)")
                #expect(entries.first?["code"]?.stringValue == wrong.code)
                #expect(entries.last?["status"]?.stringValue == "queued")
            }
            for pipeline in ["broken", "missing"] {
                let answer = try await service.upload([("a.pdf", "%PDF-")], fields: ["pipeline": pipeline])
                #expect(answer.status == 422 && answer.json["details"]?["pipeline"] != nil, "\(answer.text)")
            }
        }
    }

    @Test(
        "a file that its pipeline does not take is refused at once, wherever the pipeline stands in the form")
    func misfits() async throws {
        try await TestService.with { service in
            let answer = try await service.upload([("a.pdf", "%PDF-1.7")], fields: ["pipeline": "pictures"])
            #expect(answer.status == 415 && answer["code"] == "type_not_accepted", "\(answer.text)")
            #expect(answer.text.contains("a.pdf is pdf, which the pipeline pictures does not take"))
            #expect(try await service.upload([("a.pdf", "%PDF-1.7")]).status == 202)
        }
    }

    @Test("an upload is listed, its task is in line, its original comes back, the same again is a duplicate")
    func uploaded() async throws {
        try await TestService.with { service in
            let content = "%PDF-1.7 the very file"
            let first = try await service.upload([("march.pdf", content)], fields: ["pipeline": "good"])
            let entry = try #require(first.json.arrayValue?.first)
            let id = try #require(entry["id"]?.stringValue)
            let task = try #require(entry["task_id"]?.stringValue)
            let status = try await service.ask("GET", "/invoices/status/\(task)/", as: "ann")
            #expect(status.status == 200 && status["status"] == "queued", "\(status.text)")
            let document = try await service.ask("GET", "/api/invoices/\(id)/document", as: "ann")
            #expect(document.text == content && document.headers["content-type"] == "application/pdf")
            #expect(document.headers["content-disposition"]?.hasPrefix("attachment") == true)
            let again = try await service.upload([("april.pdf", content)])
            #expect(again.json.arrayValue?.first?["duplicate_of"]?.stringValue == id, "\(again.text)")
            let list = try await service.ask("GET", "/api/invoices?per_page=1&status=queued", as: "ann")
            #expect(list.json["pagination"]?["total"]?.intValue == 2, "\(list.text)")
            let jobs = try await service.ask("GET", "/admin/jobs", as: "ada")
            #expect(jobs.json["statistics"]?["total_jobs"]?.intValue == 2, "\(jobs.text)")
        }
    }

    @Test("an Idempotency-Key: the repeat is answered as the first, other content is refused")
    func idempotency() async throws {
        try await TestService.with { service in
            let key = ["Idempotency-Key": "k-1"]
            let first = try await service.upload([("a.pdf", "%PDF-1")], headers: key)
            let repeated = try await service.upload([("a.pdf", "%PDF-1")], headers: key)
            #expect(first.status == 202 && repeated.status == 202 && first.body == repeated.body)
            let other = try await service.upload([("a.pdf", "%PDF-2")], headers: key)
            #expect(other.status == 422, "\(other.text)")
            let list = try await service.ask("GET", "/api/invoices", as: "ann")
            #expect(list.json["pagination"]?["total"]?.intValue == 1)
        }
    }

    @Test("made by hand, corrected once, a stale correction refused, approved, and all of it in the history")
    func review() async throws {
        try await TestService.with { service in
            let made = try await service.ask(
                "POST", "/api/invoices", as: "ann",
                json: "{\"fields\":{\"invoice_number\":\"A-1\",\"total\":\"1180.00\"}}")
            let id = try #require(made["id"], "\(made.text)")
            let version = try #require(made.json["version"]?.intValue)
            let change = "{\"version\":\(version),\"fields\":{\"invoice_number\":\"A-2\"}}"
            let corrected = try await service.ask("PUT", "/api/invoices/\(id)", as: "ann", json: change)
            let number = corrected.json["fields"]?["invoice_number"]?["value"]?.stringValue
            #expect(corrected.status == 200 && number == "A-2", "\(corrected.text)")
            let stale = try await service.ask("PUT", "/api/invoices/\(id)", as: "ann", json: change)
            #expect(stale.status == 409 && stale["code"] == "stale_version", "\(stale.text)")
            let wrong = try await service.ask(
                "PUT", "/api/invoices/\(id)", as: "ann",
                json: "{\"version\":9,\"fields\":{\"total\":\"much\",\"nonsense\":\"1\"}}")
            let details = wrong.json["details"]
            #expect(
                wrong.status == 422 && details?["fields.total"] != nil && details?["fields.nonsense"] != nil)
            let approved = try await service.ask("POST", "/api/invoices/\(id)/approve", as: "mia", json: "{}")
            #expect(approved.status == 200 && approved["status"] == "approved", "\(approved.text)")
            let history = try await service.ask("GET", "/api/invoices/\(id)/history", as: "ann")
            #expect((history.json["history"]?.arrayValue?.count ?? 0) >= 3, "\(history.text)")
            let reread = try await service.ask("POST", "/api/invoices/\(id)/reprocess", as: "ann", json: "{}")
            #expect(reread.status == 409, "\(reread.text)")
        }
    }

    @Test("one document read while the client waits: the result, or why not; nothing is kept")
    func extract() async throws {
        try await TestService.with { service in
            let path = "/api/extract?pipeline=good"
            let good = try await service.upload([("a.pdf", "%PDF-1")], to: path, part: "file")
            #expect(good.status == 200 && good.text == "[{\"file\":\"a.pdf\"}]", "\(good.text)")
            let damaged = try await service.upload([("damaged.pdf", "%PDF-1")], to: path, part: "file")
            #expect(damaged.status == 422 && damaged["code"] == "damaged_pdf", "\(damaged.text)")
            let list = try await service.ask("GET", "/api/invoices", as: "ann")
            #expect(list.json["pagination"]?["total"]?.intValue == 0)
        }
    }
}
