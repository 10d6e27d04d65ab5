internal import Synchronization

/// An answer's body as a handler writes it: a bounded pipe to the socket's thread.
package final class BodyWriter: Sendable {
    /// The client went away; nothing that is written arrives any more.
    package struct ClientGone: Error, Sendable {}

    private struct State {
        var bytes: [UInt8] = []
        var start = 0
        var isFinished = false
        var isAborted = false
        var isHungry = false
        var writer: CheckedContinuation<Void, Never>?
        var waiting: Int { bytes.count - start }
    }

    /// What the socket's thread gets.
    enum Piece: Equatable {
        case bytes(Int)
        case nothingYet
        case end
        case failed
    }

    /// When this many bytes wait, `write` waits too.
    static let capacity = 64 * 1024

    private let state = Mutex(State())
    /// What to do when there is something again for a reader that found nothing.
    private let supply: @Sendable () -> Void

    init(supply: @escaping @Sendable () -> Void) { self.supply = supply }

    /// Writes bytes; waits while the client is slower than the handler.
    ///
    /// - Throws: ``ClientGone``; also when the task was cancelled.
    package func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        let wasHungry = try state.withLock { state in
            guard !state.isAborted else { throw ClientGone() }
            state.bytes += bytes
            defer { state.isHungry = false }
            return state.isHungry
        }
        if wasHungry { supply() }
        try await waitForRoom()
    }

    /// Writes text.
    package func write(_ text: String) async throws { try await write(Array(text.utf8)) }

    private func waitForRoom() async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    let isReady = state.isAborted || state.waiting < Self.capacity || Task.isCancelled
                    if !isReady { state.writer = continuation }
                    return isReady
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let writer = state.withLock { state in
                defer { state.writer = nil }
                return state.writer
            }
            writer?.resume()
        }
        try Task.checkCancellation()
        guard !state.withLock({ $0.isAborted }) else { throw ClientGone() }
    }

    // The server's side.

    /// Everything is written.
    func finish() { end { $0.isFinished = true } }

    /// The body cannot be completed, or nobody takes it any more; what waits is dropped.
    func abort() {
        end { state in
            state.isAborted = true
            state.bytes = []
            state.start = 0
        }
    }

    private func end(_ change: (inout State) -> Void) {
        let (writer, wasHungry) = state.withLock { state in
            change(&state)
            defer {
                state.writer = nil
                state.isHungry = false
            }
            return (state.writer, state.isHungry)
        }
        writer?.resume()
        if wasHungry { supply() }
    }

    /// Moves what waits into a buffer; after `.nothingYet`, `supply` is called once when there is more.
    func pull(into buffer: UnsafeMutableRawBufferPointer) -> Piece {
        let (piece, writer): (Piece, CheckedContinuation<Void, Never>?) = state.withLock { state in
            guard !state.isAborted else { return (.failed, nil) }
            guard state.waiting > 0 else {
                if state.isFinished { return (.end, nil) }
                state.isHungry = true
                return (.nothingYet, nil)
            }
            let count = min(buffer.count, state.waiting)
            state.bytes.withUnsafeBytes {
                buffer.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[state.start..<(state.start + count)]))
            }
            state.start += count
            if state.waiting == 0 {
                state.bytes.removeAll(keepingCapacity: true)
                state.start = 0
            }
            guard state.waiting < Self.capacity else { return (.bytes(count), nil) }
            defer { state.writer = nil }
            return (.bytes(count), state.writer)
        }
        writer?.resume()
        return piece
    }
}
