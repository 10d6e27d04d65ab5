import AssayKit
import Glibc
import Loopback
import Synchronization
import Threading

/// A server on 127.0.0.1 that takes chat completions and answers each as a test says; a connection has one request.
final class ModelServer: Sendable {
    /// Sends bytes; false when the other side takes no more.
    typealias Send = (String) -> Bool

    /// Whole requests: head and body.
    private let kept = Mutex<[String]>([])
    private let listener: LoopbackListener

    var url: String { "http://127.0.0.1:\(listener.port)/v1" }
    var requests: [String] { kept.withLock(\.self) }

    init(_ answer: @escaping @Sendable (Send) -> Void) throws {
        listener = try LoopbackListener()
        let file = listener.descriptor
        _ = OwnThread.start("model") { [weak self] in
            while true {
                let connection = accept(file, nil, nil)
                guard connection >= 0 else { return }
                let request = Self.read(connection)
                self?.kept.withLock { $0.append(request) }
                // Each waits alone, so that a slow one holds up nobody.
                _ = OwnThread.start("answer") {
                    answer { text in
                        let bytes = Array(text.utf8)
                        return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
                    }
                    close(connection)
                }
            }
        }
    }

    deinit { listener.end() }

    private static func read(_ connection: Int32) -> String {
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { break }
            bytes += chunk[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
            let head = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
            let length =
                head.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
            if text[end.upperBound...].utf8.count >= length { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A 200 with a body.
    static func response(_ body: String, status: String = "200 OK") -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// A completion with some content.
    static func completion(_ content: String, finish: String = "stop") -> String {
        let json: JSONValue = [
            "id": "chatcmpl-1", "object": "chat.completion",
            "choices": [
                [
                    "index": 0, "finish_reason": .string(finish),
                    "message": ["role": "assistant", "content": .string(content)],
                ]
            ],
        ]
        return response(JSONWriter.text(json))
    }
}
