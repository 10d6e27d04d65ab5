import AssayKit
import Service
import Testing

@Suite("Errors, limits and figures over HTTP")
struct AnswerTests {
    @Test("each error: its status and its code, in the one form")
    func errors() async throws {
        try await TestService.with { service in
            let cases: [(String, String, String?, Int, String)] = [
                ("GET", "/api/invoice", nil, 404, ""),
                ("GET", "/api/invoices/no-uuid", nil, 400, "malformed_id"),
                ("GET", "/api/invoices?per_page=1000", nil, 422, "invalid_request"),
                ("GET", "/api/invoices?status=nothing", nil, 422, "invalid_request"),
                ("POST", "/api/batches", "[", 400, "malformed_json"),
                ("POST", "/api/batches", "{}", 422, "invalid_request"),
                ("POST", "/api/batches", "{\"name\":\"x\",\"nome\":1}", 422, "invalid_request"),
                ("PUT", "/api/invoices/upload", "{}", 400, ""), ("DELETE", "/health", nil, 405, ""),
            ]
            for (method, path, body, status, code) in cases {
                let answer = try await service.ask(method, path, as: "ann", body: body.map { Array($0.utf8) })
                let place: Comment = "\(method) \(path): \(answer.status) \(answer.text)"
                // The upload's path is also one of an invoice whose id is "upload".
                let isEither = path.hasSuffix("upload") && [400, 405, 422].contains(answer.status)
                #expect(answer.status == status || isEither, place)
                if !code.isEmpty { #expect(answer["code"] == code, place) }
                ContractTests.expectError(answer, place)
                if answer.status == 405 { #expect(answer.headers["allow"] != nil, place) }
            }
            let lost = try await service.ask("GET", "/api/invoicez", as: "ann")
            #expect(lost["error"]?.contains("/api/invoices") == true, "\(lost.text)")
        }
    }

    @Test("row 49: over the limit: 429 with the time to wait, and the allowance on answers below it")
    func limits() async throws {
        try await TestService.with({ $0.generalPerMinute = 3 }) { service in
            var answers: [Answer] = []
            for _ in 0..<5 { answers.append(try await service.ask("GET", "/docs")) }
            #expect(answers.first?.status == 200 && answers.first?.headers["ratelimit"] != nil)
            let refused = try #require(answers.first { $0.status == 429 })
            #expect(Int(refused.headers["retry-after"] ?? "").map { $0 >= 1 } == true)
            // Probes are never counted, and who is signed in has an allowance of their own.
            #expect(try await service.ask("GET", "/health").status == 200)
            #expect(try await service.ask("GET", "/api/batches", as: "ann").status == 200)
        }
    }

    @Test("what needs no credentials")
    func everyone() async throws {
        let paths = [
            "/health", "/health/live", "/health/ready", "/health/database", "/health/detailed",
            "/api/invoices/supported-types", "/invoices/supported-types", "/openapi.json", "/docs",
            "/metrics",
        ]
        try await TestService.with { service in
            for path in paths {
                let answer = try await service.ask("GET", path)
                #expect(answer.status == 200, "\(path): \(answer.text.prefix(300))")
                #expect(answer.headers["x-request-id"] != nil && answer.headers["x-process-time"] != nil)
            }
        }
    }

    @Test("row 69: figures: every sample has a type and a number, and names no path that a client made up")
    func metrics() async throws {
        try await TestService.with { service in
            _ = try await service.ask("GET", "/made-up")
            _ = try await service.ask("GET", "/api/batches", as: "ann")
            let text = try await service.ask("GET", "/metrics").text
            var types: Set<Substring> = []
            var samples = 0
            for line in text.split(separator: "\n") {
                if line.hasPrefix("# TYPE ") { types.insert(line.split(separator: " ")[2]) }
                if line.hasPrefix("#") { continue }
                samples += 1
                let name = line.prefix { $0 != "{" && $0 != " " }
                let family = ["_bucket", "_sum", "_count"].compactMap { suffix in
                    name.hasSuffix(suffix) ? name.dropLast(suffix.count) : nil
                }
                #expect(types.contains(name) || family.contains(where: types.contains), "\(line)")
                #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
            }
            #expect(samples > 10 && !text.contains("made-up"))
        }
    }
}
