import Testing

@testable import HTTPServing

@Suite("Other origins")
struct CORSTests {
    static let listed = CORSPolicy(origins: ["https://Console.example", "http://10.0.0.5:3000/"])
    static let developing = CORSPolicy(allowsLocalhost: true)

    @Test(
        "origins",
        arguments: [
            ("https://console.example", true, false), ("http://10.0.0.5:3000", true, false),
            ("https://CONSOLE.example", true, false), ("http://console.example", false, false),
            ("https://console.example:8443", false, false),
            ("https://console.example.evil.com", false, false),
            ("https://evilconsole.example", false, false), ("https://console.example@evil.com", false, false),
            ("https://console.example/", false, false), ("https://sub.console.example", false, false),
            ("https://console.example\u{0}.evil.com", false, false),
            ("https://console.example.", false, false),
            ("null", false, false), ("", false, false), ("file://", false, false), ("*", false, false),
            ("https://", false, false), ("console.example", false, false),
            ("ftp://console.example", false, false),
            ("https://console.example https://evil.com", false, false),
            ("https:/console.example", false, false),
            ("http://10.0.0.5", false, false), ("http://10.0.0.5:30000", false, false),
            ("http://10.0.0.5:3000x", false, false),
            ("http://localhost:5173", false, true), ("http://localhost", false, true),
            ("https://127.0.0.1:9", false, true),
            ("http://[::1]:80", false, true), ("http://localhost.evil.com", false, false),
            ("http://localhost:80:80", false, false), ("http://localhost:", false, false),
            ("http://evil-localhost", false, false),
            ("http://127.0.0.1.evil.com", false, false), ("http://127.0.0.2", false, false),
            ("http://[::1", false, false),
            ("http://[::1]x", false, false), ("http://localhost%00.evil.com", false, false),
            ("http://localhost:8a", false, false),
            ("http://user@localhost", false, false), ("http://localhost#x", false, false),
            ("http://localhost?x", false, false),
        ]
    )
    func origins(_ origin: String, _ isListed: Bool, _ isLocal: Bool) {
        #expect(Self.listed.allows(origin) == isListed)
        #expect(Self.developing.allows(origin) == isLocal)
        #expect(!CORSPolicy().allows(origin))
    }

    @Test("row 45: answers name the origin only where it may read them")
    func answers() async throws {
        let server = try TestServer { $0.cors = Self.listed }
        let allowed = try await server.get("/items/1", "Origin: https://console.example\r\n")
        #expect(allowed["access-control-allow-origin"] == "https://console.example")
        #expect(allowed["access-control-allow-credentials"] == "true")
        #expect(allowed["access-control-expose-headers"]?.contains("X-Request-Id") == true)
        #expect(allowed["vary"] == "Origin")
        let refused = try await server.get("/items/1", "Origin: https://evil.example\r\n")
        #expect(refused.status == 200)
        #expect(refused["access-control-allow-origin"] == nil)
        #expect(refused["vary"] == "Origin")
        let missing = try await server.get("/nothing", "Origin: https://console.example\r\n")
        #expect(missing.status == 404)
        #expect(missing["access-control-allow-origin"] == "https://console.example")
        let preflight = try await server.ask(
            "OPTIONS /echo HTTP/1.1\r\nHost: x\r\nOrigin: https://console.example\r\nAccess-Control-Request-Method: PUT\r\n\r\n"
        )
        #expect(preflight.status == 204)
        #expect(preflight["access-control-allow-methods"] == "DELETE, OPTIONS, PATCH, POST, PUT")
        #expect(preflight["access-control-allow-headers"]?.contains("Authorization") == true)
        #expect(preflight["access-control-max-age"] == "600")
        await server.stop()
    }

    @Test("without a policy no answer speaks of origins")
    func none() async throws {
        let server = try TestServer()
        let answer = try await server.get("/items/1", "Origin: http://localhost\r\n")
        #expect(answer["access-control-allow-origin"] == nil)
        #expect(answer["vary"] == nil)
        await server.stop()
    }
}
