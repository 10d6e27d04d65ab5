internal import CSystem
import Glibc
internal import Synchronization

/// What the parts of a running server share.
final class ServerCore: Sendable {
    let settings: ServerSettings
    let responder: Responder
    let loop: SocketLoop
    private let records: RecordTable
    private let draining = Atomic(false)
    private let sockets = Atomic(0)

    init(router: Router, settings: ServerSettings) throws(ServingError) {
        self.settings = settings
        responder = try Responder(router: router, settings: settings)
        let records = RecordTable()
        self.records = records
        loop = try SocketLoop(tick: Self.tick(settings)) { now in records.sweep(now: now) }
    }

    /// Whether the server takes no new connections any more, and ends those it has.
    var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// Open WebSockets.
    var socketCount: Int { sockets.load(ordering: .relaxed) }

    /// Connections that speak HTTP.
    var connectionCount: Int { records.count }

    /// Requests whose head is complete, and whose answer isn't sent yet.
    var exchanges: [Exchange] { records.all.compactMap(\.exchange).filter(\.hasBegun) }

    /// By when a handler that begins to work now must be done.
    func handlerDeadline(_ route: RouteInfo?) -> UInt64 {
        csystem_now_ns() &+ (route?.deadline ?? settings.deadlines.handler).nanoseconds
    }

    /// From now on, answers close their connections.
    func beginDraining() { draining.store(true, ordering: .relaxed) }

    /// A connection was accepted.
    func connected(_ descriptor: Int32, address: String) -> ConnectionRecord {
        let record = ConnectionRecord(
            descriptor: descriptor, address: address, settings: settings, now: csystem_now_ns())
        if records.add(record) { loop.wake() }
        return record
    }

    /// A connection's socket is closed next.
    func disconnected(_ record: ConnectionRecord) {
        record.close()
        records.remove(record)
    }

    /// Takes over the socket of an upgraded connection: a copy of its descriptor.
    func adopt(
        socket: Int32, early: [UInt8], request: Request,
        session: @escaping @Sendable (WebSocket) async throws -> Void
    ) {
        let copy = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { return }
        // Whoever comes last is the one too many, however late the loop gets to it.
        let isTooMany = sockets.add(1, ordering: .relaxed).newValue > settings.webSocket.sockets
        let handle = WebSocket(request: request.outline, settings: settings.webSocket, loop: loop)
        let isPosted = loop.post { [self] inside in
            WebSocketSession.begin(
                copy, early: early, socket: handle, settings: settings.webSocket, on: inside
            ) {
                self.sockets.subtract(1, ordering: .relaxed)
            }
            if isTooMany { handle.close(.tryAgainLater, reason: "too many sockets") }
            if isDraining { handle.close(.goingAway, reason: "the service is stopping") }
        }
        guard isPosted else {
            close(copy)
            sockets.subtract(1, ordering: .relaxed)
            return
        }
        Task.detached { [settings] in
            do {
                try await session(handle)
                handle.close(.normal)
            } catch {
                if !(error is CancellationError) { settings.onFailure(error, handle.request) }
                handle.close(.internalError)
            }
        }
    }

    /// How often deadlines are looked at: a quarter of the shortest, 20 ms to 1 s.
    private static func tick(_ settings: ServerSettings) -> Duration {
        let deadlines = settings.deadlines
        let socket = settings.webSocket
        let shortest = [
            deadlines.header, deadlines.idle, deadlines.transferWindow, deadlines.handler,
            deadlines.lingering,
            socket.pingInterval, socket.idleTimeout, socket.stallTimeout, socket.closeTimeout,
        ].min()
        return min(max((shortest ?? .seconds(1)) / 4, .milliseconds(20)), .seconds(1))
    }
}

/// All connections of a server.
private final class RecordTable: Sendable {
    private let records = Mutex<[ObjectIdentifier: ConnectionRecord]>([:])

    var all: [ConnectionRecord] { records.withLock { Array($0.values) } }
    var count: Int { records.withLock { $0.count } }

    /// Adds one; whether it is the only one.
    func add(_ record: ConnectionRecord) -> Bool {
        records.withLock { records in
            records[ObjectIdentifier(record)] = record
            return records.count == 1
        }
    }

    func remove(_ record: ConnectionRecord) {
        records.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(record)) }
    }

    /// Looks at every deadline; whether there are any.
    func sweep(now: UInt64) -> Bool {
        let all = all
        for record in all { record.sweep(now: now) }
        return !all.isEmpty
    }
}
