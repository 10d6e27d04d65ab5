internal import Synchronization

/// The clients of one namespace, and the rooms that they are in.
package final class SocketRooms: Sendable {
    private struct State {
        var sockets: [String: Socket] = [:]
        var members: [String: Set<String>] = [:]
        var rooms: [String: Set<String>] = [:]
    }

    private let state = Mutex(State())
    private let limit: Int

    /// `limit`: Rooms of one client.
    init(limit: Int) { self.limit = limit }

    /// Clients in a room, or in all.
    package func count(in room: String? = nil) -> Int {
        state.withLock { state in
            room.map { state.members[$0]?.count ?? 0 } ?? state.sockets.count
        }
    }

    /// Sends an event to all of a room, or of the namespace.
    package func send(_ message: SocketMessage, to room: String? = nil, replacing key: String? = nil) {
        let sockets = state.withLock { state in
            room.map { (state.members[$0] ?? []).compactMap { state.sockets[$0] } }
                ?? Array(state.sockets.values)
        }
        for socket in sockets { socket.send(message, replacing: key) }
    }

    func add(_ socket: Socket) { state.withLock { $0.sockets[socket.id] = socket } }

    func remove(_ socket: Socket) {
        state.withLock { state in
            state.sockets[socket.id] = nil
            for room in state.rooms.removeValue(forKey: socket.id) ?? [] {
                Self.leave(&state, socket.id, room)
            }
        }
    }

    func join(_ socket: Socket, _ room: String) -> Bool {
        state.withLock { state in
            guard state.sockets[socket.id] != nil else { return false }
            guard
                state.rooms[socket.id, default: []].count < limit
                    || state.rooms[socket.id]?.contains(room) == true
            else { return false }
            state.rooms[socket.id, default: []].insert(room)
            state.members[room, default: []].insert(socket.id)
            return true
        }
    }

    func leave(_ socket: Socket, _ room: String) {
        state.withLock { state in
            state.rooms[socket.id]?.remove(room)
            Self.leave(&state, socket.id, room)
        }
    }

    private static func leave(_ state: inout State, _ id: String, _ room: String) {
        state.members[room]?.remove(id)
        if state.members[room]?.isEmpty == true { state.members[room] = nil }
    }
}
