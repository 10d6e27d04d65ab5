import Testing

@testable import HTTPServing

@Suite("Routing")
struct RoutingTests {
    static let table: RouteTable? = {
        var router = Router()
        let routes: [(HTTPMethod, String)] = [
            (.get, "/"), (.get, "/invoices"), (.post, "/invoices"), (.get, "/invoices/:id"),
            (.put, "/invoices/:id"), (.delete, "/invoices/:id"), (.get, "/invoices/supported-types"),
            (.get, "/invoices/:id/pages/:n.png"), (.get, "/invoices/:id/pages/:name"),
            (.get, "/invoices/status/:task_id"), (.post, "/hooks/:source"), (.get, "/assets/*path"),
            (.get, "/ws/:user_id"), (.get, "/ws/v1/:user_id"),
        ]
        for (method, pattern) in routes { router.on(method, pattern) { _ in .noContent } }
        return try? router.compiled()  // the tests fail on nil
    }()

    @Test(
        "paths",
        arguments: [
            ("GET", "/", "/", [:]), ("GET", "/invoices", "/invoices", [:]),
            ("GET", "/invoices/", "/invoices", [:]),
            ("POST", "/invoices/", "/invoices", [:]), ("GET", "/invoices/7", "/invoices/:id", ["id": "7"]),
            ("GET", "/invoices/7/", "/invoices/:id", ["id": "7"]),
            ("GET", "/invoices/a%2Fb%20c", "/invoices/:id", ["id": "a/b c"]),
            ("GET", "/invoices/supported-types", "/invoices/supported-types", [:]),
            // A literal that leads nowhere for this method doesn't hide a parameter.
            ("DELETE", "/invoices/supported-types", "/invoices/:id", ["id": "supported-types"]),
            ("GET", "/invoices/7/pages/2.png", "/invoices/:id/pages/:n.png", ["id": "7", "n": "2"]),
            ("GET", "/invoices/7/pages/x", "/invoices/:id/pages/:name", ["id": "7", "name": "x"]),
            ("GET", "/invoices/7/pages/.png", "/invoices/:id/pages/:name", ["id": "7", "name": ".png"]),
            ("GET", "/invoices/status/9", "/invoices/status/:task_id", ["task_id": "9"]),
            ("GET", "/invoices/status", "/invoices/:id", ["id": "status"]),
            ("GET", "/assets/js/a.js", "/assets/*path", ["path": "js/a.js"]),
            ("GET", "/ws/v1", "/ws/:user_id", ["user_id": "v1"]),
            ("GET", "/ws/v1/7", "/ws/v1/:user_id", ["user_id": "7"]),
            ("HEAD", "/invoices", "/invoices", [:]),
            ("POST", "/invoices/7", "405 DELETE, GET, HEAD, OPTIONS, PUT", [:]),
            ("GET", "/hooks/x", "405 OPTIONS, POST", [:]), ("OPTIONS", "/hooks/x", "405 OPTIONS, POST", [:]),
            ("GET", "/nothing", "404", [:]), ("GET", "//invoices", "404", [:]),
            ("GET", "/assets", "404", [:]),
            ("GET", "/invoices/7/8", "404", [:]), ("GET", "/INVOICES", "404", [:]),
        ] as [(String, String, String, [String: String])]
    )
    func paths(_ method: String, _ path: String, _ expected: String, _ parameters: [String: String]) throws {
        let table = try #require(Self.table)
        let target = try RequestTarget(Array(path.utf8))
        switch table.match(HTTPMethod(rawValue: method), target.segments) {
        case .route(let route, let found):
            #expect(route.info.pattern.text == expected)
            #expect(found == parameters)
        case .otherMethods(let methods):
            #expect("405 " + methods.map(\.rawValue).joined(separator: ", ") == expected)
        case .none: #expect(expected == "404")
        }
    }

    @Test(
        "the nearest route",
        arguments: [
            ("/invoces", "/invoices"), ("/invoices/status/7/8", "/invoices/status/:task_id"),
            ("/invoice", "/invoices"),
            ("/asset/x", "/assets/*path"), ("/hook/x", "/hooks/:source"), ("/completely/other/thing", nil),
            ("/zzz", nil),
        ] as [(String, String?)]
    )
    func nearest(_ path: String, _ expected: String?) throws {
        let table = try #require(Self.table)
        let segments = try RequestTarget(Array(path.utf8)).segments
        #expect(NearestRoute.find(segments, among: table.routes)?.pattern.text == expected)
    }

    @Test("a route that is added twice, and one that goes on after a rest, stop the start")
    func conflicts() {
        var twice = Router()
        twice.get("/a/:id") { _ in .noContent }
        twice.get("/a/:id") { _ in .noContent }
        #expect(throws: ServingError.self) { _ = try twice.compiled() }
        var endless = Router()
        endless.get("/a/*rest/b") { _ in .noContent }
        #expect(throws: ServingError.self) { _ = try endless.compiled() }
    }
}

@Suite("Queries, forms and targets")
struct FieldTests {
    @Test(
        "fields",
        arguments: [
            ("", [[]]), ("a=1&b=2", [["a", "1"], ["b", "2"]]), ("a", [["a", ""]]), ("a=", [["a", ""]]),
            ("=1", [["", "1"]]),
            ("a=b=c", [["a", "b=c"]]), ("a+b=c%20d", [["a b", "c d"]]), ("a=%2B", [["a", "+"]]),
            ("&&a=1&", [["a", "1"]]),
            ("a=1&a=2", [["a", "1"], ["a", "2"]]), ("%E0%A4%85=1", [["अ", "1"]]),
        ]
    )
    func fields(_ text: String, _ expected: [[String]]) throws {
        let fields = try FormFields(text.utf8)
        #expect(fields.fields.map { [$0.name, $0.value] } == expected.filter { !$0.isEmpty })
    }

    @Test(
        "broken fields",
        arguments: ["a=%", "a=%4", "%zz=1", "a=%00", "a=%ff", String(repeating: "a&", count: 1_001)])
    func broken(_ text: String) {
        #expect(throws: HTTPError.self) { try FormFields(text.utf8) }
    }

    @Test("a form arrives over a socket; another type is 415, too much is 413")
    func form() async throws {
        let server = try TestServer(routes: { router in
            router.post("/login") { request in
                let form = try await request.form(limit: 40)
                return .text("\(form["username"] ?? "-")/\(form["password"] ?? "-")")
            }
        })
        func send(_ type: String, _ body: String) async throws -> WireAnswer {
            try await server.ask(
                "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            )
        }
        let type = "application/x-www-form-urlencoded"
        #expect(try await send("\(type); charset=utf-8", "username=a%40b&password=p+q").text == "a@b/p q")
        #expect(try await send("application/json", "{}").status == 415)
        #expect(try await send(type, String(repeating: "a", count: 41)).status == 413)
        #expect(try await send(type, "a=%zz").status == 400)
        await server.stop()
    }

    @Test("queries reach the handler decoded")
    func query() async throws {
        let server = try TestServer(routes: { router in
            router.get("/q") { request in
                .text("\(request.query["a"] ?? "-") \(request.query.all("b")) \(request.target.query)")
            }
        })
        #expect(try await server.get("/q?a=%2F+x&b=1&b=2").text == "/ x [\"1\", \"2\"] a=%2F+x&b=1&b=2")
        await server.stop()
    }
}
