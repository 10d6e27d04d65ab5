internal import AssayKit
internal import Engine
internal import Processing
internal import Service
internal import Storage
internal import Synchronization

/// Reads documents for clients that wait, some at a time; a long line is turned away.
final class WorkerDesk: DocumentDesk {
    private let reading: EngineReading
    private let busy = Mutex(0)
    private let limit: Int

    init(_ reading: EngineReading, limit: Int) {
        self.reading = reading
        self.limit = limit
    }

    func extract(
        _ path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> (json: [UInt8], failure: JobFailure?) {
        try enter()
        defer { leave() }
        let order = ReadingOrder(fileName: fileName, pipeline: pipeline)
        let results = try await reading.read(path, order, events: NoEvents())
        var writer = JSONWriter(reservingCapacity: 16 << 10)
        // Written by ourselves; that it is JSON is tested.
        writer.value(.array(results.map { (try? $0.json) ?? .null }))
        return (writer.bytes, ResultOutcome.failure(results))
    }

    func picture(
        ofPage page: Int, width: Int, of path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> [UInt8] {
        try enter()
        defer { leave() }
        return try await reading.picture(
            ofPage: page, width: width, of: path, ReadingOrder(fileName: fileName, pipeline: pipeline))
    }

    func words(of path: String, fileName: String, pipeline: String?) async throws(JobFailure) -> [UInt8] {
        try enter()
        defer { leave() }
        return try await reading.words(of: path, ReadingOrder(fileName: fileName, pipeline: pipeline))
    }

    private func enter() throws(JobFailure) {
        let hasRoom = busy.withLock { busy in
            guard busy < limit else { return false }
            busy += 1
            return true
        }
        guard hasRoom else {
            throw JobFailure(
                .retryable, code: "overloaded",
                message: "too many documents are being read now; try again in a moment")
        }
    }

    private func leave() { busy.withLock { $0 -= 1 } }
}
