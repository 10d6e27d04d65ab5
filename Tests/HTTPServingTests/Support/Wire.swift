import Foundation
import Glibc

/// Runs blocking code on a thread of its own: Swift's shared threads are the server's.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread {
            continuation.resume(with: Result { try body() })
        }
        thread.stackSize = 1 << 20
        thread.start()
    }
}

/// A raw socket to a server on this machine.
final class Wire: @unchecked Sendable {  // each test uses it from one thread at a time
    struct Failure: Error {
        let message: String
        init(_ message: String) { self.message = message }
    }

    private(set) var descriptor: Int32
    private(set) var received: [UInt8] = []
    private(set) var isClosed = false
    private(set) var wasReset = false

    init(port: UInt16, timeout: Double = 20, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        setTimeout(timeout)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
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

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// How long to wait for the peer, in seconds.
    func setTimeout(_ seconds: Double) {
        var limit = timeval(
            tv_sec: Int(seconds), tv_usec: Int((seconds - seconds.rounded(.down)) * 1_000_000))
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends everything; false when the peer no longer takes it.
    @discardableResult
    func send(_ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor, $0.baseAddress.map { $0 + start }, bytes.count - start, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends no more.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes with a reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
        descriptor = -1
    }

    /// Reads some; false at the end or after the timeout.
    @discardableResult
    func receiveSome(_ limit: Int = 65_536) -> Bool {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 {
            received += buffer[..<count]
            return true
        }
        if count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK) { isClosed = true }
        if count < 0, errno == ECONNRESET { wasReset = true }
        return false
    }

    /// Everything until the server closes, or the timeout.
    func receiveAll() -> [UInt8] {
        while receiveSome() {}
        defer { received = [] }
        return received
    }

    /// Exactly so many bytes.
    func take(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard receiveSome() else { throw Failure(isClosed ? "closed" : "timeout") }
        }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    /// Everything up to and with a text.
    func take(until end: String) throws -> [UInt8] {
        let end = Array(end.utf8)
        var from = 0
        while true {
            if let start = Wire.find(end, in: received, from: from) { return try take(start + end.count) }
            from = max(0, received.count - end.count)
            guard receiveSome() else { throw Failure(isClosed ? "closed" : "timeout") }
        }
    }

    static func find(_ text: [UInt8], in bytes: [UInt8], from: Int = 0) -> Int? {
        guard bytes.count >= text.count, from <= bytes.count - text.count else { return nil }
        return (from...(bytes.count - text.count)).first {
            bytes[$0] == text[0] && bytes[$0..<($0 + text.count)].elementsEqual(text)
        }
    }

    /// The next answer.
    func takeAnswer(toHead: Bool = false) throws -> WireAnswer {
        let head = String(decoding: try take(until: "\r\n\r\n"), as: UTF8.self)
        let lines = head.components(separatedBy: "\r\n")
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Failure("no status: \(lines[0])")
        }
        var answer = WireAnswer(status: status)
        for line in lines.dropFirst() where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":") else { throw Failure("no field: \(line)") }
            answer.fields.append(
                (
                    line[..<colon].lowercased(),
                    line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                ))
        }
        guard !toHead, status >= 200, status != 204, status != 304 else { return answer }
        if answer["transfer-encoding"] == "chunked" {
            while true {
                let line = String(decoding: try take(until: "\r\n").dropLast(2), as: UTF8.self)
                guard let size = Int(line, radix: 16) else { throw Failure("no chunk: \(line)") }
                answer.body += try take(size)
                _ = try take(2)
                if size == 0 { return answer }
            }
        }
        if let length = answer["content-length"].flatMap({ Int($0) }) {
            answer.body = try take(length)
        } else {
            answer.body = receiveAll()
        }
        return answer
    }
}

/// An answer as it came over the wire.
struct WireAnswer {
    var status: Int
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any]? { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] }
    subscript(name: String) -> String? { fields.first { $0.name == name.lowercased() }?.value }

    init(status: Int) { self.status = status }
}
