internal import CSystem
import Glibc

/// A socket whose answer is sent, and whose client may still be sending what nobody wants.
///
/// Closing a socket with unread bytes resets the connection, and a client then loses the answer it has not read yet
/// (RFC 9112, section 9.6). So what comes is read and dropped for a while.
final class LingeringSocket: SocketHandler {
    let descriptor: Int32
    private var id: UInt64 = 0
    private let deadline: UInt64
    private static let maximum = 256

    private init(descriptor: Int32, deadline: UInt64) {
        self.descriptor = descriptor
        self.deadline = deadline
    }

    /// Takes over a descriptor that nobody else uses any more.
    static func adopt(_ descriptor: Int32, until deadline: UInt64, on loop: SocketLoop) {
        let isPosted = loop.post { adopt(descriptor, until: deadline, on: $0) }
        if !isPosted { close(descriptor) }
    }

    /// Takes over a descriptor on the loop's own thread.
    static func adopt(_ descriptor: Int32, until deadline: UInt64, on loop: SocketLoop.Inside) {
        let socket = LingeringSocket(descriptor: descriptor, deadline: deadline)
        shutdown(descriptor, Int32(SHUT_WR))
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        guard loop.handlers(of: LingeringSocket.self).count < maximum, let id = loop.add(socket) else {
            return socket.end()
        }
        socket.id = id
    }

    func ready(_ readiness: SocketReadiness, on loop: SocketLoop.Inside) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        let isAlive = count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
        if !isAlive || readiness.contains(.hangup) { leave(loop) }
    }

    func tick(now: UInt64, on loop: SocketLoop.Inside) {
        if now >= deadline { leave(loop) }
    }

    func end() { close(descriptor) }

    private func leave(_ loop: SocketLoop.Inside) {
        loop.remove(id)
        close(descriptor)
    }
}
