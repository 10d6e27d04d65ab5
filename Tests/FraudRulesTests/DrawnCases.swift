import AssayKit
import RuleEngine

@testable import FraudRules

extension FraudCase {
    /// The total at 400 points, `off` points lower than the other figures of its line, which rises by one in a hundred.
    private static func level(
        _ name: String, off: Float = 0, others: [String] = ["12.00", "1,000.00", "90.00", "90.00"],
        height: Float = 10, uneven: Float = 0, isRecognised: Bool = true, confidence: Double = 0.98,
        _ expected: Verdict
    ) -> FraudCase {
        func word(_ text: String, _ x: Float, _ down: Float) -> DocumentFacts.Word {
            let top = 300 - x / 100 + down
            return DocumentFacts.Word(
                text, box: Box(x - 20, top, x + 20, top + height), flags: [.recognised])
        }
        let line = others.enumerated().map { place, text in
            word(text, 100 + Float(place) * 70, place % 2 == 0 ? uneven : -uneven)
        }
        return FraudCase(
            rule: "IMG-03", name: name, fields: ["total": "4130.00"],
            document: DocumentFacts(
                isRecognised: isRecognised, fieldWords: ["total": [word("4,130.00", 400, off)]],
                fieldLines: ["total": line]),
            confidence: confidence, expected: expected)
    }

    static let levels: [FraudCase] = [
        level("in line", .pass),
        level("lower", off: 3, .hit(.low)),
        level("higher", off: -3, .hit(.low)),
        level("a little lower", off: 1.5, .pass),
        level("in the next line", off: 6, .pass),
        level("two figures beside it", off: 3, others: ["12.00", "90.00"], .inconclusive),
        level("words beside it", off: 3, others: ["Total", "of", "all", "items"], .inconclusive),
        level("a crooked line", off: 3, uneven: 3, .inconclusive),
        level("drawn, not scanned", off: 3, isRecognised: false, .notApplicable),
        level("badly read", off: 3, confidence: 0.5, .inconclusive),
    ]

    private static func drawing(
        _ name: String, _ verdict: DrawnReading.Verdict?, field: String = "total", value: String = "4130.00",
        seen: String = "9130.00", sure: Double = 0.93, isOverPicture: Bool = false, confidence: Double = 0.98,
        _ expected: Verdict
    ) -> FraudCase {
        var metadata = JSONObject()
        if let verdict {
            metadata["drawn"] = [
                [
                    "page": 1, "field": .string(field), "value": .string(value), "seen": .string(seen),
                    "confidence": .double(sure), "verdict": .string(verdict.rawValue),
                    "reason": "changes appended to the file", "over_picture": .bool(isOverPicture),
                ]
            ]
        }
        return FraudCase(
            rule: "PDF-03", name: name, fields: ["total": "4130.00", "supplier_gstin": "29AAGCB7383J1Z4"],
            metadata: .object(metadata), confidence: confidence, expected: expected)
    }

    static let drawings: [FraudCase] = [
        drawing("another total is drawn", .differs, .hit(.high)),
        drawing("over a picture", .differs, isOverPicture: true, .hit(.medium)),
        drawing(
            "another GSTIN is drawn", .differs, field: "supplier_gstin", value: "29AAGCB7383J1Z4",
            seen: "27AAPFU0939F1ZV", .hit(.high)),
        drawing("the same is drawn", .same, seen: "4130.00", .pass),
        drawing("made out badly", .differs, sure: 0.7, .inconclusive),
        drawing("not made out", .unclear, .inconclusive),
        drawing("of a value that was not taken", .differs, value: "1.00", .inconclusive),
        drawing("no reason to look", nil, .notApplicable),
        drawing("badly read", .differs, confidence: 0.5, .inconclusive),
    ]
}
