import AssayKit
import Storage
import StorageSQLite
import Testing

@Suite("Vendors and measured accuracy over HTTP")
struct ModelMetricsTests {
    /// An invoice that was read: uploaded by ann, its fields all as sure as `confidence`.
    private static func read(
        _ service: TestService, _ fields: [String: String], confidence: Double = 0.9, flags: [Flag] = []
    ) async throws -> InvoiceID {
        let name = "\(UInt64.random(in: 0 ... .max)).pdf"
        _ = try await service.upload([(name, "%PDF-1.7 \(name)")])
        let job = try #require(
            try await service.store.claim(queue: "default", worker: "w", limit: 1).first,
            "a job should be ready")
        let record = Record(
            fields: fields.mapValues { Field($0, raw: $0, confidence: confidence, step: "read") },
            flags: flags)
        let steps: JSONValue = [
            ["name": "read", "uses": "gst-invoice", "version": "1.2.0", "status": "ok", "ms": 5]
        ]
        let outcome = InvoiceOutcome(status: .processed, record: record, confidence: confidence, steps: steps)
        let receipt = try await service.store.complete(
            job.id, lease: try #require(job.lease).token, JobCompletion(invoices: [outcome]))
        return try #require(receipt.invoices.first)
    }

    private static func correct(_ service: TestService, _ id: InvoiceID, _ fields: String) async throws {
        let answer = try await service.ask(
            "PUT", "/api/invoices/\(id)", as: "mia", json: "{\"version\":2,\"fields\":{\(fields)}}")
        #expect(answer.status == 200, "\(answer.text)")
    }

    private static func approve(_ service: TestService, _ id: InvoiceID) async throws {
        let answer = try await service.ask("POST", "/api/invoices/\(id)/approve", as: "mia", json: "{}")
        #expect(answer.status == 200, "\(answer.text)")
    }

    @Test("precision, recall, F1, calibration and drift are what a hand computation says")
    func measured() async throws {
        try await TestService.with { service in
            // Ten approved totals: six as read, two corrected, one taken out, one added.
            for number in 1...10 {
                let isAdded = number == 10
                let id = try await Self.read(
                    service, isAdded ? ["invoice_number": "A"] : ["total": "\(number).00"],
                    confidence: number <= 5 ? 0.97 : 0.62)
                switch number {
                case 7, 8: try await Self.correct(service, id, "\"total\":\"99.00\"")
                case 9: try await Self.correct(service, id, "\"total\":null")
                case 10: try await Self.correct(service, id, "\"total\":\"10.00\"")
                default: break
                }
                try await Self.approve(service, id)
            }
            let metrics = try await service.ask("GET", "/api/dashboard/model/metrics", as: "mia")
            #expect(metrics.status == 200, "\(metrics.text)")
            func close(_ value: JSONValue?, _ expected: Double) -> Bool {
                abs((value?.doubleValue ?? -1) - expected) < 1e-9
            }
            let total = try #require(
                metrics.json["fields"]?.arrayValue?.first { $0["field"]?.stringValue == "total" })
            // 6 right; wrong 2, extra 1, missed 1: precision 6/9, recall 6/9.
            #expect(total["right"] == 6 && total["wrong"] == 2 && total["extra"] == 1 && total["missed"] == 1)
            #expect(
                close(total["precision"], 6 / 9) && close(total["recall"], 6 / 9) && close(total["f1"], 6 / 9)
            )
            // With the one number that was read and right.
            let overall = metrics.json["overall"]
            #expect(overall?["right"] == 7 && close(overall?["f1"], 14.0 / (14 + 4 + 1 + 1)))
            let plugin = metrics.json["plugins"]?.arrayValue?.first
            #expect(plugin?["component"]?.stringValue == "gst-invoice@1.2.0" && plugin?["right"] == 7)
            #expect(
                metrics.json["pipelines"]?.arrayValue?.first?["pipeline"]?.stringValue?.hasPrefix("g") == true
            )
            let curve = metrics.json["calibration"]?["curve"]?.arrayValue ?? []
            // 0.60...0.65: the totals 6...9 and the number, two of five right; 0.95...1: five of five.
            #expect(curve.count == 2 && curve[0]["values"] == 5 && curve[1]["values"] == 5)
            #expect(close(curve.first?["accuracy"], 0.4) && close(curve.first?["confidence"], 0.62))
            #expect(close(metrics.json["calibration"]?["expected_error"], (0.22 + 0.03) / 2))
            let drift = try await service.ask(
                "GET",
                "/api/dashboard/model/metrics?baseline_from=2000-01-01&baseline_to=2100-01-01", as: "mia")
            let same = drift.json["drift"]?["fields"]?.arrayValue?.first {
                $0["field"]?.stringValue == "total"
            }
            #expect(same?["change"] == 0 && same?["z"] == 0 && same?["significant"]?.boolValue == false)
            let empty = try await service.ask(
                "GET", "/api/dashboard/model/metrics?to=2000-01-01&baseline_to=2100-01-01", as: "mia")
            let gone = empty.json["drift"]?["fields"]?.arrayValue?.first
            #expect(gone?["f1"]?.isNull == true && gone?["z"]?.isNull == true)
            let stranger = try await service.ask("GET", "/api/dashboard/model/metrics", as: "bob")
            #expect(
                stranger.json["overall"]?["right"] == 0 && stranger.json["overall"]?["f1"]?.isNull == true)
        }
    }

    @Test("vendors: blocked, merged, split; their risk is the sum of its reasons")
    func vendors() async throws {
        try await TestService.with { service in
            let flag = Flag(rule: "DUP-02", severity: .critical, message: "m", source: "s")
            _ = try await Self.read(
                service, ["supplier_gstin": "27AAPFU0939F1ZV", "supplier_name": "Acme", "total": "10.00"],
                flags: [flag])
            _ = try await Self.read(
                service, ["supplier_gstin": "29AAGCB7383J1Z4", "supplier_name": "Zenith"])
            let list = try await service.ask("GET", "/api/vendors", as: "mia")
            let found = list.json["vendors"]?.arrayValue ?? []
            #expect(list.status == 200 && found.count == 2, "\(list.text)")
            let ids = try ["Acme", "Zenith"].map { name in
                try #require(found.first { $0["name"]?.stringValue == name }?["id"]?.stringValue)
            }
            let profile = try await service.ask("GET", "/api/vendors/\(ids[0])", as: "mia")
            let points = (profile.json["reasons"]?.arrayValue ?? []).compactMap { $0["points"]?.intValue }
            #expect(points.count == 2 && points.reduce(0, +) == profile.json["risk_score"]?.intValue)
            #expect(profile.json["statistics"]?["amounts"]?.arrayValue?.first?["total"] == "10.00")
            #expect(profile.json["score_history"]?.arrayValue?.count == 1)
            let ranking = try await service.ask("GET", "/api/dashboard/vendors", as: "mia")
            #expect(ranking.json["vendors"]?.arrayValue?.first?["id"]?.stringValue == ids[0])
            let merged = try await service.ask(
                "POST", "/api/vendors/\(ids[0])/merge", as: "mia", json: "{\"into\":\"\(ids[1])\"}")
            #expect(merged.status == 200 && merged.json["members"]?.arrayValue?.count == 1, "\(merged.text)")
            #expect(merged.json["risk_score"] == profile.json["risk_score"])
            #expect(merged.json["statistics"]?["invoices"]?["total"] == 2)
            let filtered = try await service.ask("GET", "/api/invoices?vendor_id=\(ids[1])", as: "mia")
            #expect(filtered.json["pagination"]?["total"] == 2)
            let again = try await service.ask(
                "POST", "/api/vendors/\(ids[0])/merge", as: "mia", json: "{\"into\":\"\(ids[1])\"}")
            #expect(again.status == 409)
            let split = try await service.ask("POST", "/api/vendors/\(ids[0])/split", as: "mia")
            #expect(split.status == 200 && split.json["reasons"] == profile.json["reasons"], "\(split.text)")
            let version = split.json["version"]?.intValue ?? 0
            let blocked = try await service.ask(
                "PUT", "/api/vendors/\(ids[0])", as: "mia",
                json: "{\"version\":\(version),\"status\":\"blocked\"}")
            #expect(blocked.status == 200 && blocked["status"] == "blocked", "\(blocked.text)")
            let new = try await Self.read(service, ["supplier_gstin": "27AAPFU0939F1ZV"])
            let shown = try await service.ask("GET", "/api/invoices/\(new)", as: "ann")
            #expect(shown["status"] == "flagged")
            #expect(shown.json["flags"]?.arrayValue?.first?["rule"] == "IDN-08")
            for (method, path) in [("GET", "/api/vendors"), ("POST", "/api/vendors/\(ids[0])/split")] {
                let refused = try await service.ask(method, path, as: "ann")
                #expect(refused.status == 403)
            }
        }
    }
}
