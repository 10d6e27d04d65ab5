import AssayKit
import Storage
import Testing

extension ConformanceCase {
    static let review = [
        ConformanceCase("a correction keeps the evidence's place, the history and the version") { bench in
            let owner = try await bench.newUser()
            _ = try await bench.submit(owner, file: 1)
            let id = try await bench.finishNext(["invoice_number": "A-1", "total": "100.00", "irn": "x"])
            let change = Correction(
                fields: ["total": "118.00", "irn": nil, "po_number": "P9", "invoice_number": "A-1"],
                lineItems: [["description": "bolts", "quantity": "2"]])
            let corrected = try await bench.store.correct(
                id, version: 2, change, visibility: .owned(by: owner), by: .user(owner))
            #expect(corrected.summary.version == 3 && corrected.summary.keys.total?.text == "118.00")
            let record = try corrected.record
            #expect(record["total"]?.origin == .corrected && record["total"]?.box == Box(1, 2, 3, 4))
            #expect(record["invoice_number"]?.origin == .read, "an unchanged value keeps its evidence")
            #expect(record["irn"] == nil && record["po_number"]?.value == "P9")
            #expect(record.lineItems.map { $0["quantity"]?.value } == ["2"])
            let last = try #require(try await bench.store.history(id, visibility: .everyone).last)
            #expect(last.action == .corrected && last.by == .user(owner) && last.version == 3)
            #expect(
                last.changes.map(\.field) == [
                    "irn", "po_number", "total", "line_items[1].description", "line_items[1].quantity",
                ])
            #expect(last.changes[2] == HistoryChange(field: "total", old: "100.00", new: "118.00"))
            await expectError("an old version", where: { $0 == .staleVersion(current: 3) }) {
                _ = try await bench.store.correct(
                    id, version: 2, change, visibility: .everyone, by: .user(owner))
            }
            let same = try await bench.store.correct(
                id, version: 3, change, visibility: .everyone, by: .user(owner))
            #expect(same.summary.version == 3, "nothing changed, so nothing is written")
        },
        ConformanceCase("row 68: of those who decide at once one wins") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            for file in 1...20 {
                _ = try await bench.submit(owner, file: file)
                let id = try await bench.finishNext()
                let wins = await withTaskGroup(of: Bool.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            do {
                                _ = try await store.decide(
                                    .approve, on: id, comment: nil, visibility: .everyone, by: .user(owner))
                                return true
                            } catch StorageError.wrongState {
                                return false
                            } catch {
                                Issue.record(error)
                                return false
                            }
                        }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(wins == 1)
                #expect(
                    try await store.history(id, visibility: .everyone).map(\.action)
                        == [.submitted, .processed, .approved])
            }
        },
        ConformanceCase("what may be done in which status") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let waiting = try await bench.submit(owner, file: 1).invoice
            await expectError("approve what waits", where: \.isWrongState) {
                _ = try await store.decide(
                    .approve, on: waiting, comment: nil, visibility: .everyone, by: .system)
            }
            await expectError("correct what waits", where: \.isWrongState) {
                _ = try await store.correct(
                    waiting, version: 1, Correction(fields: ["total": "1"]), visibility: .everyone,
                    by: .system)
            }
            let id = try await bench.finishNext()
            let rejected = try await store.decide(
                .reject, on: id, comment: "twice", visibility: .everyone, by: .user(owner))
            #expect(rejected.summary.status == .rejected && rejected.review?.comment == "twice")
            #expect(rejected.review?.by == owner)
            await expectError("correct what is decided", where: \.isWrongState) {
                _ = try await store.correct(
                    id, version: 3, Correction(fields: ["total": "1"]), visibility: .everyone, by: .system)
            }
            let approved = try await store.decide(
                .approve, on: id, comment: nil, visibility: .everyone, by: .user(owner))
            #expect(approved.summary.status == .approved)
            await expectError("reprocess what is approved", where: \.isWrongState) {
                _ = try await store.reprocess(
                    id, pipeline: nil, jobID: bench.ids.next(), job: JobDraft(kind: "extract"),
                    visibility: .everyone, by: .system)
            }
        },
        ConformanceCase("made by hand, and deleted with its job called off") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let batch = try await bench.newBatch(owner)
            let made = try await store.createInvoice(
                Bench.record(["invoice_number": "H-1"]), owner: owner, batch: batch.id, by: .user(owner))
            #expect(made.summary.status == .needsReview && made.origin.source == .manual)
            #expect(try await bench.invoice(made.id).summary.keys.number == "H-1")
            await expectError("there is nothing to read", where: \.isWrongState) {
                _ = try await store.reprocess(
                    made.id, pipeline: nil, jobID: bench.ids.next(), job: JobDraft(kind: "extract"),
                    visibility: .everyone, by: .system)
            }
            let accepted = try await bench.submit(owner, file: 1, batch: batch.id)
            try await store.deleteInvoice(accepted.invoice, visibility: .owned(by: owner), by: .user(owner))
            #expect(try await bench.job(accepted.job).state == .cancelled)
            #expect(try await store.unreferenced([Bench.digest(1).digest]) == [Bench.digest(1).digest])
            #expect(try await store.batch(batch.id, visibility: .everyone).counts.total == 1)
            let trail = try await store.auditEntries(action: "invoice.deleted", actor: owner, PageRequest())
            #expect(trail.items.map(\.draft.subject) == ["invoice:\(accepted.invoice)"])
        },
    ]
}
