package import AssayKit
import Foundation
import Glibc

/// A small WebSocket client (RFC 6455) for tests, on a blocking socket.
package final class SocketClient: @unchecked Sendable {  // each test uses it from one thread at a time
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// What comes.
    package enum Event: Sendable {
        case text(String)
        /// The server closes, with this code.
        case close(Int)
        /// The connection is over.
        case end

        /// The text as JSON; null for anything else.
        package var json: JSONValue {
            guard case .text(let text) = self else { return .null }
            // What is no JSON is none of ours, and the test will say so.
            return (try? JSONParser.parse(text)) ?? .null
        }

        package var closeCode: Int? {
            if case .close(let code) = self { return code }
            return nil
        }
    }

    private var descriptor: Int32
    private var received: [UInt8] = []
    private var isClosed = false
    /// The answer's status; 101: it is open.
    package private(set) var status = 0
    /// By their names in small letters.
    package private(set) var headers: [String: String] = [:]
    /// What a refusal says.
    package private(set) var body = ""

    /// Connects and shakes hands; a refusal is no error.
    ///
    /// `receiveBuffer`: The kernel's room for what comes, bytes; small for a client that stalls.
    package init(
        port: UInt16, _ path: String, headers: [String: String] = [:], receiveBuffer: Int32? = nil,
        timeout seconds: Int = 30
    ) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        setTimeout(milliseconds: seconds * 1000)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failure(description: "connect: errno \(errno)") }
        var all = headers
        all["Host"] = all["Host"] ?? "127.0.0.1:\(port)"
        all["Upgrade"] = "websocket"
        all["Connection"] = "Upgrade"
        all["Sec-WebSocket-Version"] = "13"
        all["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
        let lines = all.map { "\($0.key): \($0.value)\r\n" }.joined()
        write(Array("GET \(path) HTTP/1.1\r\n\(lines)\r\n".utf8))
        try readAnswer()
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    package var isOpen: Bool { status == 101 }

    /// How long ``next()`` waits.
    package func setTimeout(milliseconds: Int) {
        var limit = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends a text.
    package func send(_ text: String) { frame(1, Array(text.utf8)) }

    /// Sends a frame, or what looks like one.
    package func write(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor, $0.baseAddress.map { $0 + start }, bytes.count - start, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            start += count
        }
    }

    /// The next text or end; pings are answered on the way.
    ///
    /// - Throws: When nothing comes in time.
    package func next() throws -> Event {
        // Pings come every 20 s: without an end of its own, a wait for what never comes would not end.
        let end = ContinuousClock.now + .seconds(90)
        while ContinuousClock.now < end {
            guard let head = try take(2) else { return .end }
            let size: Int
            switch head[1] & 0x7F {
            case 126: size = try take(2)?.reduce(0) { $0 << 8 | Int($1) } ?? 0
            case 127: size = try take(8)?.reduce(0) { $0 << 8 | Int($1) } ?? 0
            case let short: size = Int(short)
            }
            guard let payload = try take(size) else { return .end }
            switch head[0] & 15 {
            case 1: return .text(String(decoding: payload, as: UTF8.self))
            case 8:
                frame(8, Array(payload.prefix(2)))
                return .close(payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : 1005)
            case 9: frame(10, payload)
            default: break
            }
        }
        throw Failure(description: "nothing but pings came")
    }

    /// The next message as JSON that is of that type.
    ///
    /// - Throws: When the connection ends before.
    package func next(_ type: String) throws -> JSONValue {
        var seen: [String] = []
        while true {
            let event = try next()
            guard case .text = event else {
                throw Failure(description: "\(event) instead of \(type), after \(seen)")
            }
            let json = event.json
            if json["type"]?.stringValue == type { return json }
            seen.append(json["type"]?.stringValue ?? "?")
        }
    }

    /// All that comes until the end; the code that closed it, if one did.
    package func untilEnd() throws -> (texts: [JSONValue], code: Int?) {
        var texts: [JSONValue] = []
        while true {
            switch try next() {
            case .text(let text): texts.append(try JSONParser.parse(text))
            case .close(let code):
                // Whoever has answered a close frame waits for nothing more.
                return (texts, code)
            case .end: return (texts, nil)
            }
        }
    }

    /// Ends the connection without a word.
    package func cut() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
        descriptor = -1
    }

    private func frame(_ opcode: UInt8, _ payload: [UInt8]) {
        var bytes: [UInt8] = [0x80 | opcode]
        if payload.count < 126 {
            bytes.append(0x80 | UInt8(payload.count))
        } else if payload.count < 65_536 {
            bytes += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        } else {
            bytes.append(0x80 | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
        write(bytes + key + payload.enumerated().map { $0.element ^ key[$0.offset % 4] })
    }

    private func readAnswer() throws {
        let end = Array("\r\n\r\n".utf8)
        var split: Int?
        while split == nil {
            guard try fill() else { throw Failure(description: "no answer") }
            split = received.indices.first { received[$0...].starts(with: end) }
        }
        let head = String(decoding: received[..<(split ?? 0)], as: UTF8.self)
        received.removeFirst((split ?? 0) + 4)
        let lines = head.components(separatedBy: "\r\n")
        status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        guard !isOpen, let length = headers["content-length"].flatMap({ Int($0) }) else { return }
        body = String(decoding: try take(length) ?? [], as: UTF8.self)
    }

    /// So many bytes; nil when the connection ends before.
    private func take(_ count: Int) throws -> [UInt8]? {
        while received.count < count {
            guard try fill() else { return nil }
        }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    private func fill() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 {
            received += buffer[..<count]
            return true
        }
        if count < 0, errno == EAGAIN || errno == EINTR { throw Failure(description: "nothing came in time") }
        return false
    }
}

/// Runs blocking code on a thread of its own: Swift's shared threads are the server's.
package func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result { try body() }) }
        thread.stackSize = 1 << 20
        thread.start()
    }
}
