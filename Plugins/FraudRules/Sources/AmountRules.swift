import AssayKit
import IndianTax
import RuleEngine

/// Rules about amounts that one document shows.
enum AmountRules {
    static let all = [round, belowLimit, repeatedLine]

    /// Source: policy; invented amounts are often round.
    static let round = Rule(
        RuleCard(
            "AMT-03", "A round amount", .low,
            when: "the taxable value is 10,000 or more and divisible by 1,000",
            evidence: "the taxable value",
            basis: .policy("prices of goods seldom come out round; invented ones often do"),
            falsePositives: ["professional fees and other services", "rents"],
            fields: ["taxable_total", "line_items.taxable_value", "line_items.hsn"])
    ) { input in
        var reading = input.reading()
        var value = reading.amount("taxable_total")
        if value == nil, input.record.lineItems.count == 1 { value = reading.amount("taxable_value", 0) }
        guard let value else { return .notApplicable }
        if value < input.tolerance("AMT-03", Amount(10_000)) { return .pass }
        guard value.micros % 1_000_000_000 == 0 else { return .pass }
        let codes = input.record.lineItems.compactMap { $0["hsn"]?.value }
        if !codes.isEmpty, codes.allSatisfy({ HSN($0)?.isService == true }) { return .notApplicable }
        return .hit([
            reading.finding(
                "The taxable value \(value.text) is divisible by 1,000",
                expected: "an amount that is not round",
                observed: value.text)
        ])
    }

    /// Source: policy; who wants to escape an approval stays just below its limit.
    static let belowLimit = Rule(
        RuleCard(
            "AMT-07", "Just below an approval limit", .info,
            when: "the total is less than an approval limit of the pipeline and at least 95 % of it",
            evidence: "the total, the limit below which it stays, and the distance",
            basis: .policy("the payer's own approval limits (option approval_limits)"),
            tolerance: "5 % below the limit",
            falsePositives: ["fixed prices"], fields: ["total"])
    ) { input in
        let limits = input.options.approvalLimits
        guard !limits.isEmpty else { return .notApplicable }
        var reading = input.reading()
        guard let total = reading.amount("total") else { return .notApplicable }
        let near = limits.first { limit in
            total < limit && total >= limit * Amount(micros: 950_000, scale: 2)
        }
        guard let limit = near else { return .pass }
        return .hit([
            reading.finding(
                "The total \(total.text) is \((limit - total).text) below the approval limit \(limit.text)",
                expected: "not from 95 % of the limit to the limit", observed: total.text, tolerance: "5 %")
        ])
    }

    /// Source: policy; a line billed twice is paid twice.
    static let repeatedLine = Rule(
        RuleCard(
            "DUP-08", "The same line twice", .low,
            when: "two lines have the same description, quantity, price and taxable value",
            evidence: "both lines' numbers and the amount",
            basis: .policy("a line billed twice is paid twice"),
            falsePositives: ["items that are counted one by one", "a table that was read twice"],
            fields: [
                "line_items.description", "line_items.quantity", "line_items.unit_price",
                "line_items.taxable_value",
            ])
    ) { input in
        let rows = input.record.lineItems
        guard rows.count > 1 else { return .notApplicable }
        var first: [[String]: Int] = [:]
        var findings: [Finding] = []
        for row in rows.indices {
            let columns = ["description", "quantity", "unit_price", "taxable_value", "amount"]
            let key = columns.map { rows[row][$0]?.value ?? "" }
            guard !key[0].isEmpty, !key[3].isEmpty || !key[4].isEmpty else { continue }
            guard let earlier = first[key] else {
                first[key] = row
                continue
            }
            var reading = input.reading()
            for column in columns.dropLast() { _ = reading.cell(column, row) }
            for column in columns.dropLast() { _ = reading.cell(column, earlier) }
            let amount = key[3].isEmpty ? key[4] : key[3]
            findings.append(
                reading.finding(
                    "Line \(row + 1) repeats line \(earlier + 1), for \(amount)", expected: "each line once",
                    observed: "lines \(earlier + 1) and \(row + 1)", line: row + 1))
        }
        return .of(findings)
    }
}
