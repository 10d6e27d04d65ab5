import AssayKit
import Storage
import Testing

extension ConformanceCase {
    private static let twin = [
        "invoice_number": "A-7", "invoice_date": "2026-03-31", "total": "1180.00",
        "supplier_gstin": "29AAGCB7383J1Z4",
    ]
    private static let found = Flag(
        rule: "DUP-02", severity: .critical, message: "again", source: "rule 46(b)", step: "history")

    static let settling = [
        ConformanceCase(
            "an invoice is compared once more when another of its supplier comes, and both are told"
        ) {
            bench in
            let owner = try await bench.newUser()
            try await bench.submit(owner, file: 1)
            let first = try await bench.finishNext(twin)
            #expect(try await bench.store.unsettled(limit: 9).isEmpty, "it has no neighbour")
            try await bench.submit(owner, file: 2)
            let second = try await bench.finishNext(twin)
            let waiting = try await bench.store.unsettled(limit: 9)
            #expect(Set(waiting.map(\.invoice.id)) == [first, second])
            let lease = try await bench.settleNext(waiting) { $0 == first ? [found] : [] }
            #expect(lease != nil, "a job does it")
            let settled = try await bench.invoice(first)
            #expect(settled.summary.status == .flagged && settled.summary.flagCount == 1)
            #expect(try settled.record.flags == [found])
            #expect(try await bench.invoice(second).summary.status == .processed)
            let history = try await bench.store.history(first, visibility: .everyone)
            #expect(history.map(\.action) == [.submitted, .processed, .compared])
            #expect(history.last?.changes == [HistoryChange(field: "flags", old: "", new: "DUP-02")])
            let events = try await bench.store.events(after: 0, topic: .invoice(first), limit: 50)
            #expect(events.suffix(2).map(\.draft.type) == ["flag", "review"])
            #expect(events.last?.draft.body["action"] == "compared")
            #expect(try await bench.store.unsettled(limit: 9).isEmpty)
        },
        ConformanceCase("the invoices of a batch wait for its end before they are compared once more") {
            bench in
            let owner = try await bench.newUser()
            let batch = try await bench.newBatch(owner)
            _ = try await bench.submit(owner, files: [1, 2, 3], batch: batch.id)
            try await bench.finishNext(twin)
            try await bench.finishNext(twin)
            #expect(try await bench.store.unsettled(limit: 9).isEmpty, "one more is to come")
            try await bench.finishNext(["invoice_number": "B-1"])
            #expect(try await bench.store.unsettled(limit: 9).count == 2)
        },
        ConformanceCase("a decision of a person stands, whatever is found later") { bench in
            let owner = try await bench.newUser()
            try await bench.submit(owner, file: 1)
            let first = try await bench.finishNext(twin)
            _ = try await bench.store.decide(
                .approve, on: first, comment: nil, visibility: .everyone, by: .user(owner))
            try await bench.submit(owner, file: 2)
            try await bench.finishNext(twin)
            try await bench.settleNext(try await bench.store.unsettled(limit: 9)) { _ in [found] }
            let settled = try await bench.invoice(first)
            #expect(settled.summary.status == .approved && settled.summary.flagCount == 1)
        },
        ConformanceCase("a neighbour that comes while invoices are compared has them compared again") {
            bench in
            let owner = try await bench.newUser()
            var twins: [InvoiceID] = []
            for file in 1...2 {
                try await bench.submit(owner, file: file)
                twins.append(try await bench.finishNext(twin))
            }
            let waiting = try await bench.store.unsettled(limit: 9)
            #expect(Set(waiting.map(\.invoice.id)) == Set(twins))
            try await bench.submit(owner, file: 3)
            twins.append(try await bench.finishNext(twin))
            try await bench.settleNext(waiting) { _ in [found] }
            let again = try await bench.store.unsettled(limit: 9)
            #expect(Set(again.map(\.invoice.id)) == Set(twins))
            try await bench.settleNext(again) { _ in [found] }
            #expect(try await bench.store.unsettled(limit: 9).isEmpty)
        },
        ConformanceCase("an invoice that changed while it was compared stays in line, as its neighbours do") {
            bench in
            let owner = try await bench.newUser()
            try await bench.submit(owner, file: 1)
            let first = try await bench.finishNext(twin)
            try await bench.submit(owner, file: 2)
            let second = try await bench.finishNext(twin)
            let waiting = try await bench.store.unsettled(limit: 9)
            var correction = Correction()
            correction.fields["total"] = "1190.00"
            _ = try await bench.store.correct(
                first, version: 2, correction, visibility: .everyone, by: .user(owner))
            try await bench.settleNext(waiting) { _ in [found] }
            #expect(try await bench.invoice(first).summary.flagCount == 0)
            let left = try await bench.store.unsettled(limit: 9)
            #expect(Set(left.map(\.invoice.id)) == [first, second])
        },
        ConformanceCase("the flags of a removed invoice's neighbours are looked at again") { bench in
            let owner = try await bench.newUser()
            try await bench.submit(owner, file: 1)
            let first = try await bench.finishNext(twin)
            try await bench.submit(owner, file: 2)
            let second = try await bench.finishNext(twin)
            try await bench.settleNext(try await bench.store.unsettled(limit: 9)) { _ in [found] }
            #expect(try await bench.invoice(second).summary.status == .flagged)
            try await bench.store.deleteInvoice(first, visibility: .everyone, by: .user(owner))
            let waiting = try await bench.store.unsettled(limit: 9)
            #expect(waiting.map(\.invoice.id) == [second])
            try await bench.settleNext(waiting) { _ in [] }
            let settled = try await bench.invoice(second)
            #expect(settled.summary.status == .needsReview && settled.summary.flagCount == 0)
        },
        ConformanceCase("what is in the history already is not taken in again") { bench in
            let owner = try await bench.newUser()
            try await bench.submit(owner, file: 1)
            try await bench.finishNext(twin)
            #expect(try await bench.store.recallInvoices(limit: 5) == 1)
            #expect(try await bench.store.recallInvoices(limit: 5) == 0)
            #expect(try await bench.store.unsettled(limit: 9).isEmpty)
        },
    ]
}

extension Bench {
    /// Takes the job that compares invoices, and stores these flags.
    ///
    /// - Returns: The job's lease; nil when there was no job.
    @discardableResult
    func settleNext(
        _ waiting: [UnsettledInvoice], _ flags: (InvoiceID) -> [Flag]
    ) async throws -> LeaseToken? {
        time.advance(SettleTask.delay + .seconds(1))
        guard let job = try await store.claim(queue: SettleTask.queue, worker: "s", limit: 1).first,
            let lease = job.lease?.token
        else { return nil }
        var completion = JobCompletion()
        completion.settlements = waiting.map { unsettled in
            Settlement(of: unsettled, step: "history", flags: flags(unsettled.invoice.id))
        }
        _ = try await store.complete(job.id, lease: lease, completion)
        return lease
    }
}
