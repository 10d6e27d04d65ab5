import AssayKit
import IndianTax
import RuleEngine

/// Rules that need to know what only the operator knows: which rates it takes for right, what is unpaid, which
/// suppliers must report their invoices.
enum OperatorRules {
    static let all = [rate, electronic, unpaid, beforeOrder]

    /// Source: Notifications 1/2017 and 9/2025-Central Tax (Rate): the rate follows the heading.
    static let rate = Rule(
        RuleCard(
            "TAX-02", "Another rate than its code's", .medium, scope: .master,
            when: "a line's rate is none of those that the pipeline has for its HSN code (option hsn_rates)",
            evidence: "the code, its entry in the list, the rates there, and the rate of the line",
            basis: .law("Notifications 1/2017 and 9/2025-Central Tax (Rate)"),
            falsePositives: ["headings with several rates", "concessions", "a list that is out of date"],
            fields: ["line_items.hsn", "line_items.rate"])
    ) { input in
        let table = input.options.hsnRates
        guard !table.isEmpty else { return .notApplicable }
        var findings: [Finding] = []
        var isCompared = false
        for row in input.record.lineItems.indices {
            var reading = input.reading()
            guard let code = reading.cell("hsn", row)?.value, let rate = reading.amount("rate", row) else {
                continue
            }
            let digits = code.filter(\.isNumber)
            let entry = (2...8).reversed().lazy.map { String(digits.prefix($0)) }.first { table[$0] != nil }
            guard let entry, let rates = table[entry] else { continue }
            isCompared = true
            if rates.contains(rate) { continue }
            let wanted = rates.map(\.text).joined(separator: ", ")
            findings.append(
                reading.finding(
                    "Line \(row + 1) is taxed at \(rate.text) %; the list has \(wanted) for \(entry)",
                    expected: wanted, observed: rate.text, line: row + 1))
        }
        if findings.isEmpty { return isCompared ? .pass : .notApplicable }
        return .hit(findings)
    }

    /// Source: CGST Rules 2017, rule 48(4) and (5): an invoice that had to be reported and was not is none.
    static let electronic = Rule(
        RuleCard(
            "FLD-04", "Not reported to the e-invoice portal", .high, scope: .master,
            when:
                "the list of vendors has a day for the supplier from which it must report its invoices "
                + "(e_invoice_from), the invoice is of that day or later and made out to a registered buyer, and it has "
                + "neither reference number nor acknowledgement",
            evidence: "the day from which the supplier must report, and the date of issue",
            basis: .law("CGST Rules 2017, rule 48(4) and (5)", from: "2020-10-01"),
            falsePositives: ["exempt classes of suppliers", "a reference number that was not found"],
            fields: ["supplier_gstin", "buyer_gstin", "invoice_date", "irn", "ack_number"])
    ) { input in
        guard !input.options.vendors.isEmpty, let type = input.documentType,
            [.taxInvoice, .invoiceCumBillOfSupply, .creditNote, .debitNote].contains(type)
        else { return .notApplicable }
        var reading = input.reading()
        guard let supplier = reading.text("supplier_gstin").flatMap({ GSTIN($0) }),
            let from = input.options.vendors[supplier.text]?.eInvoiceFrom,
            let buyer = reading.text("buyer_gstin"), GSTIN.isValid(buyer)
        else { return .notApplicable }
        guard let date = reading.date("invoice_date") else {
            return .inconclusive("the date of issue was not read")
        }
        if date < from { return .pass }
        if input.record.text("irn") != nil || input.record.text("ack_number") != nil { return .pass }
        if input.document.text.says(anyOf: ["irn", "ack no", "acknowledgement no"]) {
            return .inconclusive("the document seems to hold a reference number that was not read")
        }
        return .hit([
            reading.finding(
                "\(supplier.text) must report its invoices from \(from.iso) on; this one of \(date.iso) has no reference "
                    + "number", expected: "an invoice reference number (IRN)", observed: "none")
        ])
    }

    /// Source: CGST Rules 2017, rule 37: credit for a bill that stays unpaid is given back.
    static let unpaid = Rule(
        RuleCard(
            "CHR-02", "Unpaid for more than 180 days", .medium,
            when:
                "the pipeline's documents are unpaid bills (option unpaid), the document charges tax to a registered "
                + "buyer, nothing says that it is paid, and it is more than 180 days old",
            evidence: "the date of issue and its age in days", basis: .law("CGST Rules 2017, rule 37"),
            tolerance: "180 days",
            falsePositives: ["retention money", "a payment that the document does not show"],
            fields: ["invoice_date", "buyer_gstin", "amount_due", "cgst", "sgst", "igst"])
    ) { input in
        guard input.options.areUnpaid else { return .notApplicable }
        var reading = input.reading()
        guard let date = reading.date("invoice_date"), let buyer = reading.text("buyer_gstin"),
            GSTIN.isValid(buyer), let taxes = reading.taxes(), taxes.heads > .zero
        else { return .notApplicable }
        if let due = reading.amount("amount_due"), due <= .zero { return .pass }
        let age = date.days(until: input.today)
        if age <= 180 { return .pass }
        return .hit([
            reading.finding(
                "The document of \(date.iso) is \(age) days old and unpaid; its tax credit of \(taxes.heads.text) has to "
                    + "be given back", expected: "payment within 180 days", observed: "\(age) days",
                tolerance: "180 days")
        ])
    }

    /// Source: policy; what is billed was ordered before, from a vendor that was known before.
    static let beforeOrder = Rule(
        RuleCard(
            "CHR-06", "Issued before it was ordered", .medium, scope: .master,
            when:
                "the date of issue lies before the date of the order that the document names, or before the day on which "
                + "the list of vendors has the supplier registered",
            evidence: "both dates",
            basis: .policy("what is billed was ordered before, from a vendor known before"),
            falsePositives: ["an order that was amended later", "a vendor that was registered again"],
            fields: ["invoice_date", "po_date", "supplier_gstin"])
    ) { input in
        var reading = input.reading()
        guard let date = reading.date("invoice_date") else { return .notApplicable }
        var isCompared = false
        if let ordered = reading.date("po_date") {
            isCompared = true
            if date < ordered {
                return .hit([
                    reading.finding(
                        "The date of issue \(date.iso) lies before the order of \(ordered.iso)",
                        expected: "not before \(ordered.iso)", observed: date.iso)
                ])
            }
        }
        if let supplier = reading.text("supplier_gstin").flatMap({ GSTIN($0) }),
            let registered = input.options.vendors[supplier.text]?.registered
        {
            isCompared = true
            if date < registered {
                return .hit([
                    reading.finding(
                        "The date of issue \(date.iso) lies before \(registered.iso), when the supplier was registered",
                        expected: "not before \(registered.iso)", observed: date.iso)
                ])
            }
        }
        return isCompared ? .pass : .notApplicable
    }
}
