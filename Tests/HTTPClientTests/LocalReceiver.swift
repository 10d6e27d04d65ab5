import Foundation
import Synchronization

/// What came in, shared with the thread that answers.
private final class Received: Sendable {
    let list = Mutex<[String]>([])
}

/// Answers requests on 127.0.0.1 one after the other with what it was given, and keeps what it received.
final class LocalReceiver: Sendable {
    struct Failure: Error {}

    let port: UInt16
    private let received = Received()
    private let listener: Int32

    /// Whole requests, in order.
    var requests: [String] { received.list.withLock { $0 } }

    init(answers: [String]) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let file = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(file, generic, length) == 0 && listen(file, 8) == 0
                    && getsockname(file, generic, &length) == 0
            }
        }
        guard isBound else { throw Failure() }
        port = UInt16(bigEndian: address.sin_port)
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

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

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
