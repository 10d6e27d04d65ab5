import AssayKit
import Storage
import Testing

extension ConformanceCase {
    static let results = [
        ConformanceCase("a completion stores invoice, history, events and deliveries together") { bench in
            let owner = try await bench.newUser()
            let accepted = try await bench.submit(owner, file: 1)
            let (job, lease) = try await bench.claim()
            try await bench.store.markProcessing(
                job.id, lease: lease, stage: "gst-invoice",
                events: [
                    .stageComplete("fetch", of: job, outcome: "done", milliseconds: 1, progress: 20)
                ])
            #expect(try await bench.invoice(accepted.invoice).summary.stage == "gst-invoice")
            let flag = Flag(rule: "ARI-05", severity: .medium, message: "does not add up", source: "rule 46")
            let outcome = InvoiceOutcome(
                status: .flagged,
                record: Bench.record(
                    ["invoice_number": "A-7", "invoice_date": "2026-03-31", "total": "1180.00"], flags: [flag]
                ),
                confidence: 0.75, pages: 2, notes: ["page 2 is empty"],
                attachments: ["words": Bench.digest(99)])
            _ = try await bench.store.complete(
                job.id, lease: lease,
                JobCompletion(
                    invoices: [outcome],
                    outbox: [
                        OutboxDraft(
                            destination: "erp", messageID: "m", type: "invoice.flagged", body: ["a": 1])
                    ]))
            let invoice = try await bench.invoice(accepted.invoice)
            #expect(invoice.summary.status == .flagged && invoice.summary.flagCount == 1)
            #expect(invoice.summary.keys.total?.text == "1180.00" && invoice.summary.confidence == 0.75)
            #expect(invoice.summary.keys.date?.iso == "2026-03-31" && invoice.pages == 2)
            #expect(try invoice.record == outcome.record && invoice.notes == outcome.notes)
            #expect(invoice.summary.version == 2 && invoice.processedAt == bench.time.now())
            let history = try await bench.store.history(accepted.invoice, visibility: .owned(by: owner))
            #expect(history.map(\.action) == [.submitted, .processed])
            let events = try await bench.store.events(after: 0, topic: .job(job.id), limit: 10)
            #expect(
                events.map(\.draft.type) == [
                    "stage_start", "stage_start", "stage_complete", "flag", "complete",
                ])
            #expect(
                events.map { $0.draft.body["stage"]?.stringValue } == ["queue", "fetch", "fetch", nil, nil])
            #expect(events[4].draft.body["result"]?["structured_data"]?["total"] == "1180.00")
            #expect(events[4].draft.body["result"]?["invoice_ids"] == [.string("\(accepted.invoice)")])
            #expect(events.allSatisfy { $0.draft.invoice == accepted.invoice && $0.draft.owner == owner })
            let out = try await bench.store.claimDeliveries(limit: 9, perDestination: 9, holding: .seconds(9))
            #expect(out.map(\.draft.messageID) == ["m"] && out[0].draft.body == ["a": 1])
            let words = try await bench.store.attachment(
                "words", of: accepted.invoice, visibility: .owned(by: owner))
            #expect(words == Bench.digest(99))
            let (kept, swept) = (Bench.digest(1).digest, Bench.digest(5).digest)
            #expect(try await bench.store.unreferenced([kept, words.digest, swept]) == [swept])
        },
        ConformanceCase("a file with several invoices makes several, and a second reading settles how many") {
            bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let batch = try await bench.newBatch(owner)
            let accepted = try await bench.submit(owner, file: 1, batch: batch.id)
            let (job, lease) = try await bench.claim()
            let three = (1...3).map {
                InvoiceOutcome(status: .processed, record: Bench.record(["invoice_number": "P-\($0)"]))
            }
            let first = try await store.complete(job.id, lease: lease, JobCompletion(invoices: three))
            #expect(first.invoices.count == 3 && first.invoices[0] == accepted.invoice)
            let third = try await bench.invoice(first.invoices[2])
            #expect(third.origin.part == 3 && third.origin.partCount == 3 && third.summary.batch == batch.id)
            #expect(third.origin.firstPart == accepted.invoice && third.origin.duplicateOf == nil)
            #expect(try await store.batch(batch.id, visibility: .everyone).counts.byStatus == [.processed: 3])

            let again: JobID = bench.ids.next()
            _ = try await store.reprocess(
                third.id, pipeline: "other", jobID: again, job: JobDraft(kind: "extract"),
                visibility: .everyone, by: .user(owner))
            #expect(try await bench.invoice(accepted.invoice).summary.status == .queued)
            let (second, newLease) = try await bench.claim()
            #expect(second.id == again && second.invoice == accepted.invoice)
            let receipt = try await store.complete(
                again, lease: newLease, JobCompletion(invoices: Array(three.prefix(2))))
            #expect(receipt.invoices == Array(first.invoices.prefix(2)), "the parts keep their ids")
            await expectError("the third one is gone", where: \.isNotFound) {
                _ = try await bench.invoice(third.id)
            }
            #expect(try await store.batch(batch.id, visibility: .everyone).counts.total == 2)
        },
        ConformanceCase("the same bytes again are recognised, for the same owner only") { bench in
            let owner = try await bench.newUser()
            let other = try await bench.newUser("other")
            let first = try await bench.submit(owner, file: 7)
            #expect(first.duplicateOf == nil)
            #expect(try await bench.submit(owner, file: 7).duplicateOf == first.invoice)
            #expect(try await bench.submit(other, file: 7).duplicateOf == nil)
            #expect(try await bench.submit(owner, file: 8).duplicateOf == nil)
        },
        ConformanceCase("a document that is fetched later gets its bytes then") { bench in
            let owner = try await bench.newUser()
            let earlier = try await bench.submit(owner, file: 3)
            _ = try await bench.finishNext()
            var late = bench.submission(owner, file: 4)
            late.origin = InvoiceOrigin(source: .url)
            _ = try await bench.store.accept(
                [late], idempotency: nil, answer: { _ in StoredAnswer(status: 202, body: []) })
            let (job, lease) = try await bench.claim()
            let duplicate = try await bench.store.setDocument(
                Bench.digest(3), mediaType: "image/png", fileName: "a.png", of: late.id, job: job.id,
                lease: lease)
            #expect(duplicate == earlier.invoice)
            let invoice = try await bench.invoice(late.id)
            #expect(
                invoice.origin.document == Bench.digest(3) && invoice.origin.duplicateOf == earlier.invoice)
        },
        ConformanceCase("all submissions of a request are taken, or none") { bench in
            let owner = try await bench.newUser()
            let good = bench.submission(owner, file: 1)
            let bad = bench.submission(owner, file: 2, batch: bench.ids.next())
            await expectError("an unknown batch", where: \.isNotFound) {
                _ = try await bench.store.accept(
                    [good, bad], idempotency: nil, answer: { _ in StoredAnswer(status: 202, body: []) })
            }
            #expect(try await bench.store.jobs(JobFilter(), PageRequest()).total == 0)
            await expectError("nothing was taken", where: \.isNotFound) {
                _ = try await bench.invoice(good.id)
            }
        },
    ]
}
