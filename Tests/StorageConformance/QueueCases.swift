import AssayKit
import Storage
import Testing

extension ConformanceCase {
    static let queue = [
        ConformanceCase("a job is claimed once, beats, ends") { bench in
            let store = bench.store
            let id = try await store.enqueue([JobDraft(kind: "k", payload: ["page": 3])])[0].job
            let (job, lease) = try await bench.claim("w1")
            #expect(job.id == id && job.attempts == 1 && job.payload == ["page": 3])
            #expect(try await store.claim(queue: "default", worker: "w2", limit: 1).isEmpty)
            #expect(try await store.claim(queue: "other", worker: "w2", limit: 1).isEmpty)
            bench.time.advance(.seconds(20))
            #expect(try await store.beat(id, lease: lease).lease?.until == bench.time.steady() + .seconds(30))
            bench.time.advance(.seconds(20))
            #expect(try await store.rescueExpired(limit: 10).isEmpty, "the beat has prolonged the lease")
            _ = try await store.complete(id, lease: lease, JobCompletion(result: ["answer": 42]))
            let done = try await bench.job(id)
            #expect(done.state == .done && done.result == ["answer": 42] && done.finishedAt != nil)
            await expectError("a second result", where: \.isLeaseLost) {
                _ = try await store.complete(id, lease: lease, JobCompletion())
            }
        },
        ConformanceCase("row 10: 64 enqueues of the same work at once give one job") { bench in
            let store = bench.store
            let answers = try await withThrowingTaskGroup(of: Enqueued.self) { group in
                for _ in 0..<64 {
                    group.addTask { try await store.enqueue([JobDraft(kind: "k", uniqueKey: "same")])[0] }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.job)).count == 1)
            #expect(answers.filter(\.isNew).count == 1)
            #expect(try await store.jobs(JobFilter(), PageRequest()).total == 1)
            let (job, lease) = try await bench.claim()
            #expect(try await store.enqueue([JobDraft(kind: "k", uniqueKey: "same")])[0].job == job.id)
            #expect(try await store.enqueue([JobDraft(kind: "other", uniqueKey: "same")])[0].isNew)
            _ = try await store.complete(job.id, lease: lease, JobCompletion())
            #expect(
                try await store.enqueue([JobDraft(kind: "k", uniqueKey: "same")])[0].isNew, "it has ended")
        },
        ConformanceCase("row 9: failures wait longer and longer, then the job is dead") { bench in
            let id = try await bench.store.enqueue([JobDraft(kind: "k", maximumAttempts: 3)])[0].job
            for (attempt, longest) in [(1, 5.0), (2, 10)] {
                let (_, lease) = try await bench.claim()
                let failed = try await bench.store.fail(
                    id, lease: lease, JobFailure(.retryable, code: "busy", message: "later"))
                guard case .ready(let at) = failed.state else {
                    Issue.record("attempt \(attempt) left it \(failed.state.name)")
                    return
                }
                let wait = Double(at.since(bench.time.steady()).milliseconds) / 1000
                #expect((longest / 2...longest).contains(wait), "attempt \(attempt) waits \(wait) s")
                #expect(try await bench.store.claim(queue: "default", worker: "w", limit: 1).isEmpty)
                bench.time.advance(.seconds(longest))
            }
            let (_, lease) = try await bench.claim()
            let dead = try await bench.store.fail(
                id, lease: lease, JobFailure(.retryable, code: "busy", message: "later"))
            #expect(dead.state == .dead(.exhausted))
            #expect(try await bench.store.retry(id).attempts == 0, "a person may start it again")
            _ = try await bench.claim()
        },
        ConformanceCase("a permanent failure is not tried again, and takes its invoice along") { bench in
            let owner = try await bench.newUser()
            let accepted = try await bench.submit(owner, file: 1)
            let (job, lease) = try await bench.claim()
            #expect(try await bench.invoice(accepted.invoice).summary.status == .processing)
            let dead = try await bench.store.fail(
                job.id, lease: lease,
                JobFailure(.permanent, code: "encrypted", message: "it is encrypted", stage: "read"))
            #expect(dead.state == .dead(.failed))
            let invoice = try await bench.invoice(accepted.invoice)
            #expect(invoice.summary.status == .failed && invoice.summary.stage == "read")
            #expect(invoice.failure?.code == "encrypted")
            let events = try await bench.store.events(after: 0, topic: .invoice(accepted.invoice), limit: 10)
            #expect(events.map(\.draft.type) == ["stage_start", "stage_start", "error"])
            let notices = try await bench.store.deliveries(destination: "erp", state: .pending, PageRequest())
            #expect(notices.items.map(\.draft.messageID) == ["m-1"])
            _ = try await bench.store.retry(job.id)
            #expect(try await bench.invoice(accepted.invoice).summary.status == .queued)
        },
        ConformanceCase("row 12: a shutdown spends no attempt") { bench in
            let id = try await bench.store.enqueue([JobDraft(kind: "k")])[0].job
            for _ in 0..<20 {
                let (_, lease) = try await bench.claim()
                _ = try await bench.store.release(id, lease: lease)
            }
            #expect(try await bench.claim().job.attempts == 1)
        },
        ConformanceCase("row 11: cancelling: at once when it waits, by the beat when it runs") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let first = try await bench.submit(owner, file: 1)
            #expect(try await store.cancel(first.job, visibility: .owned(by: owner)).state == .cancelled)
            #expect(try await bench.invoice(first.invoice).failure?.code == "cancelled")
            await expectError("it has ended", where: \.isWrongState) {
                _ = try await store.cancel(first.job, visibility: .everyone)
            }
            let second = try await bench.submit(owner, file: 2)
            let (job, lease) = try await bench.claim()
            let stranger = try await bench.newUser("stranger")
            await expectError("another's job", where: \.isNotFound) {
                _ = try await store.cancel(job.id, visibility: .owned(by: stranger))
            }
            _ = try await store.cancel(job.id, visibility: .everyone)
            #expect(try await store.beat(job.id, lease: lease).cancelWanted)
            await expectError("the result comes too late", where: { $0 == .cancelled }) {
                _ = try await store.complete(
                    job.id, lease: lease, JobCompletion(invoices: [InvoiceOutcome(status: .processed)]))
            }
            #expect(try await store.confirmStop(job.id, lease: lease).state == .cancelled)
            #expect(try await bench.invoice(second.invoice).summary.status == .failed)
        },
        ConformanceCase("figures, lists and forgetting") { bench in
            _ = try await bench.store.enqueue((0..<3).map { _ in JobDraft(kind: "k") })
            let (job, lease) = try await bench.claim()
            _ = try await bench.store.complete(job.id, lease: lease, JobCompletion())
            bench.time.advance(.seconds(60))
            let figures = try await bench.store.jobStatistics()
            #expect(figures.byState == [.ready: 2, .done: 1] && figures.total == 3 && figures.recent == 3)
            #expect(figures.oldestWait == .seconds(60))
            #expect(
                try await bench.store.jobs(JobFilter(state: .done), PageRequest()).items.map(\.id) == [job.id]
            )
            #expect(try await bench.store.forgetJobs(finishedBefore: bench.time.now(), limit: 10) == 1)
            await expectError("forgotten", where: \.isNotFound) { _ = try await bench.job(job.id) }
        },
    ]
}
