import Glibc
import Testing

@testable import HTTPServing

@Suite("WebSockets: timers, queues, ends")
struct WebSocketLimitTests {
    @Test("row 55: a peer that doesn't read is dropped with 1013 and costs little; others are served")
    func slowReaders() async throws {
        let sockets = Shared<[WebSocket]>([])
        let ended = Shared<[CloseCode]>([])
        let server = try TestServer(
            { settings in
                settings.webSocket.outboundBytes = 1 << 20
                settings.webSocket.closeTimeout = .milliseconds(300)
            },
            routes: { router in
                router.webSocket("/ws/news") { _ in
                    .webSocket { socket in
                        sockets.change { $0.append(socket) }
                        while await socket.receive() != nil {}
                        ended.change { $0.append(socket.ended ?? .abnormal) }
                    }
                }
            })
        let port = server.port
        let stalled = try await blocking {
            try (0..<50).map { _ in
                let wire = try Wire(port: port, receiveBuffer: 4096)
                _ = try wire.openWebSocket("/ws/news")
                return wire
            }
        }
        #expect(await eventually { sockets.value.count == 50 })
        let message = [UInt8](repeating: 65, count: 50_000)
        var most = 0
        for _ in 0..<60 {
            for socket in sockets.value {
                socket.send(utf8: message)
                most = max(most, socket.waitingBytes)
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(most <= (1 << 20) + 50_100)
        #expect(await eventually { ended.value.count == 50 })
        #expect(ended.value.allSatisfy { $0 == .tryAgainLater })
        #expect(await eventually { server.server.webSockets == 0 })
        try await blocking {
            // Whoever reads at last finds whole messages, and the reason.
            var last: WireEvent?
            // A reset is an end, too.
            while let event = try? stalled[0].takeEvent(), event != .end { last = event }
            #expect(last == .close(1013) || last == nil || last == .message(1, message))
            let good = try Wire(port: port)
            #expect(try good.openWebSocket("/ws/news").status == 101)
        }
        await server.stop()
    }

    @Test("a message replaces an older one of its key while that waits")
    func coalescing() {
        var outbox = WebSocketOutbox()
        func add(_ text: String, _ key: String?) {
            outbox.append(.init(isText: true, bytes: Array(text.utf8), key: key))
        }
        func take() -> String? { outbox.takeFirst().map { String(decoding: $0.bytes, as: UTF8.self) } }
        add("a1", "a")
        add("x", nil)
        add("b1", "b")
        add("a2 longer", "a")
        add("b2", "b")
        #expect(outbox.bytes == 9 + 1 + 2 + 3 * 64)
        #expect(take() == "x")
        add("a3", "a")
        #expect([take(), take(), take()] == ["b2", "a3", nil], "a newer one stands last")
        for round in 0..<5_000 { add("\(round)", "a") }
        #expect(outbox.bytes == 4 + 64)
        #expect([take(), take()] == ["4999", nil])
        #expect(outbox.bytes == 0 && outbox.isEmpty)
        for round in 0..<5_000 {
            add("\(round)", round.isMultiple(of: 3) ? "k\(round % 7)" : nil)
            if round > 50 { _ = take() }
        }
        while take() != nil {}
        #expect(outbox.bytes == 0 && outbox.isEmpty)
    }

    @Test("a session that doesn't receive holds its peer back, and loses nothing")
    func inbound() async throws {
        let gate = Gate()
        let total = Counter()
        let server = try TestServer(
            { $0.webSocket.inboundMessages = 16 },
            routes: { router in
                router.webSocket("/ws/sink") { _ in
                    .webSocket { socket in
                        await gate.wait()
                        while case .binary(let bytes)? = await socket.receive() { total.add(bytes.count) }
                    }
                }
            })
        let port = server.port
        let size = 10_000
        try await blocking {
            let wire = try Wire(port: port)
            _ = try wire.openWebSocket("/ws/sink")
            wire.setTimeout(0.3)
            let frame = Frames.frame(2, [UInt8](repeating: 1, count: size))
            var bytes: [UInt8] = []
            var sent = 0
            while sent < 3_000 * frame.count {
                if bytes.isEmpty { bytes = frame }
                let count = Glibc.send(wire.descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                guard count > 0 else { break }
                bytes.removeFirst(count)
                sent += count
            }
            #expect(sent < 16 << 20)
            gate.open()
            while !bytes.isEmpty {
                let count = Glibc.send(wire.descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                if count > 0 { bytes.removeFirst(count) }
            }
            wire.send(Frames.close(1000))
            let whole = (sent + frame.count - 1) / frame.count
            while wire.receiveSome() {}
            for _ in 0..<2_000 where total.value < whole * size { usleep(10_000) }
            #expect(total.value == whole * size)
        }
        await server.stop()
    }

    @Test("pings come, and a peer that answers none is dropped; one that answers stays")
    func pings() async throws {
        let server = try WebSocketTests.echo { settings in
            settings.pingInterval = .milliseconds(100)
            settings.idleTimeout = .milliseconds(1_500)
            settings.closeTimeout = .milliseconds(200)
        }
        let port = server.port
        try await blocking {
            let silent = try Wire(port: port)
            _ = try silent.openWebSocket()
            let alive = try Wire(port: port)
            _ = try alive.openWebSocket()
            for _ in 0..<18 {
                #expect(try alive.takeEvent() == .ping)
                alive.send(Frames.frame(10))
            }
            var events: [WireEvent] = []
            while events.last != .end { events.append(try silent.takeEvent()) }
            #expect(events.filter { $0 == .ping }.count >= 3)
            #expect(events.suffix(2) == [.close(1001), .end])
            alive.send(Frames.text("still here"))
            var event = try alive.takeEvent()
            while event == .ping { event = try alive.takeEvent() }
            #expect(event == .message(1, Array("still here".utf8)))
        }
        await server.stop()
    }

    @Test("a flood of pings from a peer that doesn't read fills no memory")
    func pingFlood() async throws {
        let server = try WebSocketTests.echo { $0.stallTimeout = .milliseconds(500) }
        let port = server.port
        try await blocking {
            let wire = try Wire(port: port, receiveBuffer: 4096)
            _ = try wire.openWebSocket()
            wire.setTimeout(0.2)
            let flood = Array(
                (0..<500).map { _ in Frames.frame(9, [UInt8](repeating: 1, count: 125)) }.joined())
            var sent = 0
            for _ in 0..<1_000 {
                let count = Glibc.send(wire.descriptor, flood, flood.count, Int32(MSG_NOSIGNAL))
                guard count > 0 else { break }
                sent += count
            }
            #expect(sent < 16 << 20)
        }
        #expect(await eventually { server.server.webSockets == 0 })
        await server.stop()
    }

    @Test("stopping closes with 1001, and waits for nobody who doesn't answer")
    func drain() async throws {
        let server = try WebSocketTests.echo { $0.closeTimeout = .milliseconds(300) }
        let port = server.port
        let wires = try await blocking {
            try (0..<20).map { _ in
                let wire = try Wire(port: port)
                _ = try wire.openWebSocket()
                return wire
            }
        }
        let start = ContinuousClock.now
        await server.stop(patience: .seconds(5))
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(server.server.webSockets == 0)
        try await blocking {
            for wire in wires {
                let events = [try wire.takeEvent(), try wire.takeEvent()]
                #expect(events == [.close(1001), .end])
            }
        }
    }

    @Test("a session's end, its failure, and its own code close the socket")
    func sessionEnds() async throws {
        struct Broken: Error {}
        let server = try TestServer(routes: { router in
            router.webSocket("/ws/ends") { _ in .webSocket { socket in socket.send("bye") } }
            router.webSocket("/ws/fails") { _ in .webSocket { _ in throw Broken() } }
            router.webSocket("/ws/revoked") { _ in
                .webSocket { socket in socket.close(.unauthenticated, reason: "expired") }
            }
        })
        let port = server.port
        try await blocking {
            for (path, code) in [("/ws/ends", 1000), ("/ws/fails", 1011), ("/ws/revoked", 4401)]
                as [(String, UInt16)]
            {
                let wire = try Wire(port: port)
                _ = try wire.openWebSocket(path)
                if code == 1000 { #expect(try wire.takeEvent() == .message(1, Array("bye".utf8))) }
                #expect(try wire.takeEvent() == .close(code))
                wire.send(Frames.close(code))
                #expect(try wire.takeEvent() == .end)
            }
        }
        #expect(server.failures.value == 1)
        #expect(await eventually { server.server.webSockets == 0 })
        await server.stop()
    }

    @Test("a peer's code reaches the session; a cut connection is 1006")
    func codes() async throws {
        let ended = Shared<[UInt16]>([])
        let server = try TestServer(routes: { router in
            router.webSocket("/ws/codes") { _ in
                .webSocket { socket in
                    while await socket.receive() != nil {}
                    ended.change { $0.append(socket.ended?.rawValue ?? 0) }
                }
            }
        })
        let port = server.port
        for (frame, code) in [
            (Frames.close(4000), 4000), (Frames.frame(8), 1005), ([], 1006), (Frames.frame(3), 1002),
        ]
            as [([UInt8], UInt16)]
        {
            ended.change { $0 = [] }
            try await blocking {
                let wire = try Wire(port: port)
                _ = try wire.openWebSocket("/ws/codes")
                wire.send(frame)
                wire.finishSending()
                _ = wire.receiveAll()
            }
            #expect(await eventually { !ended.value.isEmpty })
            #expect(ended.value == [code])
        }
        await server.stop()
    }

    @Test("more sockets than allowed: 1013")
    func tooMany() async throws {
        let server = try WebSocketTests.echo { $0.sockets = 2 }
        let port = server.port
        try await blocking {
            let wires = try (0..<3).map { _ in
                let wire = try Wire(port: port)
                _ = try wire.openWebSocket()
                return wire
            }
            #expect(try wires[2].takeEvent() == .close(1013))
            wires[0].send(Frames.text("x"))
            #expect(try wires[0].takeEvent() == .message(1, [120]))
        }
        await server.stop()
    }

    @Test("2,000 messages in both directions arrive in order")
    func order() async throws {
        let server = try WebSocketTests.echo()
        let port = server.port
        try await blocking {
            let wire = try Wire(port: port)
            _ = try wire.openWebSocket()
            for start in stride(from: 0, to: 2_000, by: 50) {
                wire.send(Array((start..<(start + 50)).map { Frames.text("message \($0)") }.joined()))
                for index in start..<(start + 50) {
                    #expect(try wire.takeEvent() == .message(1, Array("message \(index)".utf8)))
                }
            }
        }
        await server.stop()
    }
}
