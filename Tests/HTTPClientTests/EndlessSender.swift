import Foundation
import Loopback
import Synchronization

/// Answers one request on 127.0.0.1 with 10 GiB, as far as the other side takes them.
final class EndlessSender: Sendable {
    private final class Count: Sendable {
        let bytes = Mutex(0)
        let ended = DispatchSemaphore(value: 0)
    }

    var port: UInt16 { listener.port }
    private let count = Count()
    private let listener: LoopbackListener

    init() throws {
        listener = try LoopbackListener()
        let file = listener.descriptor
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

    deinit { listener.end() }
}
