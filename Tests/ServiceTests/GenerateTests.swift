import AssayKit
import HTTPServing
import Service
import Storage
import StorageSQLite
import Synchronization
import Testing

/// Draws the order itself in place of an invoice, and knows one defect.
final class TwoSamples: SampleDesk {
    private let kept = Mutex<[String: [UInt8]]>([:])

    func draw(_ order: SampleOrder, as name: String) async throws(SampleRefusal) -> [UInt8] {
        if order.defects.contains("no-such") {
            throw .order("there is no such defect; did you mean no-date?")
        }
        if order.seed == 503 { throw .busy }
        let text =
            "\(order.business) \(order.complexity) \(order.company ?? "") \(order.seed) \(order.defects)"
        kept.withLock { $0[name] = Array(((order.isPicture ? "\u{89}PNG " : "%PDF-1.4 ") + text).utf8) }
        return Array("{\"fields\": {\"total\": \"1.00\"}}".utf8)
    }

    func sample(_ name: String) -> [UInt8]? { kept.withLock { $0[name] } }
}

@Suite("samples to order")
struct GenerateTests {
    @Test("an admin orders, looks at it, and has it read without a request going out")
    func order() async throws {
        try await TestService.with { service in
            let drawn = try await service.ask(
                "POST", "/invoices/generate", as: "ada",
                json: """
                    {"business_type": "retail", "complexity": "detailed", "company_name": "Test Company Inc",
                     "seed": 7, "defects": ["wrong-total"]}
                    """)
            #expect(drawn.status == 200)
            #expect(drawn.json["success"] == true)
            #expect(drawn.json["seed"]?.intValue == 7)
            #expect(drawn.json["truth"]?["fields"]?["total"]?.stringValue == "1.00")
            #expect(drawn.json["generated_by"]?["email"]?.stringValue == "ada@example.com")
            let url = try #require(drawn["image_url"])
            let picture = try await service.ask("GET", url, as: "ann")
            #expect(picture.text == "%PDF-1.4 retail detailed Test Company Inc 7 [\"wrong-total\"]")
            #expect(picture.headers["content-type"] == "application/pdf")
            for address in [url, "http://127.0.0.1:\(service.server.port)\(url)"] {
                let taken = try await service.ask(
                    "POST", "/api/invoices/upload", as: "ann", json: "{\"blob_url\": \"\(address)\"}")
                #expect(taken.status == 202, "\(taken.text)")
                let id = try #require(taken["invoice_id"])
                let document = try await service.ask("GET", "/api/invoices/\(id)/document", as: "ann")
                #expect(document.text == picture.text)
            }
            // It waits with the stored documents, not with those that are fetched.
            #expect(try await service.store.claim(queue: "default", worker: "w", limit: 5).count == 2)
        }
    }

    @Test("what can't be ordered is refused with a reason")
    func refusals() async throws {
        try await TestService.with { service in
            let cases: [(user: String?, json: String, status: Int)] = [
                (nil, "{\"business_type\": \"retail\"}", 401),
                ("ann", "{\"business_type\": \"retail\"}", 403),
                ("mia", "{\"business_type\": \"retail\"}", 403), ("ada", "{}", 422),
                ("ada", "{\"business_type\": \"piracy\"}", 422),
                ("ada", "{\"business_type\": \"retail\", \"complexity\": \"baroque\"}", 422),
                ("ada", "{\"business_type\": \"retail\", \"seed\": -1}", 422),
                ("ada", "{\"business_type\": \"retail\", \"defects\": [\"no-such\"]}", 422),
                ("ada", "{\"business_type\": \"retail\", \"seed\": 503}", 503),
                ("ada", "{\"business_type\": \"retail\", \"format\": \"png\"}", 200),
            ]
            for (user, json, status) in cases {
                let answer = try await service.ask("POST", "/api/invoices/generate", as: user, json: json)
                #expect(answer.status == status, "\(json): \(answer.text)")
            }
            for name in ["x.pdf", "../keys", "018f2b6e-0000-7000-8000-000000000001.pdf", "..%2f..%2fetc"] {
                let answer = try await service.ask("GET", "/api/invoices/generated/" + name, as: "ada")
                #expect([400, 404].contains(answer.status), "\(name): \(answer.status)")
            }
            let gone = "/api/invoices/generated/018f2b6e-0000-7000-8000-000000000001.pdf"
            let taken = try await service.ask(
                "POST", "/api/invoices/upload", as: "ann", json: "{\"blob_url\": \"\(gone)\"}")
            #expect(taken.status == 422)
        }
    }

    @Test("a batch as a workbook")
    func workbook() async throws {
        try await TestService.with { service in
            let batch = try await service.batch("A")
            _ = try await service.submit("a.pdf", batch: batch)
            try await service.work()
            let answer = try await service.ask("GET", "/api/batches/\(batch)/export?format=xlsx", as: "ann")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"]?.hasSuffix("spreadsheetml.sheet") == true)
            #expect(answer.headers["content-disposition"]?.contains(".xlsx") == true)
            // A ZIP archive from its first file to the end of its directory.
            #expect(answer.body.starts(with: [0x50, 0x4B, 3, 4]))
            #expect(answer.body.suffix(22).starts(with: [0x50, 0x4B, 5, 6]))
        }
    }
}
