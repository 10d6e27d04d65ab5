/// Frames that wait for a client's next poll.
struct EngineOutbox: Sendable {
    private var frames: [(frame: EngineFrame, key: String?)] = []
    private var places: [String: Int] = [:]
    /// What everything that waits costs, bytes.
    private(set) var bytes = 0

    var isEmpty: Bool { frames.isEmpty }

    /// Adds frames that belong together; a single one of the same key that still waits is replaced.
    mutating func append(_ more: [EngineFrame], replacing key: String? = nil) {
        let key = more.count == 1 ? key : nil
        for frame in more {
            bytes += frame.cost
            if let key, let place = places[key] {
                bytes -= frames[place].frame.cost
                frames[place].frame = frame
                return
            }
            if let key { places[key] = frames.count }
            frames.append((frame, key))
        }
    }

    /// Takes everything, the oldest first.
    mutating func takeAll() -> [(frame: EngineFrame, key: String?)] {
        defer { self = EngineOutbox() }
        return frames
    }
}
