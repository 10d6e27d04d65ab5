import Foundation
import Synchronization

/// A receiver of webhooks on a free port of this machine; it answers as a test says.
final class Receiver: Sendable {
    struct Request: Sendable {
        /// "POST /hook".
        let line: String
        /// By their names in small letters.
        let headers: [String: String]
        let body: [UInt8]
    }

    enum Answer: Sendable {
        case status(Int, headers: [String: String] = [:])
        /// Nothing, as long as the client waits.
        case silence
        /// A head, and then bytes without end.
        case endless
    }

    let port: Int
    private let socket: Int32
    private let state = Mutex((requests: [Request](), answer: Answer.status(204)))

    struct Failed: Error { let code: Int32 }

    init() throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.socket = socket
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) | listen(socket, 64) | getsockname(socket, $0, &length)
            }
        }
        guard socket >= 0, code == 0 else { throw Failed(code: errno) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0, let self else { return }
                Thread.detachNewThread { self.serve(client) }
            }
        }
    }

    deinit { close(socket) }

    var requests: [Request] { state.withLock(\.requests) }
    func answer(_ answer: Answer) { state.withLock { $0.answer = answer } }

    /// Waits until there are that many requests.
    func wait(for count: Int, seconds: Int = 30) -> Bool {
        for _ in 0..<(seconds * 20) {
            if requests.count >= count { return true }
            usleep(50_000)
        }
        return false
    }

    private func serve(_ client: Int32) {
        defer { close(client) }
        guard let request = Self.read(client) else { return }
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answer
        }
        switch answer {
        case .status(let status, let headers):
            let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
            Self.send(
                client, "HTTP/1.1 \(status) X\r\n\(lines)Content-Length: 0\r\nConnection: close\r\n\r\n")
        case .silence:
            // Until the other side closes.
            var byte: UInt8 = 0
            while recv(client, &byte, 1, 0) > 0 {}
        case .endless:
            Self.send(client, "HTTP/1.1 200 X\r\nConnection: close\r\n\r\n")
            let portion = String(repeating: "x", count: 4096)
            while Self.send(client, portion) {}
        }
    }

    @discardableResult
    private static func send(_ client: Int32, _ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    private static func read(_ client: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var head: (end: Int, lines: [Substring], headers: [String: String])?
        while true {
            if let head, bytes.count >= head.end + (Int(head.headers["content-length"] ?? "") ?? 0) {
                return Request(
                    line: head.lines.first.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
                        ?? "",
                    headers: head.headers, body: Array(bytes[head.end...]))
            }
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            guard head == nil, let end = Data(bytes).firstRange(of: Data("\r\n\r\n".utf8)) else { continue }
            let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
            }
            head = (end.upperBound, lines, headers)
        }
    }
}
