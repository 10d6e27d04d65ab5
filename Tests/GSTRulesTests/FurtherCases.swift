import AssayKit

extension RuleCase {
    /// Cases at the edges of rules whose first cases stand with their families.
    static let further: [RuleCase] = [
        RuleCase("ARI-08", "the second row off", ["s1.taxable_value": "900.00"], .hit(.medium)),
        RuleCase("ARI-10", "three paise", ["amount_due": "3130.03"], .hit(.medium)),
        RuleCase(
            "ARI-10", "badly read", ["amount_due": "3000.00"], confidence: ["amount_due": 0.5], .inconclusive),
        RuleCase("CHR-03", "no tax", ["cgst": "0.00", "sgst": "0.00"], today: "2025-12-01", .notApplicable),
        RuleCase("CHR-04", "the day before the issue", ["due_date": "2024-06-13"], .hit(.low)),
        RuleCase("CHR-04", "no due date", ["due_date": ""], .notApplicable),
        RuleCase("CHR-05", "a Saturday", ["invoice_date": "2024-06-15"], .pass),
        RuleCase("CHR-05", "no date", ["invoice_date": ""], .notApplicable),
        RuleCase(
            "CHR-07", "late before there was a limit",
            ["invoice_date": "2023-08-01", "ack_date": "2023-10-31"], .pass),
        RuleCase("CHR-08", "the next year", ["invoice_number": "INV/25-26/118"], .hit(.low)),
        RuleCase(
            "CHR-08", "the last day of the year",
            ["invoice_number": "INV/23-24/9", "invoice_date": "2024-03-31"], .pass),
        RuleCase(
            "CHR-09", "no tax", ["invoice_date": "2017-06-30", "cgst": "0", "sgst": "0"], .notApplicable),
        RuleCase("CHR-09", "the year before", ["invoice_date": "2016-06-14"], .hit(.high)),
        RuleCase("FLD-03", "a registered e-invoice", ["irn": "ab12"], text: "Thank you", .pass),
        RuleCase("FLD-03", "a receipt", ["document_type": "receipt"], text: "Thank you", .notApplicable),
        RuleCase("FLD-05", "a debit note", ["document_type": "debit_note"], .hit(.medium)),
        RuleCase(
            "FLD-05", "badly read", ["document_type": "debit_note"], confidence: ["document_type": 0.5],
            .inconclusive),
        RuleCase("IDN-02", "no such State", ["buyer_gstin": "00AAFCC9980M1ZR"], .hit(.medium)),
        RuleCase("IDN-02", "none", ["buyer_gstin": ""], .notApplicable),
        RuleCase(
            "IDN-04", "badly read", ["supplier_pan": "AAPFU0939F"], confidence: ["supplier_pan": 0.5],
            .inconclusive),
        RuleCase("IDN-04", "beside an invalid number", ["supplier_gstin": "29AAGCB7383J1Z5"], .notApplicable),
        RuleCase("IDN-05", "a consumer", ["buyer_gstin": ""], .notApplicable),
        RuleCase("IDN-10", "no number", ["supplier_gstin": ""], .notApplicable),
        RuleCase(
            "IDN-13", "before GST", ["supplier_gstin": "", "invoice_date": "2017-06-30"], .notApplicable),
        RuleCase(
            "TAX-04", "halves and nothing integrated", ["lines": "-", "igst": "0.00"], .pass),
        RuleCase(
            "TAX-05", "badly read", ["document_type": "bill_of_supply"], confidence: ["document_type": 0.5],
            .inconclusive),
        RuleCase(
            "TAX-06", "badly read", ["reverse_charge": "true"], confidence: ["total": 0.5], .inconclusive),
        RuleCase(
            "TAX-06", "a rupee beside the tax", ["reverse_charge": "true", "total": "4131.00"], .hit(.high)),
        RuleCase(
            "TAX-07", "badly read", ["place_of_supply": "96"], confidence: ["place_of_supply": 0.5],
            .inconclusive),
        RuleCase("TAX-09", "no label", text: "Thank you for your business", .pass),
    ]
}
