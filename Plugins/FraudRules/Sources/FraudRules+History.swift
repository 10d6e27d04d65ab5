import AssayKit
import InvoiceHistory
import RuleEngine

extension FraudRules {
    /// What the host's history tells of a record; nil where there is none, or nobody granted it.
    ///
    /// - Throws: ``PluginError`` when the host could not tell.
    static func history(
        of record: Record, metadata: JSONValue, limits: [Amount], _ context: borrowing Context
    ) throws(PluginError) -> HistoryView? {
        var view = HistoryView(own: PastInvoice(record, metadata: metadata, subject: ""))
        let questions = HistoryView.questions(about: view.own, limits: limits)
        guard let answer = try context.askHistory(HistoryQuestion.json(questions)),
            let answers = HistoryAnswer.parse(answer)
        else { return nil }
        view.take(answers, to: questions)
        let further = view.furtherQuestions(limits: limits)
        guard !further.isEmpty, let second = try context.askHistory(HistoryQuestion.json(further)) else {
            return view
        }
        view.take(HistoryAnswer.parse(second) ?? [], to: further)
        return view
    }
}

extension RuleReading {
    /// Notes that a finding rests on these fields, so that it is no surer than they are.
    mutating func rest(on names: [String]) {
        for name in names { _ = field(name) }
    }
}

extension PastInvoice {
    /// "INV-12 of 2024-06-14 (scans/a.pdf)".
    var title: String {
        var title = number ?? "an invoice without number"
        if let date { title += " of \(date.iso)" }
        return title + " (\(subject)" + (part > 1 ? ", part \(part))" : ")")
    }
}

extension [PastInvoice] {
    /// At most three of them by their titles.
    var titles: String {
        let named = prefix(3).map(\.title).joined(separator: ", ")
        return count > 3 ? "\(named) and \(count - 3) more" : named
    }
}
