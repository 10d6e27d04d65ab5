import Foundation
import Glibc

/// Runs blocking code on a thread of its own: Swift's shared threads are the server's.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try body() }) }.start()
    }
}

/// A TCP connection to a server on this machine.
final class Line {
    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    private var descriptor: Int32
    private var received: [UInt8] = []
    private(set) var isClosed = false

    init(_ port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failure("connect: \(errno)") }
    }

    deinit { cut() }

    /// Closes it at once.
    func cut() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    /// Breaks it: the server sees a reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        cut()
    }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // Whoever refuses early closes; the answer is read all the same.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count <= 0 {
            isClosed = count == 0 || errno == ECONNRESET
            throw Failure(isClosed ? "closed" : "nothing came within 30 s")
        }
        received += buffer[..<count]
    }

    func take(_ count: Int) throws -> [UInt8] {
        while received.count < count { try receive() }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// The status and the body of an answer that names its length.
    func answer() throws -> Answer {
        let end = Array("\r\n\r\n".utf8)
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual(end) { head += try take(1) }
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Failure("no answer: \(lines[0])")
        }
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }?.dropFirst(15)
        let size = length.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 0
        return Answer(status: status, text: String(decoding: try take(size), as: UTF8.self))
    }
}

/// What a request was answered.
struct Answer: Equatable, Sendable {
    let status: Int
    let text: String
}
