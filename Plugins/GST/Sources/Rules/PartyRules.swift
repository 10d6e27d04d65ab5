import AssayKit
import IndianTax
import RuleEngine

/// Rules about who supplier and buyer are.
enum PartyRules {
    static let all = [state, pan, sameParty, legalForm, unregistered]

    private static func valid(_ name: String, _ reading: inout RuleReading) -> GSTIN? {
        guard let text = reading.record.text(name), let gstin = GSTIN(text), gstin.isValid,
            reading.field(name) != nil
        else { return nil }
        return gstin
    }

    /// Source: CGST Rules 2017, rule 46(a): name, address and GSTIN of the supplier belong together.
    static let state = Rule(
        RuleCard(
            "IDN-03", "The supplier's GSTIN is of another State than its address", .high,
            when:
                "the State code of the supplier's GSTIN differs from the printed State; low where only the PIN code "
                + "lies elsewhere",
            evidence: "the GSTIN, its State, and the printed State or PIN code",
            basis: .law("CGST Rules 2017, rules 10(1) and 46(a)"),
            falsePositives: ["the head office's address beside a branch's number"],
            fields: ["supplier_gstin", "supplier_state", "supplier_pin"])
    ) { input in
        var reading = input.reading()
        guard let gstin = valid("supplier_gstin", &reading), let home = gstin.state,
            !["97", "99"].contains(home.code)
        else { return .notApplicable }
        if let printed = reading.state("supplier_state") {
            if printed.comparableCode == home.comparableCode { return .pass }
            return .hit([
                reading.finding(
                    "The supplier's GSTIN \(gstin.text) is of \(home.name), its address of \(printed.name)",
                    expected: home.name, observed: printed.name)
            ])
        }
        guard let text = reading.text("supplier_pin"), let pin = PostalCode(text) else {
            return .notApplicable
        }
        guard pin.canLie(in: home) == false else { return .pass }
        return .hit([
            reading.finding(
                "The supplier's GSTIN \(gstin.text) is of \(home.name), where no PIN code is like \(pin.text)",
                expected: "a PIN code of \(home.name)", observed: pin.text, severity: .low)
        ])
    }

    /// Source: CGST Rules 2017, rule 10(1): the GSTIN holds its owner's PAN.
    static let pan = Rule(
        RuleCard(
            "IDN-04", version: 2, "The printed PAN is not the one inside the GSTIN", .high,
            when:
                "the supplier's PAN differs from characters 3 to 12 of the supplier's GSTIN; low on credit and debit notes, "
                + "which either side may write, so that the PAN may be the other side's",
            evidence: "the printed PAN and the one inside the GSTIN",
            basis: .law("CGST Rules 2017, rule 10(1)"),
            falsePositives: ["the PAN of a market place's operator"],
            fields: ["supplier_pan", "supplier_gstin"])
    ) { input in
        var reading = input.reading()
        guard let inside = valid("supplier_gstin", &reading)?.pan, let text = reading.text("supplier_pan"),
            let printed = PAN(text)
        else { return .notApplicable }
        if printed == inside { return .pass }
        var others = input.reading()
        if valid("buyer_gstin", &others)?.pan == printed {
            return .inconclusive("the PAN is the buyer's")
        }
        let operators = input.document.gstins.compactMap { GSTIN($0)?.pan }
        if operators.contains(printed) {
            return .inconclusive("the PAN belongs to another GSTIN on the document")
        }
        return .hit([
            reading.finding(
                "The supplier's PAN says \(printed.text), its GSTIN holds \(inside.text)",
                expected: inside.text,
                observed: printed.text,
                severity: [.creditNote, .debitNote].contains(input.documentType) ? .low : nil)
        ])
    }

    /// Source: CGST Act 2017, section 7: a supply has two sides.
    static let sameParty = Rule(
        RuleCard(
            "IDN-05", "Supplier and buyer are the same", .critical,
            when:
                "both have the same GSTIN; info where only the PAN is the same, or the document is a self-invoice",
            evidence: "both GSTINs, or the PAN that they share",
            basis: .law("CGST Act 2017, section 7, with section 25(4) for branches"),
            falsePositives: ["transfers between branches", "self-invoices under reverse charge"],
            fields: ["supplier_gstin", "buyer_gstin", "reverse_charge"])
    ) { input in
        var reading = input.reading()
        guard let supplier = valid("supplier_gstin", &reading), let buyer = valid("buyer_gstin", &reading)
        else {
            return .notApplicable
        }
        if supplier == buyer {
            let isSelf = input.record.text("reverse_charge") == "true"
            return .hit([
                reading.finding(
                    "Supplier and buyer have the same GSTIN \(supplier.text)", expected: "two parties",
                    observed: supplier.text, severity: isSelf ? .info : nil)
            ])
        }
        guard let pan = supplier.pan, pan == buyer.pan else { return .pass }
        return .hit([
            reading.finding(
                "Supplier \(supplier.text) and buyer \(buyer.text) have the same PAN \(pan.text)",
                expected: "two parties", observed: pan.text, severity: .info)
        ])
    }

    /// Source: Income-tax Rules 1962, rule 114: the fourth letter of a PAN.
    static let legalForm = Rule(
        RuleCard(
            "IDN-10", "The kind of PAN does not fit the name", .low,
            when:
                "the supplier calls itself a private or public limited company, or an LLP, and its PAN is of another "
                + "kind of holder",
            evidence: "the name, and the kind of holder that the PAN tells",
            basis: .standard("Income Tax Department, structure of the PAN"),
            falsePositives: ["a name that was misread"], fields: ["supplier_name", "supplier_gstin"])
    ) { input in
        var reading = input.reading()
        guard let pan = valid("supplier_gstin", &reading)?.pan, let holder = pan.holder,
            let name = reading.text("supplier_name")
        else { return .notApplicable }
        let words = PrintedText(name)
        let kinds: [PAN.Holder]
        if words.says("llp") {
            kinds = [.firm, .limitedLiabilityPartnership]
        } else if words.says(anyOf: ["private limited", "pvt ltd", "p ltd", "pvt limited", "limited", "ltd"])
        {
            kinds = [.company]
        } else {
            return .notApplicable
        }
        if kinds.contains(holder) { return .pass }
        return .hit([
            reading.finding(
                "\(name) should have the PAN of \(kinds[0].title); \(pan.text) is that of \(holder.title)",
                expected: kinds[0].rawValue, observed: holder.rawValue)
        ])
    }

    /// Source: CGST Act 2017, section 32(1): no one but a registered person collects tax.
    static let unregistered = Rule(
        RuleCard(
            "IDN-13", "Tax is charged without a GSTIN of the supplier", .high,
            when: "the document charges tax, and no supplier's GSTIN stands on it",
            evidence: "the tax that is charged",
            basis: .law("CGST Act 2017, section 32(1)"),
            falsePositives: ["invoices of an operator under section 9(5)", "a number that was not found"],
            fields: ["supplier_gstin", "cgst", "sgst", "igst"])
    ) { input in
        guard input.record.fields["supplier_gstin"] == nil else { return .pass }
        var reading = input.reading()
        guard let taxes = reading.taxes(), taxes.heads > .zero else { return .notApplicable }
        if let date = input.record.date("invoice_date"), date < GSTRates.start { return .notApplicable }
        let buyer = input.record.text("buyer_gstin")
        if let other = input.document.gstins.first(where: { $0 != buyer }) {
            return .inconclusive("the document holds \(other), which may be the supplier's")
        }
        if input.document.text.says(anyOf: ["9 5", "section 9 5", "on behalf of"]) {
            return .inconclusive("the operator may be liable under section 9(5)")
        }
        guard input.document.hasText || input.document.wordCount == 0 else {
            return .inconclusive("too few words were read")
        }
        return .hit([
            reading.finding(
                "Tax of \(taxes.heads.text) is charged, but there is no GSTIN of the supplier",
                expected: "a GSTIN",
                observed: "none", severity: input.document.isRecognised ? .medium : nil)
        ])
    }
}
