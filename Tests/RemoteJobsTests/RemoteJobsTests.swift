import AssayKit
import Control
import Engine
import Files
import InvoiceHistory
import Glibc
import Processing
import RemoteJobs
import Storage
import StorageConformance
import StorageSQLite
import Synchronization
import Testing

/// A service's store behind a control socket, in a folder of its own.
final class RemoteHouse: Sendable {
    let folder: String
    let time: FakeTime?
    let store: SQLiteStore
    let blobs: FileBlobStore
    let owner: UserID
    let server: JobLineServer
    let socket: ControlSocket
    let watch = Watch()
    let deaths = Mutex<[String]>([])

    final class Watch: ProgressSink {
        let seen = Mutex<[JobProgress]>([])
        func send(_ progress: JobProgress) { seen.withLock { $0.append(progress) } }
    }

    init(time: FakeTime? = nil) async throws {
        var template = Array("/tmp/assay-remote-XXXXXX".utf8CString)
        folder = String(cString: try #require(mkdtemp(&template)))
        self.time = time
        store = try SQLiteStore(folder, time: time ?? SystemTime())
        blobs = try FileBlobStore(folder + "/blobs")
        owner = try await store.createUser(
            UserDraft(email: "a@example.com", username: "ann", passwordHash: "-", role: .user), by: .system
        ).id
        let server = JobLineServer(store: store, history: store, progress: watch) { _ in }
        self.server = server
        socket = try ControlSocket(folder: folder, onEnd: { server.ended($0) }) {
            await server.answer($0, $1)
        }
    }

    deinit {
        socket.stop()
        store.close()
        // What is left in the temporary folder harms nobody.
        try? FileSystem.remove(folder)
    }

    /// Takes a document in.
    func submit(_ name: String) async throws -> Accepted {
        let ids = IdentifierGenerator(time: SystemTime())
        let blob = try blobs.store(Array(name.utf8))
        var job = ExtractionTask(document: .stored(blob.digest), fileName: name).job()
        job.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let submission = Submission(
            id: ids.next(), owner: owner,
            origin: InvoiceOrigin(source: .upload, fileName: name, document: blob, mediaType: "text/plain"),
            jobID: ids.next(), job: job)
        let accepted = try await store.accept([submission], idempotency: nil) { _ in
            StoredAnswer(status: 202, body: [])
        }
        return try #require(accepted.first)
    }

    func status(_ accepted: Accepted) async throws -> InvoiceStatus {
        try await store.invoice(accepted.invoice, visibility: .everyone).summary.status
    }
}

@Suite("Jobs in another process", .timeLimit(.minutes(3)))
struct RemoteJobsTests {
    /// Reads a document as an invoice whose number is the file's name.
    private struct Reading: DocumentReading {
        func read(
            _ path: String, _ order: ReadingOrder, events: any EventSink
        ) async throws(JobFailure) -> [InvoiceResult] {
            if order.fileName == "bad" {
                throw JobFailure(.permanent, code: "damaged", message: "bad: mend it")
            }
            events.send(.stageStart(document: order.fileName, step: "one", index: 0, count: 1))
            return [
                InvoiceResult(
                    file: order.fileName, sha256: nil, part: .init(index: 1, count: 1), status: .processed,
                    pipeline: "p", pages: 1, confidence: 0.9, record: Self.record(order.fileName))
            ]
        }

        static func record(_ number: String) -> Record {
            var record = Record()
            record["invoice_number"] = Field("\(number)", confidence: 1)
            return record
        }
    }

    private func eventually(_ isDone: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<600 {
            if try await isDone() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    private static func completion(_ number: String) -> JobCompletion {
        JobCompletion(invoices: [InvoiceOutcome(status: .processed, record: Reading.record(number))])
    }

    @Test("a runner beside the service does its jobs; news of them and of new ones come through")
    func runs() async throws {
        let house = try await RemoteHouse()
        let first = try await house.submit("one")
        let (news, teller) = AsyncStream<Void>.makeStream()
        let link = ControlLink(folder: house.folder) { _ in teller.yield() }
        let line = RemoteJobLine(link)
        let runner = Runner(
            store: line, blobs: house.blobs, reading: Reading(), progress: line, name: "worker", parallel: 2)
        let work = Task { await runner.run() }
        let listening = Task {
            for await _ in news { runner.wake() }
        }
        #expect(try await eventually { try await house.status(first) == .processed })
        let second = try await house.submit("two")
        let bad = try await house.submit("bad")
        house.server.wake()
        #expect(try await eventually { try await house.status(second) == .processed })
        #expect(try await eventually { try await house.status(bad) == .failed })
        #expect(house.server.workers == 1)
        let stages = house.watch.seen.withLock { seen in seen.filter { $0.job == first.job }.map(\.stage) }
        #expect(stages.contains("one") && stages.last == "complete", "\(stages)")
        await runner.drain(patience: .seconds(5))
        await work.value
        listening.cancel()
        link.close()
    }

    @Test("a worker beside the service is told of earlier invoices")
    func history() async throws {
        let house = try await RemoteHouse()
        let accepted = try await house.submit("A-7")
        let job = try #require(
            try await house.store.claim(queue: "default", worker: "w", limit: 1).first)
        var record = Reading.record("A-7")
        record["supplier_gstin"] = Field("29AAGCB7383J1Z4", confidence: 1)
        _ = try await house.store.complete(
            job.id, lease: try #require(job.lease?.token),
            JobCompletion(invoices: [InvoiceOutcome(status: .processed, record: record)]))
        let link = ControlLink(folder: house.folder)
        let line = RemoteJobLine(link)
        let question = HistoryQuestion.sameNumber(vendor: "29AAGCB7383J1Z4", key: "A7")
        let others = try await line.answers(to: [question], about: HistorySubject(id: "none", digest: nil))
        #expect(others?.first?.invoices.map(\.subject) == ["\(accepted.invoice)"])
        let own = HistorySubject(id: "\(accepted.invoice)", digest: nil)
        #expect(try await line.answers(to: [question], about: own)?.first?.invoices.isEmpty == true)
        link.close()
    }

    @Test("row 4: the late result of a worker that slept past its lease is refused, the other's stands")
    func late() async throws {
        let time = FakeTime()
        let house = try await RemoteHouse(time: time)
        let accepted = try await house.submit("doc")
        let (sleeper, other) = (ControlLink(folder: house.folder), ControlLink(folder: house.folder))
        let (late, quick) = (RemoteJobLine(sleeper), RemoteJobLine(other))
        let stopped = try #require(try await late.claim(queue: "default", worker: "stopped", limit: 1).first)
        let lost = try #require(stopped.lease?.token)
        time.advance(.seconds(60))
        #expect(try await house.store.rescueExpired(limit: 10).count == 1)
        time.advance(.seconds(10))
        let taken = try #require(try await quick.claim(queue: "default", worker: "other", limit: 1).first)
        #expect(taken.id == stopped.id && taken.lease?.token != lost && taken.crashes == 1)
        // It wakes up before, and again after the other one is done: nothing it says counts.
        for _ in 0..<2 {
            await #expect(throws: StorageError.leaseLost) { try await late.beat(stopped.id, lease: lost) }
            await #expect(throws: StorageError.leaseLost) {
                try await late.complete(stopped.id, lease: lost, Self.completion("late"))
            }
            await #expect(throws: StorageError.leaseLost) {
                try await late.fail(stopped.id, lease: lost, JobFailure(.crash, code: "c", message: "m"))
            }
            if let lease = taken.lease?.token, try await house.status(accepted) != .processed {
                _ = try await quick.complete(taken.id, lease: lease, Self.completion("quick"))
            }
        }
        let invoice = try await house.store.invoice(accepted.invoice, visibility: .everyone)
        #expect(invoice.summary.keys.number == "quick" && invoice.summary.status == .processed)
        sleeper.close()
        other.close()
    }

    @Test("a worker that loses its connection and lives keeps its lease")
    func reconnects() async throws {
        let house = try await RemoteHouse()
        let accepted = try await house.submit("doc")
        let link = ControlLink(folder: house.folder)
        let line = RemoteJobLine(link)
        let job = try #require(try await line.claim(queue: "default", worker: "w", limit: 1).first)
        let lease = try #require(job.lease?.token)
        link.close()
        #expect(try await eventually { house.server.workers == 0 })
        var receipt: CompletionReceipt?
        for _ in 0..<200 where receipt == nil {
            // The thread that reads has to notice the end first.
            receipt = try? await line.complete(job.id, lease: lease, Self.completion("doc"))
            if receipt == nil { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(receipt?.invoices == [accepted.invoice] && receipt?.job.state == .done)
        #expect(try await house.status(accepted) == .processed)
        link.close()
    }

    @Test("what the store has against a call comes back as it was")
    func errors() async throws {
        let house = try await RemoteHouse()
        let accepted = try await house.submit("doc")
        let link = ControlLink(folder: house.folder)
        let line = RemoteJobLine(link)
        let job = try #require(try await line.claim(queue: "default", worker: "w", limit: 1).first)
        let lease = try #require(job.lease?.token)
        _ = try await house.store.cancel(accepted.job, visibility: .everyone)
        #expect(try await line.beat(job.id, lease: lease).cancelWanted)
        await #expect(throws: StorageError.cancelled) {
            try await line.complete(job.id, lease: lease, Self.completion("doc"))
        }
        #expect(try await line.confirmStop(job.id, lease: lease).state == .cancelled)
        let unknown = JobID(high: 1, low: 2)
        await #expect(throws: StorageError.self) { try await line.beat(unknown, lease: lease) }
        link.close()
        house.socket.stop()
        try await Task.sleep(for: .milliseconds(50))
        await #expect(throws: StorageError.self) { try await line.beat(job.id, lease: lease) }
    }
}
