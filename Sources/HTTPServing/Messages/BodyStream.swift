internal import Synchronization

/// A request's body as it comes in: a bounded pipe from the socket's thread to one handler.
///
/// When the handler is slower than the client, the server stops reading from the socket. One reader only.
package final class BodyStream: Sendable {
    /// Why a body ended early.
    package enum Failure: Error, Sendable, Equatable {
        /// The client went away, or was cut off for being too slow.
        case clientGone
        /// It is larger than allowed: the limit in bytes.
        case tooLarge(limit: Int)
    }

    private struct State {
        var chunks: [[UInt8]] = []
        var bytes = 0
        var isFinished = false
        var isDiscarded = false
        var failure: Failure?
        var isProducerWaiting = false
        var reader: CheckedContinuation<Void, Never>?
        var wasAsked = false
    }

    /// When this many bytes wait, the server stops reading.
    static let capacity = 128 * 1024

    private let state = Mutex(State())
    /// What the server does when the reader asks for the first time, and when there is room again.
    private let demand: @Sendable () -> Void

    init(demand: @escaping @Sendable () -> Void) { self.demand = demand }

    /// No body.
    package static let empty: BodyStream = of([])

    /// A body that is there already.
    package static func of(_ bytes: [UInt8]) -> BodyStream {
        let body = BodyStream(demand: {})
        if !bytes.isEmpty { body.push(bytes) }
        body.finish()
        return body
    }

    /// The next piece; nil at the end.
    ///
    /// - Throws: ``Failure``; also when the task was cancelled.
    package func next() async throws -> [UInt8]? {
        while true {
            try Task.checkCancellation()
            let (piece, isOver, wantsMore): ([UInt8]?, Result<Void, Failure>?, Bool) = state.withLock {
                state in
                let isFirst = !state.wasAsked
                state.wasAsked = true
                if !state.chunks.isEmpty {
                    let piece = Self.joined(state.chunks, bytes: state.bytes)
                    state.chunks = []
                    state.bytes = 0
                    defer { state.isProducerWaiting = false }
                    return (piece, nil, isFirst || state.isProducerWaiting)
                }
                if let failure = state.failure { return (nil, .failure(failure), false) }
                return (nil, state.isFinished ? .success(()) : nil, isFirst)
            }
            if wantsMore { demand() }
            if let piece { return piece }
            if let isOver {
                try isOver.get()
                return nil
            }
            await waitForBytes()
        }
    }

    /// The whole body.
    ///
    /// - Throws: 413 over `limit` bytes; ``Failure``.
    package func collect(limit: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        while let piece = try await next() {
            guard all.count + piece.count <= limit else { throw HTTPError.bodyTooLarge(limit: limit) }
            all += piece
        }
        return all
    }

    private static func joined(_ chunks: [[UInt8]], bytes: Int) -> [UInt8] {
        guard chunks.count > 1 else { return chunks.first ?? [] }
        var all: [UInt8] = []
        all.reserveCapacity(bytes)
        for chunk in chunks { all += chunk }
        return all
    }

    private func waitForBytes() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    let isReady =
                        !state.chunks.isEmpty || state.isFinished || state.failure != nil || Task.isCancelled
                    if !isReady { state.reader = continuation }
                    return isReady
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            wake { _ in }
        }
    }

    // The server's side.

    /// Whether the reader has asked for anything.
    var wasAsked: Bool { state.withLock { $0.wasAsked } }

    /// Takes bytes; false when it is full: stop reading until `demand` is called.
    @discardableResult
    func push(_ bytes: [UInt8]) -> Bool {
        var hasRoom = true
        wake { state in
            guard !state.isDiscarded, state.failure == nil else { return }
            state.chunks.append(bytes)
            state.bytes += bytes.count
            hasRoom = state.bytes < Self.capacity
            state.isProducerWaiting = !hasRoom
        }
        return hasRoom
    }

    /// The body is complete.
    func finish() { wake { $0.isFinished = true } }

    /// The body ends here, and nothing that waits is given out any more.
    func fail(_ failure: Failure) {
        wake { state in
            guard !state.isFinished, state.failure == nil else { return }
            state.failure = failure
            state.chunks = []
            state.bytes = 0
        }
    }

    /// Nobody will read: whatever comes is dropped.
    func discard() {
        wake { state in
            state.isDiscarded = true
            state.chunks = []
            state.bytes = 0
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let reader = state.withLock { state in
            change(&state)
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }
}
