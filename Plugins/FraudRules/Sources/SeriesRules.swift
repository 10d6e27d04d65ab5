import AssayKit
import IndianTax
import InvoiceHistory
import RuleEngine

/// Rules about a supplier's consecutive numbers.
enum SeriesRules {
    static let all = [order, captive, pattern]

    private static let fields = ["invoice_number", "invoice_date", "supplier_gstin"]

    /// The supplier's other invoices of the same kind and financial year, with their series.
    private static func relatives(_ history: HistoryView) -> [(invoice: PastInvoice, series: InvoiceSeries)] {
        (history.before + history.after).compactMap { other in
            guard other.type == history.own.type, other.year == history.own.year,
                let series = other.number.flatMap(InvoiceSeries.init)
            else { return nil }
            return (other, series)
        }
    }

    /// Source: CGST Rules 2017, rule 46(b): numbers are consecutive.
    static let order = Rule(
        RuleCard(
            "SEQ-01", "A number out of order", .medium, scope: .history,
            when:
                "a neighbouring invoice of the same series and financial year has a higher number and a date more than "
                + "3 days earlier, or a lower number and a date more than 3 days later",
            evidence: "both numbers and dates", basis: .law("CGST Rules 2017, rule 46(b)"),
            tolerance: "3 days; at least 3 invoices of the series, most of them in order",
            falsePositives: [
                "several branches that share a series", "numbers given before the invoice is finished",
            ],
            fields: fields)
    ) { input in
        guard let history = input.history, let day = history.own.day,
            let own = history.own.number.flatMap(InvoiceSeries.init)
        else { return .notApplicable }
        let series = relatives(history).filter { $0.series.pattern == own.pattern }
        guard series.count >= 3 else { return .notApplicable }
        func isOut(_ other: (invoice: PastInvoice, series: InvoiceSeries)) -> Bool {
            guard let when = other.invoice.day else { return false }
            return (other.series.serial > own.serial && when < day - 3)
                || (other.series.serial < own.serial && when > day + 3)
        }
        let odd = series.filter(isOut)
        // Whose neighbours are odd is odd itself; one stray among many in order says nothing of the others.
        guard let first = odd.first, odd.count * 2 > min(series.count, 6) else { return .pass }
        var reading = input.reading()
        reading.rest(on: fields)
        return .hit([
            reading.finding(
                "The number \(history.own.number ?? "") of \(history.own.date?.iso ?? "") does not fit in with "
                    + "\(odd.count) of \(series.count) neighbours, such as \(first.invoice.title)",
                expected: "numbers that grow with the date", observed: first.invoice.number ?? "",
                tolerance: "3 days")
        ])
    }

    /// Source: policy; who bills no one else may be no real business.
    static let captive = Rule(
        RuleCard(
            "SEQ-02", "Consecutive numbers, all for us", .low, scope: .history,
            when:
                "five and more consecutive numbers of a series over at least 10 days are all invoices to us",
            evidence: "the first and the last of these numbers",
            basis: .policy("a business has other customers; one that has none may have been set up for us"),
            tolerance: "4 consecutive numbers, or all within 10 days",
            falsePositives: ["a captive supplier", "a series of its own for each customer"], fields: fields)
    ) { input in
        guard let history = input.history, let day = history.own.day,
            let own = history.own.number.flatMap(InvoiceSeries.init)
        else { return .notApplicable }
        let series = relatives(history).filter { $0.series.pattern == own.pattern }
        guard series.count >= 4 else { return .notApplicable }
        var days: [Int: Int] = [own.serial: day]
        for other in series { if let when = other.invoice.day { days[other.series.serial] = when } }
        var (first, last) = (own.serial, own.serial)
        while days[first - 1] != nil { first -= 1 }
        while days[last + 1] != nil { last += 1 }
        let run = (first...last).compactMap { days[$0] }
        guard run.count >= 5, let from = run.min(), let until = run.max(), until - from >= 10 else {
            return .pass
        }
        var reading = input.reading()
        reading.rest(on: fields)
        return .hit([
            reading.finding(
                "\(run.count) consecutive numbers of the supplier, \(first) to \(last), are all invoices to us",
                expected: "numbers for other customers between", observed: "\(first) to \(last)",
                tolerance: "4 consecutive numbers")
        ])
    }

    /// Source: CGST Rules 2017, rule 46(b).
    static let pattern = Rule(
        RuleCard(
            "SEQ-03", "Numbers of another form", .low, scope: .history,
            when:
                "five and more invoices of the same financial year before it have numbers of one form, and this one's "
                + "is another",
            evidence: "both forms, letters as A and digits as 0", basis: .law("CGST Rules 2017, rule 46(b)"),
            falsePositives: ["a new program", "a second series"], fields: fields)
    ) { input in
        guard let history = input.history, let own = history.own.number.flatMap(InvoiceSeries.init) else {
            return .notApplicable
        }
        let earlier = history.before.compactMap { other -> String? in
            guard other.type == history.own.type, other.year == history.own.year else { return nil }
            return other.number.flatMap(InvoiceSeries.init)?.shape
        }
        guard earlier.count >= 5 else { return .notApplicable }
        let forms = Set(earlier)
        guard forms.count == 1, let usual = forms.first, usual != own.shape else { return .pass }
        var reading = input.reading()
        reading.rest(on: fields)
        return .hit([
            reading.finding(
                "The number \(history.own.number ?? "") has another form than the supplier's \(earlier.count) before it",
                expected: usual, observed: own.shape)
        ])
    }
}
