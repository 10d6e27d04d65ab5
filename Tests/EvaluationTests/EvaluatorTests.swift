import AssayKit
import Testing

@testable import Evaluation

@Suite("Scores by hand")
struct EvaluatorTests {
    /// A result with these header values, each with its confidence, and these rows.
    private func result(_ fields: [(String, String, Double)], rows: [[(String, String)]] = []) -> JSONValue {
        var header = JSONObject()
        for (name, value, confidence) in fields {
            header.append(name, ["value": .string(value), "confidence": .double(confidence)])
        }
        let items = rows.map { row -> JSONValue in
            .object(
                JSONObject(row.map { .init(key: $0.0, value: ["value": .string($0.1), "confidence": 1]) }))
        }
        return ["status": "processed", "fields": .object(header), "line_items": .array(items)]
    }

    private func tally(_ name: String, in score: Score) -> Tally? {
        score.fields.first { $0.name == name }?.tally
    }

    struct Case: CustomTestStringConvertible {
        let truth: JSONValue
        let given: String?
        /// True positives, false positives, false negatives; nil when the field is not scored.
        let counts: [Int]?
        let testDescription: String
    }

    static let cases = [
        Case(truth: ["total": "100.00"], given: "100", counts: [1, 0, 0], testDescription: "right"),
        Case(truth: ["total": "100.00"], given: "99", counts: [0, 1, 1], testDescription: "wrong"),
        Case(truth: ["total": "100.00"], given: nil, counts: [0, 0, 1], testDescription: "missed"),
        Case(truth: ["total": .null], given: "99", counts: [0, 1, 0], testDescription: "given, but absent"),
        Case(truth: ["total": .null], given: nil, counts: [0, 0, 0], testDescription: "rightly absent"),
        Case(truth: ["cgst": "1.00"], given: "99", counts: nil, testDescription: "not in the truth"),
        Case(
            truth: ["total": .null, "derived": ["total": "99.00"]], given: "99", counts: [1, 0, 0],
            testDescription: "derived"),
        Case(
            truth: ["total": .null, "derived": ["total": "99.00"]], given: nil, counts: [0, 0, 0],
            testDescription: "derived, not given"),
        Case(
            truth: ["total": .null, "derived": ["total": "99.00"]], given: "98", counts: [0, 1, 0],
            testDescription: "derived, given wrong"),
        Case(truth: ["total": 100], given: "100.0", counts: [1, 0, 0], testDescription: "truth as a number"),
    ]

    @Test("every given value is listed with its confidence, for those who calibrate")
    func values() {
        var read = JSONObject()
        for member in result([("total", "99", 0.8), ("cgst", "1", 0.9)]).objectValue?.members ?? [] {
            read.append(member.key, member.value)
        }
        read.append("steps", [["uses": "tesseract-ocr", "status": "ok"]])
        let score = Evaluator.score([
            EvaluatedDocument(name: "a.pdf", truth: ["total": "100", "cgst": "1"], results: [.object(read)]),
            EvaluatedDocument(
                name: "b.pdf", truth: ["total": "100", "cgst": "1"],
                results: [result([("total", "100", 0.7)])]),
        ])
        #expect(
            Set(score.values) == [
                ScoredValue(
                    document: "a.pdf", field: "total", confidence: 0.8, isRight: false, isRecognised: true),
                ScoredValue(
                    document: "a.pdf", field: "cgst", confidence: 0.9, isRight: true, isRecognised: true),
                ScoredValue(
                    document: "b.pdf", field: "total", confidence: 0.7, isRight: true, isRecognised: false),
            ])
        #expect(score.valuesJSON.arrayValue?.count == 3)
    }

    @Test("one field", arguments: cases)
    func field(_ sample: Case) {
        let given = sample.given.map { [("total", $0, 0.95)] } ?? []
        let document = EvaluatedDocument(name: "a.pdf", truth: sample.truth, results: [result(given)])
        let counts = tally("total", in: Evaluator.score([document])).map {
            [$0.truePositives, $0.falsePositives, $0.falseNegatives]
        }
        #expect(counts == sample.counts)
    }

    @Test("three documents: rates, sure but wrong, calibration and failures")
    func rates() throws {
        let truth: JSONValue = ["invoice_number": "A-1", "total": "10.00", "supplier_pan": .null]
        let documents = [
            // Two right, both sure.
            EvaluatedDocument(
                name: "1", truth: truth,
                results: [result([("invoice_number", "A-1", 1), ("total", "10", 1)])]),
            // One right and unsure; one wrong and sure; one that is not there, unsure.
            EvaluatedDocument(
                name: "2", truth: truth,
                results: [
                    result([("invoice_number", "A-1", 0.5), ("total", "11", 0.9), ("supplier_pan", "X", 0.4)])
                ]),
            // Failed.
            EvaluatedDocument(
                name: "3", truth: truth,
                results: [["status": "failed", "error": ["message": "it is encrypted"]]]),
        ]
        let score = Evaluator.score(documents)
        #expect(score.documents == 3)
        // Right 3, given wrong 2, of the truth's six values three are missing.
        #expect(score.header.precision == 3.0 / 5)
        #expect(score.header.recall == 3.0 / 6)
        #expect(score.header.f1 == 6.0 / (6 + 2 + 3))
        #expect(score.header.wrongConfidentRate == 1.0 / 3)
        // Bins: 1.0 and 0.9 fall together (3 values, 2 right, sum 2.9), 0.5 (1 right), 0.4 (0 right).
        let error = try #require(score.calibrationError)
        #expect(abs(error - (0.9 + 0.5 + 0.4) / 5) < 1e-9)
        #expect(score.failures.map(\.document) == ["3"])
        #expect(score.failures.map(\.message) == ["it is encrypted"])
        #expect(
            score.misses.map { "\($0.document) \($0.field) \($0.given ?? "-") \($0.truth ?? "-")" } == [
                "2 supplier_pan X -", "2 total 11 10.00", "3 invoice_number - A-1", "3 total - 10.00",
            ])
    }

    struct RowCase: CustomTestStringConvertible {
        let truth: [[String: String?]]
        let given: [[(String, String)]]
        let counts: [Int]
        let testDescription: String
    }

    static let pen = ["description": "Pen", "quantity": "2"]
    static let ink = ["description": "Ink", "quantity": "1"]
    static let rowCases = [
        RowCase(
            truth: [pen, ink],
            given: [
                [("description", "pen"), ("quantity", "2.00")], [("description", "INK"), ("quantity", "1")],
            ],
            counts: [2, 0, 0], testDescription: "both right"),
        RowCase(
            truth: [pen, ink],
            given: [
                [("description", "Pen"), ("quantity", "3")], [("description", "Ink"), ("quantity", "1")],
            ],
            counts: [1, 1, 1], testDescription: "one cell wrong spoils its row"),
        RowCase(
            truth: [pen, ink], given: [[("description", "Ink"), ("quantity", "1")]], counts: [1, 0, 1],
            testDescription: "the first row missed, the second still found"),
        RowCase(
            truth: [ink],
            given: [
                [("description", "Totals"), ("quantity", "9")], [("description", "Ink"), ("quantity", "1")],
            ],
            counts: [1, 1, 0], testDescription: "a row too many"),
        RowCase(
            truth: [["description": "Pen", "hsn": nil]], given: [[("description", "Pen"), ("hsn", "9608")]],
            counts: [0, 1, 1], testDescription: "a cell that is not printed"),
        RowCase(
            truth: [["description": "Pen"]], given: [[("description", "Pen"), ("hsn", "9608")]],
            counts: [1, 0, 0], testDescription: "a cell that is not scored"),
        RowCase(truth: [], given: [], counts: [0, 0, 0], testDescription: "no rows"),
    ]

    @Test("rows", arguments: rowCases)
    func rows(_ sample: RowCase) {
        let rows = sample.truth.map { row -> JSONValue in
            .object(
                JSONObject(
                    row.sorted { $0.key < $1.key }.map {
                        .init(key: $0.key, value: $0.value.map(JSONValue.string) ?? .null)
                    }
                ))
        }
        let document = EvaluatedDocument(
            name: "a", truth: ["line_items": .array(rows)], results: [result([], rows: sample.given)])
        let tally = Evaluator.score([document]).lineItems
        #expect([tally.truePositives, tally.falsePositives, tally.falseNegatives] == sample.counts)
    }

    @Test("parts: each against its own, one too many counts as wrong, one too few as missed")
    func parts() {
        let truth: JSONValue = ["documents": [["total": "1.00"], ["total": "2.00"]]]
        let first = result([("total", "1", 1)])
        let second = result([("total", "2", 1)])
        func counts(_ results: [JSONValue]) -> [Int] {
            let tally = Evaluator.score([EvaluatedDocument(name: "a", truth: truth, results: results)]).header
            return [tally.truePositives, tally.falsePositives, tally.falseNegatives]
        }
        #expect(counts([first, second]) == [2, 0, 0])
        #expect(counts([first]) == [1, 0, 1])
        #expect(counts([second, first]) == [0, 2, 2])
        #expect(counts([first, second, second]) == [2, 1, 0])
    }

    @Test("the report's JSON has the promised names")
    func report() {
        let document = EvaluatedDocument(
            name: "a", truth: ["total": "1.00", "line_items": []], results: [result([("total", "1", 1)])])
        let score = Evaluator.score([document])
        let json = score.json
        #expect(
            json.objectValue?.keys == [
                "documents", "header", "fields", "line_items", "wrong_confident", "calibration_error",
                "failures",
            ])
        #expect(json["header"]?["f1"] == 1)
        #expect(json["fields"]?["total"]?["precision"] == 1)
        #expect(json["line_items"]?["f1"] == .null)
        #expect(json["wrong_confident"] == 0)
        #expect(score.text.contains("total"))
        #expect(score.missesText.isEmpty)
    }
}
