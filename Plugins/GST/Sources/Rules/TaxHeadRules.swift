import AssayKit
import IndianTax
import RuleEngine

/// Rules about which heads of tax a supply has.
enum TaxHeadRules {
    static let all = [head, mixture, export, label]

    /// Source: IGST Act 2017, sections 7 and 8.
    static let head = Rule(
        RuleCard(
            "TAX-03", "The head of tax does not fit the place of supply", .critical,
            when:
                "integrated tax on a supply within a State, or central and State tax on one between States; high where "
                + "the buyer's GSTIN stands in for a place of supply, medium where the buyer's address does",
            evidence: "supplier's State, place of supply, and the head that was charged",
            basis: .law("IGST Act 2017, sections 7 and 8"),
            falsePositives: [
                "supplies to a special economic zone", "bill-to and ship-to", "services of s.12",
            ],
            fields: [
                "supplier_gstin", "supplier_state", "place_of_supply", "buyer_gstin", "buyer_state", "cgst",
                "sgst",
                "igst",
            ])
    ) { input in
        var reading = input.reading()
        guard let taxes = reading.taxes(), taxes.heads > .zero else { return .notApplicable }
        guard let where_ = PlaceOfSupply(&reading) else {
            return .inconclusive("the supplier's State or the place of supply is not known")
        }
        let hasIntegrated = taxes.igst > .zero
        let hasHalves = taxes.cgst > .zero || taxes.sgst > .zero
        // Both at once is the finding of TAX-04.
        if hasIntegrated == hasHalves { return .notApplicable }
        if where_.isWithinState == hasHalves { return .pass }
        let zone = ["sez", "special economic zone", "igst on intra", "deemed export"]
        if hasIntegrated, input.document.text.says(anyOf: zone) {
            return .inconclusive("the document speaks of a special economic zone")
        }
        let severity: Severity =
            switch where_.evidence {
            case .printed: .critical
            case .buyerNumber: .high
            case .buyerAddress: .medium
            }
        let found =
            hasIntegrated ? "IGST \(taxes.igst.text)" : "CGST \(taxes.cgst.text) and SGST \(taxes.sgst.text)"
        let due = where_.isWithinState ? "CGST and SGST" : "IGST"
        return .hit([
            reading.finding(
                "The supplier is in \(where_.supplier.name), the place of supply is \(where_.place.name), so \(due) "
                    + "is due; charged is \(found)",
                expected: due, observed: found, severity: severity)
        ])
    }

    /// Source: IGST Act 2017, section 5; CGST Act 2017, section 9.
    static let mixture = Rule(
        RuleCard(
            "TAX-04", "Integrated and central tax on one supply", .critical,
            when: "a line has both IGST and CGST or SGST; high where only the totals show both",
            evidence: "the line's number and both taxes",
            basis: .law("IGST Act 2017, sections 5, 7 and 8"),
            falsePositives: ["rows of nothing for the heads that do not apply"],
            fields: ["line_items.cgst", "line_items.sgst", "line_items.igst", "cgst", "sgst", "igst"])
    ) { input in
        var findings: [Finding] = []
        var checked = 0
        for row in input.record.lineItems.indices {
            var reading = input.reading()
            guard let taxes = reading.rowTaxes(row) else { continue }
            checked += 1
            guard taxes.igst > .zero, taxes.cgst > .zero || taxes.sgst > .zero else { continue }
            findings.append(
                reading.finding(
                    "Line \(row + 1) has IGST \(taxes.igst.text) beside CGST \(taxes.cgst.text) and SGST "
                        + taxes.sgst.text,
                    expected: "IGST, or CGST and SGST", observed: "both", line: row + 1))
        }
        if !findings.isEmpty { return .hit(findings) }
        var reading = input.reading()
        guard let taxes = reading.printedTaxes() else { return checked == 0 ? .notApplicable : .pass }
        guard checked == 0, taxes.igst > .zero, taxes.cgst > .zero || taxes.sgst > .zero else { return .pass }
        return .hit([
            reading.finding(
                "The totals have IGST \(taxes.igst.text) beside CGST \(taxes.cgst.text) and SGST \(taxes.sgst.text)",
                expected: "IGST, or CGST and SGST", observed: "both", severity: .high)
        ])
    }

    /// Source: CGST Rules 2017, rule 46, third proviso; IGST Act 2017, section 16.
    static let export = Rule(
        RuleCard(
            "TAX-07", "An export without its endorsement, or with central tax", .medium,
            when:
                "the place of supply is abroad, and CGST or SGST is charged or the words of rule 46 are missing",
            evidence: "the place of supply, and the head charged or the endorsement that is missing",
            basis: .law("CGST Rules 2017, rule 46, third proviso; IGST Act 2017, section 16"),
            falsePositives: ["deemed exports", "an endorsement on a page that was not read"],
            fields: ["place_of_supply", "cgst", "sgst"])
    ) { input in
        var reading = input.reading()
        guard reading.state("place_of_supply")?.code == "96" else { return .notApplicable }
        if let taxes = reading.taxes(), taxes.cgst > .zero || taxes.sgst > .zero {
            return .hit([
                reading.finding(
                    "The place of supply is abroad, but CGST \(taxes.cgst.text) and SGST \(taxes.sgst.text) are charged",
                    expected: "IGST or no tax", observed: "CGST and SGST")
            ])
        }
        guard input.document.hasText else { return .inconclusive("the words of the document were not read") }
        let endorsements = [
            "meant for export", "letter of undertaking", "lut", "without payment of integrated tax",
            "without payment of igst", "on payment of integrated tax", "on payment of igst",
        ]
        if input.document.text.says(anyOf: endorsements) { return .pass }
        return .hit([
            reading.finding(
                "The place of supply is abroad, but the document says neither \"supply meant for export\" nor "
                    + "\"letter of undertaking\"",
                expected: "the endorsement of rule 46", observed: "none")
        ])
    }

    /// Source: UTGST Act 2017: Territories without a legislature of their own levy UTGST.
    static let label = Rule(
        RuleCard(
            "TAX-09", "State tax and Union Territory tax mixed up", .low,
            when:
                "a supplier in a Union Territory without a legislature charges SGST, or one in a State charges UTGST",
            evidence: "the label, and the one of the supplier's State",
            basis: .law("UTGST Act 2017, section 7"), falsePositives: ["a label that says SGST/UTGST"],
            fields: ["supplier_gstin", "supplier_state", "sgst"])
    ) { input in
        var reading = input.reading()
        guard let tax = reading.amount("sgst"), tax > .zero,
            let state = PlaceOfSupply.supplierState(&reading)
        else { return .notApplicable }
        guard input.document.hasText else { return .inconclusive("the words of the document were not read") }
        let saysTerritory = input.document.text.says("utgst")
        let saysState = input.document.text.says("sgst")
        guard saysTerritory != saysState, saysTerritory != state.isUnionTerritoryTax else { return .pass }
        let due = state.isUnionTerritoryTax ? "UTGST" : "SGST"
        let found = saysTerritory ? "UTGST" : "SGST"
        return .hit([
            reading.finding(
                "A supplier in \(state.name) charges \(due); the document calls it \(found)", expected: due,
                observed: found)
        ])
    }
}
