import AssayKit
import Pipelines
import Testing
import YAML

@Suite("Tests of pipelines")
struct ComparingTests {
    private static let text = """
        name: a
        steps:
          - uses: pdf-text
          - uses: gst-invoice
        tests: # kept
          - document: corpora/one.pdf
            status: processed   # kept too
            flags: [a.b]
            expect: {total: "1180.00", invoice_number: 'A-1', due_date: null}
        """

    private func record(_ values: [String: String], flags: [String] = ["a.b"]) -> Record {
        Record(
            fields: values.mapValues { Field($0, confidence: 1) },
            flags: flags.map { Flag(rule: $0, severity: .medium, message: "m", source: "s") })
    }

    private func test() throws -> PipelineTest {
        try #require(Installed.check(Self.text).definition?.tests.first)
    }

    @Test("equal values pass, amounts with fewer zeros too")
    func passing() throws {
        for total in ["1180.00", "1180", "1180.0"] {
            let record = record(["total": total, "invoice_number": "A-1"])
            #expect(try test().differences(from: record, status: "processed").isEmpty)
        }
    }

    @Test("each difference names the field, what was expected and what came")
    func failing() throws {
        let record = record(["total": "1181.00", "due_date": "2026-01-02"], flags: ["c.d"])
        let found = try test().differences(from: record, status: "flagged")
        #expect(found.map(\.name) == ["total", "invoice_number", "due_date", "status", "flags"])
        #expect(found.map(\.expected) == ["1180.00", "A-1", nil, "processed", "[a.b]"])
        #expect(found.map(\.observed) == ["1181.00", nil, "2026-01-02", "flagged", "[c.d]"])
        #expect(found.first?.text == "    - total: 1180.00\n    + total: 1181.00")
    }

    @Test("accepting rewrites the values and keeps all else; afterwards the test passes")
    func update() throws {
        let record = record(["total": "1181.00", "due_date": "2026-01-02"], flags: ["c.d"])
        let test = try test()
        var update = ExpectationUpdate(YAMLSource(name: "p.yaml", text: Self.text))
        let found = test.differences(from: record, status: "flagged")
        #expect(update.accept(found, ofTestAt: test.line).isEmpty)
        let changed = update.text
        #expect(changed.contains("tests: # kept"))
        #expect(changed.contains("status: flagged   # kept too"))
        #expect(changed.contains("invoice_number: null"))
        let again = try #require(Installed.check(changed).definition?.tests.first)
        #expect(again.differences(from: record, status: "flagged").isEmpty)
    }

    @Test("the JUnit file counts, and escapes what XML can't hold")
    func junit() {
        let outcomes = [
            TestOutcome(
                name: "good", document: "a", file: "p.yaml", differences: [], failure: nil, milliseconds: 1500
            ),
            TestOutcome(
                name: "<bad> & \"quoted\"\u{1}", document: "b", file: "p.yaml", differences: [],
                failure: "gone",
                milliseconds: 1),
        ]
        let text = outcomes.junit(suite: "p.yaml")
        #expect(text.contains("tests=\"2\" failures=\"1\""))
        #expect(text.contains("time=\"1.5\""))
        #expect(text.contains("name=\"&lt;bad&gt; &amp; &quot;quoted&quot;\u{FFFD}\""))
        #expect(text.contains("<failure message=\"gone\">"))
    }
}
