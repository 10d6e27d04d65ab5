import AssayKit
import RuleEngine

extension FraudCase {
    private static let bolt = [
        "description": "Steel bolts", "quantity": "10", "unit_price": "5.00", "taxable_value": "50.00",
    ]
    private static func pdf(_ key: String, _ value: JSONValue) -> JSONValue {
        var object = JSONObject()
        object["media_type"] = "application/pdf"
        object[key] = value
        return .object(object)
    }
    private static func total(_ words: [DocumentFacts.Word], _ families: [String: Int]) -> DocumentFacts {
        DocumentFacts(wordCount: 120, fieldWords: ["total": words], fontFamilies: families)
    }
    private static let uncovered: JSONValue = ["byte_range": [0, 10, 20, 30], "covers_file": false]
    private static let covered: JSONValue = ["byte_range": [0, 10, 20, 90], "covers_file": true]

    /// Cases at the edges of rules whose first cases stand with their families.
    static let further: [FraudCase] = [
        FraudCase(
            rule: "AMT-03", name: "the least", fields: ["taxable_total": "10000"], expected: .hit(.low)),
        FraudCase(
            rule: "AMT-07", name: "exactly 95 %", fields: ["total": "47500.00"], limits: ["50000"],
            expected: .hit(.info)),
        FraudCase(
            rule: "DUP-08", name: "another amount",
            lines: [bolt, bolt.merging(["taxable_value": "55.00"]) { $1 }], expected: .pass),
        FraudCase(rule: "DUP-08", name: "three times", lines: [bolt, bolt, bolt], expected: .hit(.low)),
        FraudCase(
            rule: "VEN-04", name: "badly read", fields: ["ifsc": "HDFC1001234"], confidence: 0.5,
            expected: .inconclusive),
        FraudCase(rule: "VEN-05", name: "no holder", expected: .notApplicable),
        FraudCase(
            rule: "PDF-02", name: "once more", metadata: pdf("incremental_saves", 1), expected: .hit(.low)),
        FraudCase(
            rule: "PDF-04", name: "the same text twice", fields: ["total": "4130.00"],
            document: total([word("4130.00"), word("4130.00")], ["Helvetica": 100]), expected: .pass),
        FraudCase(
            rule: "PDF-06", name: "the page's font", fields: ["total": "4130.00"],
            document: total([word("4130.00")], ["Helvetica": 100]), expected: .pass),
        FraudCase(
            rule: "PDF-07", name: "thirty days before", fields: ["invoice_date": "2024-07-14"],
            metadata: pdf("creation_date", "2024-06-14T10:00:00Z"), expected: .pass),
        FraudCase(
            rule: "PDF-08", name: "two, one of them whole",
            metadata: pdf("signatures", [uncovered, covered]),
            expected: .pass),
        FraudCase(
            rule: "PDF-08", name: "two, none of them whole",
            metadata: pdf("signatures", [uncovered, uncovered]), expected: .hit(.high)),
        FraudCase(
            rule: "PDF-09", name: "no files", metadata: pdf("embedded_files", []), expected: .pass),
        FraudCase(
            rule: "PDF-09", name: "a picture", metadata: ["media_type": "image/png"],
            expected: .notApplicable),
        FraudCase(
            rule: "IMG-01", name: "another editor",
            metadata: ["media_type": "image/png", "software": "GIMP 2.10.34"], expected: .hit(.low)),
        FraudCase(
            rule: "IMG-01", name: "not told", metadata: ["media_type": "image/jpeg"],
            expected: .notApplicable),
        FraudCase(
            rule: "IMG-01", name: "a scanner",
            metadata: ["media_type": "image/tiff", "software": "Canon MF Scan"], expected: .pass),
    ]
}
