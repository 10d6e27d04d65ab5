import AssayKit
import InvoiceHistory
import Ledger
import RuleEngine
import SQLite
import Testing

@testable import FraudRules

/// The order in which the documents of a batch come in says nothing about them.
@Suite struct OrderTests {
    /// Pseudo-random and the same everywhere.
    private struct Shuffle: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private struct Sample {
        let subject: String
        let digest: String
        let record: Record
    }

    private static func sample(
        _ place: Int, _ number: String, day: Int, total: String, account: String = "50200012345678",
        vendor: String = "29AAGCB7383J1Z4", digest: String? = nil
    ) -> Sample {
        var record = Record(pages: [1])
        let date = CalendarDate(dayNumber: 19_860 + day)?.iso ?? ""
        for (name, value) in [
            ("document_type", "tax_invoice"), ("invoice_number", number), ("invoice_date", date),
            ("total", total),
            ("supplier_gstin", vendor), ("bank_account", account),
        ] {
            record[name] = Field(value, confidence: 0.95, page: 1)
        }
        for item in 0..<2 {
            record.lineItems.append([
                "description": Field("Item \(item)", confidence: 0.95),
                "unit_price": Field("\(100 + day / 30 * item)", confidence: 0.95),
                "quantity": Field("2", confidence: 0.95),
                "taxable_value": Field("\(200 + place % 7)", confidence: 0.95),
            ])
        }
        return Sample(subject: "file-\(place)", digest: digest ?? "digest-\(place)", record: record)
    }

    /// A batch with duplicates, a changed account, numbers out of order, and invoices of one day.
    private static let batch: [Sample] = {
        var batch = (0..<24).map {
            sample($0, "A/\(100 + $0 * 2)", day: $0 * 4, total: "\(1000 + $0 * 31).00")
        }
        batch.append(sample(30, "A/106", day: 12, total: "1093.00", account: "99900012345678"))
        batch.append(sample(31, "A/1O6", day: 13, total: "1093.00"))
        batch.append(sample(32, "A/101", day: 90, total: "50000.00"))
        batch.append(sample(33, "B-1", day: 12, total: "1093.00", vendor: "27AAPFU0939F1ZV"))
        batch.append(sample(34, "A/120", day: 40, total: "1310.00", digest: "digest-10"))
        batch.append(sample(35, "A/120", day: 40, total: "1310.00"))
        batch.append(sample(36, "A/121", day: 40, total: "1310.00"))
        return batch
    }()

    /// What is said of each document once all are known, kept in that order.
    private static func flags(_ order: [Sample]) throws -> [String: [Flag]] {
        let ledger = try Connection(":memory:", mode: .writing)
        try ledger.execute(LedgerTable.schema + LedgerTable.pictureSchema)
        for sample in order {
            let past = PastInvoice(sample.record, subject: sample.subject, digest: sample.digest)
            try LedgerTable.keep([past], of: sample.subject, in: ledger)
        }
        var options = RuleOptions()
        options.scopes = [.history]
        options.approvalLimits = [Amount(2000), Amount(60_000)]
        let rules = try RuleSet(FraudRules.rules, options: options, component: FraudRules.id)
        let today = try #require(CalendarDate(iso: "2026-11-21"))
        var flags: [String: [Flag]] = [:]
        for sample in order {
            let subject = HistorySubject(id: sample.subject, digest: sample.digest)
            var view = HistoryView(own: PastInvoice(sample.record, subject: ""))
            let questions = HistoryView.questions(about: view.own, limits: options.approvalLimits)
            view.take(
                try questions.map { try LedgerTable.answer($0, about: subject, from: ledger) }, to: questions)
            let further = view.furtherQuestions(limits: options.approvalLimits)
            view.take(
                try further.map { try LedgerTable.answer($0, about: subject, from: ledger) }, to: further)
            flags[sample.subject] = rules.flags(
                RuleInput(sample.record, today: today, history: view, options: options))
        }
        return flags
    }

    @Test("fifty orders of arrival settle on the same flags")
    func shuffles() throws {
        let expected = try Self.flags(Self.batch)
        let rules = Set(expected.values.flatMap { $0 }.map(\.rule))
        for rule in ["DUP-01", "DUP-02", "DUP-04", "DUP-10", "SEQ-01", "AMT-05", "IDN-12"] {
            #expect(rules.contains(rule))
        }
        var random = Shuffle(state: 5)
        for _ in 0..<50 { #expect(try Self.flags(Self.batch.shuffled(using: &random)) == expected) }
    }

    @Test("what was read again takes the place of what was kept, in the sums too")
    func replaced() throws {
        let ledger = try Connection(":memory:", mode: .writing)
        try ledger.execute(LedgerTable.schema + LedgerTable.pictureSchema)
        let samples = Array(Self.batch.prefix(5))
        for _ in 0..<3 {
            for sample in samples {
                let past = PastInvoice(sample.record, subject: sample.subject, digest: sample.digest)
                try LedgerTable.keep([past], of: sample.subject, in: ledger)
            }
        }
        let subject = HistorySubject(id: "none", digest: nil)
        let vendor = "29AAGCB7383J1Z4"
        let digits = try LedgerTable.answer(.digits(vendor: vendor), about: subject, from: ledger).digits
        #expect(digits.reduce(0) { $0 + $1.count } == 5)
        let last = try LedgerTable.answer(.before(vendor: vendor, day: 30_000), about: subject, from: ledger)
        #expect(last.invoices.map(\.subject) == ["file-4", "file-3", "file-2", "file-1", "file-0"])
        try LedgerTable.forget("file-0", in: ledger)
        let firsts = try LedgerTable.answer(.firsts(vendor: "another"), about: subject, from: ledger).totals
        #expect(firsts == [Amount(1031)])
    }

    @Test(
        "a question that is none is refused in a sentence",
        arguments: [
            #"{"kind": "everything"}"#, #"{"kind": "same_number", "vendor": "x"}"#,
            #"{"kind": "before", "vendor": "x", "day": 99999999999}"#,
            #"{"kind": "same_amount", "vendor": "x", "total": "1", "from": 5, "to": 4}"#,
        ])
    func refused(_ question: String) throws {
        let asked = try JSONParser.parse(Array("{\"questions\": [\(question)]}".utf8))
        #expect(throws: HistoryError.self) { try HistoryQuestion.parse(asked) }
    }

    @Test("questions and answers cross as JSON and come out as they were")
    func crossing() throws {
        let past = PastInvoice(Self.batch[3].record, subject: "s", part: 2, digest: "d")
        let questions = HistoryView.questions(about: past)
        let bytes = JSONWriter.bytes(HistoryQuestion.json(questions))
        #expect(try HistoryQuestion.parse(try JSONParser.parse(bytes)) == questions)
        var answer = HistoryAnswer(invoices: [past])
        answer.totals = [Amount(12)]
        answer.digits = [.init(magnitude: 2, digit: 4, count: 9)]
        #expect(HistoryAnswer.parse(try JSONParser.parse(HistoryAnswer.json([answer]))) == [answer])
        #expect(HistoryAnswer.parse(try JSONParser.parse(HistoryAnswer.json(nil))) == nil)
    }
}
