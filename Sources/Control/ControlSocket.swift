package import AssayKit
internal import CSystem
package import Files
internal import Glibc
internal import Synchronization
internal import Threading

/// `DIR/control.sock`: how commands on the same machine reach the service that holds the folder.
///
/// Only the service's own user may connect (mode 0600). A question is one line of JSON, and so is its answer. A client may
/// ask on, also before it has the answer: a question's `id` comes back with its answer. A connection on which nothing was
/// asked ends after a few seconds.
package final class ControlSocket: Sendable {
    /// Answers a question; nil where none is wanted.
    package typealias Handler = @Sendable (JSONValue, ControlPeer) async -> JSONValue?

    /// Connections at a time; more are turned away.
    private static let most = 256
    /// How long a client may take for its first question, seconds.
    private static let patience = 5

    private let path: String
    private let socket: Int32
    private let handler: Handler
    private let onEnd: @Sendable (ControlPeer) -> Void
    private let peers = Mutex((next: 1, open: [Int: ControlPeer](), isStopped: false))

    /// Listens in a data folder, and answers each question by itself.
    package convenience init(
        folder: String, handler: @escaping @Sendable (JSONValue) async -> JSONValue
    ) throws(FileError) {
        try self.init(folder: folder) { question, _ in await handler(question) }
    }

    /// Listens in a data folder.
    ///
    /// The caller holds the folder's lock, so a socket that is there already is left over.
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - onEnd: Told when a client has gone; called from any thread.
    ///   - handler: Answers.
    /// - Throws: What kept it from listening.
    package init(
        folder: String, onEnd: @escaping @Sendable (ControlPeer) -> Void = { _ in },
        handler: @escaping Handler
    ) throws(FileError) {
        let path = ControlLine.path(folder)
        try FileSystem.remove(path)
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw FileError("listen at", path, code: errno) }
        // The folder itself is closed to others, so there is no moment in which they could connect.
        guard try ControlLine.withAddress(path, { bind(socket, $0, $1) }) == 0, chmod(path, 0o600) == 0,
            listen(socket, 64) == 0
        else {
            let code = errno
            close(socket)
            throw FileError("listen at", path, code: code)
        }
        self.path = path
        self.socket = socket
        self.handler = handler
        self.onEnd = onEnd
        guard OwnThread.start("control", { [self] in accept() }) else {
            close(socket)
            throw FileError("listen at", path, code: EAGAIN)
        }
    }

    /// Takes no more questions, and ends the connections.
    package func stop() {
        let open = peers.withLock { peers in
            peers.isStopped = true
            return Array(peers.open.values)
        }
        // The threads that wait wake up by it, and close the sockets.
        shutdown(socket, Int32(SHUT_RDWR))
        open.forEach { $0.end() }
        // A socket that stays behind is removed at the next start.
        try? FileSystem.remove(path)
    }

    private func accept() {
        defer { close(socket) }
        while true {
            let client = csystem_accept(socket)
            if client < 0 {
                if errno == EINTR || errno == ECONNABORTED { continue }
                // Out of descriptors: those who ask now wait in the kernel's queue.
                if errno == EMFILE || errno == ENFILE, !peers.withLock({ $0.isStopped }) {
                    usleep(50_000)
                    continue
                }
                return
            }
            ControlLine.setLimit(client, seconds: Self.patience)
            let peer = peers.withLock { peers -> ControlPeer? in
                guard peers.open.count < Self.most, !peers.isStopped else { return nil }
                let peer = ControlPeer(number: peers.next, socket: client)
                peers.next += 1
                peers.open[peer.number] = peer
                return peer
            }
            guard let peer else {
                close(client)
                continue
            }
            if !OwnThread.start("control client", { [self] in serve(peer, client) }) { finish(peer) }
        }
    }

    /// Takes a client's questions until it goes; each is answered as soon as its answer is there.
    private func serve(_ peer: ControlPeer, _ client: Int32) {
        var reader = LineReader(client)
        var isFirst = true
        while let question = reader.next() {
            if isFirst {
                ControlLine.setReadLimit(client, seconds: 0)
                isFirst = false
            }
            Task { [handler] in
                guard var answer = await handler(question, peer) else { return }
                if let id = question["id"], let object = answer.objectValue {
                    var named = object
                    named["id"] = id
                    answer = .object(named)
                }
                peer.send(answer)
            }
        }
        finish(peer)
    }

    private func finish(_ peer: ControlPeer) {
        peers.withLock { $0.open[peer.number] = nil }
        peer.close()
        onEnd(peer)
    }
}

/// A client of the control socket.
package final class ControlPeer: Sendable {
    /// Tells it from the others.
    package let number: Int
    /// Its process; nil when the kernel does not tell.
    package let process: Int32?
    private let wire: ControlWire

    init(number: Int, socket: Int32) {
        self.number = number
        let process = csystem_peer(socket)
        self.process = process > 0 ? process : nil
        wire = ControlWire(socket)
    }

    /// Tells it something that it did not ask for.
    @discardableResult
    package func send(_ value: JSONValue) -> Bool { wire.send(value) }

    /// Whether it has not gone yet.
    package var isThere: Bool { wire.isThere }

    func end() { wire.end() }
    func close() { wire.close() }
}
