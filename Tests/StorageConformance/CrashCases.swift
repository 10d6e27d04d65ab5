import AssayKit
import Storage
import Testing

extension ConformanceCase {
    static let crashes = [
        ConformanceCase("rows 3, 4: a lost worker's job goes to another, and its late result is refused") {
            bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let accepted = try await bench.submit(owner, file: 1)
            let (job, stale) = try await bench.claim("w1")
            bench.time.advance(.seconds(31))
            #expect(try await store.rescueExpired(limit: 10).map(\.id) == [job.id])
            #expect(try await bench.invoice(accepted.invoice).summary.status == .queued)
            bench.time.advance(.seconds(5))
            let (_, fresh) = try await bench.claim("w2")
            let wrong = InvoiceOutcome(status: .processed, record: Bench.record(["invoice_number": "WRONG"]))
            await expectError("a late result", where: \.isLeaseLost) {
                _ = try await store.complete(
                    job.id, lease: stale,
                    JobCompletion(
                        invoices: [wrong],
                        outbox: [OutboxDraft(destination: "erp", messageID: "1", type: "t", body: "x")]))
            }
            await expectError("a late beat", where: \.isLeaseLost) {
                _ = try await store.beat(job.id, lease: stale)
            }
            await expectError("a late stage", where: \.isLeaseLost) {
                try await store.markProcessing(job.id, lease: stale, stage: "read")
            }
            #expect(try await bench.invoice(accepted.invoice).summary.keys.number == nil)
            #expect(try await store.deliveries(destination: nil, state: nil, PageRequest()).total == 0)
            _ = try await store.complete(
                job.id, lease: fresh, JobCompletion(invoices: [InvoiceOutcome(status: .processed)]))
            #expect(try await bench.job(job.id).state == .done)
        },
        ConformanceCase("row 8: what kills its worker three times is poison") { bench in
            let store = bench.store
            let id = try await store.enqueue([JobDraft(kind: "k")])[0].job
            for round in 1...3 {
                _ = try await bench.claim()
                bench.time.advance(.seconds(31))
                let rescued = try await store.rescueExpired(limit: 10)
                #expect(rescued.first?.state.name == (round < 3 ? .ready : .dead))
                bench.time.advance(.seconds(5))
            }
            #expect(try await bench.job(id).state == .dead(.poison))
        },
        ConformanceCase("row 25: the clock set an hour forward or back ends no lease") { bench in
            _ = try await bench.store.enqueue([JobDraft(kind: "k")])
            let (job, lease) = try await bench.claim()
            for jump in [Duration.seconds(3600), .seconds(-7200)] {
                bench.time.setTimeOfDay(forward: jump)
                #expect(try await bench.store.rescueExpired(limit: 10).isEmpty)
                _ = try await bench.store.beat(job.id, lease: lease)
            }
        },
        ConformanceCase("row 6: 1,000 races of rescue against completion have one outcome each") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            _ = try await bench.submit(owner, files: Array(1...1000))
            let jobs = try await store.claim(queue: "default", worker: "w", limit: 1000)
            #expect(jobs.count == 1000)
            bench.time.advance(.seconds(31))
            var completed = Set<JobID>()
            for round in 0..<40 {
                let racing = Array(jobs[round * 25..<round * 25 + 25])
                // The first and the last round are decided beforehand, so that both outcomes are seen whatever the
                // machine does; in the others rescue and completions start together.
                if round == 39 { _ = try await store.rescueExpired(limit: 25) }
                try await withThrowingTaskGroup(of: JobID?.self) { group in
                    if round > 0 {
                        group.addTask {
                            _ = try await store.rescueExpired(limit: 25)
                            return nil
                        }
                    }
                    for job in racing.reversed() {
                        group.addTask {
                            guard let lease = job.lease else { return nil }
                            do {
                                let outcome = InvoiceOutcome(
                                    status: .processed, record: Bench.record(["invoice_number": "N-1"]))
                                _ = try await store.complete(
                                    job.id, lease: lease.token, JobCompletion(invoices: [outcome]))
                                return job.id
                            } catch StorageError.leaseLost {
                                return nil
                            }
                        }
                    }
                    for try await id in group { if let id { completed.insert(id) } }
                }
            }
            var results = 0
            for job in jobs {
                let end = try await bench.job(job.id)
                let invoice = try await bench.invoice(try #require(job.invoice))
                if completed.contains(job.id) {
                    #expect(end.state == .done && invoice.summary.status == .processed)
                    results += 1
                } else {
                    #expect(end.state.name == .ready && end.crashes == 1)
                    #expect(invoice.summary.status == .queued && invoice.summary.keys.number == nil)
                }
            }
            #expect(results == completed.count)
            #expect((25...975).contains(results), "\(results) of 1,000 races were won by the completion")
        },
        ConformanceCase("row 7: workers at once never get the same job") { bench in
            let store = bench.store
            _ = try await store.enqueue((0..<200).map { _ in JobDraft(kind: "k") })
            let claimed = try await withThrowingTaskGroup(of: [JobID].self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        var mine: [JobID] = []
                        while true {
                            let jobs = try await store.claim(
                                queue: "default", worker: "w\(worker)", limit: 3)
                            if jobs.isEmpty { return mine }
                            mine += jobs.map(\.id)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 200 && Set(claimed).count == 200)
        },
    ]
}
