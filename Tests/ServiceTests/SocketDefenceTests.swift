import AssayKit
import Glibc
import HTTPServing
import Service
import SocketClient
import Testing

@Suite("The service's sockets against broken, slow and foreign clients", .timeLimit(.minutes(5)))
struct SocketDefenceTests {
    /// Which origin an answer allows.
    private static func allowed(
        _ service: TestService, _ method: String, _ path: String, _ origin: String
    ) async throws -> String? {
        let answer = try await service.ask(
            method, path, as: "ann",
            headers: ["Origin": origin, "Access-Control-Request-Method": "POST"])
        return answer.headers["access-control-allow-origin"]
    }

    @Test("row 45: answers and preflights name none of 40 origins that look like a listed one, nor null")
    func origins() async throws {
        try await TestService.with(server: { $0.cors = CORSPolicy(origins: ["https://console.example"]) }) {
            service in
            #expect(LiveSecurityTests.lookAlikes.count >= 40)
            let ways = [
                ("GET", "/api/batches"), ("OPTIONS", "/api/auth/login"),
                ("GET", "/socket.io/?EIO=4&transport=polling"),
            ]
            for origin in LiveSecurityTests.lookAlikes + ["https://console.example"] {
                let sent = origin.replacing("PORT", with: String(service.server.port))
                for (method, path) in ways {
                    let named = try await Self.allowed(service, method, path, sent)
                    #expect(named == (origin == "https://console.example" ? origin : nil), "\(sent) \(path)")
                }
            }
        }
    }

    private static let handshake = [
        "Host: x", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]

    /// Handshakes that are none; those that are no requests at all have one behind them, which must not be served.
    private static let broken: [(name: String, lines: [String], isRequest: Bool)] = {
        func without(_ name: String) -> [String] { handshake.filter { !$0.hasPrefix(name + ":") } }
        func with(_ line: String) -> [String] {
            without(String(line.prefix { $0 != ":" })) + [line]
        }
        let changes = [
            "Sec-WebSocket-Version: 12", "Sec-WebSocket-Version: 013", "Sec-WebSocket-Version: 13, 8",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZQ==", "Sec-WebSocket-Key: ????", "Sec-WebSocket-Key: ",
            "Connection: keep-alive", "Upgrade: websocketx", "Upgrade: h2c",
        ]
        let whole =
            [("no key", without("Sec-WebSocket-Key")), ("no version", without("Sec-WebSocket-Version"))]
            + changes.map { ($0, with($0)) }
        let unclear = [
            ("two hosts", handshake + ["Host: y"]), ("no host", without("Host")),
            ("a length and chunks", handshake + ["Content-Length: 5", "Transfer-Encoding: chunked"]),
            ("two lengths", handshake + ["Content-Length: 5", "Content-Length: 6"]),
            ("a space before the colon", handshake + ["X-A : b"]), ("a folded line", handshake + [" folded"]),
            ("a control byte", handshake + ["X-A: a\u{1}b"]),
        ]
        return whole.map { ($0.0, $0.1, true) } + unclear.map { ($0.0, $0.1, false) }
    }()

    @Test("row 50: over sockets: a broken handshake opens nothing, and what follows it is no request")
    func handshakes() async throws {
        try await TestService.with { service in
            let token = service.tokens["ann"] ?? ""
            for (name, lines, isRequest) in Self.broken {
                let head =
                    "GET /ws HTTP/1.1\r\nAuthorization: Bearer \(token)\r\n"
                    + lines.map { $0 + "\r\n" }.joined() + "\r\n"
                let canary = isRequest ? "" : "GET /api/canary HTTP/1.1\r\nHost: x\r\n\r\n"
                // Frames come behind it, as from a client that takes the handshake for good.
                let frame: [UInt8] = [0x81, 0x82, 1, 1, 1, 1, 0x69, 0x68]
                let bytes = Array((head + canary).utf8) + frame + Array("\r\n\r\n".utf8)
                let answer = String(
                    decoding: try await Exchange.run(bytes, port: service.server.port), as: UTF8.self)
                #expect(!answer.contains("HTTP/1.1 101"), "\(name): \(answer.prefix(200))")
                #expect(!answer.contains("/api/canary"), "\(name): \(answer.prefix(600))")
            }
            #expect(try await service.socket("/ws", as: "ann").isOpen)
        }
    }

    @Test(
        "row 51: over sockets: 200 that drip a frame and 100 that never finish their handshake hold up nobody"
    )
    func drip() async throws {
        try await TestService.with { service in
            let port = service.server.port
            var sockets: [SocketClient] = []
            for _ in 0..<200 { sockets.append(try await service.socket("/ws", as: "ann")) }
            let slow = sockets
            let begun = try await blocking {
                // The head of a frame of 100 bytes, and then a byte now and then.
                for socket in slow { socket.write([0x81, 0x80 | 100]) }
                return try (0..<100).map { _ in try HalfOpen(port: port) }
            }
            let worst = try await blocking {
                var worst = Duration.zero
                for round in 0..<20 {
                    for socket in slow { socket.write([UInt8(round)]) }
                    let start = ContinuousClock.now
                    let client = try SocketClient(
                        port: port, "/ws", headers: ["Authorization": "Bearer \(service.tokens["bob"] ?? "")"]
                    )
                    client.send("{\"type\":\"ping\"}")
                    _ = try client.next("pong")
                    worst = max(worst, start.duration(to: .now))
                }
                return worst
            }
            #expect(try await service.ask("GET", "/health").status == 200)
            // Far below what a wait for the slow ones would take: their handshakes end after ten seconds.
            #expect(worst < .seconds(8), "\(worst)")
            withExtendedLifetime((begun, slow)) {}
        }
    }
}

/// A connection whose handshake is never finished.
private final class HalfOpen: Sendable {
    private let socket: Int32
    struct Failed: Error { let code: Int32 }

    init(port: UInt16) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failed(code: errno) }
        let head = Array("GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nX-Slow: ".utf8)
        send(socket, head, head.count, Int32(MSG_NOSIGNAL))
    }

    deinit { close(socket) }
}
