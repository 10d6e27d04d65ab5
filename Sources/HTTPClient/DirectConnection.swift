internal import CCurl
internal import Glibc

/// A connection to a server that a person named: plain, or with TLS where the URL says https.
///
/// No policy is asked. Whoever connects to what a document or a client names uses ``OutgoingClient``. It belongs to one
/// thread at a time.
package final class DirectConnection {
    /// Why there is no connection, or no longer one.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package enum Kind: Sendable { case name, refused, encryption, time, ended }

        package let kind: Kind
        /// One clause.
        package let description: String

        package init(_ kind: Kind, _ description: String) {
            self.kind = kind
            self.description = description
        }
    }

    private let handle: UnsafeMutableRawPointer
    private var socket: Int32 = -1

    /// Connects.
    ///
    /// - Parameters:
    ///   - url: Scheme, host and port; what stands behind is left aside.
    ///   - patience: Milliseconds until the connection must stand.
    /// - Throws: Why it does not stand.
    package init(_ url: String, patience: Int) throws(Failure) {
        guard let handle = curl_easy_init() else {
            throw Failure(.ended, "libcurl could not be started")
        }
        self.handle = handle
        _ = assay_curl_set_text(handle, CURLOPT_URL, url)
        _ = assay_curl_set_text(handle, CURLOPT_PROXY, "")
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_CONNECTTIMEOUT_MS, patience),
            (CURLOPT_TIMEOUT_MS, patience), (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            // The bytes are written here: a server must not choose HTTP/2.
            (CURLOPT_SSL_ENABLE_ALPN, 0),
        ]
        for (option, value) in numbers { _ = assay_curl_set_long(handle, option, value) }
        let code = curl_easy_perform(handle)
        guard code == CURLE_OK, assay_curl_socket(handle, &socket) == CURLE_OK, socket >= 0 else {
            throw Self.failure(code)
        }
    }

    deinit { curl_easy_cleanup(handle) }

    private static func failure(_ code: CURLcode) -> Failure {
        let reason = curl_easy_strerror(code).map { String(cString: $0) } ?? "code \(code.rawValue)"
        let kind: Failure.Kind =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST: .name
            case CURLE_COULDNT_CONNECT: .refused
            case CURLE_OPERATION_TIMEDOUT: .time
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
                .encryption
            default: .ended
            }
        return Failure(kind, reason.prefix(1).lowercased() + reason.dropFirst())
    }

    /// Sends all bytes.
    package func send(_ bytes: [UInt8], patience: Int) throws(Failure) {
        let end = ContinuousClock.now + .milliseconds(patience)
        var start = 0
        while start < bytes.count {
            var sent = 0
            let code = bytes.withUnsafeBytes { buffer in
                curl_easy_send(
                    handle, buffer.baseAddress.map { $0 + start }, buffer.count - start, &sent)
            }
            if code == CURLE_AGAIN {
                try wait(for: Int16(POLLOUT), until: end)
                continue
            }
            guard code == CURLE_OK else { throw Failure(.ended, "the connection ended while sending") }
            start += sent
        }
    }

    /// What comes next; empty: the other side has closed.
    ///
    /// - Throws: When nothing comes within `patience` milliseconds.
    package func receive(patience: Int) throws(Failure) -> [UInt8] {
        let end = ContinuousClock.now + .milliseconds(patience)
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            var count = 0
            let code = buffer.withUnsafeMutableBytes { room in
                curl_easy_recv(handle, room.baseAddress, room.count, &count)
            }
            if code == CURLE_AGAIN {
                try wait(for: Int16(POLLIN), until: end)
                continue
            }
            // A connection that is cut off has no more to say than one that is closed.
            return code == CURLE_OK ? Array(buffer[..<min(count, buffer.count)]) : []
        }
    }

    private func wait(for events: Int16, until end: ContinuousClock.Instant) throws(Failure) {
        let left = ContinuousClock.now.duration(to: end)
        let (seconds, attoseconds) = left.components
        guard left > .zero else { throw Failure(.time, "nothing came in time") }
        var entry = pollfd(fd: socket, events: events, revents: 0)
        _ = poll(&entry, 1, Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
    }
}
