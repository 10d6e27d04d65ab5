import AssayKit
import Files
import InvoiceHistory
import SQLite
import Storage
import StorageSQLite
import Testing

@testable import StorageConformance

@Suite("SQLite storage: the history of invoices")
struct HistoryTests {
    private static let vendor = "29AAGCB7383J1Z4"
    private static let values = [
        "invoice_number": "A-7", "invoice_date": "2026-03-31", "total": "1180.00", "supplier_gstin": vendor,
    ]
    private static let question = HistoryQuestion.sameNumber(vendor: vendor, key: "A7")

    private func found(_ store: SQLiteStore, besides id: String = "none") async throws -> [String] {
        let answers = try await store.answers(
            to: [Self.question], about: HistorySubject(id: id, digest: nil))
        return answers?.first?.invoices.map(\.subject).sorted() ?? []
    }

    /// As a database was before there was a history.
    private static func forgetHistory(_ path: String) throws {
        try Connection(path, mode: .writing).execute(
            "DELETE FROM past_invoice; DELETE FROM past_vendor; DELETE FROM past_digit; DELETE FROM unsettled"
        )
    }

    @Test("what was stored before there was a history is taken into it, once, and compared")
    func recalled() async throws {
        let folder = try Folder()
        let time = FakeTime()
        var store = try SQLiteStore(folder.path, time: time)
        let bench = Bench(store, time: time)
        let owner = try await bench.newUser()
        for file in 1...2 {
            try await bench.submit(owner, file: file)
            try await bench.finishNext(Self.values)
        }
        store.close()
        try Self.forgetHistory(FilePath.join(folder.path, SQLiteStore.fileName))
        store = try SQLiteStore(folder.path, time: time)
        #expect(try await found(store).isEmpty)
        #expect(try await store.recallInvoices(limit: 1) == 1)
        #expect(try await store.recallInvoices(limit: 1) == 1)
        #expect(try await store.recallInvoices(limit: 1) == 0)
        #expect(try await found(store).count == 2)
        #expect(try await store.unsettled(limit: 9).count == 2)
        store.close()
    }

    @Test("a correction is what others are compared with from then on, and a removed invoice is none")
    func corrected() async throws {
        let folder = try Folder()
        let time = FakeTime()
        let store = try SQLiteStore(folder.path, time: time)
        let bench = Bench(store, time: time)
        let owner = try await bench.newUser()
        try await bench.submit(owner, file: 1)
        let id = try await bench.finishNext(Self.values)
        #expect(try await found(store) == ["\(id)"])
        #expect(try await found(store, besides: "\(id)").isEmpty, "an invoice is not compared with itself")
        var correction = Correction()
        correction.fields["invoice_number"] = "A-8"
        _ = try await store.correct(id, version: 2, correction, visibility: .everyone, by: .user(owner))
        #expect(try await found(store).isEmpty)
        correction.fields["invoice_number"] = "A-7"
        _ = try await store.correct(id, version: 3, correction, visibility: .everyone, by: .user(owner))
        #expect(try await found(store).count == 1)
        try await store.deleteInvoice(id, visibility: .everyone, by: .user(owner))
        #expect(try await found(store).isEmpty)
        store.close()
    }
}
