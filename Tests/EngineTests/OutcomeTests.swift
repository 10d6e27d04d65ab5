import AssayKit
import Testing

@testable import Engine

@Suite("Outcome")
struct OutcomeTests {
    private func result(
        _ json: String, expressions: FakeExpressions = FakeExpressions(),
        adjust: (inout Plan) -> Void = { _ in }
    ) async throws -> InvoiceResult {
        let runner = FakeRunner(["read": FakeFile(pages: 1).read, "extract": gives(json)])
        var plan = Plan(name: "p", steps: [Installation.read, Installation.step("extract")])
        adjust(&plan)
        let engine = try Installation.engine(runner, expressions: expressions)
        return try #require(await engine.process(try Installation.input(), through: plan).first)
    }

    private static func flagged(_ severity: String) -> String {
        String(complete().dropLast())
            + #", "flags": [{"rule": "R", "severity": "\#(severity)", "message": "m"}]}"#
    }

    @Test(
        "status",
        arguments: [
            ("all is well", complete(), ResultStatus.processed),
            ("low confidence", complete(0.5), .needsReview),
            ("a mandatory field is absent", "{}", .needsReview), ("info", flagged("info"), .processed),
            ("low", flagged("low"), .processed), ("medium", flagged("medium"), .flagged),
            ("critical", flagged("critical"), .flagged),
        ])
    func status(name: String, json: String, status: ResultStatus) async throws {
        #expect(try await result(json).status == status)
    }

    @Test("the pipeline's rules approve or demand a person; flags come first")
    func rules() async throws {
        let yes = FakeExpressions(values: [
            0: { _ in true }, 1: { $0.status == .processed && $0.confidence == 0.95 },
        ])
        #expect(try await result(complete(), expressions: yes) { $0.autoApprove = 1 }.status == .approved)
        #expect(try await result(complete(), expressions: yes) { $0.needsReview = 0 }.status == .needsReview)
        #expect(
            try await result(complete(0.5), expressions: yes) { $0.autoApprove = 0 }.status == .needsReview)
        #expect(
            try await result(Self.flagged("high"), expressions: yes) { $0.autoApprove = 0 }.status == .flagged
        )
    }

    @Test("a rule that can't be evaluated lets nothing pass unseen")
    func brokenRule() async throws {
        let result = try await result(complete()) { $0.autoApprove = 3 }
        #expect(result.status == .needsReview)
        #expect(result.notes.first?.contains("does not compile") == true)
    }

    @Test("confidence is the least among the mandatory fields, lowered by failed checks")
    func confidence() {
        var record = Record()
        for name in FieldTable.mandatory { record[name] = Field("x", confidence: 0.9) }
        record["document_type"] = Field("tax_invoice", confidence: 0.8)
        record["irn"] = Field("x", confidence: 0.1)
        #expect(record.confidence == 0.8)
        record.flags = [Flag(rule: "R", severity: .high, message: "", source: "", confidence: 0.5)]
        #expect(abs(record.confidence - 0.8 * 0.875) < 1e-9)
        record.flags = []
        record["supplier_gstin"] = nil
        #expect(record.confidence == 0)
        record["document_type"] = Field("retail_receipt", confidence: 0.8)
        #expect(record.confidence == 0.8)
    }

    @Test("a pipeline that reads no fields has no confidence to fall short of")
    func textOnly() async throws {
        let runner = FakeRunner(["read": FakeFile(pages: 1).read])
        let plan = Plan(name: "p", steps: [Installation.read])
        let results = try await Installation.engine(runner).process(try Installation.input(), through: plan)
        #expect(results.first?.confidence == nil)
        #expect(results.first?.status == .processed)
    }

    @Test("the JSON has the shape that others rely on")
    func shape() async throws {
        let json =
            String(complete().dropLast())
            + #", "line_items": [{"hsn": {"value": "8471", "confidence": 0.9}}], "#
            + #""tax_summary": [{"rate": {"value": "18", "confidence": 0.9}}], "#
            + #""flags": [{"rule": "ARI-05", "severity": "low", "message": "m", "fields": ["total"], "#
            + #""evidence": {"expected": "1", "observed": "2"}, "source": "law"}]}"#
        let object = try await result(json).json
        #expect(
            object.objectValue?.keys == [
                "file", "sha256", "part", "status", "pipeline", "pages", "confidence", "fields", "line_items",
                "tax_summary", "flags", "steps", "error", "notes", "metadata", "ms",
            ])
        #expect(object["part"] == ["index": 1, "count": 1])
        #expect(object["error"] == .null)
        #expect(object["sha256"]?.stringValue?.count == 64)
        let value = object["fields"]?["total"]
        #expect(
            value?.objectValue?.keys
                == ["value", "raw", "confidence", "page", "box", "origin", "step", "alternatives"])
        #expect(value?["box"] == [1, 2, 3, 4])
        #expect(value?["raw"] == .null)
        #expect(value?["step"] == "extract")
        #expect(object["line_items"]?.arrayValue?.first?["hsn"]?["value"] == "8471")
        #expect(object["tax_summary"]?.arrayValue?.first?["rate"]?["value"] == "18")
        let flag = object["flags"]?.arrayValue?.first
        #expect(
            flag?.objectValue?.keys.prefix(6) == [
                "rule", "severity", "message", "fields", "evidence", "source",
            ])
        #expect(object["steps"]?.arrayValue?.first?.objectValue?.keys == ["uses", "status", "ms"])
    }

    @Test("a failure has the same shape, with its error")
    func failureShape() throws {
        let error = ResultError(code: "c", message: "m", step: "s", plugin: "p", detail: "d")
        let object = try InvoiceResult.failure(file: "a.pdf", pipeline: "p", error).json
        #expect(object["status"] == "failed")
        #expect(object["error"] == ["code": "c", "message": "m", "step": "s", "plugin": "p", "detail": "d"])
        #expect(object["fields"] == [:])
    }
}
