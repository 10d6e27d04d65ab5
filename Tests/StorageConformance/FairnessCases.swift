import Storage
import Testing

extension ConformanceCase {
    static let fairness = [
        ConformanceCase("urgent before normal before low, then the oldest") { bench in
            var expected: [JobID: JobPriority] = [:]
            for priority in [JobPriority.low, .normal, .urgent, .high] {
                let id = try await bench.store.enqueue([JobDraft(kind: "k", priority: priority)])[0].job
                expected[id] = priority
                bench.time.advance(.seconds(1))
            }
            let order = try await bench.store.claim(queue: "default", worker: "w", limit: 10)
            #expect(order.map { expected[$0.id] } == [.urgent, .high, .normal, .low])
        },
        ConformanceCase("row 13: an owner with ten jobs is served beside one with a thousand") { bench in
            let many = try await bench.newUser("many")
            let few = try await bench.newUser("few")
            _ = try await bench.store.enqueue((0..<1000).map { _ in JobDraft(kind: "k", owner: many) })
            _ = try await bench.store.enqueue((0..<10).map { _ in JobDraft(kind: "k", owner: few) })
            let first = try await bench.store.claim(queue: "default", worker: "w", limit: 20)
            #expect(first.filter { $0.owner == few }.count == 10)
            #expect(first.filter { $0.owner == many }.count == 10)
        },
        ConformanceCase("row 14: under a steady stream of high priority, low still runs within 35 minutes") {
            bench in
            let low = try await bench.store.enqueue([JobDraft(kind: "k", priority: .low)])[0].job
            for minute in 0..<40 {
                _ = try await bench.store.enqueue((0..<3).map { _ in JobDraft(kind: "k", priority: .high) })
                let served = try await bench.store.claim(queue: "default", worker: "w", limit: 2)
                #expect(served.count == 2)
                if served.contains(where: { $0.id == low }) {
                    #expect((10...35).contains(minute), "after \(minute) minutes")
                    return
                }
                bench.time.advance(.seconds(60))
            }
            Issue.record("the low job never ran")
        },
        ConformanceCase("a job that waits for its retry holds up nobody") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let delayed = JobDraft(kind: "k", owner: owner, delay: .seconds(100))
            let first = try await store.enqueue([delayed, JobDraft(kind: "k", owner: owner)])
            #expect(try await bench.claim().job.id == first[1].job)
            #expect(try await store.claim(queue: "default", worker: "w", limit: 1).isEmpty)
            bench.time.advance(.seconds(100))
            #expect(try await bench.claim().job.id == first[0].job)
        },
    ]
}
