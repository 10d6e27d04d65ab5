internal import WorkerFrames

/// Puts frames together from what a socket gives.
struct FrameAssembler {
    private var buffer: [UInt8] = []
    private var start = 0

    /// Takes in what came.
    mutating func append(_ bytes: UnsafeRawBufferPointer) { buffer.append(contentsOf: bytes) }

    /// The next whole frame; nil until there is one.
    ///
    /// - Throws: When what came cannot be a frame.
    mutating func next() throws(FrameError) -> (kind: UInt32, payload: [UInt8])? {
        let available = buffer.count - start
        guard available >= FrameHeader.size else {
            compact()
            return nil
        }
        let header: FrameHeader
        do {
            header = try buffer.withUnsafeBytes {
                try FrameHeader(UnsafeRawBufferPointer(rebasing: $0[start...]))
            }
        } catch {
            throw error as? FrameError ?? FrameError("\(error)")
        }
        let size = FrameHeader.size + Int(header.length)
        guard available >= size else {
            compact()
            return nil
        }
        let payload = Array(buffer[(start + FrameHeader.size)..<(start + size)])
        start += size
        return (header.kind, payload)
    }

    private mutating func compact() {
        guard start > 0 else { return }
        if start == buffer.count {
            // The room that one large result took is not kept for as long as its worker lives.
            buffer.removeAll(keepingCapacity: buffer.capacity < 1 << 20)
        } else {
            buffer.removeFirst(start)
        }
        start = 0
    }
}
