import Foundation
import Glibc
import Synchronization
import Testing

@testable import HTTPServing

@Suite("Bodies in and out")
struct TransferTests {
    /// Bytes that differ all along, so that a lost or doubled piece shows.
    static func pattern(_ count: Int, from start: Int = 0) -> [UInt8] {
        (start..<(start + count)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    @Test("a client waits while the handler doesn't read, and then everything arrives")
    func backpressure() async throws {
        let gate = Gate()
        let total = 48 << 20
        let server = try TestServer(routes: { router in
            router.post("/upload", bodyLimit: 1 << 30) { request in
                guard let first = try await request.body.next() else { return .text("empty") }
                await gate.wait()
                var count = first.count
                while let bytes = try await request.body.next() { count += bytes.count }
                return .text("\(count)")
            }
        })
        let port = server.port
        try await blocking {
            let wire = try Wire(port: port)
            wire.setTimeout(0.3)
            wire.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: \(total)\r\n\r\n")
            let piece = [UInt8](repeating: 7, count: 1 << 16)
            // The kernel's buffers take some megabytes, the server's own a fraction of one.
            var sent = 0
            while sent < total {
                let count = Glibc.send(wire.descriptor, piece, piece.count, Int32(MSG_NOSIGNAL))
                guard count > 0 else { break }
                sent += count
            }
            #expect(sent < 16 << 20)
            gate.open()
            while sent < total {
                let count = Glibc.send(
                    wire.descriptor, piece, min(piece.count, total - sent), Int32(MSG_NOSIGNAL))
                if count > 0 { sent += count }
            }
            wire.setTimeout(20)
            #expect(try wire.takeAnswer().text == "\(total)")
        }
        await server.stop()
    }

    @Test("bytes arrive as they were sent, plain and chunked", arguments: [1, 70_000, 3_000_000])
    func integrity(_ size: Int) async throws {
        let server = try TestServer(routes: { router in
            router.post("/upload", bodyLimit: 1 << 30) { request in
                Response(body: .bytes(try await request.body.collect(limit: 1 << 30)))
            }
        })
        let port = server.port
        try await blocking {
            let bytes = Self.pattern(size)
            let wire = try Wire(port: port)
            wire.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n")
            wire.send(bytes)
            #expect(try wire.takeAnswer().body == bytes)
            wire.send("POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            var start = 0
            var step = 1
            while start < size {
                let count = min(step, size - start)
                wire.send("\(String(count, radix: 16));x=y\r\n")
                wire.send(bytes[start..<(start + count)])
                wire.send("\r\n")
                start += count
                step = step &* 3 % 90_001 + 1
            }
            wire.send("0\r\n\r\n")
            let answer = try wire.takeAnswer()
            #expect(answer.body == bytes)
            #expect(answer["connection"] == "close")
        }
        await server.stop()
    }

    @Test("a form with a file goes to the disk piece by piece")
    func uploadToFile() async throws {
        let path = NSTemporaryDirectory() + "assay-upload-\(getpid()).bin"
        defer { unlink(path) }
        let server = try TestServer(routes: { router in
            router.post("/upload", bodyLimit: 1 << 30) { request in
                let form = try MultipartReader(request)
                var names: [String] = []
                while let part = try await form.nextPart() {
                    names.append(part.fileName ?? part.name)
                    guard part.fileName != nil, let file = fopen(path, "w") else { continue }
                    while let bytes = try await form.nextBytes() { fwrite(bytes, 1, bytes.count, file) }
                    fclose(file)
                }
                return .text(names.joined(separator: ","))
            }
        })
        let port = server.port
        let bytes = Self.pattern(4_000_000)
        try await blocking {
            let head =
                "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"
            let tail = "\r\n--b--\r\n"
            let wire = try Wire(port: port)
            wire.send(
                "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: \(head.utf8.count + bytes.count + tail.utf8.count)\r\n\r\n\(head)"
            )
            wire.send(bytes)
            wire.send(tail)
            #expect(try wire.takeAnswer().text == "note,a.pdf")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
        await server.stop()
    }

    @Test(
        "a body over the limit is 413, and the client gets to read it",
        arguments: [(1_001, false), (200_000, false), (30_000_000, false), (1_001, true), (5_000_000, true)]
    )
    func tooLarge(_ size: Int, _ isChunked: Bool) async throws {
        let server = try TestServer { $0.limits.bodyBytes = 1_000 }
        let port = server.port
        try await blocking {
            let wire = try Wire(port: port)
            let body = [UInt8](repeating: 1, count: size)
            if isChunked {
                wire.send(
                    "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\(String(size, radix: 16))\r\n"
                )
            } else {
                wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n")
            }
            // The server stops reading; what it says must still be there.
            wire.send(body)
            let answer = try wire.takeAnswer()
            #expect(answer.status == 413)
            #expect(answer.json?["code"] as? String == "body_too_large")
        }
        #expect(await eventually { server.server.activeRequests == 0 })
        await server.stop()
    }

    @Test(
        "a handler that answers without the body, or in the middle of it, is heard",
        arguments: [10, 100_000, 20_000_000])
    func earlyAnswers(_ size: Int) async throws {
        let server = try TestServer(routes: { router in
            router.post("/unread", bodyLimit: 1 << 30) { _ in
                throw HTTPError(401, "no_credentials", "Log in.")
            }
            router.post("/middle", bodyLimit: 1 << 30) { request in
                _ = try await request.body.next()
                throw HTTPError(507, "full", "The disk is full.")
            }
        })
        let port = server.port
        for (path, status) in [("/unread", 401), ("/middle", 507)] {
            try await blocking {
                let wire = try Wire(port: port)
                wire.send("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n")
                wire.send([UInt8](repeating: 1, count: size))
                let answer = try wire.takeAnswer()
                #expect(answer.status == status)
                #expect(answer["x-request-id"] != nil)
                // A small rest is read and dropped, and the connection lives on.
                guard size == 10 else { return }
                wire.send("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try wire.takeAnswer().text == "item 1")
            }
        }
        await server.stop()
    }

    @Test("a client that goes away in the middle of its body ends the handler")
    func aborts() async throws {
        let gone = Counter()
        let server = try TestServer(routes: { router in
            router.post("/upload", bodyLimit: 1 << 30) { request in
                do {
                    while try await request.body.next() != nil {}
                } catch {
                    gone.add()
                    throw error
                }
                return .noContent
            }
        })
        let port = server.port
        try await blocking {
            for size in [0, 1, 50_000, 300_000] {
                for resets in [false, true] {
                    let wire = try Wire(port: port)
                    wire.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
                    wire.send([UInt8](repeating: 1, count: size))
                    usleep(5_000)
                    if resets { wire.reset() }
                }
            }
        }
        #expect(await eventually { gone.value == 8 && server.server.activeRequests == 0 })
        await server.stop()
    }

    @Test("a stream arrives in pieces, also at HTTP/1.0 clients; HEAD runs nothing")
    func streams() async throws {
        let runs = Counter()
        let server = try TestServer(routes: { router in
            router.get("/stream") { _ in
                .stream(type: "text/csv") { writer in
                    runs.add()
                    for line in 0..<20_000 { try await writer.write("line \(line)\n") }
                }
            }
        })
        let expected = (0..<20_000).map { "line \($0)\n" }.joined()
        let answer = try await server.get("/stream")
        #expect(answer["transfer-encoding"] == "chunked")
        #expect(answer.text == expected)
        let old = try await server.ask("GET /stream HTTP/1.0\r\n\r\n")
        #expect(old.text == expected)
        #expect(runs.value == 2)
        #expect(try await server.ask("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n", toHead: true).status == 200)
        #expect(runs.value == 2)
        await server.stop()
    }

    @Test("a stream waits for a slow client, and ends when the client goes away")
    func slowStream() async throws {
        let written = Counter()
        let ended = Counter()
        let server = try TestServer(routes: { router in
            router.get("/endless") { _ in
                .stream(type: "text/plain") { writer in
                    defer { ended.add() }
                    let piece = [UInt8](repeating: 65, count: 10_000)
                    while true {
                        try await writer.write(piece)
                        written.add(piece.count)
                    }
                }
            }
        })
        let port = server.port
        try await blocking {
            let wire = try Wire(port: port, receiveBuffer: 4096)
            wire.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try wire.take(100_000)
            usleep(200_000)
        }
        #expect(written.value < 12 << 20)
        #expect(await eventually { ended.value == 1 && server.server.activeRequests == 0 })
        await server.stop()
    }

    @Test("a stream that fails cuts the connection, so that nobody takes it for complete")
    func brokenStream() async throws {
        struct Broken: Error {}
        let server = try TestServer(routes: { router in
            router.get("/breaks") { _ in
                .stream(type: "text/plain") { writer in
                    try await writer.write("half")
                    throw Broken()
                }
            }
        })
        let bytes = try await server.talk(Array("GET /breaks HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        #expect(!String(decoding: bytes, as: UTF8.self).hasSuffix("0\r\n\r\n"))
        #expect(server.failures.value == 1)
        await server.stop()
    }

    @Test("files are sent whole; a missing one is 500 and tells no path")
    func files() async throws {
        let path = NSTemporaryDirectory() + "assay-file-\(getpid()).bin"
        defer { unlink(path) }
        let bytes = Self.pattern(3_000_000)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let server = try TestServer(routes: { router in
            router.get("/file") { _ in .file(path, type: "application/pdf") }
            router.get("/missing") { _ in .file("/nonexistent/secret", type: "application/pdf") }
        })
        let answer = try await server.get("/file")
        #expect(answer["content-length"] == "3000000")
        #expect(answer.body == bytes)
        let head = try await server.ask("HEAD /file HTTP/1.1\r\nHost: x\r\n\r\n", toHead: true)
        #expect(head["content-length"] == "3000000")
        let missing = try await server.get("/missing")
        #expect(missing.status == 500)
        #expect(!missing.text.contains("secret"))
        await server.stop()
    }

    @Test("a value with line ends cannot split an answer")
    func splitting() async throws {
        let server = try TestServer(routes: { router in
            router.get("/split") { request in
                Response(headers: [("X-Echo", request.query["v"] ?? ""), ("Bad Name", "x")])
            }
        })
        let answer = try await server.get("/split?v=a%0D%0ASet-Cookie:%20x")
        #expect(answer["x-echo"] == "a  Set-Cookie: x")
        #expect(answer["set-cookie"] == nil)
        await server.stop()
    }
}

/// Holds tasks back until it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        waiting.forEach { $0.resume() }
    }
}
