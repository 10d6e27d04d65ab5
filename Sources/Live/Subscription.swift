internal import AssayKit
internal import Storage
internal import Synchronization

/// One reader's share in one topic: snapshot, what was missed, then what happens; no gap, nothing twice.
///
/// It is put among the hub's subscriptions before its snapshot is read: so what is committed from then on comes through
/// the line, and what was committed before is in the snapshot or in the log. While the reader catches up, what comes
/// through the line is kept aside; everything is told apart by its number.
final class Subscription: Sendable {
    private enum Phase {
        /// Behind; events that came meanwhile are kept, or are read from the log when they became too many.
        case catchingUp(kept: [LiveMessage], hasMore: Bool)
        case following
        case ended
    }

    private struct State {
        var phase = Phase.catchingUp(kept: [], hasMore: false)
        /// (1) The reader has every stored event up to this number and none above it.
        var cursor: Int64 = 0
    }

    let id: UInt64
    let topic: LiveTopic
    let visibility: Visibility
    private let reader: any LiveReader
    private let state = Mutex(State())

    private static let mostKept = 256
    private static let portion = 200

    init(id: UInt64, topic: LiveTopic, visibility: Visibility, reader: any LiveReader) {
        self.id = id
        self.topic = topic
        self.visibility = visibility
        self.reader = reader
    }

    var isEnded: Bool {
        state.withLock { state in
            if case .ended = state.phase { return true }
            return false
        }
    }

    /// Something happened; told in the order of the numbers.
    func take(_ message: LiveMessage, isStored: Bool) {
        state.withLock { state in
            switch state.phase {
            case .ended: break
            case .following:
                guard message.sequence > state.cursor else { return }
                if isStored { state.cursor = message.sequence }
                // Under the lock, so that nothing overtakes it.
                reader.deliver(message)
            case .catchingUp(var kept, let hasMore):
                // How far work is, the next one says anew.
                guard isStored else { return }
                if hasMore || kept.count >= Self.mostKept {
                    state.phase = .catchingUp(kept: [], hasMore: true)
                } else {
                    kept.append(message)
                    state.phase = .catchingUp(kept: kept, hasMore: false)
                }
            }
        }
    }

    /// Sends the snapshot and what was missed, and then what happens.
    ///
    /// - Parameters:
    ///   - snapshot: The state.
    ///   - start: A number that was taken before the state was read.
    ///   - after: What the reader has seen; nil: it wants nothing of the past.
    ///   - log: What was missed.
    /// - Throws: When the log can't be read; the reader has seen what it has seen and may come back for the rest.
    func open(
        _ snapshot: JSONValue, start: Int64, after: Int64?, log: any EventLog
    ) async throws(LiveRefusal) {
        let from = min(max(after ?? start, 0), start)
        let isBegun = state.withLock { state in
            if case .ended = state.phase { return false }
            state.cursor = from
            // Its number is where it goes on: who is cut off in the middle of a replay asks for the rest.
            reader.deliver(LiveEvent.snapshot(of: topic, sequence: from, state: snapshot))
            return true
        }
        guard isBegun else { return }
        var reads = after != nil
        while true {
            if reads { try await replay(log) }
            enum Step { case done, again }
            let step: Step = state.withLock { state in
                guard case .catchingUp(let kept, let hasMore) = state.phase else { return .done }
                if hasMore {
                    state.phase = .catchingUp(kept: [], hasMore: false)
                    return .again
                }
                for message in kept where message.sequence > state.cursor {
                    state.cursor = message.sequence
                    reader.deliver(message)
                }
                state.phase = .following
                return .done
            }
            if step == .done { return }
            reads = true
        }
    }

    /// Nothing more comes.
    func end() { state.withLock { $0.phase = .ended } }

    /// Reads what the log has behind the cursor, as fast as the reader takes it.
    private func replay(_ log: any EventLog) async throws(LiveRefusal) {
        guard let stored = topic.stored(for: visibility) else { return }
        while !isEnded {
            let events: [Event]
            do {
                events = try await log.events(
                    after: state.withLock { $0.cursor }, topic: stored, limit: Self.portion)
            } catch {
                throw LiveRefusal(error)
            }
            for event in events {
                let message =
                    visibility.includes(event.draft.owner)
                    ? LiveEvent(event).message(for: topic, body: LiveEvent(event).body) : nil
                state.withLock { state in
                    if case .ended = state.phase { return }
                    state.cursor = event.sequence
                    if let message { reader.deliver(message) }
                }
            }
            if events.count < Self.portion { return }
            while !reader.hasRoom, !isEnded {
                // Cancelled: the session ends, and with it this.
                guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { return end() }
            }
        }
    }
}
