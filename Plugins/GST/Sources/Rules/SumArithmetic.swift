import AssayKit
import RuleEngine

/// Rules that add up columns.
enum SumArithmetic {
    static let all = [taxable, summary]

    /// A hundredth a row and one more, at least 0.02 and at most 1.00.
    static func tolerance(rows: Int) -> Amount {
        Amount.hundredths(min(rows, 1000) + 1).clamped(.hundredths(2), Amount(1))
    }

    /// Source: CGST Rules 2017, rule 46(k).
    static let taxable = Rule(
        RuleCard(
            "ARI-02", "The lines do not add up to the taxable total", .high,
            when:
                "the sum of the lines' taxable values differs from the taxable total; medium where the invoice's total "
                + "follows from the taxable total all the same, or the document was read from a picture",
            evidence: "the sum of the lines and the taxable total",
            basis: .law("CGST Rules 2017, rule 46(k)"), tolerance: "0.01 a line and 0.01, from 0.02 to 1.00",
            falsePositives: ["a line that was not read", "charges or a discount below the table"],
            fields: ["line_items.taxable_value", "taxable_total", "other_charges"])
    ) { input in
        var reading = input.reading()
        guard let total = reading.amount("taxable_total") else { return .notApplicable }
        let rows = input.record.lineItems.count
        guard rows > 0 else { return .notApplicable }
        guard let sum = reading.sum("taxable_value") else {
            return .inconclusive("not every line has a taxable value")
        }
        let own = tolerance(rows: rows)
        let allowed = input.tolerance("ARI-02", own)
        let charges = reading.amount("other_charges") ?? .zero
        let explained = [sum, sum + charges, sum - charges, withoutTax(input) ?? sum].contains {
            $0.distance(to: total) <= allowed
        }
        if explained { return .pass }
        let holds = TotalArithmetic.equation(input)?.holds ?? false
        return .hit([
            reading.finding(
                "The taxable values of \(rows) lines add up to \(sum.text), but the taxable total says \(total.text)",
                expected: sum.text, observed: total.text, tolerance: input.toleranceText("ARI-02", own),
                severity: holds || input.document.isRecognised ? .medium : nil)
        ])
    }

    /// The sum of the lines' values if they include tax; nil when a line's rate is not known.
    private static func withoutTax(_ input: RuleInput) -> Amount? {
        let hundred = Amount(100)
        var reading = input.reading()
        var sum = Amount.zero
        for row in input.record.lineItems.indices {
            guard let value = reading.amount("taxable_value", row), let rate = reading.amount("rate", row),
                let net = value * hundred / (hundred + rate)
            else { return nil }
            sum = sum + net.rounded(toDecimals: 2)
        }
        return sum
    }

    /// Source: policy; the HSN summary repeats the item table.
    static let summary = Rule(
        RuleCard(
            "ARI-08", "The tax summary does not agree with the lines", .medium,
            when:
                "the taxable values of the tax summary add up to another amount than those of the lines and than the "
                + "taxable total",
            evidence: "the summary's figure and the sum of the lines",
            basis: .policy("the tax summary repeats the item table"),
            tolerance: "0.01 a row and 0.01, from 0.02 to 1.00",
            falsePositives: [
                "tables that go on over the page", "a row of totals read as one of the summary",
            ],
            fields: ["tax_summary.taxable_value", "line_items.taxable_value", "taxable_total"])
    ) { input in
        guard !input.record.taxSummary.isEmpty else { return .notApplicable }
        var reading = input.reading()
        guard let summary = reading.sum("taxable_value", in: .taxSummary) else {
            return .inconclusive("not every row of the tax summary has a taxable value")
        }
        let lines = reading.sum("taxable_value")
        let net = withoutTax(input)
        let total = reading.amount("taxable_total")
        let charges = reading.amount("other_charges") ?? .zero
        let known = [lines, total].compactMap { $0 }
        guard let first = known.first else { return .notApplicable }
        let own = tolerance(rows: input.record.taxSummary.count + input.record.lineItems.count)
        let allowed = input.tolerance("ARI-08", own)
        if (known + known.map { $0 + charges } + [net].compactMap { $0 }).contains(where: {
            $0.distance(to: summary) <= allowed
        }) {
            return .pass
        }
        return .hit([
            reading.finding(
                "The tax summary's taxable values add up to \(summary.text), those of the lines to \(first.text)",
                expected: first.text, observed: summary.text, tolerance: input.toleranceText("ARI-08", own))
        ])
    }
}
