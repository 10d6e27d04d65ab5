import Foundation
import Loopback
import Synchronization

/// What came in, shared with the thread that answers.
private final class Received: Sendable {
    let list = Mutex<[String]>([])
}

/// Answers requests on 127.0.0.1 one after the other with what it was given, and keeps what it received.
final class LocalReceiver: Sendable {
    var port: UInt16 { listener.port }
    private let received = Received()
    private let listener: LoopbackListener

    /// Whole requests, in order.
    var requests: [String] { received.list.withLock { $0 } }

    init(answers: [String]) throws {
        listener = try LoopbackListener()
        let file = listener.descriptor
        Thread.detachNewThread { [received] in
            for answer in answers {
                let connection = accept(file, nil, nil)
                guard connection >= 0 else { return }
                let request = Self.read(connection)
                received.list.withLock { $0.append(request) }
                _ = answer.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
                close(connection)
            }
        }
    }

    deinit { listener.end() }

    private static func read(_ connection: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { break }
            bytes += chunk[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length = text.lowercased().range(of: "content-length: ").map { range in
                Int(text[range.upperBound...].prefix { $0.isNumber }) ?? 0
            }
            if text[end.upperBound...].utf8.count >= length ?? 0 { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
