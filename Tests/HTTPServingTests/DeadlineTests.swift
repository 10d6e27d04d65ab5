import Glibc
import Testing

@testable import HTTPServing

@Suite("Slow clients, slow handlers, and the end")
struct DeadlineTests {
    /// Deadlines that a test can wait for.
    static func short(_ settings: inout ServerSettings) {
        settings.deadlines.header = .milliseconds(300)
        settings.deadlines.idle = .milliseconds(600)
        settings.deadlines.transferWindow = .milliseconds(300)
        settings.deadlines.handler = .milliseconds(400)
        settings.deadlines.lingering = .milliseconds(200)
    }

    /// Whether a new connection is refused.
    static func isRefused(_ port: UInt16) -> Bool {
        do {
            _ = try Wire(port: port)
            return false
        } catch {
            return true
        }
    }

    struct Slow: Sendable, CustomTestStringConvertible {
        let name: String
        let start: String
        let drip: String
        /// The last ms at which the connection may still be open.
        let limit: Int
        var testDescription: String { name }
    }

    @Test(
        "a client that is too slow is cut, however steadily it drips",
        arguments: [
            Slow(name: "says nothing", start: "", drip: "", limit: 800),
            Slow(name: "drips its first line", start: "GET /", drip: "a", limit: 800),
            Slow(name: "drips fields", start: "GET / HTTP/1.1\r\nHost: x\r\n", drip: "X: y\r\n", limit: 800),
            Slow(name: "drips empty lines", start: "", drip: "\r\n", limit: 800),
            Slow(
                name: "drips a body",
                start: "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n", drip: "a",
                limit: 1_500),
            Slow(
                name: "drips a small body",
                start: "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", drip: "a",
                limit: 1_500),
            Slow(
                name: "drips chunks",
                start: "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                drip: "1\r\na\r\n", limit: 1_500),
            Slow(
                name: "drips its second request",
                start: "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n", drip: "X: y\r\n",
                limit: 1_500),
        ]
    )
    func slow(_ sample: Slow) async throws {
        let server = try TestServer(Self.short)
        let port = server.port
        let elapsed = try await blocking {
            let wire = try Wire(port: port, timeout: 0.05)
            wire.send(sample.start)
            let start = ContinuousClock.now
            while !wire.isClosed, start.duration(to: .now) < .seconds(9) {
                wire.send(sample.drip)
                wire.receiveSome()
            }
            #expect(wire.isClosed)
            return start.duration(to: .now)
        }
        // A loaded machine may add much; never ending is what must not be.
        #expect(elapsed < .milliseconds(sample.limit + 6_000), "cut after \(elapsed)")
        #expect(elapsed > .milliseconds(200))
        await server.stop()
    }

    @Test("a client that doesn't take its answer is cut")
    func slowReader() async throws {
        let server = try TestServer(
            { $0.deadlines.transferWindow = .milliseconds(300) },
            routes: { router in
                router.get("/stream") { _ in
                    .stream(type: "text/plain") { writer in
                        while true { try await writer.write([UInt8](repeating: 65, count: 60_000)) }
                    }
                }
            })
        let port = server.port
        let wire = try await blocking {
            let wire = try Wire(port: port, receiveBuffer: 4096)
            wire.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try wire.take(1_000)
            return wire
        }
        #expect(server.server.activeRequests == 1)
        #expect(await eventually { server.server.activeRequests == 0 })
        withExtendedLifetime(wire) {}
        await server.stop()
    }

    @Test("row 51: 150 slow connections keep nobody from being served")
    func slowloris() async throws {
        let server = try TestServer()
        let port = server.port
        let worst = try await blocking {
            let wires = try (0..<150).map { index in
                let wire = try Wire(port: port)
                wire.send("GET / HTTP/1.1\r\nHost: x\r\nX-\(index): ")
                return wire
            }
            var worst = Duration.zero
            for _ in 0..<50 {
                let start = ContinuousClock.now
                let wire = try Wire(port: port)
                wire.send("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try wire.takeAnswer().text == "item 1")
                worst = max(worst, start.duration(to: .now))
            }
            withExtendedLifetime(wires) {}
            return worst
        }
        // Their own deadline comes after 10 s.
        #expect(worst < .seconds(5))
        await server.stop()
    }

    @Test("a handler that is too slow: 503, and its task is cancelled")
    func slowHandler() async throws {
        let cancelled = Counter()
        let server = try TestServer(
            Self.short,
            routes: { router in
                router.get("/slow") { _ in
                    do {
                        try await Task.sleep(for: .seconds(30))
                    } catch {
                        cancelled.add()
                        throw error
                    }
                    return .noContent
                }
            })
        let answer = try await server.get("/slow")
        #expect(answer.status == 503)
        #expect(answer["retry-after"] != nil)
        #expect(await eventually { cancelled.value == 1 })
        await server.stop()
    }

    @Test("a client that goes away while its handler works: the task is cancelled")
    func clientGone() async throws {
        let started = Counter()
        let cancelled = Counter()
        let server = try TestServer(
            { $0.deadlines.idle = .milliseconds(400) },
            routes: { router in
                router.get("/slow") { _ in
                    started.add()
                    do {
                        try await Task.sleep(for: .seconds(30))
                    } catch {
                        cancelled.add()
                        throw error
                    }
                    return .noContent
                }
            })
        let port = server.port
        let wire = try await blocking {
            let wire = try Wire(port: port)
            wire.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            return wire
        }
        #expect(await eventually { started.value == 1 })
        wire.reset()
        #expect(await eventually { cancelled.value == 1 })
        await server.stop()
    }

    @Test("a client that has only stopped sending still gets its answer")
    func halfClosed() async throws {
        let server = try TestServer(
            { $0.deadlines.idle = .milliseconds(200) },
            routes: { router in
                router.get("/later") { _ in
                    try await Task.sleep(for: .milliseconds(300))
                    return .text("later")
                }
            })
        let bytes = try await server.talk(Array("GET /later HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("later"))
        await server.stop()
    }

    @Test("stopping lets requests finish, and takes no new connections")
    func graceful() async throws {
        let gate = Gate()
        let started = Counter()
        let server = try TestServer(routes: { router in
            router.get("/held") { _ in
                started.add()
                await gate.wait()
                return .text("done")
            }
        })
        let port = server.port
        async let answer = server.get("/held")
        #expect(await eventually { started.value == 1 })
        async let stopped: Void = server.stop(patience: .seconds(10))
        #expect(await eventually { Self.isRefused(port) })
        gate.open()
        let found = try await answer
        #expect(found.text == "done")
        #expect(found["connection"] == "close")
        await stopped
    }

    @Test("stopping with a handler, an upload and a stream that never end: each is answered or cut")
    func forced() async throws {
        let server = try TestServer(routes: { router in
            router.get("/held") { _ in
                // Deaf to cancellation.
                await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                    _ = Unmanaged.passRetained(Box(continuation))
                }
                return .noContent
            }
            router.post("/upload", bodyLimit: 1 << 30) { request in
                while try await request.body.next() != nil {}
                return .noContent
            }
            router.get("/stream") { _ in
                .stream(type: "text/plain") { writer in
                    try await writer.write("start")
                    try await Task.sleep(for: .seconds(60))
                }
            }
        })
        let port = server.port
        let wires = try await blocking {
            try ["GET /held", "POST /upload", "GET /stream", "GET /items/1"].map { line in
                let wire = try Wire(port: port)
                let length = line.hasPrefix("POST") ? "Content-Length: 1000000\r\n" : ""
                wire.send("\(line) HTTP/1.1\r\nHost: x\r\n\(length)\r\n")
                if !length.isEmpty { wire.send([UInt8](repeating: 1, count: 200_000)) }
                return wire
            }
        }
        #expect(await eventually { server.server.activeRequests == 3 })
        let start = ContinuousClock.now
        await server.stop(patience: .milliseconds(100))
        #expect(start.duration(to: .now) < .seconds(10))
        try await blocking {
            let answer = try wires[0].takeAnswer()
            #expect(answer.status == 503)
            for wire in wires {
                _ = wire.receiveAll()
                #expect(wire.isClosed)
            }
        }
    }

    @Test("a port in use, and a host that isn't this machine's, are told")
    func cannotListen() async throws {
        let server = try TestServer()
        var settings = ServerSettings()
        settings.port = server.port
        #expect {
            _ = try HTTPServer(router: Router(), settings: settings)
        } throws: { error in
            (error as? ServingError)?.isAddressInUse == true && "\(error)".contains("\(server.port)")
        }
        settings.port = 0
        settings.host = "192.0.2.1"
        #expect(throws: ServingError.self) { _ = try HTTPServer(router: Router(), settings: settings) }
        await server.stop()
    }

    @Test("connections over the limit wait, and those from one address are refused")
    func limits() async throws {
        let server = try TestServer { settings in
            settings.threads = 1
            settings.limits.connectionsPerAddress = 3
        }
        let port = server.port
        try await blocking {
            let wires = try (0..<3).map { _ in
                let wire = try Wire(port: port)
                wire.send("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try wire.takeAnswer().status == 200)
                return wire
            }
            let fourth = try Wire(port: port)
            fourth.send("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(throws: Wire.Failure.self) { try fourth.takeAnswer() }
            withExtendedLifetime(wires) {}
        }
        await server.stop()
    }
}

/// Keeps a value alive for ever.
private final class Box<Value> {
    let value: Value
    init(_ value: Value) { self.value = value }
}
