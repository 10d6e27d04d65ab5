import AssayKit
import DocumentLayout
import IndianTax
import RuleEngine

/// Rules that reckon tax from a base and a rate.
enum TaxArithmetic {
    static let all = [tax, halves]

    /// Half a hundredth a row and one hundredth, at least 0.02 and at most 1.00.
    static func tolerance(rows: Int) -> Amount {
        (Amount(micros: 5000, scale: 3) * Amount(min(rows, 1000)) + .hundredths(1))
            .clamped(.hundredths(2), Amount(1))
    }

    /// Source: CGST Rules 2017, rule 46(l) and (m).
    static let tax = Rule(
        RuleCard(
            "ARI-03", version: 2, "A tax does not follow from its base and rate", .high,
            when:
                "taxable value × rate differs from the tax: on a line, in a row of the tax summary, or in the totals",
            evidence: "base, rate, the tax that follows, and the printed tax",
            basis: .law("CGST Rules 2017, rule 46(l) and (m)"),
            tolerance: "0.005 a line and 0.01, from 0.02 to 1.00; half a rupee for taxes in whole rupees",
            falsePositives: ["a discount on the whole order", "a base that includes tax"],
            fields: [
                "line_items.taxable_value", "line_items.rate", "line_items.cgst", "line_items.sgst",
                "line_items.igst", "line_items.tax_amount", "tax_summary.taxable_value", "tax_summary.rate",
                "cgst",
                "sgst", "igst", "taxable_total",
            ], table: .rates)
    ) { input in
        var findings: [Finding] = []
        var checked = 0
        var doubts = 0
        for table in [RuleReading.Table.lineItems, .taxSummary] {
            let rows = table == .lineItems ? input.record.lineItems.count : input.record.taxSummary.count
            for row in 0..<rows {
                var reading = input.reading()
                guard let base = reading.amount("taxable_value", row, in: table),
                    let rate = reading.amount("rate", row, in: table),
                    let tax = reading.rowTax(row, in: table)
                else { continue }
                checked += 1
                // A row of the summary sums up lines that were rounded one by one.
                let own =
                    table == .lineItems ? Amount.hundredths(2) : tolerance(rows: input.record.lineItems.count)
                let allowed = input.tolerance("ARI-03", own)
                // A rate that never was one is the finding of TAX-01.
                guard isKnown(rate, input) else { continue }
                if input.document.isRecognised,
                    input.options.reference.rates.contains(where: { period in
                        period.all.contains { !$0.isZero && base.percent($0).distance(to: tax) <= allowed }
                    })
                {
                    // The tax follows from a rate, though not from this one: unless it does, the rate was misread.
                    if !follows(tax, base, rate, allowed) { doubts += 1 }
                    continue
                }
                if follows(tax, base, rate, allowed) { continue }
                // No rate comes near half of the base: one of the two numbers was misread.
                if input.document.isRecognised, tax.distance(to: .zero) * Amount(2) > base.distance(to: .zero)
                {
                    doubts += 1
                    continue
                }
                if isHalf(rate, reading), follows(tax, base, rate + rate, allowed) { continue }
                let place = table == .lineItems ? "Line \(row + 1)" : "Row \(row + 1) of the tax summary"
                findings.append(
                    reading.finding(
                        "\(place): \(rate.text) % of \(base.text) is \(base.percent(rate).money), but the tax says "
                            + tax.text,
                        expected: base.percent(rate).money, observed: tax.text,
                        tolerance: input.toleranceText("ARI-03", own),
                        line: table == .lineItems ? row + 1 : nil))
            }
        }
        if checked >= 3, findings.count == checked {
            return .inconclusive("no row's tax follows from its base, so the columns may mean something else")
        }
        if !findings.isEmpty { return .hit(findings) }
        if doubts > 0 {
            return .inconclusive(
                "a tax follows from another rate than the one that was recognised, or is too high to be one")
        }
        return totals(input) ?? (checked > 0 ? .pass : .notApplicable)
    }

    private static func follows(_ tax: Amount, _ base: Amount, _ rate: Amount, _ allowed: Amount) -> Bool {
        let hundred = Amount(100)
        let expected = base.percent(rate)
        if expected.distance(to: tax) <= allowed { return true }
        let isWhole = tax.rounded(toDecimals: 0) == tax
        if isWhole, expected.distance(to: tax) <= .hundredths(100) { return true }
        guard let inside = base * rate / (hundred + rate) else { return false }
        return inside.distance(to: tax) <= allowed
    }

    private static func isKnown(_ rate: Amount, _ input: RuleInput) -> Bool {
        GSTRates.halves.contains(rate) || input.options.reference.rates.contains { $0.all.contains(rate) }
    }

    /// Whether a rate may be that of CGST alone: it is one of the halves, and central tax is charged.
    private static func isHalf(_ rate: Amount, _ reading: RuleReading) -> Bool {
        guard GSTRates.halves.contains(rate) else { return false }
        var reading = reading
        guard let taxes = reading.taxes() else { return false }
        return taxes.cgst > .zero && taxes.igst.isZero
    }

    /// The taxes of the totals against the lines' bases and rates; nil when one of these is not there.
    private static func totals(_ input: RuleInput) -> RuleOutcome? {
        let rows = input.record.lineItems.count
        guard rows > 0 else { return nil }
        var reading = input.reading()
        guard let taxes = reading.printedTaxes() else { return nil }
        var expected = Amount.zero
        var base = Amount.zero
        for row in 0..<rows {
            guard let taxable = reading.amount("taxable_value", row), let rate = reading.amount("rate", row)
            else {
                return nil
            }
            expected = expected + taxable.percent(rate)
            base = base + taxable
        }
        let own = tolerance(rows: rows)
        let heads = [taxes.cgst, taxes.sgst, taxes.igst].filter { !$0.isZero }
        let areWhole = !heads.isEmpty && heads.allSatisfy { $0.rounded(toDecimals: 0) == $0 }
        let rounding = areWhole ? Amount.hundredths(50 * heads.count) : .zero
        let allowed = max(input.tolerance("ARI-03", own), rounding)
        if expected.distance(to: taxes.heads) <= allowed { return .pass }
        let rates = (0..<rows).compactMap { reading.amount("rate", $0) }
        if rates.allSatisfy({ isHalf($0, reading) }) {
            // The column gives the rate of each half.
            expected = expected + expected
            if expected.distance(to: taxes.heads) <= allowed { return .pass }
        }
        let isOneHalf = [taxes.cgst, taxes.sgst].contains { half in
            !half.isZero && (half + half).distance(to: expected) <= allowed
        }
        // One half is right: that the other differs is the finding of ARI-04.
        if isOneHalf, taxes.igst.isZero { return .pass }
        if let total = reading.amount("taxable_total"), let share = expected * total / base {
            // A discount or a charge on the whole order changes base and tax alike.
            if share.distance(to: taxes.heads) <= max(allowed, Amount.hundredths(rows + 5)) { return .pass }
        }
        let whole = input.options.reference.rates.flatMap(\.rates).filter { !$0.isZero }
        if input.document.isRecognised,
            whole.contains(where: { base.percent($0).distance(to: taxes.heads) <= allowed })
        {
            return .inconclusive(
                "the taxes follow from one rate on all lines, so a line's rate was likely misread")
        }
        return .hit([
            reading.finding(
                "The lines' rates on their taxable values give a tax of \(expected.money), but the heads add up to "
                    + taxes.heads.text,
                expected: expected.money, observed: taxes.heads.text,
                tolerance: input.toleranceText("ARI-03", own))
        ])
    }

    /// Source: CGST Act 2017, section 9(1), and the SGST Acts: both halves are levied at the same rate.
    static let halves = Rule(
        RuleCard(
            "ARI-04", "CGST and SGST are not equal", .medium,
            when:
                "central and State tax differ by more than the tolerance, in the totals, on a line or in the summary",
            evidence: "both taxes and their difference",
            basis: .law("CGST Act 2017, section 9(1) with the SGST and UTGST Acts"),
            tolerance: "0.005 a line and 0.01, from 0.02 to 1.00",
            falsePositives: ["a digit that was misread"],
            fields: [
                "cgst", "sgst", "line_items.cgst", "line_items.sgst", "tax_summary.cgst", "tax_summary.sgst",
            ])
    ) { input in
        var findings: [Finding] = []
        var checked = 0
        var doubts = 0
        let totals = input.reading()
        let rows = max(input.record.lineItems.count, 1)
        let pairs =
            [pair(totals, "Totals", rows: rows) { ($0.amount("cgst"), $0.amount("sgst")) }]
            + input.record.lineItems.indices.map { row in
                pair(totals, "Line \(row + 1)", line: row + 1) {
                    ($0.amount("cgst", row), $0.amount("sgst", row))
                }
            }
            + input.record.taxSummary.indices.map { row in
                pair(totals, "Row \(row + 1) of the tax summary") {
                    ($0.amount("cgst", row, in: .taxSummary), $0.amount("sgst", row, in: .taxSummary))
                }
            }
        for pair in pairs.compactMap({ $0 }) {
            checked += 1
            let own = tolerance(rows: pair.rows)
            if pair.cgst.distance(to: pair.sgst) <= input.tolerance("ARI-04", own) { continue }
            if input.document.isRecognised, looksMisread(pair.cgst, pair.sgst) {
                doubts += 1
                continue
            }
            findings.append(
                pair.reading.finding(
                    "\(pair.place): CGST is \(pair.cgst.text), SGST is \(pair.sgst.text)",
                    expected: pair.cgst.text, observed: pair.sgst.text,
                    tolerance: input.toleranceText("ARI-04", own), line: pair.line))
        }
        if findings.isEmpty, doubts > 0 {
            return .inconclusive(
                "the halves differ as misread ones do: by a decimal point, or one is the sum of both")
        }
        return checked == 0 ? .notApplicable : .of(findings)
    }

    private static func looksMisread(_ cgst: Amount, _ sgst: Amount) -> Bool {
        cgst.hasDigits(of: sgst) || cgst == sgst + sgst || sgst == cgst + cgst
    }

    private struct Pair {
        let reading: RuleReading
        let place: String
        let line: Int?
        let rows: Int
        let cgst: Amount
        let sgst: Amount
    }

    /// Both halves where both are there and not both nothing.
    private static func pair(
        _ reading: RuleReading, _ place: String, line: Int? = nil, rows: Int = 1,
        _ read: (inout RuleReading) -> (Amount?, Amount?)
    ) -> Pair? {
        var reading = reading
        guard case (let cgst?, let sgst?) = read(&reading), !(cgst.isZero && sgst.isZero) else { return nil }
        return Pair(reading: reading, place: place, line: line, rows: rows, cgst: cgst, sgst: sgst)
    }
}
