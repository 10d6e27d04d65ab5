import AssayKit
internal import Glibc
import InvoiceHistory
import RuleEngine

/// Rules about amounts as they change over time.
enum AmountHistoryRules {
    static let all = [belowLimits, split, digits, unusual, price]

    private static let fields = ["total", "invoice_date", "supplier_gstin"]

    /// The supplier's other charges in the same currency.
    private static func charges(_ history: HistoryView) -> [PastInvoice] {
        (history.before + history.after).filter {
            $0.isCharge && $0.currency == history.own.currency && $0.total != nil
        }
    }

    /// Source: policy; who wants to escape an approval stays just below its limit, time and again.
    static let belowLimits = Rule(
        RuleCard(
            "AMT-01", version: 2, "Often just below an approval limit", .medium, scope: .history,
            when:
                "the total lies from 95 % of an approval limit up to it, as do at least three other invoices of the "
                + "supplier within a year with other totals, and these are three times as many as its invoices from "
                + "half the limit on let expect",
            evidence: "the limit and the other invoices",
            basis: .policy("the payer's own approval limits (option approval_limits)"),
            tolerance: "5 % below the limit; at least 5 invoices",
            falsePositives: ["services at fixed prices"], fields: fields)
    ) { input in
        guard let history = input.history, let total = history.own.total, history.own.isCharge,
            !input.options.approvalLimits.isEmpty
        else { return .notApplicable }
        guard charges(history).count >= 4 else { return .notApplicable }
        let found = input.options.approvalLimits.lazy.compactMap { LimitQuestions(history.own, $0) }
            .first { $0.near != nil }
        guard let found, let near = found.near.flatMap({ history.byAmount[$0] }),
            let below = found.usual.flatMap({ history.byAmount[$0] })
        else { return .pass }
        let band = near.invoices.filter { $0.isCharge && $0.currency == history.own.currency }
        let usual = Double(below.count) / 9
        let totals = Set(band.compactMap(\.total) + [total])
        let count = max(band.count, band.count == near.invoices.count ? near.count : 0) + 1
        guard band.count >= 3, totals.count >= 3, Double(count) >= 3 * max(usual, 0.5) else { return .pass }
        var reading = input.reading()
        reading.rest(on: fields)
        return .hit([
            reading.finding(
                "\(count) invoices of the supplier within a year lie just below the limit \(found.limit.text): "
                    + band.titles, expected: "about \(Int(usual.rounded(.up)))",
                observed: "\(count)", tolerance: "5 % below the limit")
        ])
    }

    /// Source: policy; one purchase in two invoices escapes the approval of the whole.
    static let split = Rule(
        RuleCard(
            "AMT-02", version: 2, "Two invoices in place of one above a limit", .high, scope: .history,
            when:
                "another invoice of the supplier within 7 days and this one stay below an approval limit, from 45 % of it "
                + "on, and together reach it, while of its other invoices within a year, at least six, one in a hundred, "
                + "or one, comes to the smaller of the two",
            evidence: "the limit, the other invoice and the sum",
            basis: .policy("the payer's own approval limits (option approval_limits)"),
            tolerance: "7 days; one invoice of that size at another time",
            falsePositives: ["part deliveries"], fields: fields)
    ) { input in
        guard let history = input.history, let total = history.own.total, history.own.day != nil,
            history.own.isCharge, !input.options.approvalLimits.isEmpty
        else { return .notApplicable }
        for limit in input.options.approvalLimits {
            guard let split = LimitQuestions(history.own, limit)?.split(among: history),
                let partner = split.partners.first, let large = history.byAmount[split.large],
                let all = history.byAmount[split.all]
            else { continue }
            // Where invoices of this size come at other times too, they are the supplier's way.
            let others = all.count - split.partners.count
            if others < 6 || large.count - split.partners.count > max(1, others / 100) { continue }
            var reading = input.reading()
            reading.rest(on: fields)
            let sum = split.partners.reduce(total) { $0 + ($1.total ?? .zero) }
            return .hit([
                reading.finding(
                    "Together with \(split.partners.titles) it comes to \(sum.text), above the limit \(limit.text) "
                        + "that each stays below",
                    expected: "one invoice, or a sum below \(limit.text)",
                    observed: "\(total.text) and \(partner.total?.text ?? "")", tolerance: "7 days")
            ])
        }
        return charges(history).isEmpty ? .notApplicable : .pass
    }

    /// Source: Nigrini, Benford's Law, 2012: mean absolute deviation of first digits above 0.015 is no conformity.
    static let digits = Rule(
        RuleCard(
            "AMT-04", "First digits as if invented", .info, scope: .history,
            when:
                "the supplier has 500 and more invoices over two orders of magnitude and more, and the first digits of "
                + "their totals are distributed otherwise than Benford's law says",
            evidence: "the number of invoices and the mean deviation",
            basis: .standard("M. Nigrini, Benford's Law, 2012, table 7.1"),
            tolerance: "a mean absolute deviation of 0.015",
            falsePositives: ["prices within narrow bounds", "fixed prices"],
            fields: ["total", "supplier_gstin"])
    ) { input in
        guard let history = input.history, history.own.isCharge, history.own.total != nil else {
            return .notApplicable
        }
        let count = history.digits.reduce(0) { $0 + $1.count }
        guard count >= 500, Set(history.digits.filter { $0.count * 50 >= count }.map(\.magnitude)).count >= 3
        else {
            return .notApplicable
        }
        var shares = [Double](repeating: 0, count: 10)
        for digit in history.digits where (1...9).contains(digit.digit) {
            shares[digit.digit] += Double(digit.count) / Double(count)
        }
        let deviation = (1...9).reduce(0.0) { $0 + abs(shares[$1] - log10(1 + 1 / Double($1))) } / 9
        if deviation <= 0.015 { return .pass }
        var reading = input.reading()
        reading.rest(on: ["total", "supplier_gstin"])
        let shown = "\((deviation * 10_000).rounded() / 10_000)"
        return .hit([
            reading.finding(
                "The first digits of the supplier's \(count) totals are not distributed as usual",
                expected: "a mean deviation of 0.015 at most", observed: shown, tolerance: "0.015")
        ])
    }

    /// Source: Iglewicz and Hoaglin, 1993: a modified z-score above 3.5 is an outlier.
    static let unusual = Rule(
        RuleCard(
            "AMT-05", "Unusually high for the supplier", .medium, scope: .history,
            when:
                "the total is more than three times the median of the supplier's 12 and more other invoices, "
                + "and its logarithm more than 3.5 robust standard deviations from theirs",
            evidence: "the median and the distance from it",
            basis: .standard("B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, 1993"),
            tolerance: "a modified z-score of 3.5; three times the median",
            falsePositives: ["the season", "an investment"], fields: fields)
    ) { input in
        guard let history = input.history, let total = history.own.total, history.own.isCharge,
            total > .zero
        else { return .notApplicable }
        let others = charges(history).compactMap(\.total).filter { $0 > .zero }
        guard others.count >= 12 else { return .notApplicable }
        let sample = Sample(others.map { log($0.approximate) })
        guard let median = sample.median, let spread = sample.deviation else {
            return .notApplicable
        }
        let own = log(total.approximate)
        let score = 0.6745 * (own - median) / max(spread, 0.1)
        if score <= 3.5 || own - median <= log(3.0) { return .pass }
        var reading = input.reading()
        reading.rest(on: fields)
        let times = (exp(own - median) * 10).rounded() / 10
        return .hit([
            reading.finding(
                "The total \(total.text) is \(times) times what the supplier usually bills",
                expected: "about \(Amount(Int(exp(median))).text)", observed: total.text,
                tolerance: "a modified z-score of 3.5; it is \((score * 10).rounded() / 10)")
        ])
    }

    /// Source: policy; a price that rises without notice is asked about.
    static let price = Rule(
        RuleCard(
            "AMT-06", version: 2, "A price far above the last ones", .medium, scope: .history,
            when:
                "the price of an item is more than 1.25 times the median of the supplier's last prices for it, and more "
                + "than 1.1 times the highest of these; of eight and more the second highest",
            evidence: "the item, its price, and the median", basis: .policy("prices are agreed"),
            tolerance: "25 % above the median of at least 3 prices", falsePositives: ["commodities"],
            fields: ["line_items.description", "line_items.unit_price", "supplier_gstin"])
    ) { input in
        guard let history = input.history, history.own.vendor != nil else { return .notApplicable }
        var known: [String: [Double]] = [:]
        for other in history.before where other.currency == history.own.currency {
            for price in other.prices { known[price.item, default: []].append(price.price.approximate) }
        }
        var findings: [Finding] = []
        var isCompared = false
        for row in input.record.lineItems.indices.prefix(200) {
            guard let text = input.record.lineItems[row]["description"]?.value,
                let price = input.record.lineItems[row]["unit_price"]?.amount,
                let earlier = known[String(PastInvoice.plain(text).lowercased().prefix(60))],
                earlier.count >= 3
            else { continue }
            let sample = Sample(earlier)
            guard let median = sample.median, let largest = sample.nearlyLargest else { continue }
            isCompared = true
            guard price.approximate > 1.25 * median, price.approximate > 1.1 * largest else { continue }
            var reading = input.reading()
            reading.rest(on: ["supplier_gstin"])
            _ = reading.cell("description", row)
            _ = reading.cell("unit_price", row)
            let usual = (median * 100).rounded() / 100
            findings.append(
                reading.finding(
                    "The price \(price.text) of \"\(text)\" is \(Int((price.approximate / median - 1) * 100)) % above "
                        + "the usual \(usual)",
                    expected: "at most \((median * 125).rounded() / 100)", observed: price.text,
                    tolerance: "25 %", line: row + 1))
        }
        if findings.isEmpty { return isCompared ? .pass : .notApplicable }
        return .hit(findings)
    }
}
