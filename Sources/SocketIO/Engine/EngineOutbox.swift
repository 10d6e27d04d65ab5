/// Frames that wait for a client's next poll.
struct EngineOutbox: Sendable {
    /// A frame, and the key under which a newer one takes its place.
    typealias Waiting = (frame: EngineFrame, key: String?)

    /// nil where a newer frame made one superfluous.
    private var frames: [Waiting?] = []
    private var live = 0
    private var places: [String: Int] = [:]
    /// What everything that waits costs, bytes.
    private(set) var bytes = 0

    /// Frames that are kept, those superfluous among them.
    var kept: Int { frames.count }

    var isEmpty: Bool { frames.isEmpty }

    /// Adds frames that belong together; a single one makes an older one of the same key superfluous.
    ///
    /// The newer one comes last, so that what the client gets keeps the order in which it happened.
    mutating func append(_ more: [EngineFrame], replacing key: String? = nil) {
        let key = more.count == 1 ? key : nil
        if let key, let place = places[key], let old = frames[place] {
            bytes -= old.frame.cost
            frames[place] = nil
            live -= 1
        }
        for frame in more {
            if let key { places[key] = frames.count }
            frames.append((frame, key))
            live += 1
            bytes += frame.cost
        }
        if frames.count > 64, frames.count > 2 * live { compact() }
    }

    /// Takes everything, the oldest first.
    mutating func takeAll() -> [Waiting] {
        defer { self = EngineOutbox() }
        return frames.compactMap { $0 }
    }

    /// Takes what one poll is answered with, the oldest first.
    ///
    /// python-engineio, for one, refuses a body of more than 16 packets, and says nothing of it.
    mutating func takePoll() -> [EngineFrame] {
        let all = takeAll()
        for waiting in all.dropFirst(Self.packetsInPoll) { append([waiting.frame], replacing: waiting.key) }
        return all.prefix(Self.packetsInPoll).map(\.frame)
    }

    static let packetsInPoll = 16

    /// Forgets the holes, which a client that polls rarely would let pile up.
    private mutating func compact() {
        frames = frames.filter { $0 != nil }
        places = [:]
        for (place, waiting) in frames.enumerated() {
            if let key = waiting?.key { places[key] = place }
        }
    }
}
