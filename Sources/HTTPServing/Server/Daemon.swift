internal import CMicroHTTPD
internal import CSystem
import Glibc
internal import Threading

/// libmicrohttpd's threads, and the callbacks in which they ask us.
///
/// All callbacks run on its threads. They never wait and never run a handler.
///
/// Unchecked: `pointer` is set once, and only the server's one stopping thread changes it.
final class Daemon: @unchecked Sendable {
    private let core: ServerCore
    private let listener: Int32
    private var pointer: OpaquePointer?
    /// The context of all callbacks holds this object until the daemon is stopped.
    private var context: UnsafeMutableRawPointer?

    /// Starts the threads on a listening socket.
    init(core: ServerCore, listener: Int32) throws(ServingError) {
        self.core = core
        self.listener = listener
        let context = Unmanaged.passRetained(core).toOpaque()
        let limits = core.settings.limits
        // Twice the head: the other half is for the answer's head and for libmicrohttpd's own structures.
        let memory = max(limits.headerBytes, 4096) * 2
        pointer = OwnThread.withSignalsBlocked {
            assay_mhd_start(
                listener, UInt32(clamping: max(1, core.settings.threads)), Self.connections(limits),
                UInt32(clamping: limits.connectionsPerAddress), 0, memory, Self.access, Self.completed,
                Self.notify,
                Self.target, Self.unescape, context)
        }
        guard pointer != nil else {
            Unmanaged<ServerCore>.fromOpaque(context).release()
            throw ServingError(
                "the HTTP threads could not be started; raise the limits of memory and threads")
        }
        self.context = context
    }

    /// Takes no new connections any more: its port is free then.
    ///
    /// `MHD_quiesce_daemon` is not used: libmicrohttpd 0.9.75 then takes the listening socket out of its epoll set in two
    /// threads, and ends the process when both do. Instead a socket to which nobody connects takes the listening one's place;
    /// the kernel forgets the one that is gone. ``stop()`` closes it.
    func quiesce() {
        let deaf = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard deaf >= 0 else { return }
        defer { close(deaf) }
        // Bound to a name that the kernel makes up, so that taking a connection from it finds none instead of failing.
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(deaf, $0, socklen_t(MemoryLayout<sa_family_t>.size))
            }
        }
        _ = listen(deaf, 1)
        if dup2(deaf, listener) >= 0 { _ = fcntl(listener, F_SETFD, FD_CLOEXEC) }
    }

    /// Ends the threads and closes all connections; none may be suspended.
    func stop() {
        guard let pointer, let context else { return }
        self.pointer = nil
        self.context = nil
        MHD_stop_daemon(pointer)
        Unmanaged<ServerCore>.fromOpaque(context).release()
    }

    /// Connections at a time: as many as are set, but some descriptors stay free for everything else.
    private static func connections(_ limits: ServerSettings.Limits) -> UInt32 {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return UInt32(clamping: limits.connections)
        }
        let free = limit.rlim_cur > 256 ? limit.rlim_cur - 128 : limit.rlim_cur / 2
        return UInt32(clamping: min(UInt64(max(1, limits.connections)), UInt64(max(1, free))))
    }

    /// An address without its port, as text.
    private static func text(_ address: UnsafePointer<sockaddr>?) -> String {
        guard let address else { return "" }
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let isNew = address.pointee.sa_family == sa_family_t(AF_INET6)
        let size = isNew ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
        guard getnameinfo(address, socklen_t(size), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
        else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    // MARK: Callbacks

    private static let target: assay_mhd_target = { context, target, connection in
        guard let context, let connection, let raw = assay_mhd_record(connection) else { return nil }
        let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        let record = Unmanaged<ConnectionRecord>.fromOpaque(raw).takeUnretainedValue()
        let exchange = Exchange(core: core, record: record, connection: connection, target: target)
        record.begin(exchange, now: exchange.receivedAt)
        return Unmanaged.passRetained(exchange).toOpaque()
    }

    /// Paths are decoded by us, after they were split.
    private static let unescape: assay_mhd_unescape = { _, _, text in text.map { strlen($0) } ?? 0 }

    private static let access: MHD_AccessHandlerCallback = {
        _, connection, _, method, version, data, size, request in
        guard let connection, let size, let raw = request?.pointee else { return .NO }
        let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()
        let goesOn = exchange.step(
            connection, method: method, version: version, data: data, size: &size.pointee)
        return goesOn ? .YES : .NO
    }

    private static let completed: MHD_RequestCompletedCallback = { _, _, request, code in
        guard let request, let raw = request.pointee else { return }
        request.pointee = nil
        let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeRetainedValue()
        exchange.finished(isComplete: code == .REQUEST_TERMINATED_COMPLETED_OK)
    }

    private static let notify: MHD_NotifyConnectionCallback = { context, connection, slot, code in
        guard let context, let connection, let slot else { return }
        let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        switch code {
        case .CONNECTION_NOTIFY_STARTED:
            let record = core.connected(
                assay_mhd_socket(connection), address: text(assay_mhd_address(connection)))
            slot.pointee = Unmanaged.passRetained(record).toOpaque()
        case .CONNECTION_NOTIFY_CLOSED:
            guard let raw = slot.pointee else { return }
            slot.pointee = nil
            core.disconnected(Unmanaged<ConnectionRecord>.fromOpaque(raw).takeRetainedValue())
        }
    }
}
