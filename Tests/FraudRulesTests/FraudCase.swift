import AssayKit
import InvoiceHistory
import Ledger
import RuleEngine
import SQLite
import Testing

/// What a rule should say.
enum Verdict: Sendable, Equatable {
    case hit(Severity)
    case pass
    case inconclusive
    case notApplicable

    init(_ outcome: RuleOutcome, of card: RuleCard) {
        self =
            switch outcome {
            case .hit(let findings): .hit(findings.compactMap(\.severity).max() ?? card.severity)
            case .pass: .pass
            case .inconclusive: .inconclusive
            case .notApplicable: .notApplicable
            }
    }
}

/// A record and a file, and what a rule says of them.
struct FraudCase: Sendable, CustomTestStringConvertible {
    let rule: String
    let name: String
    var fields: [String: String] = [:]
    var lines: [[String: String]] = []
    var metadata: JSONValue = [:]
    var document = DocumentFacts()
    var limits: [String] = []
    var lists = RuleOptions()
    /// Other invoices that the history keeps; nil: there is no history.
    var past: [PastInvoice]?
    var confidence = 0.98
    let expected: Verdict

    var testDescription: String { "\(rule) \(name)" }

    func input() -> RuleInput {
        func field(_ value: String) -> Field {
            Field(value, raw: value, confidence: confidence, page: 1, box: Box(10, 10, 90, 20))
        }
        var record = Record(pages: [1], fields: fields.mapValues(field))
        record.lineItems = lines.map { $0.mapValues(field) }
        var facts = document
        facts.metadata = metadata
        var options = lists
        options.approvalLimits = limits.compactMap { Amount($0) }
        guard let today = CalendarDate(iso: "2024-06-20") else { preconditionFailure("the day exists") }
        let history = past.map { Self.view(of: record, metadata, among: $0, limits: options.approvalLimits) }
        return RuleInput(record, document: facts, today: today, history: history, options: options)
    }

    /// What a ledger of these invoices answers about a record.
    static func view(
        of record: Record, _ metadata: JSONValue = .null, among past: [PastInvoice], limits: [Amount]
    ) -> HistoryView {
        var view = HistoryView(own: PastInvoice(record, metadata: metadata, subject: "own"))
        do {
            let ledger = try Connection(":memory:", mode: .writing)
            try ledger.execute(LedgerTable.schema + LedgerTable.pictureSchema)
            for invoice in past { try LedgerTable.keep([invoice], of: invoice.subject, in: ledger) }
            let subject = HistorySubject(id: "own", digest: "d00d")
            let questions = HistoryView.questions(about: view.own, limits: limits)
            view.take(
                try questions.map { try LedgerTable.answer($0, about: subject, from: ledger) }, to: questions)
            let further = view.furtherQuestions(limits: limits)
            view.take(
                try further.map { try LedgerTable.answer($0, about: subject, from: ledger) }, to: further)
        } catch {
            Issue.record("the ledger failed: \(error)")
        }
        return view
    }

    static func word(
        _ text: String, _ x: Float = 10, font: String = "Helvetica", colour: UInt32 = 0, flags: WordFlags = []
    ) -> DocumentFacts.Word {
        DocumentFacts.Word(
            text, box: Box(x, 10, x + 40, 20), font: font, colour: colour, flags: flags)
    }
}
