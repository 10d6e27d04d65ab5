import AssayKit
import Storage
import Testing

extension Bench {
    /// What the sums say: names and count, and the sum where there is one.
    func figures(_ kind: Fact.Kind, _ visibility: Visibility = .everyone) async throws -> [String] {
        try await store.tallies([kind], TallySpan(visibility)).of(kind).map { key, tally in
            let names = [key.first, key.second, key.third].filter { !$0.isEmpty }.joined(separator: "/")
            return names + (names.isEmpty ? "" : " ") + "\(tally.count)"
                + (tally.sum == 0 ? "" : " \(tally.sum)")
        }
    }

    /// That the sums are what they would be if they were made anew.
    func expectExact(_ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let report = try await store.rebuildTallies(isTrial: true)
        #expect(
            report.differences == 0, "\(comment): \(report.examples)", sourceLocation: sourceLocation)
    }

    static func step(_ name: String, _ milliseconds: Double, _ status: String = "ok") -> JSONValue {
        [
            "name": .string(name), "uses": .string("x." + name), "status": .string(status),
            "ms": .double(milliseconds),
        ]
    }

    /// Takes the next job and stores several invoices of one file for it.
    func finish(_ steps: [JSONValue], parts: Int) async throws -> InvoiceID {
        let (job, lease) = try await claim()
        let outcome = InvoiceOutcome(status: .processed, steps: .array(steps))
        let receipt = try await store.complete(
            job.id, lease: lease, JobCompletion(invoices: Array(repeating: outcome, count: parts)))
        return try #require(receipt.invoices.first)
    }

    static func flag(_ rule: String, _ severity: Severity) -> Flag {
        Flag(rule: rule, severity: severity, message: "m", source: "s", confidence: 0.5)
    }
}

extension ConformanceCase {
    static let dashboard = [
        ConformanceCase("the dashboard's sums follow an invoice through its life") { bench in
            let (asha, ravi) = (try await bench.newUser(), try await bench.newUser("ravi"))
            let store = bench.store
            _ = try await bench.submit(asha, file: 1)
            _ = try await bench.submit(ravi, file: 2)
            #expect(try await bench.figures(.status) == ["queued 2"])
            let fields = ["total": "1180.00", "currency": "INR", "cgst": "90.00", "sgst": "90.00"]
            let flags = [
                Bench.flag("ARI-01", .high), Bench.flag("ARI-01", .high), Bench.flag("CHR-05", .info),
            ]
            let first = try await bench.finishNext(fields, status: .flagged, flags: flags)
            #expect(try await bench.figures(.status) == ["flagged 1", "queued 1"])
            #expect(try await bench.figures(.amount) == ["INR/flagged 1 1180000000"])
            #expect(
                try await bench.figures(.tax)
                    == ["cgst/INR/flagged 1 90000000", "sgst/INR/flagged 1 90000000"])
            #expect(try await bench.figures(.flag) == ["ARI-01/high 2", "CHR-05/info 1"])
            #expect(try await bench.figures(.flagged) == ["high 1"])
            #expect(try await bench.figures(.automation) == ["waiting 1"])
            #expect(try await bench.figures(.confidence) == ["1 900000"])
            try await bench.expectExact("a result")
            let owner = try await bench.invoice(first).summary.owner
            let other = owner == asha ? ravi : asha
            #expect(try await bench.figures(.amount, .owned(by: other)) == [])
            #expect(try await bench.figures(.amount, .owned(by: owner)) == ["INR/flagged 1 1180000000"])
            _ = try await store.correct(
                first, version: 2, Correction(fields: ["total": "1,180.00", "currency": "rupees"]),
                visibility: .everyone, by: .user(asha))
            #expect(try await bench.figures(.amount) == [], "that is no amount")
            #expect(try await bench.figures(.automation) == ["corrected 1"])
            _ = try await store.correct(
                first, version: 3, Correction(fields: ["total": "10.50"]), visibility: .everyone,
                by: .user(asha))
            #expect(try await bench.figures(.amount) == ["flagged 1 10500000"], "of an unknown currency")
            bench.time.advance(.seconds(90))
            _ = try await store.decide(
                .approve, on: first, comment: nil, visibility: .everyone, by: .user(asha))
            #expect(try await bench.figures(.review) == ["1 90000"])
            #expect(try await bench.figures(.reviewTime) == ["\(TimeBar.number(of: 900_000)) 1"])
            try await bench.expectExact("a decision")
            let second = try await bench.finishNext(["total": "7"], status: .processed)
            #expect(try await bench.figures(.automation) == ["automatic 1", "corrected 1"])
            try await store.deleteInvoice(first, visibility: .everyone, by: .user(asha))
            #expect(try await bench.figures(.status) == ["processed 1"])
            #expect(try await bench.figures(.review) == [])
            try await bench.expectExact("a deletion")
            try await store.deleteInvoice(second, visibility: .everyone, by: .user(asha))
            for kind in Fact.Kind.allCases { #expect(try await bench.figures(kind) == []) }
            let report = try await store.rebuildTallies(isTrial: false)
            #expect(report.sums == 0 && report.differences == 0)
        },
        ConformanceCase("spans of time, of every length and at every place, add up") { bench in
            let owner = try await bench.newUser()
            let first = TimeSlot.containing(bench.time.now())
            var slots: [Int64] = []
            for step in [0, 1, 3, 17, 200, 1000, 5000, 9] as [Int64] {
                bench.time.advance(.milliseconds(step * TimeSlot.length))
                _ = try await bench.submit(owner, file: slots.count + 1)
                slots.append(TimeSlot.containing(bench.time.now()))
            }
            var bounds: [Int64?] = [nil]
            for slot in slots { bounds += [slot, slot + 1] }
            bounds += [first - 7000, first + 20_000]
            for begin in bounds {
                for end in bounds {
                    let span = TallySpan(.everyone, begin: begin, end: end)
                    let sum = try await bench.store.tallies([.status], span).total(.status).count
                    let counted = slots.filter { $0 >= begin ?? .min && $0 < end ?? .max }.count
                    #expect(sum == Int64(counted), "\(begin ?? -1)..<\(end ?? -1)")
                }
            }
        },
        ConformanceCase("steps count once a file, and again when it is read anew") { bench in
            let owner = try await bench.newUser()
            _ = try await bench.submit(owner, file: 1)
            let steps = [
                Bench.step("read", 12.5), Bench.step("check", 0.4), Bench.step("tell", 0, "skipped"),
            ]
            let id = try await bench.finish(steps, parts: 3)
            #expect(try await bench.figures(.status) == ["processed 3"])
            #expect(
                try await bench.figures(.stage)
                    == ["check/ok/x.check 1 4", "read/ok/x.read 1 125", "tell/skipped/x.tell 1"])
            #expect(
                try await bench.figures(.stageTime) == ["check/4 1", "read/\(TimeBar.number(of: 125)) 1"])
            _ = try await bench.store.reprocess(
                id, pipeline: nil, jobID: bench.ids.next(), job: JobDraft(kind: "extract"),
                visibility: .everyone, by: .user(owner))
            _ = try await bench.finish(
                [Bench.step("read", 3), Bench.step("check", 1e300, "failed")], parts: 1)
            #expect(
                try await bench.figures(.stage)
                    == ["check/failed/x.check 1 320000000000", "read/ok/x.read 1 30"])
            #expect(try await bench.figures(.status) == ["processed 1"])
            #expect(try await bench.figures(.automation) == ["reviewed 1"], "a person had it read anew")
            try await bench.expectExact("a second reading")
        },
        ConformanceCase("no total is too large for the sums, no name too strange") { bench in
            let owner = try await bench.newUser()
            let odd = "A\u{1F}B\nC" + String(repeating: "é", count: 300)
            for file in 1...12 {
                _ = try await bench.submit(owner, file: file)
                _ = try await bench.finishNext(
                    ["total": "999999999999.999999", "currency": "inr"],
                    flags: [Bench.flag(odd, .low)])
            }
            #expect(
                try await bench.figures(.amount) == ["INR/processed 12 11999999999999999988"])
            #expect(try await bench.figures(.flag).count == 1)
            try await bench.expectExact("large sums")
        },
        ConformanceCase("the sums are exact after any mix of changes") { bench in
            let users = [try await bench.newUser(), try await bench.newUser("ravi")]
            var generator = Seeded(state: 42)
            var settled: [InvoiceID] = []
            for turn in 1...80 {
                let owner = users[turn % 2]
                bench.time.advance(.seconds(Int.random(in: 0...90_000, using: &generator)))
                switch Int.random(in: 0..<8, using: &generator) {
                case 0...3:
                    _ = try await bench.submit(owner, file: turn)
                    let total = Int.random(in: -500...90_000, using: &generator)
                    let status = [InvoiceStatus.processed, .needsReview, .flagged, .failed]
                        .randomElement(using: &generator)
                    settled.append(
                        try await bench.finishNext(
                            [
                                "total": "\(total).25", "currency": turn % 5 == 0 ? "EUR" : "INR",
                                "igst": "\(turn)",
                            ],
                            status: status ?? .processed,
                            flags: turn % 3 == 0 ? [Bench.flag("TAX-0\(turn % 9)", .medium)] : []))
                case 4:
                    _ = try await bench.submit(owner, file: turn)
                    _ = try await bench.finishNext([:])
                default:
                    guard let id = settled.randomElement(using: &generator) else { continue }
                    let invoice = try await bench.invoice(id)
                    do {
                        switch turn % 4 {
                        case 0:
                            _ = try await bench.store.correct(
                                id, version: invoice.summary.version,
                                Correction(fields: ["total": "\(turn)", "cess": "1.5"]),
                                visibility: .everyone,
                                by: .user(owner))
                        case 1:
                            _ = try await bench.store.decide(
                                .approve, on: id, comment: nil, visibility: .everyone, by: .user(owner))
                        case 2:
                            _ = try await bench.store.decide(
                                .reject, on: id, comment: "no", visibility: .everyone, by: .user(owner))
                        default:
                            try await bench.store.deleteInvoice(id, visibility: .everyone, by: .user(owner))
                            settled.removeAll { $0 == id }
                        }
                    } catch StorageError.wrongState {
                        // Another turn has decided it already.
                    }
                }
            }
            try await bench.expectExact("80 changes")
            #expect(try await bench.store.rebuildTallies(isTrial: false).sums > 100)
        },
    ]
}

/// A generator that gives the same numbers every time (splitmix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
