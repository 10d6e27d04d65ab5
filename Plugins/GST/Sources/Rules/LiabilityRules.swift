import AssayKit
import RuleEngine

/// Rules about who may charge tax.
enum LiabilityRules {
    static let all = [notTaxable, reverseCharge]

    private static let composition = [
        "composition taxable person", "not eligible to collect tax on supplies", "composition scheme",
    ]

    /// Source: CGST Act 2017, sections 31(3)(c) and 32(1); CGST Rules 2017, rules 5 and 49.
    static let notTaxable = Rule(
        RuleCard(
            "TAX-05", "Tax on a bill of supply or by a composition dealer", .high,
            when:
                "tax is charged on a document that is a bill of supply, or says that its supplier may not collect tax",
            evidence: "the tax, and the title or phrase that rules it out",
            basis: .law("CGST Act 2017, sections 31(3)(c) and 32(1); CGST Rules 2017, rules 5(1)(f) and 49"),
            falsePositives: ["a heading for both: \"Tax Invoice/Bill of Supply\""],
            fields: ["document_type", "cgst", "sgst", "igst"])
    ) { input in
        var reading = input.reading()
        let isBill = input.documentType == .billOfSupply
        let isComposition = input.document.text.says(anyOf: composition)
        guard isBill || isComposition else { return .notApplicable }
        if isBill { _ = reading.field("document_type") }
        guard let taxes = reading.taxes(), taxes.heads > .zero else { return .pass }
        if isBill, !isComposition, input.document.text.says("tax invoice") {
            return .inconclusive("the heading names both a tax invoice and a bill of supply")
        }
        let reason = isComposition ? "a composition taxable person" : "a bill of supply"
        return .hit([
            reading.finding(
                "Tax of \(taxes.heads.text) is charged on \(reason)", expected: "no tax",
                observed: taxes.heads.text)
        ])
    }

    /// Source: CGST Act 2017, sections 9(3), 9(4) and 31(3)(f).
    static let reverseCharge = Rule(
        RuleCard(
            "TAX-06", "Tax added to the total under reverse charge", .high,
            when: "the document says that tax is payable on reverse charge, and its total includes the tax",
            evidence: "the total, and the total without tax",
            basis: .law("CGST Act 2017, section 9(3) and (4); CGST Rules 2017, rule 46(p)"),
            tolerance: "1.00",
            falsePositives: ["\"Reverse charge: N/A\" read as yes"],
            fields: ["reverse_charge", "taxable_total", "total", "cgst", "sgst", "igst"])
    ) { input in
        var reading = input.reading()
        guard reading.truth("reverse_charge") == true else { return .notApplicable }
        guard let taxes = reading.taxes(), taxes.heads > .zero else { return .pass }
        guard let taxable = reading.taxableValue(), let total = reading.amount("total") else {
            return .inconclusive("taxable value or total was not read")
        }
        let charges =
            (reading.amount("other_charges") ?? .zero) - (reading.amount("post_tax_discount") ?? .zero)
        let allowed = input.tolerance("TAX-06", Amount(1))
        let with = taxable + taxes.total
        guard [with, with + charges].contains(where: { $0.distance(to: total) <= allowed }) else {
            return .pass
        }
        return .hit([
            reading.finding(
                "Tax is payable on reverse charge, but the total \(total.text) includes the tax of \(taxes.total.text)",
                expected: taxable.text, observed: total.text,
                tolerance: input.toleranceText("TAX-06", Amount(1)))
        ])
    }
}
