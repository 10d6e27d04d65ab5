import Foundation
import Synchronization

/// Answers one request on 127.0.0.1 with 10 GiB, as far as the other side takes them.
final class EndlessSender: Sendable {
    struct Failure: Error {}

    private final class Count: Sendable {
        let bytes = Mutex(0)
        let ended = DispatchSemaphore(value: 0)
    }

    let port: UInt16
    private let count = Count()
    private let listener: Int32

    init() throws {
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
        Thread.detachNewThread { [count] in
            let connection = accept(file, nil, nil)
            defer {
                close(connection)
                count.ended.signal()
            }
            guard connection >= 0 else { return }
            var request = [UInt8](repeating: 0, count: 4096)
            _ = recv(connection, &request, request.count, 0)
            let head = "HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n"
            _ = head.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
            let chunk = [UInt8](repeating: 0x78, count: 1 << 20)
            while count.bytes.withLock({ $0 }) < 10 << 30 {
                let sent = send(connection, chunk, chunk.count, Int32(MSG_NOSIGNAL))
                guard sent > 0 else { return }
                count.bytes.withLock { $0 += sent }
            }
        }
    }

    /// How many bytes it had sent when the other side closed.
    func sentWhenCut() -> Int {
        _ = count.ended.wait(timeout: .now() + 30)
        return count.bytes.withLock { $0 }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
}
