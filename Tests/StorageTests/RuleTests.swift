import AssayKit
import Storage
import Testing

@Suite("storage rules")
struct RuleTests {
    @Test("row 9: waits after failures lie between half and all of min(3600, 5·2ⁿ⁻¹) seconds, spread over it")
    func backoff() {
        for (attempt, whole) in [(1, 5.0), (2, 10), (3, 20), (8, 640), (11, 3600), (500, 3600)] {
            let waits = (0..<1000).map {
                Double(RetryRule.delay(afterAttempt: attempt, random: Double($0) / 1000).milliseconds) / 1000
            }
            #expect(waits.allSatisfy { (whole / 2...whole).contains($0) })
            #expect((waits.max() ?? 0) - (waits.min() ?? 0) > whole * 0.49)
        }
        #expect(RetryRule.delay(afterAttempt: -5, random: -1) == .milliseconds(2500))
    }

    @Test("deliveries follow the schedule, a tenth earlier or later, ten tries in all")
    func deliveries() throws {
        for (attempts, planned) in DeliverySchedule.waits.enumerated() {
            let early = try #require(
                DeliverySchedule.wait(afterAttempts: attempts, atLeast: nil, random: 0))
            let late = try #require(DeliverySchedule.wait(afterAttempts: attempts, atLeast: nil, random: 1))
            #expect(early.milliseconds == planned.milliseconds * 9 / 10)
            #expect(late.milliseconds == planned.milliseconds * 11 / 10)
        }
        #expect(DeliverySchedule.waits.count == 10)
        #expect(DeliverySchedule.wait(afterAttempts: 10, atLeast: nil, random: 0) == nil)
        #expect(DeliverySchedule.wait(afterAttempts: 1, atLeast: .seconds(60), random: 0) == .seconds(60))
    }

    @Test(
        "one level is gained per ten minutes",
        arguments: [
            (JobPriority.low, 0, 3), (.low, 599, 3), (.low, 600, 2), (.low, 1800, 0), (.low, 99_999, 0),
            (.urgent, 0, 0), (.normal, -50, 2),
        ])
    func aging(_ priority: JobPriority, _ seconds: Int, _ level: Int) {
        #expect(ClaimRule.level(priority, waiting: .seconds(seconds)) == level)
    }

    @Test(
        "decisions",
        arguments: [
            (ReviewDecision.approve, InvoiceStatus.processed, InvoiceStatus?.some(.approved)),
            (.approve, .flagged, .approved), (.approve, .needsReview, .approved),
            (.approve, .rejected, .approved), (.approve, .approved, nil), (.approve, .failed, nil),
            (.approve, .queued, nil), (.approve, .processing, nil), (.reject, .failed, .rejected),
            (.reject, .approved, .rejected), (.reject, .rejected, nil), (.reject, .queued, nil),
        ])
    func decisions(_ decision: ReviewDecision, _ status: InvoiceStatus, _ expected: InvoiceStatus?) {
        do throws(StorageError) {
            let after = try ReviewRule.decide(decision, on: status)
            #expect(after == expected)
        } catch {
            #expect(expected == nil)
            #expect(error.description.contains(status.rawValue))
        }
    }

    @Test(
        "the status of a batch",
        arguments: [
            ([:], nil, BatchStatus.open, 0.0), ([InvoiceStatus.queued: 1], nil, .processing, 0),
            ([.processed: 1], nil, .completed, 100), ([.processed: 1], 2, .processing, 50),
            ([.processed: 3, .failed: 1], nil, .completedWithErrors, 100),
            ([.failed: 1, .processing: 1], nil, .processing, 50), ([.approved: 2], 1, .completed, 100),
        ] as [([InvoiceStatus: Int], Int?, BatchStatus, Double)])
    func batches(_ counts: [InvoiceStatus: Int], _ expected: Int?, _ status: BatchStatus, _ progress: Double)
    {
        #expect(BatchCounts(counts).status(expected: expected) == status)
        #expect(BatchCounts(counts).progress(expected: expected) == progress)
    }

    @Test(
        "names without their legal form",
        arguments: [
            ("Acme Pvt. Ltd.", "acme"), ("M/s. ACME PRIVATE LIMITED", "acme"), ("Zenith & Co", "zenith and"),
            ("Limited", "limited"), ("  ", ""), ("Tata-Steel  LLP", "tata steel"),
        ])
    func names(_ name: String, _ normal: String) { #expect(VendorIdentity.normalised(name) == normal) }

    @Test("a job goes only the ways that there are")
    func jobs() throws {
        let time = Timestamp(milliseconds: 1_000_000)
        let lease = Lease(token: LeaseToken(high: 1, low: 1), worker: "w", until: time + .seconds(30))
        let stale = LeaseToken(high: 2, low: 2)
        func job(_ state: JobState) -> Job {
            Job(id: JobID(high: 9, low: 9), draft: JobDraft(kind: "k"), state: state, createdAt: time)
        }
        let failure = JobFailure(.permanent, code: "c", message: "m")
        let events: [(String, JobEvent)] = [
            ("claim", .claim(lease)), ("beat", .beat(lease.token)),
            ("complete", .complete(lease.token, result: nil)),
            ("fail", .fail(lease.token, failure)), ("release", .release(lease.token)),
            ("stop", .stop(lease.token)),
            ("expire", .expire), ("cancel", .cancel), ("retry", .retry),
            ("stale beat", .beat(stale)), ("stale complete", .complete(stale, result: nil)),
            ("stale fail", .fail(stale, failure)),
        ]
        let allowed: [JobState.Name: [String: JobState.Name]] = [
            .ready: ["claim": .running, "cancel": .cancelled],
            .running: [
                "beat": .running, "complete": .done, "fail": .dead, "release": .ready, "stop": .cancelled,
                "expire": .ready, "cancel": .running,
            ],
            .done: [:], .dead: ["retry": .ready], .cancelled: ["retry": .ready],
        ]
        for state in [JobState.ready(at: time), .running(lease), .done, .dead(.failed), .cancelled] {
            for (name, event) in events {
                var job = job(state)
                let before = job
                let later = name == "expire" ? time + .seconds(31) : time
                do throws(StorageError) {
                    try job.apply(event, steady: later, now: later, random: 0)
                    #expect(job.state.name == allowed[state.name]?[name], "\(state.name) \(name)")
                } catch {
                    #expect(allowed[state.name]?[name] == nil, "\(state.name) \(name): \(error)")
                    #expect(job == before, "a refusal changes nothing")
                }
            }
        }
        var early = job(.running(lease))
        #expect(throws: StorageError.leaseLost) { try early.apply(.expire, steady: time, now: time) }
    }

    @Test("a moved border between two parts changes an audit entry's hash")
    func auditBorders() {
        func hash(_ action: String, _ subject: String) -> [UInt8] {
            AuditChain.hash(
                previous: AuditChain.start, number: 1, at: Timestamp(milliseconds: 1), actor: .system,
                action: action, subject: subject, detailsJSON: [])
        }
        #expect(hash("ab", "c") != hash("a", "bc"))
        #expect(hash("ab", "c") == hash("ab", "c"))
    }
}
