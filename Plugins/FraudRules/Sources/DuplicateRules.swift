import AssayKit
import IndianTax
import InvoiceHistory
import RuleEngine

/// Rules that find one invoice twice.
///
/// A finding attaches to both invoices of a pair, so that the order in which they came does not matter.
enum DuplicateRules {
    static let all = [file, number, reference, near, amount, elsewhere, items, redirected]

    /// Source: policy; a file is paid once.
    static let file = Rule(
        RuleCard(
            "DUP-01", "The same file twice", .critical, scope: .history,
            when: "another document has exactly the same bytes", evidence: "the other documents",
            basis: .policy("an invoice is paid once"),
            falsePositives: ["a file that was uploaded twice by mistake"], fields: [])
    ) { input in
        guard let history = input.history else { return .notApplicable }
        let others = history.sameFile
        if others.isEmpty { return .pass }
        return .hit([
            input.finding(
                "The same file came before or after as \(others.titles)", expected: "each file once",
                observed: "\(others.count + 1) times")
        ])
    }

    /// Source: CGST Rules 2017, rule 46(b): a number is unique within a financial year.
    static let number = Rule(
        RuleCard(
            "DUP-02", "A number for the second time", .critical, scope: .history,
            when:
                "another file holds a document of the same supplier, kind and financial year with the same number, "
                + "case, punctuation and leading zeros aside",
            evidence: "both numbers and the other document",
            basis: .law("CGST Rules 2017, rule 46(b)"),
            falsePositives: ["a revised invoice", "a second scan of the same paper"],
            fields: ["invoice_number", "supplier_gstin", "invoice_date"])
    ) { input in
        guard let history = input.history, let own = history.own.number, history.own.vendor != nil else {
            return .notApplicable
        }
        let others = repeats(history)
        if others.isEmpty { return .pass }
        var reading = input.reading()
        reading.rest(on: ["invoice_number", "supplier_gstin", "invoice_date"])
        return .hit([
            reading.finding(
                "The number \(own) is also that of \(others.titles)",
                expected: "each number once in a financial year", observed: others.first?.number ?? own)
        ])
    }

    /// Those with the same number, kind and financial year in other files.
    private static func repeats(_ history: HistoryView) -> [PastInvoice] {
        let own = history.own
        let copies = Set(history.sameFile.map(\.subject))
        return history.sameNumber.filter { other in
            other.type == own.type && !copies.contains(other.subject)
                && (own.year == nil || other.year == nil || own.year == other.year)
        }
    }

    /// The files of which the rules about bytes, numbers and references speak.
    static func told(_ history: HistoryView) -> Set<String> {
        let found = history.sameFile + repeats(history) + nearRepeats(history)
        return Set((found + (history.own.irn == nil ? [] : history.sameIRN)).map(\.subject))
    }

    /// Source: CGST Rules 2017, rule 48(4): a reference number stands for one document.
    static let reference = Rule(
        RuleCard(
            "DUP-03", "A portal's reference for the second time", .critical, scope: .history,
            when: "another file holds a document with the same invoice reference number (IRN)",
            evidence: "the reference number and the other document",
            basis: .law("CGST Rules 2017, rule 48(4)", from: "2020-10-01"),
            falsePositives: ["a second scan of the same paper"], fields: ["irn"])
    ) { input in
        guard let history = input.history, let own = history.own.irn else { return .notApplicable }
        let copies = Set(history.sameFile.map(\.subject))
        let others = history.sameIRN.filter { !copies.contains($0.subject) }
        if others.isEmpty { return .pass }
        var reading = input.reading()
        reading.rest(on: ["irn"])
        return .hit([
            reading.finding(
                "The reference number is also that of \(others.titles)", expected: "one document",
                observed: String(own.prefix(12)) + "…")
        ])
    }

    /// Source: policy; a typing slip in a number hides a repetition.
    static let near = Rule(
        RuleCard(
            "DUP-04", "Nearly the same number for the same amount", .high, scope: .history,
            when:
                "the supplier has another invoice over the same total within 30 days whose number is the same once "
                + "letters that look like digits are taken for these, or differs by one character that was added, left "
                + "out or swapped, or by one character on the same day",
            evidence: "both numbers and the other document", basis: .policy("an invoice is paid once"),
            tolerance: "one character, 30 days",
            falsePositives: ["two deliveries of one day at a fixed price"],
            fields: ["invoice_number", "supplier_gstin", "invoice_date", "total"])
    ) { input in
        guard let history = input.history, let own = history.own.number, history.own.day != nil,
            history.own.total != nil
        else { return .notApplicable }
        let others = nearRepeats(history)
        if others.isEmpty { return .pass }
        var reading = input.reading()
        reading.rest(on: ["invoice_number", "supplier_gstin", "invoice_date", "total"])
        return .hit([
            reading.finding(
                "The number \(own) is nearly that of \(others.titles), over the same total",
                expected: "other numbers to differ by more", observed: others.first?.number ?? "",
                tolerance: "one character, 30 days")
        ])
    }

    private static func nearRepeats(_ history: HistoryView) -> [PastInvoice] {
        let own = history.own
        guard let key = own.numberKey, let fold = own.numberFold, !fold.isEmpty else { return [] }
        return history.sameAmount.filter { other in
            guard other.type == own.type, let otherKey = other.numberKey, otherKey != key else {
                return false
            }
            if other.numberFold == fold { return true }
            guard key.utf8.count >= 3, otherKey.utf8.count >= 3 else { return false }
            switch Slip(from: Array(otherKey.utf8), to: Array(key.utf8)) {
            case .added, .swapped: return true
            case .replaced: return other.day == own.day && history.sameAmount.count < 3
            case nil: return false
            }
        }
    }

    /// Source: policy; the same delivery billed under two numbers.
    static let amount = Rule(
        RuleCard(
            "DUP-05", version: 2, "The same amount within a week", .medium, scope: .history,
            when:
                "the supplier has another invoice over the same total within 7 days, with another number, and does not "
                + "bill this total regularly; not where both show their items and these differ; low where the supplier's "
                + "totals recur so often that one in 400 weeks would show such a pair by chance",
            evidence: "the other document and the days between", basis: .policy("an invoice is paid once"),
            tolerance: "7 days; three invoices over this total are regular",
            falsePositives: ["rents and subscriptions", "fixed prices"],
            fields: ["supplier_gstin", "invoice_date", "total"])
    ) { input in
        guard let history = input.history, let total = history.own.total, let day = history.own.day,
            history.own.vendor != nil, history.own.isCharge
        else { return .notApplicable }
        let near = Set(nearRepeats(history).map(\.subject))
        let others = history.sameAmount.filter { other in
            guard let when = other.day, abs(when - day) <= 7, other.numberKey != history.own.numberKey,
                other.type == history.own.type, !near.contains(other.subject)
            else { return false }
            if let mine = history.own.itemsKey, let theirs = other.itemsKey { return mine == theirs }
            return true
        }
        let regular = (history.before + history.after).count { $0.total == total }
        if others.isEmpty || regular >= 3 { return .pass }
        var reading = input.reading()
        reading.rest(on: ["supplier_gstin", "invoice_date", "total"])
        return .hit([
            reading.finding(
                "The supplier also billed \(total.text) with \(others.titles)",
                expected: "no other invoice over this total within 7 days",
                observed: "\(others.count)", tolerance: "7 days",
                severity: isLikelyChance(history, days: 7, beyond: 1 / 400) ? .low : nil)
        ])
    }

    /// Whether an invoice of the supplier has one over the same total within so many days more often by chance than
    /// tolerated.
    private static func isLikelyChance(_ history: HistoryView, days: Int, beyond tolerated: Double) -> Bool {
        guard let recurrence = history.recurrence, recurrence.pairs > 0 else { return false }
        // The days of the two years over which the invoices were counted are the whole.
        let neighbours = Double(recurrence.invoices) * Double(2 * days + 1) / 731
        return recurrence.chance * neighbours > tolerated
    }

    /// Source: policy; one invoice on the paper of two suppliers.
    static let elsewhere = Rule(
        RuleCard(
            "DUP-06", "The same invoice from another supplier", .medium, scope: .history,
            when: "a supplier with another PAN has an invoice with the same number, date and total",
            evidence: "the other document", basis: .policy("two suppliers do not write the same invoice"),
            falsePositives: ["group companies", "a GSTIN that was misread"],
            fields: ["invoice_number", "invoice_date", "total", "supplier_gstin"])
    ) { input in
        guard let history = input.history, history.own.vendor != nil, history.own.total != nil,
            history.own.day != nil, history.own.number != nil
        else { return .notApplicable }
        let others = history.elsewhere.filter { $0.pan == nil || $0.pan != history.own.pan }
        if others.isEmpty { return .pass }
        var reading = input.reading()
        reading.rest(on: ["invoice_number", "invoice_date", "total", "supplier_gstin"])
        return .hit([
            reading.finding(
                "Number, date and total are those of another supplier's \(others.titles)",
                expected: "no such invoice", observed: others.first?.vendor ?? "another supplier")
        ])
    }

    /// Source: policy; what was delivered once is billed once.
    static let items = Rule(
        RuleCard(
            "DUP-09", version: 2, "The same items under another number", .medium, scope: .history,
            when:
                "another invoice within 60 days has exactly the same two or more items with the same quantities and "
                + "values, and the supplier does not bill these regularly; low where its totals recur so often that one "
                + "in 50 invoices would have such a twin by chance",
            evidence: "the other document", basis: .policy("what was delivered once is billed once"),
            tolerance: "60 days; three such invoices are regular",
            falsePositives: ["standing orders"],
            fields: [
                "supplier_gstin", "line_items.description", "line_items.quantity", "line_items.taxable_value",
            ])
    ) { input in
        guard let history = input.history, history.own.itemsKey != nil, let day = history.own.day else {
            return .notApplicable
        }
        let others = history.sameItems.filter { other in
            other.day.map { abs($0 - day) <= 60 } == true && other.isCharge == history.own.isCharge
                && (other.numberKey != history.own.numberKey || other.vendor != history.own.vendor)
        }
        if others.isEmpty || history.sameItems.count >= 3 { return .pass }
        var reading = input.reading()
        reading.rest(on: ["supplier_gstin"])
        for row in input.record.lineItems.indices.prefix(4) {
            for column in ["description", "quantity", "taxable_value"] { _ = reading.cell(column, row) }
        }
        return .hit([
            reading.finding(
                "All \(input.record.lineItems.count) items are also those of \(others.titles)",
                expected: "other items", observed: others.first?.number ?? "the same items",
                tolerance: "60 days", severity: isLikelyChance(history, days: 60, beyond: 1 / 50) ? .low : nil
            )
        ])
    }

    /// Source: policy; an invoice that comes again with another account is how payments are led astray.
    static let redirected = Rule(
        RuleCard(
            "DUP-10", "Sent again with another bank account", .critical, scope: .history,
            when:
                "an invoice of the same supplier with the same or nearly the same number, or with the same total and "
                + "items, names another bank account",
            evidence: "the other document and both accounts, all but the last digits masked",
            basis: .policy("a changed account is confirmed by another way before it is paid"),
            falsePositives: ["a corrected invoice after a change of bank"],
            fields: ["invoice_number", "supplier_gstin", "bank_account", "total"])
    ) { input in
        guard let history = input.history, let account = history.own.account, history.own.vendor != nil else {
            return .notApplicable
        }
        let same = history.sameAmount.filter { other in
            other.itemsKey != nil && other.itemsKey == history.own.itemsKey
        }
        let others = (repeats(history) + nearRepeats(history) + same).filter { other in
            other.account.map { $0 != account } == true
        }
        guard let other = others.first, let theirs = other.account else { return .pass }
        var reading = input.reading()
        reading.rest(on: ["invoice_number", "supplier_gstin", "bank_account", "total"])
        return .hit([
            reading.finding(
                "The account is \(BankAccount.masked(account)); \(other.title) is the same invoice with "
                    + BankAccount.masked(theirs),
                expected: BankAccount.masked(theirs), observed: BankAccount.masked(account))
        ])
    }
}

/// One slip of the pen between two texts.
enum Slip {
    case added, swapped, replaced

    /// The slip that leads from one text to another; nil: none, or more than one.
    init?(from old: [UInt8], to new: [UInt8]) {
        let common = zip(old, new).prefix { $0 == $1 }.count
        let (left, right) = (old[common...], new[common...])
        let tail = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
        let (one, other) = (left.dropLast(tail), right.dropLast(tail))
        switch (one.count, other.count) {
        case (0, 1), (1, 0): self = .added
        case (1, 1): self = .replaced
        case (2, 2) where one.first == other.last && one.last == other.first: self = .swapped
        default: return nil
        }
    }
}
