import AssayKit
import ExpressionViews
import Pipelines
import Testing

@Suite("Expressions")
struct ExpressionTests {
    @Test(
        "right ones are left alone",
        arguments: [
            ".confidence >= 0.95 and (.flags | all(.severity == \"info\"))",
            ".fields.total > 50000 # a comment with .fields.nonsense",
            ".fields[\"total\"] == null",
            "[.line_items[] | select(.rate == 18) | .amount] | add > 10",
            ".line_items | map(select(.quantity > 5)) | length > 0",
            "any(.flags[]; .rule | startswith(\"ARI\"))",
            "all(.line_items[]; .hsn != null)",
            ".flags | map(.rule) | index(\"IDN-01\") != null",
            ".flags | group_by(.rule) | map({rule: .[0].rule, n: length}) | any(.n > 2)",
            "def big: . > 100; .fields.total | big",
            "def f($x): $x.anything; f(.fields) == 1",
            ".fields as $f | $f.whatever == null",
            ".fields | to_entries | map(.value) | length > 3",
            ".fields | keys | contains([\"total\"])",
            ".fields | has(\"total\")",
            "reduce .line_items[] as $l (0; . + $l.amount) > 5",
            "(.fields.cgst // 0) + (.fields.sgst // 0) == 0",
            "try (.fields.total | tonumber) catch .message",
            "if .status == \"flagged\" then true elif .pages > 3 then false else (.confidences.total < 0.9) end",
            ".flags[].fields[] == \"total\"",
            ".flags[0].fields | index(\"total\")",
            "{a: .pages, \"b\": .confidence, (.status): 1} | .a > 1",
            "{pages, confidence} | .pages > 1",
            "\"\\(.fields.total) of \\(.file)\" | test(\"x\")",
            ".tax_summary[1:] | map(.rate) | unique | length > 1",
            ".. | objects | .anything?",
            ".line_items | sort_by(.amount) | last | .description == \"x\"",
            ".line_items | max_by(.amount).hsn == \"1\"",
            ".fields | .supplier_name | ascii_downcase | contains(\"ltd\")",
            "label $out | foreach .flags[] as $f (0; . + 1; if . > 3 then ., break $out else empty end)",
            "first(.flags[] | select(.severity == \"high\")) | .rule == \"x\"",
            ".fields.invoice_date | strptime(\"%Y-%m-%d\") | mktime > 0",
        ])
    func leftAlone(_ expression: String) {
        let quoted = "'" + expression.replacing("'", with: "''") + "'"
        let check = Installed.check(
            "name: a\nsteps: [{uses: pdf-text}, {uses: gst-invoice}]\nreview:\n  needs_review: \(quoted)\n")
        #expect(check.diagnostics.map(\.text) == [])
    }

    static let definition = """
        name: a
        steps:
          - uses: pdf-text
          - uses: gst-invoice
            if: .pages > 1
        review:
          auto_approve: |
            .confidence > 0.9
            and lenght(.flags) == 0
          needs_review: '.pages > (1'

        """

    @Test("jq's refusals come back to their places")
    func refusals() throws {
        let pipeline = try #require(Installed.check(Self.definition).definition)
        let told = pipeline.diagnostics(
            forRefusal:
                "expression 1, line 2: lenght/1 is not defined\nexpression 2, character 10: the closing ) is missing\nrubbish"
        )
        #expect(told.map(\.code) == [.expressionSyntax, .expressionSyntax])
        #expect(told.map(\.line) == [9, 10])
        #expect(told.map(\.column) == [9, 27])
        #expect(told.map(\.suggestion) == ["length", nil])
    }

    @Test("options hold all expressions, answers are read in their order")
    func results() throws {
        let pipeline = try #require(Installed.check(Self.definition).definition)
        let options = try JSONParser.parse(try #require(pipeline.expressionOptions))
        #expect(options["expressions"]?.arrayValue?.count == 3)
        let answer = try JSONParser.parse(#"{"results":[{"value":false},{"error":"no"},{"value":0}]}"#)
        let results = try #require(pipeline.expressionResults(from: answer))
        #expect(results.map(\.holds) == [false, nil, true])
        #expect(pipeline.expressionResults(from: ["results": []]) == nil)
    }

    @Test("the view holds simple values, amounts as numbers")
    func view() throws {
        var record = Record(pages: [1])
        record["total"] = Field("1180.00", confidence: 0.9)
        record["reverse_charge"] = Field("false", confidence: 1)
        record["invoice_number"] = Field("007", confidence: 0.97)
        record.lineItems = [["quantity": Field("2", confidence: 1), "hsn": Field("0012", confidence: 1)]]
        record.flags = [Flag(rule: "ARI-01", severity: .medium, message: "m", fields: ["total"], source: "s")]
        let view = ExpressionView(record: record, file: "a.pdf", pages: 3, status: "flagged", confidence: 0.9)
        let json = try JSONParser.parse(view.json)
        #expect(json["fields"]?["total"] == .number("1180.00"))
        #expect(json["fields"]?["reverse_charge"] == .bool(false))
        #expect(json["fields"]?["invoice_number"] == .string("007"))
        #expect(json["confidences"]?["invoice_number"]?.doubleValue == 0.97)
        #expect(json["line_items"]?.arrayValue?.first?["quantity"] == .number("2"))
        #expect(json["line_items"]?.arrayValue?.first?["hsn"] == .string("0012"))
        #expect(json["flags"]?.arrayValue?.first?["severity"] == .string("medium"))
        #expect(json["pages"] == .number("3"))
        #expect(json["status"] == .string("flagged"))
    }
}
