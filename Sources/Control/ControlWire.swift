internal import AssayKit
internal import Glibc
internal import Synchronization

/// One end of a connection: whole lines are written, by whoever has something to say.
///
/// The descriptor is closed by the thread that reads, once it has no more to read and nobody writes.
final class ControlWire: Sendable {
    private let socket: Int32
    private let isOpen = Mutex(true)

    init(_ socket: Int32) { self.socket = socket }

    var isThere: Bool { isOpen.withLock { $0 } }

    /// Writes a line.
    ///
    /// - Returns: Whether it went out; a connection that took a part of it only is ended.
    @discardableResult
    func send(_ value: JSONValue) -> Bool {
        let line = JSONWriter.bytes(value) + [UInt8(ascii: "\n")]
        return isOpen.withLock { isOpen in
            guard isOpen else { return false }
            var start = 0
            while start < line.count {
                let sent = line.withUnsafeBytes { bytes in
                    Glibc.send(
                        socket, bytes.baseAddress?.advanced(by: start), bytes.count - start,
                        Int32(MSG_NOSIGNAL))
                }
                if sent < 0, errno == EINTR { continue }
                guard sent > 0 else {
                    shutdown(socket, Int32(SHUT_RDWR))
                    return false
                }
                start += sent
            }
            return true
        }
    }

    /// Wakes the thread that reads; it finds the end.
    func end() {
        isOpen.withLock { isOpen in
            if isOpen { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    /// Closes the descriptor; only for the thread that reads.
    func close() {
        isOpen.withLock { isOpen in
            if isOpen { Glibc.close(socket) }
            isOpen = false
        }
    }
}
