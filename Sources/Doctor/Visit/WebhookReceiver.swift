internal import Crypto
internal import Glibc
internal import Synchronization
internal import Threading

/// Listens on a port of this machine for one webhook.
final class WebhookReceiver: Sendable {
    /// What came.
    struct Message: Sendable {
        /// By their names in small letters.
        let headers: [String: String]
        let body: [UInt8]

        /// Whether the signature is that of a secret (Standard Webhooks 1.0.0).
        func isSigned(with secret: String) -> Bool {
            guard secret.hasPrefix("whsec_"), let key = Base64.decode(String(secret.dropFirst(6))),
                let id = headers["webhook-id"], let time = headers["webhook-timestamp"],
                let signatures = headers["webhook-signature"]
            else { return false }
            let code = MessageAuthentication.hmacSHA256(Array("\(id).\(time).".utf8) + body, key: key)
            return signatures.split(separator: " ").contains { $0 == "v1," + Base64.encode(code) }
        }
    }

    let port: Int
    private let socket: Int32
    private let found = Mutex<Message?>(nil)
    private static let most = 1 << 20

    /// Starts to listen; nil when that is not possible.
    init?() {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) | listen(socket, 8) | getsockname(socket, $0, &length)
            }
        }
        self.socket = socket
        port = Int(UInt16(bigEndian: address.sin_port))
        guard code == 0,
            OwnThread.start("webhook", { [weak self] in Self.serve(socket) { self?.take($0) } })
        else {
            close(socket)
            return nil
        }
    }

    /// Ends it: the thread's wait is over, and it closes the socket.
    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    /// What came; nil when nothing does in time.
    func message(within patience: Duration) async -> Message? {
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            if let message = found.withLock({ $0 }) { return message }
            guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return nil }  // cancelled
        }
        return nil
    }

    private func take(_ message: Message) { found.withLock { $0 = message } }

    private static func serve(_ socket: Int32, _ take: (Message) -> Void) {
        defer { close(socket) }
        while true {
            let client = accept(socket, nil, nil)
            guard client >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            var limit = timeval(tv_sec: 5, tv_usec: 0)
            setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            if let message = read(client) {
                take(message)
                let answer = Array("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".utf8)
                send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
            }
            close(client)
        }
    }

    private static func read(_ client: Int32) -> Message? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < most {
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            guard let end = bytes.firstIndex(of: Array("\r\n\r\n".utf8)) else { continue }
            var headers: [String: String] = [:]
            for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").dropFirst() {
                guard let colon = line.firstIndex(of: ":") else { continue }
                headers[line[..<colon].lowercased()] = String(
                    line[line.index(after: colon)...].drop { $0 == " " })
            }
            let body = bytes[(end + 4)...]
            if body.count >= Int(headers["content-length"] ?? "") ?? 0 {
                return Message(headers: headers, body: Array(body))
            }
        }
        return nil
    }
}
