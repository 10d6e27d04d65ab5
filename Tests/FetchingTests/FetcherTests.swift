import Fetching
import Files
import Loopback
import Synchronization
import Testing

@Suite("Fetching documents by their address")
struct FetcherTests {
    /// What came of a fetching.
    private struct Outcome {
        var text = ""
        var totals: [Int?] = []
        var failure: FetchFailure?
    }

    private static func answer(_ path: String, _ sendBytes: DocumentServer.Send) {
        func send(_ text: String) -> Bool { sendBytes(Array(text.utf8)) }
        switch path {
        case "/document": _ = send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n%PDF-1.7 ok")
        case "/unsized": _ = send("HTTP/1.1 200 OK\r\n\r\n%PDF-1.7 ok")
        case "/moved/here":
            _ = send("HTTP/1.1 302 Found\r\nLocation: ../document\r\nContent-Length: 3\r\n\r\nno!")
        case "/moved/../document": _ = send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n%PDF-1.7 ok")
        case "/absolute": _ = send("HTTP/1.1 301 M\r\nLocation: /document\r\nContent-Length: 0\r\n\r\n")
        case "/loop": _ = send("HTTP/1.1 307 T\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n")
        case "/metadata":
            _ = send("HTTP/1.1 302 F\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n")
        case "/file": _ = send("HTTP/1.1 302 F\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")
        case "/packed": _ = send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx")
        case "/declared": _ = send("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nxxxx")
        case "/endless":
            let piece = String(repeating: "x", count: 1 << 16)
            _ = send("HTTP/1.1 200 OK\r\n\r\n")
            while send(piece) {}
        case "/cut": _ = send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
        case "/busy": _ = send("HTTP/1.1 503 B\r\nContent-Length: 4\r\n\r\nbusy")
        default: _ = send("HTTP/1.1 404 N\r\nContent-Length: 6\r\n\r\nsecret")
        }
    }

    private static func fetcher() -> Fetcher {
        var fetcher = Fetcher(program: FilePath.join(ExecutableLocation.folder, "assay-fetch"))
        fetcher.allowed = ["127.0.0.1"]
        fetcher.allowsHTTP = true
        return fetcher
    }

    private static func fetch(_ url: String, with fetcher: Fetcher, limit: Int = 1 << 20) async -> Outcome {
        let seen = Mutex(Outcome())
        do throws(FetchFailure) {
            try await fetcher.fetch(
                url, limit: limit,
                take: { piece in seen.withLock { $0.text += String(decoding: piece, as: UTF8.self) } },
                progress: { _, total in seen.withLock { $0.totals.append(total) } })
        } catch {
            seen.withLock { $0.failure = error }
        }
        return seen.withLock { $0 }
    }

    @Test(
        "a document comes whole, also from where its address leads to",
        arguments: [
            "/document", "/unsized", "/moved/here", "/absolute",
        ])
    func whole(_ path: String) async throws {
        let server = try DocumentServer(Self.answer)
        let outcome = await Self.fetch(server.url + path, with: Self.fetcher())
        #expect(outcome.failure == nil && outcome.text == "%PDF-1.7 ok", "\(outcome)")
        #expect(outcome.totals.last == (path == "/unsized" ? .some(nil) : 11), "\(outcome)")
    }

    @Test(
        "row 34, row 35: what is refused or missing says so in a clause, and nothing of it comes",
        arguments: [
            ("/loop", "refused", "more than 3 times"), ("/metadata", "refused", "not a public address"),
            ("/file", "refused", "scheme"), ("/packed", "refused", "packed"),
            ("/declared", "too_large", "1048576 bytes"), ("/endless", "too_large", "1048576 bytes"),
            ("/cut", "unavailable", ""), ("/busy", "unavailable", "503"), ("/none", "missing", "404"),
        ])
    func refused(_ path: String, _ kind: String, _ words: String) async throws {
        let server = try DocumentServer(Self.answer)
        let outcome = await Self.fetch(server.url + path, with: Self.fetcher())
        #expect(outcome.failure?.kind.rawValue == kind, "\(path): \(String(describing: outcome.failure))")
        #expect(outcome.failure?.message.contains(words) == true, "\(String(describing: outcome.failure))")
        #expect(!outcome.text.contains("secret"))
    }

    @Test("without being named, this machine is refused, and so is an unencrypted address")
    func policy() async throws {
        let server = try DocumentServer(Self.answer)
        var fetcher = Self.fetcher()
        fetcher.allowed = []
        #expect(await Self.fetch(server.url + "/document", with: fetcher).failure?.kind == .refused)
        fetcher = Self.fetcher()
        fetcher.allowsHTTP = false
        #expect(await Self.fetch(server.url + "/document", with: fetcher).failure?.kind == .refused)
    }

    @Test("whoever never answers is given up in time, and at once when the caller gives up")
    func silent() async throws {
        let listener = try LoopbackListener()
        defer { listener.end() }
        let url = "http://127.0.0.1:\(listener.port)/x"
        var fetcher = Self.fetcher()
        fetcher.timeout = 300
        #expect(await Self.fetch(url, with: fetcher).failure?.kind == .unavailable)
        fetcher.timeout = 600_000
        let patient = fetcher
        let task = Task { await Self.fetch(url, with: patient) }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        #expect(await task.value.failure?.kind == .cancelled)
    }

    @Test("a program that isn't there is one clause")
    func missing() async {
        let outcome = await Self.fetch("https://example.com/", with: Fetcher(program: "/no/such/program"))
        #expect(outcome.failure?.kind == .fault)
        #expect(outcome.failure?.message.contains("/no/such/program") == true)
    }
}
