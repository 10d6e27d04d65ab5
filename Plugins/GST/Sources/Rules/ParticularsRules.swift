import AssayKit
import IndianTax
import RuleEngine

/// Rules about what must stand on a document.
enum ParticularsRules {
    static let all = [mandatory, number, signature, reference]

    /// The kinds of document to which rule 46 applies in the main.
    private static let taxDocuments: Set<DocumentType> = [
        .taxInvoice, .invoiceCumBillOfSupply, .creditNote, .debitNote, .billOfSupply,
    ]

    /// Source: CGST Rules 2017, rule 46(a), (b), (c), (e), (j).
    static let mandatory = Rule(
        RuleCard(
            "FLD-01", "A particular that the law asks for is missing", .high,
            when:
                "supplier's name or GSTIN, number, date or total is missing; the buyer's name from a value of 50,000; "
                + "medium on documents that were read from a picture",
            evidence: "the list of what is missing",
            basis: .law("CGST Rules 2017, rule 46"), falsePositives: ["a value that was not found"],
            fields: [
                "supplier_name", "supplier_gstin", "invoice_number", "invoice_date", "total", "buyer_name",
                "taxable_total",
            ])
    ) { input in
        guard let type = input.documentType, taxDocuments.contains(type) else { return .notApplicable }
        if let date = input.record.date("invoice_date"), date < GSTRates.start { return .notApplicable }
        var reading = input.reading()
        var wanted = ["supplier_name", "supplier_gstin", "invoice_number", "invoice_date", "total"]
        if let taxable = reading.amount("taxable_total"), taxable >= Amount(50_000) {
            wanted.append("buyer_name")
        }
        let missing = wanted.filter { input.record.fields[$0] == nil }
        if missing.isEmpty { return .pass }
        guard wanted.count - missing.count >= 3 else {
            return .inconclusive(
                "too little of the document was read: \(missing.joined(separator: ", ")) are missing")
        }
        let sure = missing.filter { !mayStand($0, input) }
        guard !sure.isEmpty else {
            return .inconclusive(
                "the document seems to hold what was not found: \(missing.joined(separator: ", "))")
        }
        for name in wanted { _ = reading.field(name) }
        let names = sure.map { $0.split(separator: "_").joined(separator: " ") }.joined(separator: ", ")
        var finding = reading.finding(
            "The document lacks: \(names)", expected: "all particulars of rule 46", observed: "no \(names)",
            severity: input.document.isRecognised ? .medium : nil)
        finding.fields = sure
        // What is absent has no confidence of its own; that of the rest tells how well the page was read.
        return .hit([finding])
    }

    /// Whether the words hold a label of a particular that was not found, so that it may stand there unread.
    private static func mayStand(_ name: String, _ input: RuleInput) -> Bool {
        guard input.document.wordCount > 0 else { return false }
        let text = input.document.text
        switch name {
        case "supplier_gstin":
            let buyer = input.record.text("buyer_gstin")
            return input.document.gstins.contains { $0 != buyer }
        case "invoice_number": return text.says(anyOf: numberLabels)
        case "invoice_date": return text.says(anyOf: ["date", "dated", "dt"])
        case "total":
            return text.says(anyOf: ["total", "payable", "amount due", "balance due", "net amount"])
        case "buyer_name":
            return text.says(anyOf: ["buyer", "bill to", "billed to", "customer", "to", "m s", "receiver"])
        // Whoever prints an invoice prints a name; which words it is can't be told by a label.
        default: return true
        }
    }

    private static let numberLabels = [
        "invoice no", "invoice number", "invoice", "inv no", "bill no", "bill number", "document no",
        "voucher no",
        "memo no", "note no", "serial no", "number",
    ]

    /// Source: CGST Rules 2017, rule 46(b).
    static let number = Rule(
        RuleCard(
            "FLD-02", "The number is not one that the law allows", .medium,
            when:
                "the number has more than sixteen characters, or others than letters, digits, '-' and '/'; low for a "
                + "character that recognition often gets wrong",
            evidence: "the number and each character or length that breaks the rule",
            basis: .law("CGST Rules 2017, rule 46(b)"),
            falsePositives: ["'_', '#' and blanks from recognition"],
            fields: ["invoice_number"])
    ) { input in
        guard let type = input.documentType, taxDocuments.contains(type) else { return .notApplicable }
        if let date = input.record.date("invoice_date"), date < GSTRates.start { return .notApplicable }
        var reading = input.reading()
        guard let text = reading.text("invoice_number") else { return .notApplicable }
        let problems = InvoiceNumber(text).problems
        if problems.isEmpty { return .pass }
        let isSoft = problems.allSatisfy { problem in
            if case .character(let character) = problem { "_#. |\\".contains(character) } else { false }
        }
        return .hit([
            reading.finding(
                "The number \(text) breaks rule 46(b): "
                    + problems.map(\.description).joined(separator: "; "),
                expected: "at most 16 letters, digits, '-' and '/'", observed: text,
                severity: isSoft && input.document.isRecognised ? .low : nil)
        ])
    }

    /// Source: CGST Rules 2017, rule 46(q).
    static let signature = Rule(
        RuleCard(
            "FLD-03", "No trace of a signature", .low,
            when:
                "the words name no signatory, no digital signature and no computer-generated document, and there is no "
                + "image that could be a signature",
            evidence: "that no phrase, signature or image was found",
            basis: .law("CGST Rules 2017, rule 46(q)"),
            falsePositives: ["a signature that is drawn in lines"],
            fields: ["document_type", "irn"])
    ) { input in
        guard input.documentType == .taxInvoice else { return .notApplicable }
        guard input.document.hasText else { return .inconclusive("the words of the document were not read") }
        if input.record.fields["irn"] != nil { return .pass }
        if input.document.metadata["signatures"]?.arrayValue?.isEmpty == false { return .pass }
        let phrases = [
            "signatory", "signature", "signed", "computer generated", "electronically generated",
            "system generated",
            "does not require", "e invoice", "irn",
        ]
        if input.document.text.says(anyOf: phrases) { return .pass }
        if input.document.imageCount > 0 { return .inconclusive("an image may be the signature") }
        var reading = input.reading()
        _ = reading.field("document_type")
        return .hit([
            reading.finding(
                "The document names no signatory and no digital signature", expected: "a signature",
                observed: "none")
        ])
    }

    /// Source: CGST Rules 2017, rule 53(1A)(g).
    static let reference = Rule(
        RuleCard(
            "FLD-05", "A note without the invoice that it changes", .medium,
            when: "a credit or debit note names no original invoice",
            evidence: "that no original invoice was found",
            basis: .law("CGST Rules 2017, rule 53(1A)"),
            falsePositives: ["notes for many invoices at once, allowed since 2019"],
            fields: ["document_type", "original_invoice_number"])
    ) { input in
        guard input.documentType == .creditNote || input.documentType == .debitNote else {
            return .notApplicable
        }
        if input.record.fields["original_invoice_number"] != nil { return .pass }
        let phrases = [
            "original invoice", "against invoice", "invoice reference", "reference invoice", "ref invoice",
            "corresponding invoice",
        ]
        if input.document.text.says(anyOf: phrases) {
            return .inconclusive("the document speaks of an invoice whose number was not found")
        }
        var reading = input.reading()
        _ = reading.field("document_type")
        return .hit([
            reading.finding(
                "The note names no invoice that it changes", expected: "number and date of the invoice",
                observed: "none")
        ])
    }
}
