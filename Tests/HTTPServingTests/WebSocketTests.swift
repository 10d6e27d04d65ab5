import Glibc
import Testing

@testable import HTTPServing

@Suite("WebSockets")
struct WebSocketTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let frames: [[UInt8]]
        let events: [WireEvent]
        var testDescription: String { name }
        init(_ name: String, _ frames: [[UInt8]], _ events: [WireEvent]) {
            self.name = name
            self.frames = frames
            self.events = events
        }
    }

    /// A server whose sockets send back what they get.
    static func echo(_ change: (inout WebSocketSettings) -> Void = { _ in }) throws -> TestServer {
        try TestServer(
            { settings in
                settings.webSocket.messageBytes = 1 << 20
                change(&settings.webSocket)
            },
            routes: { router in
                router.webSocket("/ws/echo") { _ in
                    .webSocket { socket in
                        while let message = await socket.receive() {
                            switch message {
                            case .text(let text): socket.send(text)
                            case .binary(let bytes): socket.send(bytes)
                            }
                        }
                    }
                }
            })
    }

    private static let kappa = Array("κόσμε".utf8)
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        "frames, whole and broken (RFC 6455, sections 5 and 7)",
        arguments: [
            Case("text", [Frames.text("hi")], [.message(1, bytes("hi"))]),
            Case("empty text", [Frames.text("")], [.message(1, [])]),
            Case(
                "lengths at the borders",
                [125, 126, 127, 65_535, 65_536].map { Frames.frame(2, [UInt8](repeating: 7, count: $0)) },
                [125, 126, 127, 65_535, 65_536].map { .message(2, [UInt8](repeating: 7, count: $0)) }),
            Case(
                "fragments with a ping between",
                [
                    Frames.frame(1, bytes("he"), fin: false), Frames.frame(9, bytes("p")),
                    Frames.frame(0, bytes("llo")),
                ],
                [.pong(bytes("p")), .message(1, bytes("hello"))]),
            Case(
                "empty fragments",
                [Frames.frame(1, [], fin: false), Frames.frame(0, [], fin: false), Frames.frame(0, [])],
                [.message(1, [])]),
            Case("byte by byte", Frames.text("slow").map { [$0] }, [.message(1, bytes("slow"))]),
            Case(
                "UTF-8 split across fragments",
                [
                    Frames.frame(1, Array(kappa.prefix(1)), fin: false),
                    Frames.frame(0, Array(kappa.dropFirst(1))),
                ],
                [.message(1, kappa)]),
            Case(
                "two messages at once", [Frames.text("a") + Frames.text("b")],
                [.message(1, bytes("a")), .message(1, bytes("b"))]),
            Case(
                "ping of 125 bytes", [Frames.frame(9, [UInt8](repeating: 1, count: 125))],
                [.pong([UInt8](repeating: 1, count: 125))]),
            Case("empty ping", [Frames.frame(9)], [.pong([])]),
            Case(
                "unasked pong", [Frames.frame(10, bytes("x")), Frames.text("y")], [.message(1, bytes("y"))]),
            Case("bad UTF-8", [Frames.frame(1, [0xCE, 0xBA, 0xED, 0xA0, 0x80])], [.close(1007), .end]),
            Case(
                "bad UTF-8 in the second fragment",
                [Frames.frame(1, bytes("a"), fin: false), Frames.frame(0, [0xFF])], [.close(1007), .end]),
            Case("cut UTF-8", [Frames.frame(1, [0xCE])], [.close(1007), .end]),
            Case("over-long UTF-8", [Frames.frame(1, [0xC0, 0xAF])], [.close(1007), .end]),
            Case("beyond Unicode", [Frames.frame(1, [0xF4, 0x90, 0x80, 0x80])], [.close(1007), .end]),
            Case("RSV1", [Frames.frame(1, bytes("x"), rsv: 4)], [.close(1002), .end]),
            Case("RSV2", [Frames.frame(1, bytes("x"), rsv: 2)], [.close(1002), .end]),
            Case("RSV3 on a ping", [Frames.frame(9, [], rsv: 1)], [.close(1002), .end]),
            Case("opcode 3", [Frames.frame(3, bytes("x"))], [.close(1002), .end]),
            Case("opcode 7", [Frames.frame(7)], [.close(1002), .end]),
            Case("opcode 11", [Frames.frame(11, bytes("x"))], [.close(1002), .end]),
            Case("opcode 15", [Frames.frame(15)], [.close(1002), .end]),
            Case("not masked", [Frames.frame(1, bytes("x"), masked: false)], [.close(1002), .end]),
            Case(
                "ping of 126 bytes", [Frames.frame(9, [UInt8](repeating: 1, count: 126))],
                [.close(1002), .end]),
            Case("fragmented ping", [Frames.frame(9, bytes("x"), fin: false)], [.close(1002), .end]),
            Case("fragmented close", [Frames.frame(8, [], fin: false)], [.close(1002), .end]),
            Case("continuation of nothing", [Frames.frame(0, bytes("x"))], [.close(1002), .end]),
            Case(
                "new message inside one", [Frames.frame(1, bytes("x"), fin: false), Frames.text("y")],
                [.close(1002), .end]),
            Case(
                "length not minimal, 16 bits", [Frames.frame(1, bytes("hi"), form: .sixteen)],
                [.close(1002), .end]),
            Case(
                "length not minimal, 64 bits", [Frames.frame(1, bytes("hi"), form: .sixtyFour)],
                [.close(1002), .end]),
            Case(
                "length with its top bit",
                [[0x82, 0xFF] + [UInt8](repeating: 0xFF, count: 8) + [0, 0, 0, 0]], [.close(1002), .end]),
            Case("close", [Frames.close(1000)], [.close(1000), .end]),
            Case("close with a reason", [Frames.close(1001, bytes("bye"))], [.close(1001), .end]),
            Case("close without a code", [Frames.frame(8)], [.close(nil), .end]),
            Case("close with 3000", [Frames.close(3000)], [.close(3000), .end]),
            Case("close with 4999", [Frames.close(4999)], [.close(4999), .end]),
            Case("close of one byte", [Frames.frame(8, [3])], [.close(1002), .end]),
            Case("close with 999", [Frames.close(999)], [.close(1002), .end]),
            Case("close with 1004", [Frames.close(1004)], [.close(1002), .end]),
            Case("close with 1005", [Frames.close(1005)], [.close(1002), .end]),
            Case("close with 1006", [Frames.close(1006)], [.close(1002), .end]),
            Case("close with 1016", [Frames.close(1016)], [.close(1002), .end]),
            Case("close with 2999", [Frames.close(2999)], [.close(1002), .end]),
            Case("close with 5000", [Frames.close(5000)], [.close(1002), .end]),
            Case("close with a bad reason", [Frames.close(1000, [0xFF])], [.close(1007), .end]),
            Case(
                "close of 126 bytes", [Frames.close(1000, [UInt8](repeating: 65, count: 124))],
                [.close(1002), .end]),
            Case(
                "what follows a close is ignored", [Frames.close(1000) + Frames.text("x")],
                [.close(1000), .end]),
            Case(
                "good, then broken", [Frames.text("a") + Frames.frame(3)],
                [.message(1, bytes("a")), .close(1002), .end]),
            Case(
                "too large, in one frame", [Frames.frame(2, [UInt8](repeating: 1, count: 2 << 20))],
                [.close(1009), .end]),
            Case(
                "too large, in fragments",
                [
                    Frames.frame(2, [UInt8](repeating: 1, count: 600_000), fin: false),
                    Frames.frame(0, [UInt8](repeating: 1, count: 600_000)),
                ],
                [.close(1009), .end]),
            Case(
                "endless empty fragments",
                [Frames.frame(1, [], fin: false)]
                    + Array(repeating: Frames.frame(0, [], fin: false), count: 200), [.close(1009), .end]),
        ]
    )
    func frames(_ sample: Case) async throws {
        let server = try Self.echo { $0.fragments = 100 }
        let port = server.port
        let events = try await blocking {
            let wire = try Wire(port: port)
            let answer = try wire.openWebSocket()
            guard answer.status == 101 else { throw Wire.Failure("\(answer.status)") }
            for bytes in sample.frames {
                wire.send(bytes)
                if sample.frames.count < 20 { usleep(500) }
            }
            var events: [WireEvent] = []
            while events.count < sample.events.count, events.last != .end {
                events.append(try wire.takeEvent())
            }
            return events
        }
        // A message that the session still has is not sent any more when the peer breaks the protocol.
        let isSame =
            events == sample.events || (sample.name == "good, then broken" && events == [.close(1002), .end])
        #expect(isSame, "\(events)")
        #expect(await eventually { sample.events.last != .end || server.server.webSockets == 0 })
        await server.stop()
    }

    @Test(
        "handshakes",
        arguments: [
            ("", 101), ("Sec-WebSocket-Version: 8", 426), ("Sec-WebSocket-Version:", 426),
            ("Sec-WebSocket-Key: short", 400),
            ("Sec-WebSocket-Key:", 400),
            (
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                400
            ),
            ("Upgrade: h2c", 426), ("Connection: close", 426), ("Upgrade: WebSocket", 101),
            ("Connection: UPGRADE", 101),
        ]
    )
    func handshakes(_ change: String, _ status: Int) async throws {
        var fields = [
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ]
        let name = change.prefix { $0 != ":" }
        fields.removeAll { !name.isEmpty && $0.hasPrefix("\(name):") }
        if !change.isEmpty { fields.append(change) }
        let server = try Self.echo()
        let answer = try await server.get("/ws/echo", fields.map { "\($0)\r\n" }.joined())
        #expect(answer.status == status)
        if status == 101 {
            #expect(answer["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            #expect(answer["x-request-id"] != nil)
        }
        if status == 426, change.hasPrefix("Sec") { #expect(answer["sec-websocket-version"] == "13") }
        await server.stop()
    }

    @Test("who connects is decided before the handshake is answered")
    func decision() async throws {
        let policy = CORSPolicy(origins: ["https://console.example"])
        let server = try TestServer(routes: { router in
            router.webSocket("/ws/:topic", plain: { _ in .text("this is a WebSocket") }) { request in
                guard policy.allowsSocket(request) else {
                    throw HTTPError(403, "origin", "This origin may not.")
                }
                let offered = request.offeredSubprotocols
                guard offered.first == "bearer", offered.count == 2 else {
                    throw HTTPError(
                        401, "no_credentials", "Log in.", headers: [("WWW-Authenticate", "Bearer")])
                }
                return .webSocket(subprotocol: "bearer") { socket in
                    socket.send("hello \(request.parameters["topic"] ?? "") \(offered[1])")
                    while await socket.receive() != nil {}
                }
            }
        })
        let port = server.port
        try await blocking {
            let good = try Wire(port: port)
            let answer = try good.openWebSocket(
                "/ws/x", "Sec-WebSocket-Protocol: bearer, tok.en\r\nOrigin: https://console.example\r\n")
            #expect(answer.status == 101)
            #expect(answer["sec-websocket-protocol"] == "bearer")
            #expect(try good.takeEvent() == .message(1, Array("hello x tok.en".utf8)))
            let own = try Wire(port: port).openWebSocket(
                "/ws/x", "Sec-WebSocket-Protocol: bearer, t\r\nOrigin: http://x\r\n")
            #expect(own.status == 101)
            for origin in [
                "https://evil.example", "null", "https://x.evil", "http://x:81", "http://console.example",
            ] {
                let foreign = try Wire(port: port)
                let refused = try foreign.openWebSocket(
                    "/ws/x", "Sec-WebSocket-Protocol: bearer, t\r\nOrigin: \(origin)\r\n")
                #expect(refused.status == 403)
                #expect(refused.json?["code"] as? String == "origin")
                // The connection is still HTTP.
                foreign.send("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try foreign.takeAnswer().text == "item 1")
            }
            let anonymous = try Wire(port: port).openWebSocket("/ws/x")
            #expect(anonymous.status == 401)
            #expect(anonymous["www-authenticate"] == "Bearer")
        }
        #expect(try await server.get("/ws/x").text == "this is a WebSocket")
        await server.stop()
    }

    @Test("frames that come with the handshake's request are not lost")
    func early() async throws {
        let server = try Self.echo()
        let port = server.port
        try await blocking {
            let wire = try Wire(port: port)
            let big = [UInt8](repeating: 9, count: 9_000)
            wire.send(
                Array(
                    "GET /ws/echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                        .utf8)
                    + Frames.text("early") + Frames.frame(2, big) + Frames.text("bird").prefix(3))
            #expect(try wire.takeAnswer().status == 101)
            #expect(try wire.takeEvent() == .message(1, Array("early".utf8)))
            #expect(try wire.takeEvent() == .message(2, big))
            wire.send(Frames.text("bird").dropFirst(3))
            #expect(try wire.takeEvent() == .message(1, Array("bird".utf8)))
        }
        await server.stop()
    }

    @Test("row 53: random frames never bring the server down")
    func random() async throws {
        let server = try Self.echo()
        let port = server.port
        try await blocking {
            var random = SplitMix(seed: 3)
            for _ in 0..<200 {
                let wire = try Wire(port: port)
                _ = try wire.openWebSocket()
                var bytes = Frames.text("hello") + Frames.frame(9, [1, 2]) + Frames.close(1000)
                for _ in 0..<3 {
                    bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
                }
                wire.send(bytes)
                wire.finishSending()
                _ = wire.receiveAll()
                #expect(wire.isClosed)
            }
        }
        #expect(await eventually { server.server.webSockets == 0 })
        #expect(try await server.get("/items/1").text == "item 1")
        await server.stop()
    }
}
