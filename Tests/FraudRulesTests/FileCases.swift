import AssayKit
import RuleEngine

extension FraudCase {
    private static func pdf(_ members: JSONValue) -> JSONValue {
        var object = members.objectValue ?? JSONObject()
        object["media_type"] = "application/pdf"
        return .object(object)
    }

    private static let whole: JSONValue = [["byte_range": [0, 10, 20, 30], "covers_file": true]]
    private static let part: JSONValue = [["byte_range": [0, 10, 20, 30], "covers_file": false]]

    static let files: [FraudCase] = [
        FraudCase(
            rule: "PDF-01", name: "made and left",
            metadata: pdf(["creation_date": "2024-06-14T10:00:00Z", "mod_date": "2024-06-15T09:00:00Z"]),
            expected: .pass),
        FraudCase(
            rule: "PDF-01", name: "changed later",
            metadata: pdf(["creation_date": "2024-06-14T10:00:00Z", "mod_date": "2024-06-17T10:00:00Z"]),
            expected: .hit(.medium)),
        FraudCase(
            rule: "PDF-01", name: "old form of dates",
            metadata: pdf(["creation_date": "D:20240614100000", "mod_date": "D:20240617100000"]),
            expected: .hit(.medium)),
        FraudCase(
            rule: "PDF-01", name: "an editor", metadata: pdf(["producer": "Sejda 3.2"]),
            expected: .hit(.medium)),
        FraudCase(
            rule: "PDF-01", name: "no dates", metadata: pdf(["producer": "wkhtmltopdf"]),
            expected: .inconclusive),
        FraudCase(
            rule: "PDF-01", name: "a picture", metadata: ["media_type": "image/png"], expected: .notApplicable
        ),
        FraudCase(rule: "PDF-02", name: "once", metadata: pdf(["incremental_saves": 0]), expected: .pass),
        FraudCase(
            rule: "PDF-02", name: "again", metadata: pdf(["incremental_saves": 2]), expected: .hit(.low)),
        FraudCase(
            rule: "PDF-02", name: "signed", metadata: pdf(["incremental_saves": 1, "signatures": whole]),
            expected: .inconclusive),
        FraudCase(
            rule: "PDF-02", name: "linearised", metadata: pdf(["incremental_saves": 1, "linearized": true]),
            expected: .inconclusive),
        FraudCase(rule: "PDF-02", name: "not told", metadata: pdf([:]), expected: .notApplicable),
        FraudCase(
            rule: "PDF-07", name: "the same day", fields: ["invoice_date": "2024-06-14"],
            metadata: pdf(["creation_date": "2024-06-14T10:00:00Z"]), expected: .pass),
        FraudCase(
            rule: "PDF-07", name: "half a year later", fields: ["invoice_date": "2024-01-14"],
            metadata: pdf(["creation_date": "2024-06-14T10:00:00Z"]), expected: .hit(.low)),
        FraudCase(
            rule: "PDF-07", name: "long before", fields: ["invoice_date": "2024-07-15"],
            metadata: pdf(["creation_date": "2024-06-14T10:00:00Z"]), expected: .hit(.low)),
        FraudCase(
            rule: "PDF-07", name: "ninety days", fields: ["invoice_date": "2024-03-16"],
            metadata: pdf(["creation_date": "2024-06-14T10:00:00Z"]), expected: .pass),
        FraudCase(
            rule: "PDF-07", name: "badly read", fields: ["invoice_date": "2024-01-14"],
            metadata: pdf(["creation_date": "2024-06-14T10:00:00Z"]), confidence: 0.5, expected: .inconclusive
        ),
        FraudCase(rule: "PDF-08", name: "covered", metadata: pdf(["signatures": whole]), expected: .pass),
        FraudCase(
            rule: "PDF-08", name: "appended to", metadata: pdf(["signatures": part]), expected: .hit(.high)),
        FraudCase(
            rule: "PDF-08", name: "not told",
            metadata: pdf(["signatures": [["byte_range": .null, "covers_file": false]]]),
            expected: .inconclusive),
        FraudCase(
            rule: "PDF-08", name: "not signed", metadata: pdf(["signatures": []]), expected: .notApplicable),
        FraudCase(
            rule: "PDF-09", name: "script", metadata: pdf(["has_javascript": true]), expected: .hit(.info)),
        FraudCase(
            rule: "PDF-09", name: "a program", metadata: pdf(["embedded_files": [["name": "setup.exe"]]]),
            expected: .hit(.info)),
        FraudCase(
            rule: "PDF-09", name: "an electronic invoice",
            metadata: pdf(["has_javascript": false, "embedded_files": [["name": "factur-x.xml"]]]),
            expected: .pass),
        FraudCase(rule: "PDF-09", name: "not told", metadata: pdf([:]), expected: .notApplicable),
        FraudCase(
            rule: "IMG-01", name: "an editor",
            metadata: ["media_type": "image/jpeg", "software": "Adobe Photoshop 25.0"],
            expected: .hit(.low)),
        FraudCase(
            rule: "IMG-01", name: "a camera", metadata: ["media_type": "image/jpeg", "software": "HDR+ 1.0"],
            expected: .pass),
        FraudCase(rule: "IMG-01", name: "a PDF", metadata: pdf([:]), expected: .notApplicable),
    ]

    private static let total = ["total": "4130.00"]
    private static func facts(
        _ words: [DocumentFacts.Word], families: [String: Int] = ["Helvetica": 100], count: Int = 120
    ) -> DocumentFacts {
        DocumentFacts(wordCount: count, fieldWords: ["total": words], fontFamilies: families)
    }

    static let appearances: [FraudCase] = [
        FraudCase(
            rule: "PDF-04", name: "one over the other", fields: total,
            document: facts([word("1130.00"), word("4130.00", 11)]), expected: .hit(.high)),
        FraudCase(
            rule: "PDF-04", name: "printed twice for bold", fields: total,
            document: facts([word("4130.00"), word("4130.00", 10.4)]), expected: .pass),
        FraudCase(
            rule: "PDF-04", name: "side by side", fields: total,
            document: facts([word("Rs"), word("4130.00", 48)]),
            expected: .pass),
        FraudCase(
            rule: "PDF-04", name: "badly read", fields: total,
            document: facts([word("1130.00"), word("4130.00", 11)]), confidence: 0.5, expected: .inconclusive),
        FraudCase(rule: "PDF-04", name: "no words", fields: total, expected: .notApplicable),
        FraudCase(
            rule: "PDF-05", name: "a hidden amount",
            document: DocumentFacts(
                wordCount: 50, hiddenWords: [word("9,999.00", flags: .invisible)],
                visibleFigures: ["4,130.00"]),
            expected: .hit(.high)),
        FraudCase(
            rule: "PDF-05", name: "the same in sight",
            document: DocumentFacts(
                wordCount: 50, hiddenWords: [word("4,130.00", flags: .invisible)],
                visibleFigures: ["4,130.00"]),
            expected: .pass),
        FraudCase(
            rule: "PDF-05", name: "hidden words",
            document: DocumentFacts(
                wordCount: 50, hiddenWords: [word("Invoice", flags: .offPage)], visibleFigures: ["4,130.00"]),
            expected: .pass),
        FraudCase(
            rule: "PDF-05", name: "white and alone",
            document: DocumentFacts(
                wordCount: 50, whiteWords: [word("9,999.00", colour: 0xFFFFFF)],
                visibleFigures: ["9,999.00", "4,130.00"]),
            expected: .hit(.medium)),
        FraudCase(
            rule: "PDF-05", name: "white with its label",
            document: DocumentFacts(
                wordCount: 50,
                whiteWords: [word("9,999.00", 80, colour: 0xFFFFFF), word("Total", colour: 0xFFFFFF)],
                visibleFigures: ["9,999.00", "4,130.00"]), expected: .hit(.info)),
        FraudCase(
            rule: "PDF-05", name: "another total in white", fields: total,
            document: DocumentFacts(
                wordCount: 50,
                whiteWords: [word("9,999.00", 80, colour: 0xFFFFFF), word("Total", colour: 0xFFFFFF)],
                visibleFigures: ["9,999.00", "4,130.00"]), expected: .hit(.medium)),
        FraudCase(
            rule: "PDF-05", name: "outside the page", metadata: ["hidden_text": [["off_page_texts": 3]]],
            document: DocumentFacts(wordCount: 50, visibleFigures: ["4,130.00"]), expected: .hit(.info)),
        FraudCase(
            rule: "PDF-05", name: "a text layer",
            document: DocumentFacts(wordCount: 50, hiddenWords: [word("9,999.00", flags: .invisible)]),
            expected: .inconclusive),
        FraudCase(
            rule: "PDF-05", name: "a scan", document: DocumentFacts(wordCount: 50, isRecognised: true),
            expected: .notApplicable),
        FraudCase(
            rule: "PDF-06", name: "a font of its own", fields: total,
            document: facts([word("4130.00", font: "Arial-Bold")], families: ["Helvetica": 100, "Arial": 1]),
            expected: .hit(.medium)),
        FraudCase(
            rule: "PDF-06", name: "bold of the page's font", fields: total,
            document: facts(
                [word("4130.00", font: "Helvetica-Bold")], families: ["Helvetica": 100, "Arial": 1]),
            expected: .pass),
        FraudCase(
            rule: "PDF-06", name: "a font for the rupee sign", fields: total,
            document: facts(
                [word("₹4130.00", font: "DejaVuSans")], families: ["Helvetica": 100, "DejaVuSans": 1]),
            expected: .pass),
        FraudCase(
            rule: "PDF-06", name: "few words", fields: total,
            document: facts(
                [word("4130.00", font: "Arial")], families: ["Helvetica": 9, "Arial": 1], count: 10),
            expected: .inconclusive),
        FraudCase(
            rule: "PDF-06", name: "badly read", fields: total,
            document: facts([word("4130.00", font: "Arial")], families: ["Helvetica": 100, "Arial": 1]),
            confidence: 0.5, expected: .inconclusive),
    ]

    static let all =
        values + files + appearances + further + vendors + staff + duplicates + series + amounts + suppliers
        + sheets + noises + levels + drawings
}
