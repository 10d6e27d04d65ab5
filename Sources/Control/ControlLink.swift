package import AssayKit
internal import Files
internal import Glibc
internal import Synchronization
internal import Threading

/// A lasting connection to the service that runs over a folder: many questions, at the same time too.
///
/// It is made at the first question, and again after the service was away; it lives until it is closed.
package final class ControlLink: Sendable {
    private let folder: String
    private let onNotice: @Sendable (JSONValue) -> Void
    private let state = Mutex(State())

    private struct State {
        var wire: ControlWire?
        var nextID = 1
        var waiting: [Int: CheckedContinuation<JSONValue?, Never>] = [:]
    }

    /// A link.
    ///
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - onNotice: Told what the service says unasked; called from another thread, must be quick.
    package init(folder: String, onNotice: @escaping @Sendable (JSONValue) -> Void = { _ in }) {
        self.folder = folder
        self.onNotice = onNotice
    }

    /// Asks the service.
    ///
    /// - Returns: Its answer; nil when it does not run, or gave none in time.
    package func ask(_ question: JSONValue, within patience: Duration) async -> JSONValue? {
        guard let wire = connected() else { return nil }
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        var object = question.objectValue ?? JSONObject()
        object["id"] = .integer(id)
        let line = JSONValue.object(object)
        let timer = Task { [weak self] in
            // Cut short when the answer is there.
            try? await Task.sleep(for: patience)
            self?.answer(id, with: nil)
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                guard state.wire === wire else { return false }
                state.waiting[id] = continuation
                return true
            }
            guard isOpen else { return continuation.resume(returning: nil) }
            if !wire.send(line) { answer(id, with: nil) }
        }
    }

    /// Tells the service something, without an answer; it is lost when the service does not run.
    package func tell(_ notice: JSONValue) { connected()?.send(notice) }

    /// Ends the connection.
    package func close() { state.withLock { $0.wire }?.end() }

    private func answer(_ id: Int, with value: JSONValue?) {
        state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: value)
    }

    /// The connection, made now if there is none; nil when nobody listens.
    private func connected() -> ControlWire? {
        state.withLock { state in
            if let wire = state.wire { return wire }
            // Why there is none is the caller's to tell: it asks again.
            guard let socket = try? ControlLine.connected(folder) else { return nil }
            ControlLine.setLimit(socket, seconds: 5)
            ControlLine.setReadLimit(socket, seconds: 0)
            let wire = ControlWire(socket)
            guard OwnThread.start("control link", { [self] in listen(socket, wire) }) else {
                wire.close()
                return nil
            }
            state.wire = wire
            return wire
        }
    }

    private func listen(_ socket: Int32, _ wire: ControlWire) {
        var reader = LineReader(socket)
        while let line = reader.next() {
            if let id = line["id"]?.intValue { answer(id, with: line) } else { onNotice(line) }
        }
        let waiting = state.withLock { state in
            if state.wire === wire { state.wire = nil }
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        wire.close()
        waiting.forEach { $0.resume(returning: nil) }
    }
}
