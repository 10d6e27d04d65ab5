import AssayKit
import IndianTax
import RuleEngine

/// Rules about rates, cess and codes of goods.
enum TaxRateRules {
    static let all = [rate, cess, code]

    /// Source: Notifications 1/2017 and 9/2025-Central Tax (Rate); the table is ``ReferenceTables``.
    static let rate = Rule(
        RuleCard(
            "TAX-01", version: 2, "A rate that the law did not know on that day", .high,
            when:
                "a line's rate is not among the rates of the date of issue; low within 60 days of a change of rates",
            evidence: "the rate, the date, and the rates of that day",
            basis: .law("Notifications 1/2017 and 9/2025-Central Tax (Rate) as amended"),
            falsePositives: ["the time of supply lies before a change of rates", "a misread digit"],
            fields: ["line_items.rate", "tax_summary.rate", "line_items.hsn", "invoice_date"], table: .rates)
    ) { input in
        let reference = input.options.reference
        guard let date = input.record.date("invoice_date"), let rates = reference.rates(on: date) else {
            return .notApplicable
        }
        var findings: [Finding] = []
        var checked = 0
        var seen: Set<Amount> = []
        for table in [RuleReading.Table.lineItems, .taxSummary] {
            let rows = table == .lineItems ? input.record.lineItems : input.record.taxSummary
            for row in rows.indices {
                var reading = input.reading()
                _ = reading.date("invoice_date")
                guard let rate = reading.amount("rate", row, in: table) else { continue }
                checked += 1
                let hsn = rows[row]["hsn"]?.value
                let standing = reference.standing(of: rate, on: date, hsn: hsn)
                let isLow = standing == .transition
                switch standing {
                case .allowed, .special, .beforeGST: continue
                case .transition, .outOfScope, .unknown: break
                }
                if isHalf(rate, row, table, reading) || !seen.insert(rate).inserted { continue }
                let allowed = rates.map(\.text).joined(separator: ", ")
                findings.append(
                    reading.finding(
                        "The rate \(rate.text) % on \(date.iso) is not among those of the law (\(allowed))",
                        expected: "one of \(allowed)", observed: rate.text,
                        line: table == .lineItems ? row + 1 : nil, severity: isLow ? .low : nil))
            }
        }
        return checked == 0 ? .notApplicable : .of(findings)
    }

    /// Whether the rate is that of one half: central tax is charged, on the row or in the totals.
    private static func isHalf(
        _ rate: Amount, _ row: Int, _ table: RuleReading.Table, _ reading: RuleReading
    ) -> Bool {
        var reading = reading
        guard GSTRates.halves.contains(rate) else { return false }
        if let taxes = reading.taxes(), taxes.cgst > .zero, taxes.igst.isZero { return true }
        guard let cgst = reading.amount("cgst", row, in: table),
            let base = reading.amount("taxable_value", row, in: table)
        else { return false }
        return !cgst.isZero && base.percent(rate).distance(to: cgst) <= .hundredths(2)
    }

    /// Source: GST (Compensation to States) Act 2017 and the notifications that end its cess.
    static let cess = Rule(
        RuleCard(
            "TAX-08", "Compensation cess after its end", .medium,
            when:
                "cess is charged on or after 1 February 2026, or from 22 September 2025 on other goods than tobacco and "
                + "pan masala",
            evidence: "the cess, the date and the code",
            basis: .law("GST (Compensation to States) Act 2017, section 8, as notified", from: "2025-09-22"),
            falsePositives: ["another cess: of a State, on health or security"],
            fields: ["cess", "line_items.cess", "line_items.hsn", "invoice_date"])
    ) { input in
        var reading = input.reading()
        guard let date = reading.date("invoice_date"),
            let first = CalendarDate(year: 2025, month: 9, day: 22),
            let end = CalendarDate(year: 2026, month: 2, day: 1)
        else { return .notApplicable }
        guard let cess = reading.amount("cess") ?? reading.sum("cess"), cess > .zero else {
            return .notApplicable
        }
        guard date >= first else { return .pass }
        let codes = input.record.lineItems.compactMap { $0["hsn"]?.value }
        if date < end {
            if codes.isEmpty { return .inconclusive("no line has a code of goods") }
            if codes.contains(where: { code in
                ["24", "2106", "2202", "2701", "27"].contains { code.hasPrefix($0) }
            }) {
                return .pass
            }
        }
        return .hit([
            reading.finding(
                "A cess of \(cess.text) is charged on \(date.iso), when compensation cess "
                    + (date < end ? "was left on tobacco and pan masala only" : "had ended"),
                expected: "no cess", observed: cess.text)
        ])
    }

    /// Source: Notification 78/2020-Central Tax.
    static let code = Rule(
        RuleCard(
            "TAX-10", "A code of goods or services that cannot be", .low,
            when:
                "an HSN code or SAC has another length than 4, 6 or 8 digits, is no heading of services, or is one of "
                + "services beside a unit of goods",
            evidence: "the line's number and the code",
            basis: .law("CGST Rules 2017, rule 46(g), with Notification 78/2020-Central Tax"),
            falsePositives: ["two digits as before April 2021", "small suppliers to consumers"],
            fields: ["line_items.hsn", "line_items.unit"])
    ) { input in
        var findings: [Finding] = []
        var checked = 0
        let mayBeShort = input.record.date("invoice_date").map {
            $0.year < 2021 || $0.year == 2021 && $0.month < 4
        }
        for row in input.record.lineItems.indices {
            var reading = input.reading()
            guard let text = reading.cell("hsn", row)?.value else { continue }
            checked += 1
            for problem in HSN.problems(in: text) {
                if problem == .length(2), mayBeShort == true { continue }
                findings.append(
                    reading.finding(
                        "Line \(row + 1): the code \(text) " + clause(problem), expected: "4, 6 or 8 digits",
                        observed: text, line: row + 1))
            }
            guard let hsn = HSN(text), hsn.isService, hsn.problems.isEmpty,
                let printed = reading.cell("unit", row)?.value, let unit = UnitCode(printed: printed),
                ["KGS", "GMS", "LTR", "MTR", "TON", "MTS", "BTL", "QTL", "SQM", "BAG", "CTN"].contains(
                    unit.code)
            else { continue }
            findings.append(
                reading.finding(
                    "Line \(row + 1): the code \(text) is one of services, but the unit is \(printed)",
                    expected: "no unit of goods", observed: printed, line: row + 1))
        }
        return checked == 0 ? .notApplicable : .of(findings)
    }

    private static func clause(_ problem: HSN.Problem) -> String {
        switch problem {
        case .characters: "holds other characters than digits"
        case .length(let count): "has \(count) digits"
        case .heading: "is no heading of services"
        }
    }
}
