import AssayKit
import Engine
import Foundation
@testable import Processing
import Storage
import StorageSQLite
import Synchronization
import Testing

@Suite("Runners")
struct RunnerTests {
    /// A store with an owner, in a folder of its own.
    private final class House: Sendable {
        let folder =
            FileManager.default.temporaryDirectory.path + "/assay-runner-\(UInt64.random(in: 0 ... .max))"
        let store: SQLiteStore
        let blobs: FileBlobStore
        let owner: UserID

        init() async throws {
            store = try SQLiteStore(folder)
            blobs = try FileBlobStore(folder + "/blobs")
            owner = try await store.createUser(
                UserDraft(email: "a@example.com", username: "ann", passwordHash: "-", role: .user),
                by: .system
            ).id
        }

        deinit {
            store.close()
            // A folder that stays behind is no reason to fail.
            try? FileManager.default.removeItem(atPath: folder)
        }

        /// Takes documents in; each has its own text.
        func submit(_ names: [String]) async throws -> [Accepted] {
            let ids = IdentifierGenerator(time: SystemTime())
            let submissions = try names.map { name in
                let blob = try blobs.store(Array(name.utf8))
                return Submission(
                    id: ids.next(), owner: owner,
                    origin: InvoiceOrigin(
                        source: .upload, fileName: name, document: blob, mediaType: "text/plain"),
                    jobID: ids.next(),
                    job: ExtractionTask(document: .stored(blob.digest), fileName: name).job())
            }
            return try await store.accept(submissions, idempotency: nil) { _ in
                StoredAnswer(status: 202, body: [])
            }
        }

        func runner(
            _ reading: any DocumentReading, progress: any ProgressSink = NoProgress(), parallel: Int = 2
        ) -> Runner {
            Runner(
                store: store, blobs: blobs, reading: reading, progress: progress, name: "test",
                parallel: parallel)
        }

        func invoice(_ accepted: Accepted) async throws -> Invoice {
            try await store.invoice(accepted.invoice, visibility: .everyone)
        }

        func job(_ accepted: Accepted) async throws -> Job {
            try await store.job(accepted.job, visibility: .everyone)
        }
    }

    /// Answers by the document's name.
    private final class Reading: DocumentReading {
        let calls = Mutex<[String: Int]>([:])
        /// Names that hang until the task is cancelled.
        let hanging: Set<String>

        init(hanging: Set<String> = []) { self.hanging = hanging }

        func read(
            _ path: String, _ order: ReadingOrder, events: any EventSink
        ) async throws(JobFailure) -> [InvoiceResult] {
            calls.withLock { $0[order.fileName, default: 0] += 1 }
            events.send(.stageStart(document: order.fileName, step: "one", index: 0, count: 2))
            if hanging.contains(order.fileName) {
                while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(10)) }
                return []
            }
            func failed(_ code: String) -> [InvoiceResult] {
                [
                    .failure(
                        file: order.fileName, pipeline: "p",
                        ResultError(
                            code: code, message: "\(order.fileName): it is \(code); mend it", step: "one"))
                ]
            }
            switch order.fileName {
            case "bad": return failed("damaged")
            case "killer": return failed("crashed")
            default:
                let count = order.fileName == "two" ? 2 : 1
                return (1...count).map { index in
                    var record = Record()
                    record["invoice_number"] = Field("\(order.fileName)-\(index)", confidence: 1)
                    return InvoiceResult(
                        file: order.fileName, sha256: nil, part: .init(index: index, count: count),
                        status: .processed,
                        pipeline: "p", pages: 1, confidence: 0.9, record: record)
                }
            }
        }
    }

    private final class Watch: ProgressSink {
        let seen = Mutex<[JobProgress]>([])
        func send(_ progress: JobProgress) { seen.withLock { $0.append(progress) } }
    }

    private func eventually(_ isDone: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<600 {
            if try await isDone() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    @Test("documents are read once each; results, several of one file too, are stored with the job's end")
    func reads() async throws {
        let house = try await House()
        let (reading, watch) = (Reading(), Watch())
        let accepted = try await house.submit(["one", "two", "bad"])
        let runner = house.runner(reading, progress: watch)
        let work = Task { await runner.run() }
        #expect(
            try await eventually {
                for one in accepted where try await !house.job(one).state.isFinal { return false }
                return true
            })
        await runner.drain(patience: .seconds(5))
        await work.value
        #expect(reading.calls.withLock { $0 } == ["one": 1, "two": 1, "bad": 1])
        let one = try await house.invoice(accepted[0])
        #expect(one.summary.status == .processed && one.summary.keys.number == "one-1")
        let all = try await house.store.invoices(InvoiceFilter(.everyone), sort: InvoiceSort(), PageRequest())
        #expect(all.total == 4, "two has two invoices")
        let bad = try await house.invoice(accepted[2])
        #expect(bad.summary.status == .failed)
        #expect(bad.failure?.message == "bad: it is damaged; mend it")
        let percents = watch.seen.withLock { seen in seen.filter { $0.job == accepted[0].job }.map(\.percent)
        }
        #expect(percents.first == 20 && percents.last == 100 && percents == percents.sorted())
    }

    @Test("when the work is done it rests: the line is looked at about once a second")
    func rests() async throws {
        let house = try await House()
        let runner = house.runner(Reading())
        let work = Task { await runner.run() }
        // Woken while it sleeps, as uploads do it.
        try await Task.sleep(for: .milliseconds(100))
        let accepted = try await house.submit(["one"])
        runner.wake()
        #expect(try await eventually { try await house.job(accepted[0]).state.isFinal })
        let before = runner.looks
        try await Task.sleep(for: .milliseconds(1000))
        #expect(runner.looks - before <= 5)
        await runner.drain(patience: .seconds(5))
        await work.value
    }

    @Test("stages are events on disk: a long document's while it is read, a short one's with its result")
    func stages() async throws {
        let house = try await House()
        let accepted = try await house.submit(["one", "slow"])
        let runner = house.runner(Reading(hanging: ["slow"]))
        let work = Task { await runner.run() }
        func told(_ accepted: Accepted) async throws -> [String] {
            try await house.store.events(after: 0, topic: .job(accepted.job), limit: 100).map {
                [$0.draft.type, $0.draft.body["stage"]?.stringValue].compactMap(\.self).joined(separator: " ")
            }
        }
        let begin = ["stage_start queue", "stage_start fetch", "stage_complete fetch", "stage_start one"]
        #expect(try await eventually { try await told(accepted[1]) == begin })
        #expect(try await house.invoice(accepted[1]).summary.stage == "one")
        #expect(try await eventually { try await house.job(accepted[0]).state.isFinal })
        #expect(try await told(accepted[0]) == begin + ["stage_start save", "complete"])
        await runner.drain(patience: .milliseconds(50))
        await work.value
        // Given back, it stands in line again, and that is told, too.
        #expect(try await eventually { try await told(accepted[1]).last == "stage_start queue" })
    }

    @Test("row 11: a job that is called off while it runs stops at the next beat", .timeLimit(.minutes(2)))
    func cancel() async throws {
        let house = try await House()
        let accepted = try await house.submit(["slow"])
        let runner = house.runner(Reading(hanging: ["slow"]))
        let work = Task { await runner.run() }
        #expect(try await eventually { try await house.job(accepted[0]).state.name == .running })
        _ = try await house.store.cancel(accepted[0].job, visibility: .everyone)
        #expect(try await eventually { try await house.job(accepted[0]).state.name == .cancelled })
        await runner.drain(patience: .seconds(5))
        await work.value
    }

    @Test("row 12: at a shutdown the unfinished job is given back without an attempt spent")
    func drains() async throws {
        let house = try await House()
        let accepted = try await house.submit(["slow"])
        let runner = house.runner(Reading(hanging: ["slow"]))
        let work = Task { await runner.run() }
        #expect(try await eventually { try await house.job(accepted[0]).state.name == .running })
        await runner.drain(patience: .milliseconds(50))
        await work.value
        #expect(try await eventually { try await house.job(accepted[0]).state.name == .ready })
        #expect(try await house.job(accepted[0]).attempts == 0)
        let second = house.runner(Reading())
        let again = Task { await second.run() }
        #expect(try await eventually { try await house.invoice(accepted[0]).summary.status == .processed })
        await second.drain(patience: .seconds(5))
        await again.value
    }

    @Test("row 8: a document that its worker dies of waits, and counts as a crash")
    func crashes() async throws {
        let house = try await House()
        let accepted = try await house.submit(["killer"])
        let runner = house.runner(Reading())
        let work = Task { await runner.run() }
        #expect(try await eventually { try await house.job(accepted[0]).crashes == 1 })
        await runner.drain(patience: .seconds(5))
        await work.value
        let job = try await house.job(accepted[0])
        #expect(job.state.name == .ready && job.failure?.code == "crashed")
    }

    @Test("a task goes through its job's payload and back")
    func payload() throws {
        let digest = try #require(BlobDigest(hex: String(repeating: "ab", count: 32)))
        let task = ExtractionTask(document: .stored(digest), fileName: "a.pdf", pipeline: "p", threshold: 0.5)
        #expect(ExtractionTask(payload: task.payload) == task)
        #expect(ExtractionTask(payload: .object(JSONObject())) == nil)
    }

    @Test(
        "percentages: extraction 20 to 80, validation to 90",
        arguments: [
            (0, 0.0, 20.0), (0, 1, 50), (1, 0.5, 65), (1, 1, 80), (2, 0, 80), (2, 1, 85), (3, 0.5, 87.5),
            (3, 1, 90), (4, 1, 90),
        ])
    func percentages(_ index: Int, _ fraction: Double, _ percent: Double) async throws {
        let watch = Watch()
        let job = Job(
            id: IdentifierGenerator(time: SystemTime()).next(), draft: JobDraft(kind: ExtractionTask.kind),
            state: .done, createdAt: SystemTime().now())
        let progress = StageProgress(job, sink: watch)
        progress.send(.stageStart(document: "a", step: "s", index: index, count: 4, checks: 2))
        progress.send(.progress(document: "a", step: "s", fraction: fraction))
        #expect(watch.seen.withLock { $0.last?.percent } == percent)
    }
}
