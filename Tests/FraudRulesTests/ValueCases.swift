import AssayKit
import RuleEngine

extension FraudCase {
    private static let bolt = [
        "description": "Steel bolts", "quantity": "10", "unit_price": "5.00", "taxable_value": "50.00",
        "hsn": "7318",
    ]
    private static let nut = [
        "description": "Nuts", "quantity": "10", "unit_price": "5.00", "taxable_value": "50.00",
        "hsn": "7318",
    ]

    static let values: [FraudCase] = [
        FraudCase(rule: "AMT-03", name: "round", fields: ["taxable_total": "25000.00"], expected: .hit(.low)),
        FraudCase(rule: "AMT-03", name: "small", fields: ["taxable_total": "9000.00"], expected: .pass),
        FraudCase(
            rule: "AMT-03", name: "not quite round", fields: ["taxable_total": "25000.50"], expected: .pass),
        FraudCase(
            rule: "AMT-03", name: "fees", fields: ["taxable_total": "25000.00"], lines: [["hsn": "998231"]],
            expected: .notApplicable),
        FraudCase(
            rule: "AMT-03", name: "badly read", fields: ["taxable_total": "25000.00"], confidence: 0.5,
            expected: .inconclusive),
        FraudCase(
            rule: "AMT-07", name: "below", fields: ["total": "49500.00"], limits: ["50000.00"],
            expected: .hit(.info)),
        FraudCase(
            rule: "AMT-07", name: "at the limit", fields: ["total": "50000.00"], limits: ["50000"],
            expected: .pass),
        FraudCase(
            rule: "AMT-07", name: "well below", fields: ["total": "47499.99"], limits: ["50000.00"],
            expected: .pass),
        FraudCase(rule: "AMT-07", name: "no limits", fields: ["total": "49500.00"], expected: .notApplicable),
        FraudCase(
            rule: "AMT-07", name: "badly read", fields: ["total": "49500.00"], limits: ["50000.00"],
            confidence: 0.5,
            expected: .inconclusive),
        FraudCase(rule: "DUP-08", name: "twice", lines: [bolt, nut, bolt], expected: .hit(.low)),
        FraudCase(rule: "DUP-08", name: "two kinds", lines: [bolt, nut], expected: .pass),
        FraudCase(rule: "DUP-08", name: "one line", lines: [bolt], expected: .notApplicable),
        FraudCase(
            rule: "DUP-08", name: "badly read", lines: [bolt, bolt], confidence: 0.5, expected: .inconclusive),
        FraudCase(
            rule: "VEN-04", name: "right", fields: ["ifsc": "hdfc0001234", "bank_account": "50200012345678"],
            expected: .pass),
        FraudCase(rule: "VEN-04", name: "letter O", fields: ["ifsc": "HDFCO001234"], expected: .hit(.medium)),
        FraudCase(
            rule: "VEN-04", name: "letter O from a picture", fields: ["ifsc": "HDFCO001234"],
            document: .init(isRecognised: true), expected: .inconclusive),
        FraudCase(
            rule: "VEN-04", name: "short account", fields: ["bank_account": "1234567"],
            expected: .hit(.medium)),
        FraudCase(rule: "VEN-04", name: "none", expected: .notApplicable),
        FraudCase(
            rule: "VEN-05", name: "same name",
            fields: [
                "bank_account_holder": "SAMPLE TRADERS PVT LTD",
                "supplier_name": "Sample Traders Private Limited",
            ],
            expected: .pass),
        FraudCase(
            rule: "VEN-05", name: "a slip",
            fields: ["bank_account_holder": "SAMPEL TRADERS", "supplier_name": "Sample Traders"],
            expected: .pass),
        FraudCase(
            rule: "VEN-05", name: "another name",
            fields: [
                "bank_account_holder": "Ramesh Kumar", "supplier_name": "Sample Traders Private Limited",
            ],
            expected: .hit(.medium)),
        FraudCase(
            rule: "VEN-05", name: "a proprietor",
            fields: [
                "bank_account_holder": "Ramesh Kumar", "supplier_name": "Sample Traders",
                "supplier_gstin": "08CPFPB5449Q1ZC",
            ], expected: .hit(.low)),
        FraudCase(
            rule: "VEN-05", name: "badly read",
            fields: ["bank_account_holder": "Ramesh Kumar", "supplier_name": "Sample Traders"],
            confidence: 0.5,
            expected: .inconclusive),
    ]
}
