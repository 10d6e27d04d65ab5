import AssayKit

extension RuleCase {
    static let tax: [RuleCase] = [
        RuleCase("TAX-01", "clean", .pass),
        RuleCase("TAX-01", "no such rate", ["0.rate": "13"], .hit(.high)),
        RuleCase("TAX-01", "a rate of later law", ["0.rate": "40"], .hit(.high)),
        RuleCase("TAX-01", "near a change", ["0.rate": "12", "invoice_date": "2025-10-20"], .hit(.low)),
        RuleCase(
            "TAX-01", "long after a change", ["0.rate": "12", "invoice_date": "2026-04-20"], .hit(.high)),
        RuleCase("TAX-01", "a half, with its tax", ["0.rate": "9"], .pass),
        RuleCase("TAX-01", "gold", ["0.rate": "3"], .pass),
        RuleCase("TAX-01", "badly read", ["0.rate": "13"], confidence: ["0.rate": 0.5], .inconclusive),
        RuleCase("TAX-01", "before GST", ["0.rate": "14.5", "invoice_date": "2016-06-14"], .notApplicable),
        RuleCase("TAX-03", "within the State", .pass),
        RuleCase("TAX-03", "halves between States", ["place_of_supply": "27-Maharashtra"], .hit(.critical)),
        RuleCase(
            "TAX-03", "integrated within the State", ["cgst": "", "sgst": "", "igst": "630.00"],
            .hit(.critical)),
        RuleCase(
            "TAX-03", "by the buyer's number", ["place_of_supply": "", "buyer_gstin": "27AAPFU0939F1ZV"],
            .hit(.high)),
        RuleCase(
            "TAX-03", "by the buyer's address",
            ["place_of_supply": "", "buyer_gstin": "", "buyer_state": "Kerala"], .hit(.medium)),
        RuleCase(
            "TAX-03", "special economic zone", ["cgst": "", "sgst": "", "igst": "630.00"],
            text: "Supply to SEZ unit with payment", .inconclusive),
        RuleCase("TAX-03", "place not known", ["place_of_supply": "Atlantis"], .inconclusive),
        RuleCase(
            "TAX-03", "codes that became one",
            ["supplier_gstin": "25AAACI1681G1ZT", "place_of_supply": "26"], .pass),
        RuleCase(
            "TAX-03", "badly read", ["place_of_supply": "27-Maharashtra"],
            confidence: ["place_of_supply": 0.4],
            .inconclusive),
        RuleCase("TAX-03", "no tax", ["cgst": "0.00", "sgst": "0.00"], .notApplicable),
        RuleCase("TAX-04", "clean", .pass),
        RuleCase("TAX-04", "both on a line", ["0.igst": "450.00"], .hit(.critical)),
        RuleCase("TAX-04", "a row of nothing", ["0.igst": "0.00"], .pass),
        RuleCase(
            "TAX-04", "both in the totals", ["lines": "-", "igst": "630.00"], .hit(.high)),
        RuleCase("TAX-04", "badly read", ["0.igst": "450.00"], confidence: ["0.igst": 0.4], .inconclusive),
        RuleCase("TAX-05", "an invoice", .notApplicable),
        RuleCase("TAX-05", "bill of supply", ["document_type": "bill_of_supply"], .hit(.high)),
        RuleCase(
            "TAX-05", "composition dealer", text: "Composition taxable person, not eligible", .hit(.high)),
        RuleCase(
            "TAX-05", "a heading for both", ["document_type": "bill_of_supply"],
            text: "Tax Invoice/Bill of Supply/Cash Memo", .inconclusive),
        RuleCase(
            "TAX-05", "without tax",
            [
                "document_type": "bill_of_supply", "cgst": "", "sgst": "", "lines": "-", "summary": "-",
            ], .pass),
        RuleCase("TAX-06", "no reverse charge", .notApplicable),
        RuleCase("TAX-06", "tax in the total", ["reverse_charge": "true"], .hit(.high)),
        RuleCase("TAX-06", "tax not in the total", ["reverse_charge": "true", "total": "3500.00"], .pass),
        RuleCase("TAX-06", "no total", ["reverse_charge": "true", "total": ""], .inconclusive),
        RuleCase("TAX-07", "at home", .notApplicable),
        RuleCase("TAX-07", "central tax abroad", ["place_of_supply": "96"], .hit(.medium)),
        RuleCase(
            "TAX-07", "no endorsement",
            ["place_of_supply": "Other Countries", "cgst": "", "sgst": "", "igst": "630.00"],
            text: "Export invoice",
            .hit(.medium)),
        RuleCase(
            "TAX-07", "endorsed", ["place_of_supply": "96", "cgst": "", "sgst": "", "igst": "0.00"],
            text: "SUPPLY MEANT FOR EXPORT UNDER LETTER OF UNDERTAKING", .pass),
        RuleCase(
            "TAX-07", "words not read", ["place_of_supply": "96", "cgst": "", "sgst": "", "igst": "630.00"],
            .inconclusive),
        RuleCase("TAX-08", "no cess", .notApplicable),
        RuleCase("TAX-08", "in its time", ["cess": "12.00"], .pass),
        RuleCase("TAX-08", "on bolts", ["cess": "12.00", "invoice_date": "2025-10-20"], .hit(.medium)),
        RuleCase(
            "TAX-08", "on tobacco", ["cess": "12.00", "invoice_date": "2025-10-20", "0.hsn": "2402"], .pass),
        RuleCase(
            "TAX-08", "after its end", ["cess": "12.00", "invoice_date": "2026-02-01", "0.hsn": "2402"],
            .hit(.medium)),
        RuleCase(
            "TAX-08", "badly read", ["cess": "12.00", "invoice_date": "2026-03-01"],
            confidence: ["cess": 0.5],
            .inconclusive),
        RuleCase("TAX-09", "State tax in a State", text: "CGST SGST", .pass),
        RuleCase("TAX-09", "Territory's tax in a State", text: "CGST 9% UTGST 9%", .hit(.low)),
        RuleCase("TAX-09", "a label for both", text: "CGST SGST/UTGST", .pass),
        RuleCase(
            "TAX-09", "State tax in a Territory", ["supplier_gstin": "38AAALS7119L1ZH"], text: "CGST SGST",
            .hit(.low)),
        RuleCase("TAX-09", "words not read", .inconclusive),
        RuleCase("TAX-10", "clean", .pass),
        RuleCase("TAX-10", "five digits", ["0.hsn": "73181"], .hit(.low)),
        RuleCase("TAX-10", "letters", ["0.hsn": "07133100aa"], .hit(.low)),
        RuleCase("TAX-10", "two digits long ago", ["0.hsn": "73", "invoice_date": "2019-06-14"], .pass),
        RuleCase("TAX-10", "a service by weight", ["0.hsn": "998311", "0.unit": "Kgs"], .hit(.low)),
        RuleCase("TAX-10", "a service by number", ["0.hsn": "998311"], .pass),
        RuleCase("TAX-10", "badly read", ["0.hsn": "73181"], confidence: ["0.hsn": 0.5], .inconclusive),
    ]
}
