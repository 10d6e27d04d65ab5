import AssayKit
import IndianTax
import InvoiceHistory
import RuleEngine

/// Rules about a supplier's past, and about accounts that suppliers share.
enum VendorHistoryRules {
    static let all = [shared, first, dormant, account]

    /// Source: policy; an account belongs to one supplier.
    static let shared = Rule(
        RuleCard(
            "IDN-12", version: 2, "An account that another supplier has", .high, scope: .history,
            when:
                "a supplier with another PAN named the same bank account before, and this one did not in three invoices "
                + "before; or at any time, where this one's earlier invoices all name other accounts",
            evidence: "the account, all but its last digits masked, and the other supplier's invoice",
            basis: .policy("an account belongs to one supplier"),
            falsePositives: ["factoring", "the treasury of a group"],
            fields: ["bank_account", "supplier_gstin"])
    ) { input in
        guard let history = input.history, let account = history.own.account, history.own.pan != nil else {
            return .notApplicable
        }
        // Whose account it has been for long is not the one to ask, when somebody else names it too.
        let isOwn = history.before.count { $0.account == account && $0.day != history.own.day } >= 3
        // Who comes with a new account may have it from a supplier whose own invoices are still to come.
        let known = Set(history.before.compactMap(\.account))
        let isNew = !known.isEmpty && !known.contains(account)
        let earlier = history.account.filter { other in
            if isNew { return true }
            guard let day = history.own.day, let when = other.day else { return true }
            return when <= day
        }
        guard !isOwn, let other = earlier.first else { return .pass }
        var reading = input.reading()
        reading.rest(on: ["bank_account", "supplier_gstin"])
        return .hit([
            reading.finding(
                "The account \(BankAccount.masked(account)) is also that of \(other.vendor ?? "another supplier"), in "
                    + other.title,
                expected: "an account of this supplier alone",
                observed: "\(earlier.count + 1) suppliers")
        ])
    }

    /// Source: policy; the first invoice of an unknown supplier is looked at when it is large.
    static let first = Rule(
        RuleCard(
            "VEN-02", "A large first invoice", .medium, scope: .history,
            when:
                "no earlier invoice of the supplier is known, and the total is above nine of ten first invoices of other "
                + "suppliers, or not below the highest approval limit",
            evidence: "the total and what it is compared with",
            basis: .policy("the first invoice of an unknown supplier is looked at when it is large"),
            tolerance: "nine of ten of at least 20 suppliers", falsePositives: ["investments"],
            fields: ["total", "supplier_gstin", "invoice_date"])
    ) { input in
        guard let history = input.history, history.own.vendor != nil, history.own.day != nil,
            history.own.isCharge, let total = history.own.total
        else { return .notApplicable }
        guard history.before.isEmpty else { return .pass }
        let sample = Sample(history.firsts.map(\.approximate))
        let limit = input.options.approvalLimits.last
        let usual = sample.count >= 20 ? sample.ninetieth : nil
        guard usual != nil || limit != nil else { return .notApplicable }
        let isLarge = usual.map { total.approximate > $0 } == true || limit.map { total >= $0 } == true
        if !isLarge { return .pass }
        var reading = input.reading()
        reading.rest(on: ["total", "supplier_gstin", "invoice_date"])
        return .hit([
            reading.finding(
                "The supplier's first invoice is over \(total.text)",
                expected: usual.map { "at most \(Int($0))" } ?? "below \(limit?.text ?? "")",
                observed: total.text,
                tolerance: "nine of ten first invoices")
        ])
    }

    /// Source: policy; a supplier that was silent for a year may be somebody else now.
    static let dormant = Rule(
        RuleCard(
            "VEN-03", "Back after more than a year", .low, scope: .history,
            when: "the supplier's last invoice before this one is more than 365 days older",
            evidence: "both dates",
            basis: .policy("what is known of a supplier is checked again after a year"),
            tolerance: "365 days", falsePositives: ["seasonal or yearly services"],
            fields: ["invoice_date", "supplier_gstin"])
    ) { input in
        guard let history = input.history, let day = history.own.day, let last = history.before.first?.day
        else {
            return .notApplicable
        }
        if day - last <= 365 { return .pass }
        var reading = input.reading()
        reading.rest(on: ["invoice_date", "supplier_gstin"])
        return .hit([
            reading.finding(
                "The supplier's last invoice, \(history.before[0].title), is \(day - last) days older",
                expected: "within 365 days", observed: "\(day - last) days", tolerance: "365 days")
        ])
    }

    /// Source: policy; a changed account is confirmed by another way before it is paid.
    static let account = Rule(
        RuleCard(
            "VEN-06", "An account that is new for the supplier", .high, scope: .history,
            when:
                "at least three earlier invoices of the supplier name accounts, and none names this one; medium where "
                + "later ones name it too",
            evidence: "the accounts, all but their last digits masked",
            basis: .policy("a changed account is confirmed by another way before it is paid"),
            tolerance: "at least 3 earlier invoices with an account",
            falsePositives: ["a change that the supplier confirmed"],
            fields: ["bank_account", "supplier_gstin", "invoice_date"])
    ) { input in
        guard let history = input.history, let own = history.own.account else { return .notApplicable }
        let known = history.before.filter { $0.day != history.own.day }.compactMap(\.account)
        guard known.count >= 3 else { return .notApplicable }
        if known.contains(own) { return .pass }
        let isKept = history.after.count { $0.account == own } >= 2
        var reading = input.reading()
        reading.rest(on: ["bank_account", "supplier_gstin", "invoice_date"])
        let usual = known.first.map { BankAccount.masked($0) } ?? ""
        return .hit([
            reading.finding(
                "The account \(BankAccount.masked(own)) is on none of the supplier's last \(known.count) invoices",
                expected: usual, observed: BankAccount.masked(own), severity: isKept ? .medium : nil)
        ])
    }
}
