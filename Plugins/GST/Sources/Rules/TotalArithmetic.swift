import AssayKit
import RuleEngine

/// Rules about the amount of the whole invoice.
enum TotalArithmetic {
    static let all = [total, rounding, balance]

    /// What the total should be, by the reckoning that comes nearest to it.
    struct Equation {
        var reading: RuleReading
        var expected: Amount
        var total: Amount
        var terms: String
        /// All taxes, and the round-off.
        var tax: Amount
        var roundOff: Amount
        /// Whether CGST and SGST, which the law has in equal parts, are not equal.
        var hasUnequalHeads: Bool

        var difference: Amount { expected.distance(to: total) }
        var holds: Bool { difference <= Amount(1) }
    }

    /// taxable + tax + cess + charges − discount after tax + round-off; nil when a part is missing.
    static func equation(_ input: RuleInput) -> Equation? {
        var reading = input.reading()
        guard let total = reading.amount("total"), let taxable = reading.taxableValue() else { return nil }
        let isReverse = reading.record.text("reverse_charge") == "true"
        let taxes = reading.taxes()
        let hasRates = input.record.lineItems.contains { $0["rate"]?.amount?.isZero == false }
        if taxes == nil, hasRates, !isReverse {
            // A rate without any tax: the tax was not read, and nothing can be said.
            return nil
        }
        let rates = input.record.lineItems.compactMap { $0["rate"]?.amount }
        if taxes == nil, rates.isEmpty, total > taxable, !isReverse {
            // Neither rate nor tax: it may be an exempt supply, or tax that was not read.
            return nil
        }
        let tax = taxes?.total ?? .zero
        let charges = reading.amount("other_charges") ?? .zero
        let discount = reading.amount("post_tax_discount") ?? .zero
        let roundOff = reading.amount("round_off") ?? .zero
        var expected = taxable + tax + charges - discount.magnitude + roundOff
        var terms = "taxable \(taxable.text)"
        if !tax.isZero { terms += " + tax \(tax.text)" }
        if !charges.isZero { terms += " + charges \(charges.text)" }
        if !discount.isZero { terms += " − discount \(discount.magnitude.text)" }
        if !roundOff.isZero { terms += " + round-off \(roundOff.text)" }
        // Charges may be in the taxable value already, a round-off may stand without its sign, tax on reverse charge
        // is not the supplier's to collect, and an advance may have been taken off.
        var others = [
            expected - charges, expected - roundOff - roundOff, expected - charges - roundOff - roundOff,
        ]
        if isReverse { others += [expected - tax, expected - tax - charges] }
        if let paid = reading.record.amount("amount_paid") { others.append(expected - paid) }
        for other in others where other.distance(to: total) < expected.distance(to: total) {
            expected = other
        }
        return Equation(
            reading: reading, expected: expected, total: total, terms: terms, tax: tax, roundOff: roundOff,
            hasUnequalHeads: taxes.map { $0.cgst.distance(to: $0.sgst) > Amount(1) } ?? false)
    }

    /// Whether total and taxes agree to the paisa, at a lawful rate, on another taxable value than the one that was
    /// read.
    private static func agreeOnAnotherValue(_ equation: Equation, _ input: RuleInput) -> Bool {
        guard let date = input.record.date("invoice_date"),
            let rates = input.options.reference.rates(on: date)
        else { return false }
        let value = equation.total - equation.roundOff - equation.tax
        guard value > .zero, equation.tax > .zero else { return false }
        return rates.contains { rate in
            rate > .zero && value.percent(rate).distance(to: equation.tax) <= .hundredths(2)
        }
    }

    /// Source: CGST Rules 2017, rule 46(j); CGST Act 2017, section 170 for rounding.
    static let total = Rule(
        RuleCard(
            "ARI-05", version: 2, "The total does not follow from its parts", .critical,
            when:
                "taxable value + taxes + charges − discount after tax + round-off differs from the total by more than "
                + "1.00; info from 0.02 to 1.00; not on scans where total and taxes agree on another taxable value, or CGST "
                + "and SGST differ",
            evidence: "the sum of taxable value, taxes, charges and round-off, and the printed total",
            basis: .law("CGST Rules 2017, rule 46(j), with CGST Act 2017, section 170"), tolerance: "1.00",
            falsePositives: [
                "tax collected at source", "an advance or an old balance in the total",
                "a discount on the order",
            ],
            fields: [
                "taxable_total", "line_items.taxable_value", "cgst", "sgst", "igst", "cess", "other_charges",
                "post_tax_discount", "round_off", "total",
            ])
    ) { input in
        guard input.record.amount("total") != nil else { return .notApplicable }
        guard let equation = equation(input) else { return .inconclusive("a part of the total was not read") }
        let difference = equation.difference
        if difference <= .hundredths(2) { return .pass }
        if equation.total.isZero { return .inconclusive("the total was read as nothing") }
        if input.document.isRecognised, equation.total.hasDigits(of: equation.expected) {
            return .inconclusive("the total differs by its decimal point, which looks like a misreading")
        }
        if input.document.isRecognised, agreeOnAnotherValue(equation, input) {
            return .inconclusive("total and taxes agree, so the taxable value looks misread")
        }
        if input.document.isRecognised, equation.hasUnequalHeads {
            return .inconclusive("CGST and SGST differ, so a tax looks misread")
        }
        let allowed = input.tolerance("ARI-05", Amount(1))
        let isSmall = difference <= allowed
        if !isSmall, input.document.text.says(anyOf: ["tcs", "tax collected at source"]),
            equation.total > equation.expected, difference <= equation.total.percent(Amount(2))
        {
            return .inconclusive("the document collects tax at source, which is no field")
        }
        let isPrinted = input.record.fields["taxable_total"] != nil
        let maySayDiscount = input.document.wordCount == 0 || input.document.text.says("discount")
        if !isSmall, !isPrinted, equation.expected > equation.total, maySayDiscount {
            return .inconclusive(
                "the lines add up to more than the total, and a discount on the order is no field")
        }
        return .hit([
            equation.reading.finding(
                "\(equation.terms) is \(equation.expected.money), but the total says \(equation.total.text)",
                expected: equation.expected.money, observed: equation.total.text,
                tolerance: input.toleranceText("ARI-05", Amount(1)), severity: isSmall ? .info : nil)
        ])
    }

    /// Source: CGST Act 2017, section 170: to the nearest rupee.
    static let rounding = Rule(
        RuleCard(
            "ARI-07", "The round-off is more than rounding", .medium,
            when:
                "the round-off is more than half a rupee; high from one rupee; low where it rounds the total to 5 or 10",
            evidence: "the round-off",
            basis: .law("CGST Act 2017, section 170"), tolerance: "0.50",
            falsePositives: ["shops that round to 5 or 10 rupees"], fields: ["round_off", "total"])
    ) { input in
        var reading = input.reading()
        guard let roundOff = reading.amount("round_off") else { return .notApplicable }
        let size = roundOff.magnitude
        if size <= input.tolerance("ARI-07", .hundredths(50)) { return .pass }
        if input.document.isRecognised, size >= Amount(10) {
            return .inconclusive("a round-off of \(roundOff.text) looks like a misreading")
        }
        var severity: Severity = size > Amount(1) ? .high : .medium
        if size < Amount(5), let total = reading.amount("total"), total.micros % 5_000_000 == 0 {
            severity = .low
        }
        return .hit([
            reading.finding(
                "The round-off is \(roundOff.text); rounding to the rupee takes at most 0.50",
                expected: "−0.50 to 0.50", observed: roundOff.text,
                tolerance: input.toleranceText("ARI-07", .hundredths(50)), severity: severity)
        ])
    }

    /// Source: policy; what is paid and what is due make the total.
    static let balance = Rule(
        RuleCard(
            "ARI-10", "Paid and due do not make the total", .medium,
            when: "amount paid + amount due differs from the total by more than 0.02",
            evidence: "paid, due and total",
            basis: .policy("what is paid and what is due make the total"), tolerance: "0.02",
            falsePositives: ["an opening balance in the amount due"],
            fields: ["amount_paid", "amount_due", "total"])
    ) { input in
        var reading = input.reading()
        guard let paid = reading.amount("amount_paid"), let due = reading.amount("amount_due"),
            let total = reading.amount("total")
        else { return .notApplicable }
        if (paid + due).distance(to: total) <= input.tolerance("ARI-10", .hundredths(2)) { return .pass }
        if input.document.text.says(anyOf: ["opening balance", "previous balance", "old balance"]) {
            return .inconclusive("the document carries an earlier balance")
        }
        return .hit([
            reading.finding(
                "\(paid.text) paid and \(due.text) due make \((paid + due).text), but the total says \(total.text)",
                expected: total.text, observed: (paid + due).text,
                tolerance: input.toleranceText("ARI-10", .hundredths(2)))
        ])
    }
}
