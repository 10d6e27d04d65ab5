import AssayKit

extension RuleCase {
    static let parties: [RuleCase] = [
        RuleCase("IDN-01", "clean", .pass),
        RuleCase("IDN-01", "check character", ["supplier_gstin": "29AAGCB7383J1Z5"], .hit(.critical)),
        RuleCase("IDN-01", "fourteen characters", ["supplier_gstin": "29AAGCB7383J1Z"], .hit(.critical)),
        RuleCase("IDN-01", "an embassy", ["supplier_gstin": "0717AUS12345UN1"], .hit(.low)),
        RuleCase(
            "IDN-01", "a letter among digits, from a picture", ["supplier_gstin": "29AAGCB73B3J1Z4"],
            isRecognised: true, .inconclusive),
        RuleCase(
            "IDN-01", "a letter among digits, typed", ["supplier_gstin": "29AAGCB73B3J1Z4"], .hit(.critical)),
        RuleCase(
            "IDN-01", "badly read", ["supplier_gstin": "29AAGCB7383J1Z5"],
            confidence: ["supplier_gstin": 0.5],
            .inconclusive),
        RuleCase("IDN-01", "none", ["supplier_gstin": ""], .notApplicable),
        RuleCase("IDN-02", "clean", .pass),
        RuleCase("IDN-02", "check character", ["buyer_gstin": "29AAFCC9980M1ZS"], .hit(.medium)),
        RuleCase("IDN-02", "unregistered", ["buyer_gstin": "URP"], .notApplicable),
        RuleCase(
            "IDN-02", "badly read", ["buyer_gstin": "29AAFCC9980M1ZS"], confidence: ["buyer_gstin": 0.4],
            .inconclusive),
        RuleCase("IDN-03", "clean", .pass),
        RuleCase("IDN-03", "another State", ["supplier_state": "Kerala"], .hit(.high)),
        RuleCase(
            "IDN-03", "a PIN of another State", ["supplier_state": "", "supplier_pin": "400001"], .hit(.low)),
        RuleCase("IDN-03", "a PIN of the State", ["supplier_state": ""], .pass),
        RuleCase(
            "IDN-03", "badly read", ["supplier_state": "Kerala"], confidence: ["supplier_state": 0.5],
            .inconclusive),
        RuleCase("IDN-03", "nothing to compare", ["supplier_state": "", "supplier_pin": ""], .notApplicable),
        RuleCase("IDN-04", "clean", .pass),
        RuleCase("IDN-04", "another PAN", ["supplier_pan": "AAPFU0939F"], .hit(.high)),
        RuleCase(
            "IDN-04", "on a debit note", ["supplier_pan": "AAPFU0939F", "document_type": "debit_note"],
            .hit(.low)),
        RuleCase("IDN-04", "the buyer's PAN", ["supplier_pan": "AAFCC9980M"], .inconclusive),
        RuleCase("IDN-04", "none", ["supplier_pan": ""], .notApplicable),
        RuleCase("IDN-05", "clean", .pass),
        RuleCase("IDN-05", "the same number", ["buyer_gstin": "29AAGCB7383J1Z4"], .hit(.critical)),
        RuleCase(
            "IDN-05", "a self-invoice", ["buyer_gstin": "29AAGCB7383J1Z4", "reverse_charge": "true"],
            .hit(.info)),
        RuleCase(
            "IDN-05", "branches", ["supplier_gstin": "36AAACI1681G1ZQ", "buyer_gstin": "33AAACI1681G1ZW"],
            .hit(.info)),
        RuleCase(
            "IDN-05", "badly read", ["buyer_gstin": "29AAGCB7383J1Z4"], confidence: ["buyer_gstin": 0.4],
            .inconclusive),
        RuleCase("IDN-10", "clean", .pass),
        RuleCase(
            "IDN-10", "a firm that calls itself a company", ["supplier_gstin": "27AAPFU0939F1ZV"], .hit(.low)),
        RuleCase("IDN-10", "a company that calls itself LLP", ["supplier_name": "Sample LLP"], .hit(.low)),
        RuleCase("IDN-10", "no legal form", ["supplier_name": "Sample Traders"], .notApplicable),
        RuleCase(
            "IDN-10", "badly read", ["supplier_name": "Sample LLP"], confidence: ["supplier_name": 0.5],
            .inconclusive),
        RuleCase("IDN-13", "clean", .pass),
        RuleCase("IDN-13", "no number", ["supplier_gstin": ""], .hit(.high)),
        RuleCase(
            "IDN-13", "no number, from a picture", ["supplier_gstin": ""], text: "words", isRecognised: true,
            .hit(.medium)),
        RuleCase(
            "IDN-13", "an operator", ["supplier_gstin": ""], text: "on behalf of the restaurant",
            .inconclusive),
        RuleCase(
            "IDN-13", "no tax", ["supplier_gstin": "", "cgst": "", "sgst": "", "lines": "-", "summary": "-"],
            .notApplicable),
    ]

    static let particulars: [RuleCase] = [
        RuleCase("FLD-01", "clean", .pass),
        RuleCase("FLD-01", "no number", ["invoice_number": ""], .hit(.high)),
        RuleCase(
            "FLD-01", "no number, from a picture", ["invoice_number": ""], isRecognised: true, .hit(.medium)),
        RuleCase(
            "FLD-01", "no number, but its label", ["invoice_number": ""], text: "Invoice No. X", .inconclusive
        ),
        RuleCase("FLD-01", "no number and no label", ["invoice_number": ""], text: "Some goods", .hit(.high)),
        RuleCase("FLD-01", "no buyer below the limit", ["buyer_name": ""], .pass),
        RuleCase(
            "FLD-01", "no buyer above the limit", ["buyer_name": "", "taxable_total": "50000.00"], .hit(.high)
        ),
        RuleCase(
            "FLD-01", "hardly anything was read", ["supplier_name": "", "invoice_date": "", "total": ""],
            .inconclusive),
        RuleCase("FLD-01", "a challan", ["document_type": "delivery_challan"], .notApplicable),
        RuleCase("FLD-02", "clean", .pass),
        RuleCase("FLD-02", "seventeen characters", ["invoice_number": "INV/2024-25/00118"], .hit(.medium)),
        RuleCase("FLD-02", "sixteen characters", ["invoice_number": "INV/2024-25/0118"], .pass),
        RuleCase("FLD-02", "underscore", ["invoice_number": "INV_118"], .hit(.medium)),
        RuleCase(
            "FLD-02", "underscore, from a picture", ["invoice_number": "INV_118"], isRecognised: true,
            .hit(.low)),
        RuleCase(
            "FLD-02", "badly read", ["invoice_number": "INV*118"], confidence: ["invoice_number": 0.5],
            .inconclusive),
        RuleCase("FLD-03", "a signatory", text: "Authorised Signatory", .pass),
        RuleCase("FLD-03", "nothing", text: "Thank you for your business", .hit(.low)),
        RuleCase("FLD-03", "computer generated", text: "This is a Computer-Generated invoice", .pass),
        RuleCase("FLD-03", "words not read", .inconclusive),
        RuleCase("FLD-05", "an invoice", .notApplicable),
        RuleCase("FLD-05", "a note without reference", ["document_type": "credit_note"], .hit(.medium)),
        RuleCase(
            "FLD-05", "a note with reference",
            ["document_type": "debit_note", "original_invoice_number": "INV-1"], .pass),
        RuleCase(
            "FLD-05", "reference not found", ["document_type": "credit_note"],
            text: "Original Invoice No. 12",
            .inconclusive),
    ]
}
