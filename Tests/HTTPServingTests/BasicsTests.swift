import Foundation
import Testing

@testable import HTTPServing

@Suite("HTTP over a real socket")
struct BasicsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let request: String
        let statuses: [Int]
        let contains: String
        var testDescription: String { name }
        init(_ name: String, _ request: String, _ statuses: [Int], _ contains: String = "") {
            self.name = name
            self.request = request
            self.statuses = statuses
            self.contains = contains
        }
    }

    static let host = "Host: x\r\n"

    @Test(
        "what must work",
        arguments: [
            Case("one request", "GET /items/1 HTTP/1.1\r\n\(host)\r\n", [200], "item 1"),
            Case(
                "three pipelined", String(repeating: "GET /items/1 HTTP/1.1\r\n\(host)\r\n", count: 3),
                [200, 200, 200]),
            Case(
                "pipelined POST and GET",
                "POST /echo HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nabcGET /items/2 HTTP/1.1\r\n\(host)\r\n",
                [200, 200], "item 2"),
            Case("HTTP/1.0 without Host", "GET /items/1 HTTP/1.0\r\n\r\n", [200], "item 1"),
            Case(
                "chunked body with an extension",
                "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n",
                [200], "hello world"),
            Case(
                "chunked, any case",
                "POST /echo HTTP/1.1\r\n\(host)transfer-encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
                [200],
                "0123456789"),
            Case("PUT body", "PUT /echo HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nput", [200], "put"),
            Case("DELETE body", "DELETE /echo HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\ndel", [200], "del"),
            Case("PATCH body", "PATCH /echo HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\npat", [200], "pat"),
            Case(
                "unknown method", "FROB /items/1 HTTP/1.1\r\n\(host)\r\n", [405], "Allow: GET, HEAD, OPTIONS"),
            Case(
                "known method elsewhere", "POST /items/1 HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n", [405]),
            Case("OPTIONS", "OPTIONS /items/1 HTTP/1.1\r\n\(host)\r\n", [204], "Allow: GET, HEAD, OPTIONS"),
            Case("OPTIONS *", "OPTIONS * HTTP/1.1\r\n\(host)\r\n", [204], "Allow:"),
            Case("slash inside a part", "GET /items/a%2Fb HTTP/1.1\r\n\(host)\r\n", [200], "item a/b"),
            Case("trailing slash", "GET /items/7/ HTTP/1.1\r\n\(host)\r\n", [200], "item 7"),
            Case("UTF-8 in a part", "GET /items/%E0%A4%85 HTTP/1.1\r\n\(host)\r\n", [200], "item अ"),
            Case("absolute target", "GET http://x/items/1 HTTP/1.1\r\n\(host)\r\n", [200], "item 1"),
            Case("empty line first", "\r\nGET /items/1 HTTP/1.1\r\n\(host)\r\n", [200], "item 1"),
            Case("empty value", "GET /items/1 HTTP/1.1\r\n\(host)X-A:\r\nX-B: \r\n\r\n", [200]),
            Case("blanks around a value", "GET /items/1 HTTP/1.1\r\n\(host)X-A: \t b \t\r\n\r\n", [200]),
            Case("bytes over 127 in a value", "GET /items/1 HTTP/1.1\r\n\(host)X-A: ü\r\n\r\n", [200]),
            Case(
                "a cookie and a query",
                "GET /items/1?a=1&b=%20&c HTTP/1.1\r\n\(host)Cookie: a=b; c=d\r\n\r\n", [200]),
            Case(
                "200 fields",
                "GET /items/1 HTTP/1.1\r\n\(host)\((0..<200).map { "X-\($0): y\r\n" }.joined())\r\n", [200]),
            Case(
                "header of 6 KB",
                "GET /items/1 HTTP/1.1\r\n\(host)X-A: \(String(repeating: "a", count: 6000))\r\n\r\n", [200]),
            Case(
                "header of 20 KB",
                "GET /items/1 HTTP/1.1\r\n\(host)X-A: \(String(repeating: "a", count: 20_000))\r\n\r\n",
                [431]),
            Case(
                "header of 60 KB",
                "GET /items/1 HTTP/1.1\r\n\(host)X-A: \(String(repeating: "a", count: 60_000))\r\n\r\n",
                [431]),
            Case(
                "target of 40 KB",
                "GET /items/\(String(repeating: "a", count: 40_000)) HTTP/1.1\r\n\(host)\r\n", [414]),
            Case(
                "close is honoured",
                "GET / HTTP/1.1\r\n\(host)Connection: close\r\n\r\nGET / HTTP/1.1\r\n\(host)\r\n", [200]),
        ]
    )
    func works(_ sample: Case) async throws {
        let server = try TestServer()
        let bytes = try await server.talk(Array(sample.request.utf8))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(statuses(bytes) == sample.statuses)
        #expect(sample.contains.isEmpty || text.contains(sample.contains), "\(text)")
        await server.stop()
    }

    @Test("every answer has an id, its time, and safety fields; errors have api.md's shape")
    func everyAnswer() async throws {
        let server = try TestServer()
        let answer = try await server.get("/", "X-Request-Id: my-id.7\r\n")
        #expect(answer["x-request-id"] == "my-id.7")
        #expect(answer["x-content-type-options"] == "nosniff")
        #expect(answer["x-frame-options"] == "DENY")
        #expect(answer["date"] != nil)
        #expect((Double(answer["x-process-time"] ?? "") ?? -1) >= 0)
        let forged = try await server.get("/", "X-Request-Id: a b\r\n")
        #expect(forged["x-request-id"]?.count == 32)

        let error = try await server.get("/itemz/1")
        #expect(error.status == 404)
        #expect(error["content-type"] == "application/json")
        let json = try #require(error.json)
        #expect(json["code"] as? String == "not_found")
        #expect((json["error"] as? String)?.contains("GET /items/:id") == true)
        #expect(json["request_id"] as? String == error["x-request-id"])
        #expect((json["details"] as? [String: Any])?["nearest"] != nil)
        await server.stop()
    }

    @Test("HEAD has GET's head and no body")
    func head() async throws {
        let server = try TestServer()
        let port = server.port
        try await blocking {
            let wire = try Wire(port: port)
            wire.send("HEAD /items/1 HTTP/1.1\r\nHost: x\r\n\r\nGET /items/2 HTTP/1.1\r\nHost: x\r\n\r\n")
            let head = try wire.takeAnswer(toHead: true)
            #expect(head.status == 200)
            #expect(head["content-length"] == "6")
            #expect(try wire.takeAnswer().text == "item 2")
        }
        await server.stop()
    }

    @Test("a body is asked for with 100 Continue only when the handler wants it")
    func continues() async throws {
        let server = try TestServer { $0.limits.bodyBytes = 10 }
        let port = server.port
        try await blocking {
            let wire = try Wire(port: port)
            wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            #expect(try wire.takeAnswer(toHead: true).status == 100)
            wire.send("hello")
            #expect(try wire.takeAnswer().text == "hello")
            wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\nExpect: 100-continue\r\n\r\n")
            #expect(try wire.takeAnswer().status == 413)
        }
        await server.stop()
    }

    @Test("a handler's error is logged and not told")
    func secrets() async throws {
        struct Secret: Error {}
        let server = try TestServer(routes: { router in
            router.get("/fails") { _ in throw Secret() }
            router.get("/refuses") { _ in
                throw HTTPError(409, "conflict", "It is locked.", headers: [("Retry-After", "3")])
            }
        })
        let answer = try await server.get("/fails")
        #expect(answer.status == 500)
        #expect(!answer.text.contains("Secret"))
        #expect(server.failures.value == 1)
        let refusal = try await server.get("/refuses")
        #expect(refusal.status == 409)
        #expect(refusal["retry-after"] == "3")
        await server.stop()
    }

    @Test("a head is read the same wherever its bytes are split, and whatever its size")
    func splits() async throws {
        let server = try TestServer()
        let port = server.port
        try await blocking {
            let text = Array("POST /echo HTTP/1.1\r\nHost: x\r\nX-A:  b \r\nContent-Length: 2\r\n\r\nab".utf8)
            for split in stride(from: 1, to: text.count, by: 3) {
                let wire = try Wire(port: port)
                wire.send(text[..<split])
                usleep(1_000)
                wire.send(text[split...])
                #expect(try wire.takeAnswer().text == "ab", "split at \(split)")
            }
            let wire = try Wire(port: port)
            for size in stride(from: 0, through: 15_000, by: 501) {
                wire.send(
                    "GET /items/\(size) HTTP/1.1\r\nHost: x\r\nX-A: \(String(repeating: "a", count: size))\r\n\r\n"
                )
                #expect(try wire.takeAnswer().text == "item \(size)")
            }
        }
        await server.stop()
    }
}
