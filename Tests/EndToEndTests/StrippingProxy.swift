import Foundation
import Synchronization

/// A proxy on a free port of this machine that passes requests on without their `Upgrade`, as badly set up ones do.
final class StrippingProxy: Sendable {
    let port: Int
    private let socket: Int32

    struct Failed: Error { let code: Int32 }

    init(to target: Int) throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.socket = socket
        var address = Self.address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) | listen(socket, 64) | getsockname(socket, $0, &length)
            }
        }
        guard socket >= 0, code == 0 else { throw Failed(code: errno) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0 else { return }
                Thread.detachNewThread { Self.pass(client, to: target) }
            }
        }
    }

    /// Shut first: closing alone does not wake who waits in `accept`.
    func stop() {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func pass(_ client: Int32, to port: Int) {
        let server = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            close(client)
            close(server)
        }
        var target = address(port)
        let code = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { return }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        for socket in [client, server] {
            setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        // The head, line by line; then everything as it is, in both directions.
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), recv(client, &byte, 1, 0) == 1 {
            head.append(byte)
        }
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let kept = lines.filter { line in
            let lower = line.lowercased()
            return !lower.hasPrefix("upgrade:") && !lower.hasPrefix("connection: upgrade")
        }
        write(server, Array(kept.joined(separator: "\r\n").utf8))
        let isOver = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            copy(client, server)
            isOver.signal()
        }
        copy(server, client)
        shutdown(client, Int32(SHUT_RDWR))
        isOver.wait()
    }

    private static func copy(_ from: Int32, _ to: Int32) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            write(to, Array(buffer[..<count]))
        }
        shutdown(to, Int32(SHUT_WR))
    }

    private static func write(_ socket: Int32, _ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress.map { $0 + start }, bytes.count - start, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            start += count
        }
    }
}
