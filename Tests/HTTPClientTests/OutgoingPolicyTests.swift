import Foundation
import Testing

@testable import HTTPClient
@testable import Outgoing

@Suite("Outgoing requests: where they may go")
struct OutgoingPolicyTests {
    /// Spellings of addresses that no document and no pipeline may reach unless the operator named them.
    static let privateHosts: [String] = {
        var hosts = [
            "localhost", "LOCALHOST", "localhost.", "foo.localhost", "printer.local", "db.internal",
            "router.lan",
            "intranet", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
            "017700000001",
            "0x7f.0.0.1", "127.0.0.1.", "127.000.000.001", "0", "0.0.0.0", "[::1]", "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "[64:ff9b::7f00:1]", "[fe80::1]",
            "[fe80::1%25eth0]",
            "[fc00::1]", "[fd00::1]", "[2001:db8::1]", "[2002:7f00:1::]", "[2001::1]", "[3fff::1]",
            "[ff02::1]",
            "[::127.0.0.1]", "[127.0.0.1]", "[::1", "[v1.a]", "user@example.com", "user:pw@example.com",
            "example.com@127.0.0.1", "127.0.0.1%00.example.com", "127。0。0。1", "①②⑦.0.0.1", "exa mple.com",
            "example.com\\@127.0.0.1", "", ".", "..", "a..b", "1", "169.254.169.254", "169.254.169.254.",
            "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "metadata", "metadata.internal",
            "0x7F000001.", "[0::1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::ffff:0:127.0.0.1]",
            "[::7f00:1]",
            "127.0.0.0x1", "0300.0250.0.1", "192.168.257", "[fec0::1]", "host.docker.internal.",

        ]
        for block in [
            "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1",
            "127.255.255.254",
            "169.254.0.1", "172.16.0.1", "172.31.255.254", "192.0.0.1", "192.0.2.1", "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1", "198.19.255.254", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
            "240.0.0.1", "255.255.255.255",
        ] {
            let parts = block.split(separator: ".").compactMap { UInt32($0) }
            let number = parts.reduce(0) { $0 << 8 | $1 }
            hosts += [block, String(number), "0x" + String(number, radix: 16), "[::ffff:\(block)]"]
        }
        return hosts
    }()

    @Test("row 32: a private address is refused in every spelling", arguments: privateHosts)
    func refusesPrivate(_ host: String) {
        for port in ["", ":443"] {
            let error = #expect(throws: OutgoingRequestError.self) {
                try OutgoingURL("https://\(host)\(port)/hook", policy: OutgoingPolicy())
            }
            #expect(error?.kind == .refused)
        }
    }

    @Test("row 32: there are at least 150 spellings, and this machine's own connect to nothing")
    func spellings() throws {
        #expect(Self.privateHosts.count >= 150)
        let canary = try LocalReceiver(answers: ["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])
        let client = OutgoingClient(policy: OutgoingPolicy(allowsHTTP: true))
        for host in Self.privateHosts {
            // The port is the canary's: what got past the policy would reach it.
            guard let url = try? OutgoingURL("http://\(host):\(canary.port)/", policy: client.policy) else {
                continue
            }
            Issue.record("\(host) was taken")
            _ = try? client.send(OutgoingRequest(method: "GET", url: url))
        }
        #expect(canary.requests.isEmpty)
    }

    @Test(
        "public hosts are taken",
        arguments: [
            ("https://example.com/hook?a=1#x", "https://example.com:443/hook?a=1"),
            ("https://EXAMPLE.com.", "https://example.com:443/"),
            ("https://8.8.8.8/", "https://8.8.8.8:443/"),
            ("https://[2606:4700::1111]:443/x", "https://[2606:4700::1111]:443/x"),
            ("https://a.example:80?q", "https://a.example:80/?q"),
        ])
    func takesPublic(_ text: String, _ expected: String) throws {
        #expect(try OutgoingURL(text, policy: OutgoingPolicy()).text == expected)
    }

    @Test(
        "what else is refused",
        arguments: [
            ("http://example.com/", "the URL is not encrypted"),
            ("ftp://example.com/", "the URL has the scheme \"ftp\""),
            ("example.com", "the URL has no scheme"),
            ("https://example.com:8443/", "the URL has the port 8443"),
            ("https://example.com:0/", "the URL has the port \"0\""),
            ("https://example.com:+443/", "the URL has the port \"+443\""),
            ("https://" + String(repeating: "a", count: 2050), "the URL is over 2,048 bytes long"),
        ])
    func refuses(_ text: String, _ sentence: String) {
        let error = #expect(throws: OutgoingRequestError.self) {
            try OutgoingURL(text, policy: OutgoingPolicy())
        }
        #expect(error?.message == sentence)
    }

    @Test("what the operator names is allowed, and nothing beside it")
    func allowed() throws {
        let policy = OutgoingPolicy(allowed: ["127.0.0.1", "10.1.0.0/16", "erp.internal"], allowsHTTP: true)
        #expect(try OutgoingURL("http://127.0.0.1:9999/x", policy: policy).port == 9999)
        #expect(try OutgoingURL("http://10.1.2.3/x", policy: policy).host == "10.1.2.3")
        #expect(try OutgoingURL("http://erp.internal:8080/x", policy: policy).host == "erp.internal")
        #expect(throws: OutgoingRequestError.self) { try OutgoingURL("http://10.2.0.1/", policy: policy) }
        #expect(throws: OutgoingRequestError.self) { try OutgoingURL("http://127.0.0.2/", policy: policy) }
    }

    @Test("a name that leads to a private address is refused before anything connects")
    func names() throws {
        let receiver = try LocalReceiver(answers: ["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])
        // The URL is made under a kinder policy than the client's, as a name would be that changes its address.
        let client = OutgoingClient(policy: OutgoingPolicy(allowsHTTP: true))
        let url = try OutgoingURL(
            "http://localhost:\(receiver.port)/",
            policy: OutgoingPolicy(allowed: ["localhost"], allowsHTTP: true))
        let error = #expect(throws: OutgoingRequestError.self) {
            try client.send(OutgoingRequest(method: "GET", url: url))
        }
        #expect(error?.kind == .refused)
        #expect(receiver.requests.isEmpty)
    }

    @Test("row 34: a redirect to a metadata address is told, not followed")
    func redirects() throws {
        let canary = try LocalReceiver(answers: ["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])
        let targets = [
            "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/",
            "http://127.0.0.1:\(canary.port)/",
            "//127.0.0.1:\(canary.port)/", "gopher://127.0.0.1:\(canary.port)/", "file:///etc/passwd",
        ]
        let receiver = try LocalReceiver(
            answers: targets.map { "HTTP/1.1 302 Found\r\nLocation: \($0)\r\nContent-Length: 0\r\n\r\n" })
        let policy = OutgoingPolicy(allowed: ["127.0.0.1"], allowsHTTP: true)
        let url = try OutgoingURL("http://127.0.0.1:\(receiver.port)/", policy: policy)
        for target in targets {
            let answer = try OutgoingClient(policy: policy).send(OutgoingRequest(method: "GET", url: url))
            #expect(answer.status == 302, "\(target)")
        }
        #expect(canary.requests.isEmpty)
        #expect(receiver.requests.count == targets.count)
    }

    @Test("row 35: an endless answer is cut at the limit; no more than a socket's buffers of it is taken")
    func endless() throws {
        let sender = try EndlessSender()
        let policy = OutgoingPolicy(allowed: ["127.0.0.1"], allowsHTTP: true)
        let url = try OutgoingURL("http://127.0.0.1:\(sender.port)/", policy: policy)
        let answer = try OutgoingClient(policy: policy).send(OutgoingRequest(method: "GET", url: url))
        #expect(answer.body.count == 65_536)
        // Of the 10 GiB that it would send it got rid of what the kernel buffers, which is below the 64 MiB of the row.
        #expect(sender.sentWhenCut() < 64 << 20)
    }

    @Test("row 35: a compressed answer, as a bomb is, is neither asked for nor unpacked")
    func compressed() throws {
        let receiver = try LocalReceiver(answers: [
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"
        ])
        let policy = OutgoingPolicy(allowed: ["127.0.0.1"], allowsHTTP: true)
        let url = try OutgoingURL("http://127.0.0.1:\(receiver.port)/", policy: policy)
        let answer = try OutgoingClient(policy: policy).send(OutgoingRequest(method: "GET", url: url))
        // Unpacking would fail on these bytes: they are no gzip.
        #expect(answer.body == Array("hello".utf8))
        #expect(receiver.requests.first?.lowercased().contains("accept-encoding") == false)
    }

    @Test("a request to an allowed host is answered; redirects are not followed and an endless answer is cut")
    func sends() throws {
        let receiver = try LocalReceiver(answers: [
            "HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n" + String(repeating: "x", count: 900_000),
        ])
        let policy = OutgoingPolicy(allowed: ["127.0.0.1"], allowsHTTP: true)
        let client = OutgoingClient(policy: policy)
        let url = try OutgoingURL("http://127.0.0.1:\(receiver.port)/hook", policy: policy)
        let first = try client.send(
            OutgoingRequest(method: "POST", url: url, headers: [("X-Test", "1")], body: Array("hello".utf8)))
        #expect(first.status == 200)
        #expect(first.headers["x-a"] == "b")
        #expect(receiver.requests.first?.hasSuffix("\r\n\r\nhello") == true)
        #expect(try client.send(OutgoingRequest(method: "GET", url: url)).status == 302)
        let third = try client.send(OutgoingRequest(method: "GET", url: url))
        #expect(third.body.count == 65_536)
    }
}
