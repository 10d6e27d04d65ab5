import Accounts
import AssayKit
import HTTPServing
import Service
import SocketClient
import Storage
import StorageSQLite
import Testing

@Suite("Live: origins, credentials that end, broken frames", .timeLimit(.minutes(3)))
struct LiveSecurityTests {
    /// Look-alikes of the listed `https://console.example` and of the service's own; PORT is the service's.
    static let lookAlikes = [
        "http://console.example", "https://console.example:8443", "https://console.example:444",
        "https://console.example.evil.com", "https://evilconsole.example", "https://evil.com",
        "https://console.example@evil.com", "https://evil.com/https://console.example",
        "https://console.example/",
        "https://console.example/x", "https://console.example?x", "https://console.example#x",
        "https://sub.console.example", "https://console.example.", "https://console-example",
        "https://consoleXexample", "https://consoIe.example", "https://cоnsole.example", "console.example",
        "//console.example", "ws://console.example", "wss://console.example", "ftp://console.example",
        "file://console.example", "file://", "data:text/html,x", "javascript:x", "about:blank", "null",
        "NULL", "",
        "*", "https://*", "https://*.example", "https://", "https://console.example https://evil.com",
        "https://evil.com,https://console.example", "http://127.0.0.1.evil.com:PORT", "http://127.0.0.1:1",
        "http://127.0.0.1", "http://localhost:PORT", "http://[::1]:PORT", "http://127.1:PORT",
        "http://user@127.0.0.1:PORT", "http://127.0.0.1:PORT/", "http://2130706433:PORT",
        "http://0.0.0.0:PORT",
    ]

    @Test("row 44: a page of a foreign origin gets 403, however much it looks like a listed one")
    func origins() async throws {
        try await TestService.with(server: { $0.cors = CORSPolicy(origins: ["https://console.example"]) }) {
            service in
            #expect(Self.lookAlikes.count >= 40)
            for origin in Self.lookAlikes {
                let sent = origin.replacing("PORT", with: String(service.server.port))
                let socket = try await service.socket("/ws", as: "ann", headers: ["Origin": sent])
                #expect(socket.status == 403, "\(sent)")
                let invoices = try await service.socket(
                    "/ws/dashboard/metrics", as: "ann", headers: ["Origin": sent])
                #expect(invoices.status == 403, "\(sent)")
            }
            for origin in ["https://console.example", "http://127.0.0.1:\(service.server.port)"] {
                #expect(
                    try await service.socket("/ws", as: "ann", headers: ["Origin": origin]).isOpen,
                    "\(origin)")
            }
            #expect(try await service.socket("/ws", as: "ann").isOpen, "no browser, no origin")
        }
    }

    @Test("row 40: a removed role and a logout end the sockets with 4401 within five seconds, others' stay")
    func losses() async throws {
        try await TestService.with { service in
            let accounts = service.house.accounts
            let mia = try await accounts.principal(bearer: try #require(service.tokens["mia"]))
            let ann = try await accounts.principal(bearer: try #require(service.tokens["ann"]))
            let (mias, anns) = (
                try await service.socket("/ws/dashboard/metrics", as: "mia"),
                try await service.socket("/ws", as: "ann")
            )
            let bobs = try await service.socket("/ws", as: "bob")
            try await blocking {
                _ = try mias.next("snapshot")
                anns.send("{\"type\":\"subscribe\",\"topic\":\"updates\"}")
                _ = try anns.next("snapshot")
            }
            let begun = ContinuousClock.now
            _ = try await accounts.changeUser(mia.user.id, role: .user, by: .system)
            try await accounts.logOut(ann, everywhere: false)
            #expect(try await blocking { try mias.untilEnd().code } == 4401)
            #expect(try await blocking { try anns.untilEnd().code } == 4401)
            #expect(ContinuousClock.now - begun < .seconds(5))
            #expect(try await service.socket("/ws", as: "ann").status == 401)
            try await blocking {
                bobs.send("{\"type\":\"ping\"}")
                _ = try bobs.next("pong")
            }
        }
    }

    @Test("a socket ends with 4401 when its credential's time is over")
    func expiry() async throws {
        try await TestService.with { service in
            let accounts = service.house.accounts
            let ann = try await accounts.principal(bearer: try #require(service.tokens["ann"]))
            let end = SystemTime().now() + .milliseconds(1500)
            let (_, key) = try await accounts.makeKey(name: "short", role: .user, expiresAt: end, for: ann)
            let socket = try await service.socket("/ws/dashboard/metrics", as: key)
            #expect(socket.isOpen)
            #expect(try await blocking { try socket.untilEnd().code } == 4401)
            #expect(SystemTime().now() >= end)
        }
    }

    /// Frames that RFC 6455 forbids, and the code that ends the connection.
    struct Broken: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let codes: Set<Int>

        init(_ name: String, _ bytes: [UInt8], _ codes: Int...) {
            (testDescription, self.bytes, self.codes) = (name, bytes, Set(codes))
        }

        static let mask: [UInt8] = [0, 0, 0, 0]
        static let all = [
            Broken("not masked", [0x81, 0x02, 0x68, 0x69], 1002),
            Broken("reserved bit 1", [0xC1, 0x80] + mask, 1002),
            Broken("reserved bit 2", [0xA1, 0x80] + mask, 1002),
            Broken("reserved bit 3", [0x91, 0x80] + mask, 1002),
            Broken("reserved opcode 3", [0x83, 0x80] + mask, 1002),
            Broken("reserved opcode 7", [0x87, 0x80] + mask, 1002),
            Broken("reserved control opcode 11", [0x8B, 0x80] + mask, 1002),
            Broken("reserved control opcode 15", [0x8F, 0x80] + mask, 1002),
            Broken("a ping in fragments", [0x09, 0x80] + mask, 1002),
            Broken(
                "a ping of 126 bytes", [0x89, 0xFE, 0, 126] + mask + [UInt8](repeating: 0, count: 126), 1002),
            Broken("a close of one byte", [0x88, 0x81] + mask + [3], 1002),
            Broken("a close with code 999", [0x88, 0x82] + mask + [3, 0xE7], 1002),
            Broken("a close with code 1005", [0x88, 0x82] + mask + [3, 0xED], 1002),
            Broken("a close with code 1006", [0x88, 0x82] + mask + [3, 0xEE], 1002),
            Broken(
                "a close with a reason that is no UTF-8", [0x88, 0x84] + mask + [3, 0xE8, 0xC3, 0x28], 1002,
                1007),
            Broken("a continuation of nothing", [0x80, 0x80] + mask, 1002),
            Broken(
                "a new message within another's fragments",
                [0x01, 0x81] + mask + [97, 0x81, 0x81] + mask + [97], 1002),
            Broken("a text that is no UTF-8", [0x81, 0x82] + mask + [0xC3, 0x28], 1007),
            Broken("half a character at the end of a text", [0x81, 0x81] + mask + [0xC3], 1007),
            Broken("a surrogate in UTF-8", [0x81, 0x83] + mask + [0xED, 0xA0, 0x80], 1007),
            Broken("a length of 2^63", [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0] + mask, 1002, 1009),
            Broken("a message of 2 MiB", [0x82, 0xFF, 0, 0, 0, 0, 0, 0x20, 0, 0] + mask + [1, 2, 3], 1009),
        ]
    }

    @Test(
        "row 53: a broken frame ends its connection with the code of RFC 6455, and no other",
        arguments: Broken.all)
    func frames(_ broken: Broken) async throws {
        try await TestService.with { service in
            let witness = try await service.socket("/ws", as: "bob")
            for path in ["/ws", "/ws/dashboard/metrics"] {
                let socket = try await service.socket(path, as: "ann")
                socket.write(broken.bytes)
                let code = try await blocking { try socket.untilEnd().code }
                #expect(
                    code.map(broken.codes.contains) == true, "\(path): \(code.map(String.init) ?? "none")")
            }
            try await blocking {
                witness.send("{\"type\":\"ping\"}")
                _ = try witness.next("pong")
            }
        }
    }
}
