import Dispatch
import Glibc

/// One connection: a request out, all that comes back until the other side closes.
enum Exchange {
    struct Failed: Error { let code: Int32 }

    /// Blocks a thread of its own, never one that the server's handlers need.
    static func run(_ bytes: [UInt8], port: UInt16, cutting: Bool = false) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try blocking(bytes, port, cutting) })
            }
        }
    }

    private static func blocking(_ bytes: [UInt8], _ port: UInt16, _ cutting: Bool) throws -> [UInt8] {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Failed(code: errno) }
        defer { close(socket) }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failed(code: errno) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server that refuses early closes its side; its answer is read all the same.
            guard count > 0 else { break }
            sent += count
        }
        if cutting { return [] }
        var (received, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count >= 0 else {
                if received.isEmpty { throw Failed(code: errno) }
                return received
            }
            if count == 0 { return received }
            received += buffer[..<count]
        }
    }
}
