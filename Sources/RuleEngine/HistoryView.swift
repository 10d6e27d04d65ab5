package import AssayKit
package import InvoiceHistory

/// What the history answered about one record, for all rules that compare with other invoices.
package struct HistoryView: Sendable {
    /// The record itself, as the history would keep it.
    package let own: PastInvoice
    /// Invoices in files with the same bytes.
    package var sameFile: [PastInvoice] = []
    /// The supplier's with the same normalised number.
    package var sameNumber: [PastInvoice] = []
    /// Those with the same reference number of the portal.
    package var sameIRN: [PastInvoice] = []
    /// The supplier's with the same total within thirty days.
    package var sameAmount: [PastInvoice] = []
    /// Other suppliers' with the same number, day and total.
    package var elsewhere: [PastInvoice] = []
    /// Those with the same items.
    package var sameItems: [PastInvoice] = []
    /// Those with a page that looks the same, the likest first.
    package var samePicture: [PastInvoice] = []
    /// The supplier's up to the day of issue, the latest first.
    package var before: [PastInvoice] = []
    /// The supplier's after the day of issue, the earliest first.
    package var after: [PastInvoice] = []
    /// One invoice of each other PAN with the same bank account.
    package var account: [PastInvoice] = []
    /// First digits of the supplier's totals.
    package var digits: [HistoryAnswer.DigitCount] = []
    /// Totals of other suppliers' first invoices.
    package var firsts: [Amount] = []
    /// How often the supplier's totals recur; nil: not asked.
    package var recurrence: HistoryAnswer.Recurrence?
    /// The supplier's invoices by their totals: question → answer.
    package var byAmount: [HistoryQuestion: HistoryAnswer] = [:]

    /// A view in which nothing has been answered yet.
    package init(own: PastInvoice) { self.own = own }

    /// What is asked about every record.
    ///
    /// - Parameters:
    ///   - own: The record.
    ///   - limits: The payer's approval limits, ascending.
    /// - Returns: At most ``HistoryQuestion/maximumCount``.
    package static func questions(
        about own: PastInvoice, limits: [Amount] = []
    ) -> [HistoryQuestion] {
        var questions: [HistoryQuestion] = [.sameFile]
        if let irn = own.irn { questions.append(.sameIRN(irn)) }
        if let key = own.itemsKey { questions.append(.sameItems(key)) }
        if !own.pictures.isEmpty { questions.append(.samePicture(own.pictures)) }
        if let account = own.account, let pan = own.pan { questions.append(.account(account, pan: pan)) }
        if let total = own.total, let day = own.day, let key = own.numberKey, !key.isEmpty {
            questions.append(.elsewhere(total: total, day: day, key: key))
        }
        guard let vendor = own.vendor else { return questions }
        if let key = own.numberKey, !key.isEmpty { questions.append(.sameNumber(vendor: vendor, key: key)) }
        guard let day = own.day else { return questions }
        questions += [.before(vendor: vendor, day: day), .after(vendor: vendor, day: day)]
        if let total = own.total {
            questions.append(.sameAmount(vendor: vendor, total: total, days: day - 30...day + 30))
        }
        if own.isCharge { questions += limits.flatMap { LimitQuestions(own, $0)?.all ?? [] } }
        return Array(questions.prefix(HistoryQuestion.maximumCount))
    }

    /// What is asked once the first answers are known; often nothing.
    ///
    /// - Parameter limits: The payer's approval limits, ascending.
    /// - Returns: At most ``HistoryQuestion/maximumCount``.
    package func furtherQuestions(limits: [Amount] = []) -> [HistoryQuestion] {
        guard let vendor = own.vendor, let day = own.day else { return [] }
        var questions: [HistoryQuestion] = []
        if before.isEmpty {
            questions.append(.firsts(vendor: vendor))
        } else if before.count >= 40 {
            questions.append(.digits(vendor: vendor))
        }
        if let total = own.total, !sameAmount.isEmpty || !sameItems.isEmpty {
            questions.append(.recurrence(vendor: vendor, besides: total, days: Self.year(around: day)))
        }
        for limit in limits {
            guard let asked = LimitQuestions(own, limit), let split = asked.split(among: self) else {
                continue
            }
            questions += split.questions
        }
        return Array(questions.prefix(HistoryQuestion.maximumCount))
    }

    /// The days of a year before and a year after a day.
    package static func year(around day: Int) -> ClosedRange<Int> { day - 365...day + 365 }

    /// Takes the answers to questions in, in their order.
    package mutating func take(_ answers: [HistoryAnswer], to questions: [HistoryQuestion]) {
        for (question, answer) in zip(questions, answers) {
            switch question {
            case .sameFile: sameFile = answer.invoices
            case .sameNumber: sameNumber = answer.invoices
            case .sameIRN: sameIRN = answer.invoices
            case .sameAmount: sameAmount = answer.invoices
            case .elsewhere: elsewhere = answer.invoices.filter { $0.vendor != own.vendor }
            case .sameItems: sameItems = answer.invoices
            case .samePicture: samePicture = answer.invoices
            case .before: before = answer.invoices
            case .after: after = answer.invoices
            case .account: account = answer.invoices
            case .digits: digits = answer.digits
            case .firsts: firsts = answer.totals
            case .recurrence: recurrence = answer.recurrence
            case .amounts: byAmount[question] = answer
            }
        }
    }
}
