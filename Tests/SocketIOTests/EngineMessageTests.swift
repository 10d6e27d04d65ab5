import Testing

@testable import SocketIO

@Suite("Engine.IO 4: messages", .timeLimit(.minutes(2)))
struct EngineMessageTests {
    struct Payload: Sendable, CustomTestStringConvertible {
        let name: String
        let body: String
        /// What the next poll gets; the same as was sent if nil.
        var answer: String?
        var testDescription: String { name }

        init(_ name: String, _ body: String, _ answer: String? = nil) {
            self.name = name
            self.body = body
            self.answer = answer
        }
    }

    @Test(
        "polling: packets are joined by 0x1E, bytes are b and Base64, a POST is answered ok",
        arguments: [
            Payload("one text", "4hello"),
            Payload("an empty text", "4"),
            Payload("three texts", "4test1\u{1E}4test2\u{1E}4test3"),
            Payload("text and bytes", "4hello\u{1E}bAQIDBA=="),
            Payload("bytes", "bAAECAw=="),
            Payload("no bytes", "b"),
            Payload("text beyond ASCII", "4κόσμε 🪙"),
            Payload("a text that looks like packets", "42probe"),
            Payload("line breaks and quotes", "4\n\"\\\t"),
            Payload("a pong between", "3\u{1E}4x", "4x"),
            Payload("a noop between", "6\u{1E}4x", "4x"),
            Payload("a large text", "4" + String(repeating: "x", count: 500_000)),
        ])
    func polling(_ sample: Payload) async throws {
        let (push, pull) = try await withEcho { server, _ in
            let session = try server.open()
            return (try server.post(session, sample.body), try server.poll(session))
        }
        #expect(push == Answer(status: 200, text: "ok"))
        #expect(pull == Answer(status: 200, text: sample.answer ?? sample.body))
    }

    @Test("polling: a poll that waits gets what comes")
    func waiting() async throws {
        let answer = try await withEcho { server, _ in
            let session = try server.open()
            let poll = try server.send("GET", session)
            #expect(try server.post(session, "4late").status == 200)
            return try poll.answer()
        }
        #expect(answer == Answer(status: 200, text: "4late"))
    }

    @Test("WebSocket: one packet a frame, bytes as they are")
    func webSocket() async throws {
        try await withEcho { server, _ in
            let socket = try server.socket()
            for text in ["4hello", "4", "4κόσμε 🪙", "4" + String(repeating: "x", count: 500_000)] {
                socket.send(text)
                #expect(try socket.next() == .text(text))
            }
            for bytes: [UInt8] in [[1, 2, 3, 4], [], [UInt8](repeating: 7, count: 500_000)] {
                socket.send(bytes)
                #expect(try socket.next() == .binary(bytes))
            }
            socket.send("3")
            socket.send("6")
            socket.send("4still here")
            #expect(try socket.next() == .text("4still here"))
        }
    }

    static let broken = [
        Payload("letters", "abc"), Payload("nothing", ""), Payload("type 7", "7"), Payload("type 9", "9x"),
        Payload("a ping, which only the server sends", "2"), Payload("a probe without a socket", "2probe"),
        Payload("an open, which only the server sends", "0{}"), Payload("an upgrade without a probe", "5"),
        Payload("a close with words", "1now"), Payload("a noop with words", "6x"),
        Payload("a space", " 4x"),
    ]

    @Test(
        "row 54: polling: a broken packet is answered 400, and the session ends",
        arguments: broken + [
            Payload("broken after a good one", "4x\u{1E}abc"),
            Payload("an empty packet between", "4x\u{1E}\u{1E}4y"),
            Payload("a separator at the end", "4x\u{1E}"), Payload("bytes in no Base64", "b!!!!"),
            Payload("Base64 cut off", "bAQIDB"),
        ])
    func brokenPolling(_ sample: Payload) async throws {
        let (push, pull) = try await withEcho { server, _ in
            let session = try server.open()
            return (try server.post(session, sample.body), try server.poll(session))
        }
        #expect(push == Answer(status: 400, text: "{\"code\":3,\"message\":\"Bad request\"}"))
        #expect(pull == Answer(status: 400, text: "{\"code\":1,\"message\":\"Session ID unknown\"}"))
    }

    @Test("row 54: WebSocket: a broken packet ends the session", arguments: broken)
    func brokenWebSocket(_ sample: Payload) async throws {
        let end = try await withEcho { server, _ in
            let socket = try server.socket()
            socket.send(sample.body)
            return try socket.end()
        }
        #expect(end == .closed(1008))
    }

    @Test("row 54: a body that is no UTF-8, or no text at all, is answered 400")
    func noText() async throws {
        try await withEcho { server, engine in
            let first = try server.open()
            let line = try Line(server.port)
            line.send(
                Array("POST /socket.io/?\(first) HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n4".utf8) + [
                    0xC3, 0x28,
                ])
            #expect(try line.answer().status == 400)
            let second = try server.open()
            let answer = try server.ask(
                "POST", second, fields: "Content-Type: application/octet-stream\r\nContent-Length: 0\r\n")
            #expect(answer.status == 400)
            #expect(engine.count == 0)
        }
    }

    @Test("over maxPayload: 413 to a POST, which ends nothing; 1009 to a socket")
    func tooLarge() async throws {
        try await withEcho { settings in
            settings.maxPayload = 1000
        } script: { server, _ in
            let session = try server.open()
            #expect(try server.post(session, "4" + String(repeating: "x", count: 1000)).status == 413)
            #expect(try server.post(session, "4" + String(repeating: "x", count: 999)).status == 200)
            #expect(try server.poll(session).text.utf8.count == 1000)
            for isText in [true, false] {
                let socket = try server.socket()
                if isText {
                    socket.send("4" + String(repeating: "x", count: 1000))
                } else {
                    socket.send([UInt8](repeating: 0, count: 1001))
                }
                #expect(try socket.end() == .closed(1009))
            }
        }
    }

    @Test("row 55: what waits for a client that doesn't poll is bounded; then its session ends")
    func tooSlow() async throws {
        try await withEcho { settings in
            settings.outboundBytes = 10_000
        } script: { server, engine in
            let session = try server.open()
            let text = "4" + String(repeating: "x", count: 4000)
            for _ in 0..<2 { #expect(try server.post(session, text).status == 200) }
            // The echo of this one is too much; the client is told, or finds nothing any more.
            _ = try server.post(session, text)
            #expect(try server.poll(session).status == 400)
            #expect(engine.count == 0)
        }
    }
}
