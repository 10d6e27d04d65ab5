import Testing

@testable import HTTPServing

@Suite("Middleware and hooks")
struct MiddlewareTests {
    @Test(
        "middleware runs outermost first, sees the route, finished errors and unknown paths, and may answer itself"
    )
    func order() async throws {
        let seen = Shared<[String]>([])
        let server = try TestServer { settings in
            settings.middleware = [
                { request, next in
                    let response = try await next(request)
                    seen.change { $0.append("\(request.route?.name ?? "-") \(response.status)") }
                    return response
                },
                { request, next in
                    guard request.headers["X-Block"] == nil else {
                        throw HTTPError(429, "too_many", "Slow down.", headers: [("Retry-After", "7")])
                    }
                    var response = try await next(request)
                    response.headers["X-Inner"] = "1"
                    return response
                },
            ]
        }
        #expect(try await server.get("/items/1")["x-inner"] == "1")
        #expect(try await server.get("/nothing")["x-inner"] == "1")
        let blocked = try await server.get("/items/1", "X-Block: 1\r\n")
        #expect(blocked.status == 429)
        #expect(blocked["retry-after"] == "7")
        #expect(seen.value == ["/items/:id 200", "- 404"])
        await server.stop()
    }

    @Test("every answer is reported once, with its route and status")
    func reports() async throws {
        let seen = Shared<[String]>([])
        let server = try TestServer { settings in
            settings.onAnswer = { summary in
                seen.change {
                    $0.append(
                        "\(summary.request.method.rawValue) \(summary.request.route?.name ?? "-") \(summary.status)"
                    )
                }
            }
        }
        _ = try await server.get("/items/1")
        _ = try await server.ask("GET /items/%zz HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = try await server.ask("PUT /items/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        #expect(await eventually { seen.value.count == 3 })
        #expect(seen.value == ["GET /items/:id 200", "GET - 400", "PUT - 405"])
        await server.stop()
    }

    @Test("errors take the shape that the service gives them")
    func errorShape() async throws {
        let server = try TestServer { settings in
            settings.renderError = { error, id in .text("\(error.code) \(id)", status: error.status) }
        }
        let answer = try await server.get("/nothing", "X-Request-Id: abc\r\n")
        #expect(answer.text == "not_found abc")
        await server.stop()
    }

    @Test("a route has its own deadline and its own limit of bytes")
    func routeLimits() async throws {
        let server = try TestServer(
            { settings in
                settings.limits.bodyBytes = 4
                settings.deadlines.idle = .milliseconds(400)
            },
            routes: { router in
                router.post("/small", deadline: .milliseconds(200)) { request in
                    try await Task.sleep(for: .seconds(30))
                    return .noContent
                }
                router.post("/large", bodyLimit: 8) { request in
                    .json(try await request.body.collect(limit: 8))
                }
            })
        #expect(
            try await server.ask("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").status == 503
        )
        #expect(
            try await server.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345").status
                == 413)
        #expect(
            try await server.ask("POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n12345678").text
                == "12345678")
        #expect(
            try await server.ask("POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n123456789")
                .status == 413)
        await server.stop()
    }

    @Test("the client's address reaches the handler")
    func address() async throws {
        let server = try TestServer(routes: { router in router.get("/who") { .text($0.remoteAddress) } })
        #expect(try await server.get("/who").text == "127.0.0.1")
        await server.stop()
    }
}
