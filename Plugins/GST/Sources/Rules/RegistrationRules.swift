import AssayKit
import Crypto
import IndianTax
import RuleEngine

/// Rules about e-invoices and e-way bills.
enum RegistrationRules {
    static let all = [reference, wayBill]

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    /// Source: CGST Rules 2017, rule 48(4); e-invoice system, "IRN generation".
    static let reference = Rule(
        RuleCard(
            "QR-03", "The invoice reference number is not that of the document", .high,
            when:
                "the printed IRN is not the SHA-256 of supplier's GSTIN, financial year, kind of document and number; "
                + "medium where it is no IRN at all",
            evidence: "the printed reference number and the one computed from GSTIN, year, kind and number",
            basis: .law("CGST Rules 2017, rule 48(4), with the e-invoice system's \"IRN generation\""),
            falsePositives: ["a number hashed in another spelling", "misread digits of the IRN"],
            fields: ["irn", "supplier_gstin", "invoice_number", "invoice_date", "document_type"])
    ) { input in
        var reading = input.reading()
        guard let text = reading.text("irn") else { return .notApplicable }
        guard let printed = IRN(text) else {
            if input.document.isRecognised { return .inconclusive("the IRN was recognised from a picture") }
            return .hit([
                reading.finding(
                    "The IRN has \(text.count) characters or others than 0-9 and a-f; an IRN is 64 of these",
                    expected: "64 hexadecimal digits", observed: text, severity: .medium)
            ])
        }
        guard let gstin = reading.text("supplier_gstin"), let number = reading.text("invoice_number"),
            let date = reading.date("invoice_date"), let year = FinancialYear(of: date)
        else { return .inconclusive("supplier's GSTIN, number or date was not read") }
        if reading.record.fields["document_type"] != nil { _ = reading.field("document_type") }
        let kind: IRN.DocumentKind =
            switch input.documentType {
            case .creditNote: .creditNote
            case .debitNote: .debitNote
            default: .invoice
            }
        let computed = IRN.computed(gstin: gstin, year: year, kind: kind, number: number, sha256: sha256)
        if computed.contains(printed) { return .pass }
        guard let first = computed.first else { return .notApplicable }
        let nearest = computed.map { zip($0.text.utf8, printed.text.utf8).count { $0 != $1 } }.min() ?? 64
        if nearest <= 8 {
            return .inconclusive("the IRN differs in \(nearest) of 64 digits, which looks like a misreading")
        }
        return .hit([
            reading.finding(
                "The IRN \(printed.text) is not that of \(gstin), \(year.text), \(kind.rawValue), \(number)",
                expected: first.text, observed: printed.text)
        ])
    }

    /// Source: CGST Rules 2017, rule 138.
    static let wayBill = Rule(
        RuleCard(
            "EWB-01", "Goods above the limit without an e-way bill", .low,
            when:
                "goods of more than 50,000 go to another State and no e-way bill is named, or its number is not twelve "
                + "digits",
            evidence: "the total, both States and the limit, or the e-way bill's number",
            basis: .law("CGST Rules 2017, rule 138(1)", from: "2018-04-01"), tolerance: "50,000.00",
            falsePositives: [
                "other limits of a State", "goods that are exempt", "goods that stay where they are",
            ],
            fields: [
                "eway_bill_number", "total", "line_items.hsn", "supplier_gstin", "place_of_supply",
                "invoice_date",
            ])
    ) { input in
        var reading = input.reading()
        if let number = reading.text("eway_bill_number") {
            let digits = number.utf8.filter { $0 != 0x20 }
            let isRight = digits.count == 12 && digits.allSatisfy { (0x30...0x39).contains($0) }
            if isRight { return .pass }
            return .hit([
                reading.finding(
                    "The e-way bill's number \(number) is not twelve digits", expected: "12 digits",
                    observed: number)
            ])
        }
        guard input.documentType == .taxInvoice, let total = reading.amount("total"),
            let date = reading.date("invoice_date"), let start = CalendarDate(year: 2018, month: 4, day: 1),
            date >= start
        else { return .notApplicable }
        if total <= input.tolerance("EWB-01", Amount(50_000)) { return .pass }
        let codes = input.record.lineItems.indices.compactMap { reading.cell("hsn", $0)?.value }
        guard codes.contains(where: { HSN($0)?.isService == false }) else { return .notApplicable }
        guard let where_ = PlaceOfSupply(&reading) else {
            return .inconclusive("the place of supply is not known")
        }
        if where_.isWithinState || where_.place.code == "96" { return .pass }
        return .hit([
            reading.finding(
                "Goods of \(total.text) go from \(where_.supplier.name) to \(where_.place.name), but no e-way bill is "
                    + "named",
                expected: "an e-way bill above 50,000.00", observed: "none",
                tolerance: input.toleranceText("EWB-01", Amount(50_000)))
        ])
    }
}
