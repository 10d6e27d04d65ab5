import AssayKit
import Testing

@testable import Evaluation

@Suite("Reports by part, of misses, and of two runs")
struct ReportTests {
    /// A document of a layout whose total was read as given, in a box on page 2, with or without recognition.
    private static func document(
        _ name: String, layout: String, total: String?, recognised: Bool = false, set: String? = nil
    ) -> EvaluatedDocument {
        var fields = JSONObject()
        if let total {
            let value: JSONValue = [
                "value": .string(total), "raw": .string("Rs \(total)"), "confidence": .double(0.95),
                "page": 2,
                "box": [10, 20, 50, 30],
            ]
            fields.append("total", value)
        }
        let steps: JSONValue = [["uses": "tesseract-ocr", "status": recognised ? "ok" : "skipped"]]
        return EvaluatedDocument(
            name: name, truth: ["total": "5.00", "layout": .string(layout)],
            results: [["status": "processed", "fields": .object(fields), "steps": steps]], set: set)
    }

    private static let documents = [
        document("a/1.pdf", layout: "tally", total: "5", set: "a"),
        document("a/2.pdf", layout: "zoho", total: "6", recognised: true, set: "a"),
        document("b/3.png", layout: "zoho", total: nil, recognised: true, set: "b"),
    ]

    @Test("parts by set, kind and layout")
    func parts() {
        let json = Breakdown(Self.documents).json
        #expect(json["set"]?.objectValue?.keys == ["a", "b"])
        #expect(json["kind"]?.objectValue?.keys == ["photo", "scan", "text"])
        #expect(json["layout"]?.objectValue?.keys == ["tally", "zoho"])
        #expect(json["share"] == nil)
        #expect(json["kind"]?["text"]?["header"]?["f1"] == 1)
        #expect(json["kind"]?["photo"]?["header"]?["recall"] == 0)
        #expect(json["layout"]?["zoho"]?["documents"] == 2)
        let text = Breakdown(Self.documents).text
        for part in ["by set", "by kind", "by layout", "scan", "tally"] { #expect(text.contains(part)) }
        #expect(Breakdown([Self.documents[0]]).text.isEmpty)
    }

    @Test("a wrong value is listed with page, box, raw text and truth")
    func wrong() {
        let score = Evaluator.score(Self.documents)
        #expect(
            score.wrongText
                == "a/2.pdf  total  page 2 at 10,20,50,30  “6” (0.950)  read as “Rs 6”  truth “5.00”\n")
        let miss = score.missesJSON.arrayValue?.first
        #expect(miss?["page"] == 2)
        #expect(miss?["box"] == [10, 20, 50, 30])
        #expect(miss?["raw"] == "Rs 6")
        #expect(score.missesJSON.arrayValue?.last?["box"] == .null)
    }

    @Test("the page of misses stands alone and shows where a value was read")
    func crops() {
        let documents = Self.documents + [Self.document("<b>.pdf", layout: "x", total: "7&8")]
        let report = CropReport(title: "T", summary: "S", score: Evaluator.score(documents))
        #expect(report.pages.map { "\($0.document) \($0.page)" } == ["a/2.pdf 2", "b/3.png 1", "<b>.pdf 2"])
        let picture = CropReport.Picture(base64: "UE5H", width: 200, height: 400, pointWidth: 100)
        let html = report.html([report.pages[0]: picture])
        #expect(html.contains(".p0{background-image:url(data:image/png;base64,UE5H)}"))
        #expect(html.contains("width:82px;height:22px"))
        #expect(html.contains("&lt;b&gt;.pdf") && html.contains("7&amp;8"))
        #expect(!html.contains("<b>.pdf") && !html.contains("http") && !html.contains("<script"))
        #expect(report.html([:]).contains("a/2.pdf"))
    }

    struct Case: CustomTestStringConvertible {
        let before: Double
        let after: Double?
        let changes: Int
        let drops: Bool
        var testDescription: String { "\(before) → \(after.map { "\($0)" } ?? "nothing")" }
    }

    @Test(
        "two runs",
        arguments: [
            Case(before: 0.9, after: 0.9, changes: 0, drops: false),
            Case(before: 0.9, after: 0.896, changes: 0, drops: false),
            Case(before: 0.9, after: 0.89, changes: 1, drops: true),
            Case(before: 0.9, after: 0.95, changes: 1, drops: false),
            Case(before: 0.9, after: nil, changes: 1, drops: true),
        ])
    func comparison(_ sample: Case) {
        func report(_ rate: Double?) -> JSONValue {
            ["header": ["f1": rate.map(JSONValue.double) ?? .null], "line_items": ["f1": .null]]
        }
        let comparison = RunComparison(before: report(sample.before), after: report(sample.after))
        #expect(comparison.changes.count == sample.changes)
        #expect(comparison.hasDrops == sample.drops)
        #expect(comparison.text.contains("header.f1") == (sample.changes > 0))
    }

    @Test("a part that dropped is a drop, a single field or layout is not")
    func partsThatDrop() {
        func report(_ way: String, _ rate: Double) -> JSONValue {
            [
                "header": ["f1": 1],
                "by": [JSONObject.Member(key: way, value: ["x": ["header": ["f1": .double(rate)]]])].json,
            ]
        }
        func drops(_ way: String) -> Bool {
            RunComparison(before: report(way, 1), after: report(way, 0.5)).hasDrops
        }
        #expect(drops("kind") && drops("set") && !drops("layout"))
    }
}

extension [JSONObject.Member] {
    fileprivate var json: JSONValue { .object(JSONObject(self)) }
}
