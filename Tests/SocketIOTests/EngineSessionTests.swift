import Glibc
import Synchronization
import Testing

@testable import SocketIO

@Suite("Engine.IO 4: heartbeat, close, upgrade", .timeLimit(.minutes(2)))
struct EngineSessionTests {
    private static let unknown = Answer(status: 400, text: "{\"code\":1,\"message\":\"Session ID unknown\"}")
    private static let bad = Answer(status: 400, text: "{\"code\":3,\"message\":\"Bad request\"}")

    // MARK: Heartbeat

    @Test("the server pings, and whoever answers stays: polling")
    func heartbeatPolling() async throws {
        try await withEcho { settings in
            settings.pingInterval = .milliseconds(100)
        } script: { server, _ in
            let session = try server.open()
            for _ in 0..<3 {
                #expect(try server.poll(session) == Answer(status: 200, text: "2"))
                #expect(try server.post(session, "3") == Answer(status: 200, text: "ok"))
            }
        }
    }

    @Test("the server pings, and whoever answers stays: WebSocket")
    func heartbeatWebSocket() async throws {
        try await withEcho { settings in
            settings.pingInterval = .milliseconds(100)
        } script: { server, _ in
            let socket = try server.socket()
            for _ in 0..<3 {
                #expect(try socket.next() == .text("2"))
                socket.send("3")
            }
        }
    }

    @Test("who answers no ping is gone: both transports")
    func noPong() async throws {
        try await withEcho { settings in
            settings.pingInterval = .milliseconds(100)
            settings.pingTimeout = .milliseconds(100)
        } script: { server, engine in
            let session = try server.open()
            let socket = try server.socket()
            #expect(try socket.next() == .text("2"))
            #expect(try socket.end() == .closed(1000))
            #expect(eventually { engine.count == 0 })
            #expect(try server.poll(session) == Self.unknown)
        }
    }

    @Test("a waiting poll is told when no pong came")
    func noPongWhilePolling() async throws {
        try await withEcho { settings in
            settings.pingInterval = .milliseconds(50)
            settings.pingTimeout = .seconds(3)
        } script: { server, _ in
            let session = try server.open()
            #expect(try server.poll(session) == Answer(status: 200, text: "2"))
            #expect(try server.poll(session) == Answer(status: 200, text: "1"))
            #expect(try server.poll(session) == Self.unknown)
        }
    }

    // MARK: Close

    @Test("the client closes: its poll ends with a noop, and the session is gone")
    func closePolling() async throws {
        try await withEcho { server, engine in
            let session = try server.open()
            let poll = try server.send("GET", session)
            #expect(eventually { engine.isPolled(session) })
            #expect(try server.post(session, "1") == Answer(status: 200, text: "ok"))
            #expect(try poll.answer() == Answer(status: 200, text: "6"))
            #expect(try server.poll(session) == Self.unknown)
            #expect(try server.post(session, "4x") == Self.unknown)
            #expect(engine.count == 0)
        }
    }

    @Test("the client closes over a WebSocket, by a packet or by the socket itself")
    func closeWebSocket() async throws {
        try await withEcho { server, engine in
            let first = try server.socket()
            first.send("1")
            #expect(try first.end() == .closed(1000))
            let second = try server.socket()
            second.line.cut()
            #expect(eventually { engine.count == 0 })
        }
    }

    @Test("whose connection breaks while polling has left")
    func pollCut() async throws {
        try await withEcho { server, engine in
            let session = try server.open()
            let poll = try server.send("GET", session)
            #expect(eventually { engine.isPolled(session) })
            poll.reset()
            #expect(eventually { engine.count == 0 })
        }
    }

    @Test(
        "the last words of a session that the server ends wait for a poll, and then no longer",
        arguments: [true, false])
    func lastWords(isFetched: Bool) async throws {
        try await withEcho { settings in
            if !isFetched { settings.closeTimeout = .milliseconds(100) }
        } script: { server, engine in
            let session = try server.open()
            #expect(try server.post(session, "4bye").status == 200)
            engine.session(of: session)?.finish()
            if isFetched {
                #expect(try server.poll(session) == Answer(status: 200, text: "4bye\u{1E}1"))
            }
            #expect(eventually { engine.count == 0 })
            #expect(try server.poll(session) == Self.unknown)
        }
    }

    @Test("row 54: a second poll at a time is answered 400, the first with a close, and the session ends")
    func parallelPolls() async throws {
        try await withEcho { server, engine in
            let session = try server.open()
            let first = try server.send("GET", session)
            #expect(eventually { engine.isPolled(session) })
            #expect(try server.ask("GET", session + "&t=burst") == Self.bad)
            #expect(try first.answer() == Answer(status: 200, text: "1"))
            #expect(try server.poll(session) == Self.unknown)
        }
    }

    @Test("row 54: a second POST at a time is answered 400, and the session ends")
    func parallelPosts() async throws {
        try await withEcho { server, engine in
            let session = try server.open()
            let first = try Line(server.port)
            first.send(
                Array("POST /socket.io/?\(session) HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n4he".utf8))
            #expect(eventually { engine.session(of: session)?.state.withLock { $0.isPosting } == true })
            #expect(try server.post(session, "4x") == Self.bad)
            #expect(try server.poll(session) == Self.unknown)
        }
    }

    // MARK: Upgrade

    @Test("from polling to a WebSocket: probe, noop to the poll that waits, upgrade; nothing is lost")
    func upgrade() async throws {
        try await withEcho { server, engine in
            let session = try server.open()
            let poll = try server.send("GET", session)
            let socket = try server.socket(for: session)
            #expect(socket.status == 101 && eventually { engine.isPolled(session) })
            socket.send("2probe")
            #expect(try socket.next() == .text("3probe"))
            #expect(try poll.answer() == Answer(status: 200, text: "6"))
            // The old transport still works, and what waits in it moves along.
            #expect(try server.post(session, "4before").status == 200)
            socket.send("5")
            #expect(try socket.next() == .text("4before"))
            socket.send("4after")
            #expect(try socket.next() == .text("4after"))
            #expect(engine.count == 1)
        }
    }

    @Test("a poll that begins during the trial is not held for long")
    func pollDuringTrial() async throws {
        try await withEcho { server, _ in
            let session = try server.open()
            let socket = try server.socket(for: session)
            socket.send("2probe")
            #expect(try socket.next() == .text("3probe"))
            #expect(try server.poll(session) == Answer(status: 200, text: "6"))
        }
    }

    @Test("after the upgrade, requests and other sockets of the session are refused, and it goes on")
    func afterUpgrade() async throws {
        try await withEcho { server, _ in
            let session = try server.open()
            let socket = try server.socket(for: session)
            socket.send("2probe")
            _ = try socket.next()
            socket.send("5")
            socket.send("4x")
            #expect(try socket.next() == .text("4x"))
            #expect(try server.poll(session) == Self.bad)
            #expect(try server.post(session, "4y") == Self.bad)
            #expect(try server.socket(for: session).end() == .closed(1008))
            socket.send("4z")
            #expect(try socket.next() == .text("4z"))
        }
    }

    @Test("a poll right behind the upgrade finds no polling any more")
    func pollBehindUpgrade() async throws {
        try await withEcho { server, _ in
            let session = try server.open()
            let socket = try server.socket(for: session)
            socket.send("2probe")
            socket.send("5")
            // Either it is refused, or it was there first.
            let answer = try server.poll(session)
            #expect(answer == Self.bad || answer == Answer(status: 200, text: "6"))
            _ = try socket.next()
            socket.send("4x")
            #expect(try socket.next() == .text("4x"))
        }
    }

    struct Trial: Sendable, CustomTestStringConvertible {
        let name: String
        let texts: [String]
        /// The client does nothing more: its time runs out.
        var isLate = false
        var testDescription: String { name }
    }

    @Test(
        "row 54: a trial that goes wrong ends the socket only; the session polls on",
        arguments: [
            Trial(name: "no probe but an upgrade", texts: ["5"]),
            Trial(name: "a message before the probe", texts: ["4x"]),
            Trial(name: "another probe", texts: ["2"]),
            Trial(name: "no packet", texts: ["abc"]),
            Trial(name: "a message before the upgrade", texts: ["2probe", "4x"]),
            Trial(name: "two probes", texts: ["2probe", "2probe"]),
            Trial(name: "a close", texts: ["2probe", "1"]),
            Trial(name: "nothing for too long", texts: [], isLate: true),
            Trial(name: "a probe, then nothing for too long", texts: ["2probe"], isLate: true),
        ])
    func abandoned(_ sample: Trial) async throws {
        try await withEcho { settings in
            if sample.isLate { settings.upgradeTimeout = .milliseconds(300) }
        } script: { server, _ in
            let session = try server.open()
            let socket = try server.socket(for: session)
            for text in sample.texts { socket.send(text) }
            #expect(try socket.end() == .closed(1008))
            #expect(try server.post(session, "4x").status == 200)
            #expect(try server.poll(session) == Answer(status: 200, text: "4x"))
            guard !sample.isLate else { return }
            // And it may try again.
            let next = try server.socket(for: session)
            next.send("2probe")
            #expect(try next.next() == .text("3probe"))
        }
    }

    @Test("a second socket during the trial is closed")
    func twoTrials() async throws {
        try await withEcho { server, _ in
            let session = try server.open()
            let first = try server.socket(for: session)
            first.send("2probe")
            _ = try first.next()
            #expect(try server.socket(for: session).end() == .closed(1008))
            first.send("5")
            first.send("4x")
            #expect(try first.next() == .text("4x"))
        }
    }
}

extension EngineServer {
    /// The session that a query names.
    fileprivate func session(of query: String) -> EngineSession? {
        query.split(separator: "sid=").last.flatMap { try? session(String($0)) }
    }

    /// Whether a poll of the session waits.
    fileprivate func isPolled(_ query: String) -> Bool {
        session(of: query)?.state.withLock { $0.poll != nil } == true
    }
}
