internal import CSystem
import Glibc
internal import Synchronization
internal import Threading

/// An HTTP/1.1 and WebSocket server.
///
/// libmicrohttpd's threads move HTTP's bytes, one thread of our own moves WebSockets' and watches the deadlines, and
/// handlers run on Swift's shared threads. TLS and HTTP/2 are a reverse proxy's work.
package final class HTTPServer: Sendable {
    private let core: ServerCore
    private let daemon: Daemon
    private let isEnding = Atomic(false)
    /// The address that it listens on, as set.
    package let host: String
    /// The port that it really has.
    package let port: UInt16

    /// Starts a server; it answers when this returns.
    ///
    /// - Throws: When two routes are the same, or it cannot listen.
    package init(router: Router, settings: ServerSettings = ServerSettings()) throws(ServingError) {
        let socket = try ListeningSocket(host: settings.host, port: settings.port)
        do {
            core = try ServerCore(router: router, settings: settings)
        } catch {
            close(socket.descriptor)
            throw error
        }
        do {
            daemon = try Daemon(core: core, listener: socket.descriptor)
        } catch {
            core.loop.stop()
            close(socket.descriptor)
            throw error
        }
        host = settings.host
        port = socket.port
    }

    /// Requests that are being answered now.
    package var activeRequests: Int { core.exchanges.count }

    /// Connections that speak HTTP now, idle ones among them.
    package var connections: Int { core.connectionCount }

    /// Open WebSockets.
    package var webSockets: Int { core.socketCount }

    /// Ends the server: no new connections, WebSockets are closed with 1001, and requests under way are answered.
    ///
    /// What isn't done after `patience` gets 503; handlers' tasks are cancelled then. Only the first call works; others
    /// return at once.
    package func stop(patience: Duration = .seconds(25)) async {
        guard !isEnding.exchange(true, ordering: .relaxed) else { return }
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isStarted = OwnThread.start("http-stop") { [self] in
                end(patience)
                continuation.resume()
            }
            if !isStarted {
                // Without a thread there is no waiting; the process ends soon, and the kernel closes what is open.
                continuation.resume()
            }
        }
    }

    private func end(_ patience: Duration) {
        core.beginDraining()
        core.settings.onDrain()
        daemon.quiesce()
        core.loop.post { inside in
            for session in inside.handlers(of: WebSocketSession.self) { session.goAway() }
        }
        wait(patience) { core.exchanges.isEmpty && core.socketCount == 0 }
        // Time is up: everybody gets an answer now, and nothing is suspended any more.
        core.exchanges.forEach { $0.serverEnds() }
        wait(.seconds(2)) { core.exchanges.isEmpty }
        core.loop.stop()
        // libmicrohttpd aborts the process when it is stopped with suspended connections; better to leave it.
        if core.exchanges.allSatisfy({ !$0.isWaiting }) { daemon.stop() }
    }

    private func wait(_ patience: Duration, until isDone: () -> Bool) {
        let end = csystem_now_ns() &+ patience.nanoseconds
        while !isDone(), csystem_now_ns() < end { usleep(5_000) }
    }
}

extension Exchange {
    /// Whether the head is complete.
    var hasBegun: Bool {
        state.withLock { state in
            if case .fresh = state.phase { return false }
            return true
        }
    }

    /// Whether libmicrohttpd's connection is suspended.
    var isWaiting: Bool { state.withLock { $0.isSuspended } }
}
