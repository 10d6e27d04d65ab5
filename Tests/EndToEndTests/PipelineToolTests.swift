import AssayKit
import Files
import Testing

@Suite("The tools for pipelines")
struct PipelineToolTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("explain tells a code with its examples, and suggests one")
    func explain() throws {
        let known = try Program.run("explain", "p203")
        #expect(known.status == 0)
        #expect(known.out.hasPrefix("P203: an unknown option"))
        #expect(known.out.contains("Wrong:"))
        #expect(try Program.run("explain", "--json").results.contains { $0["code"] == "P203" })
        #expect(try Program.run("explain", "P2O3").status == 2)
    }

    @Test("new writes a pipeline that check accepts and run can use")
    func new() throws {
        let path = workspace.folder + "/mine.yaml"
        #expect(try Program.run("pipeline", "new", "mine", "-o", path).status == 0)
        let check = try Program.run("pipeline", "check", path)
        #expect(check.status == 0, "\(check.out)\(check.err)")
        #expect(try Program.run("run", "-p", path, Program.sample).status == 0)
        #expect(try Program.run("pipeline", "new", "mine", "-o", path).status == 2)
        #expect(try Program.run("pipeline", "graph", path).out.hasPrefix("mine\n"))
        #expect(
            try Program.run("pipeline", "graph", "--format", "mermaid", path).out.hasPrefix("flowchart TD\n"))
    }

    @Test("schema names the installed components")
    func schema() throws {
        let schema = try Program.run("pipeline", "schema").json
        let step = schema["properties"]?["steps"]?["items"]
        #expect(step?["properties"]?["uses"]?["enum"]?.arrayValue?.contains("tesseract-ocr") == true)
    }

    @Test(
        "every fixture that check accepts starts", arguments: ["plain", "review", "notify", "scans", "fraud"])
    func starts(name: String) throws {
        let path = Program.repository + "/Tests/Fixtures/Pipelines/\(name).yaml"
        let check = try Program.run("pipeline", "check", path)
        #expect(check.status == 0, "\(check.out)\(check.err)")
        let run = try Program.run("run", "-p", path, Program.sample)
        #expect(run.status == 0, "\(run.err)")
    }

    private static let tested = """
        name: tested
        steps:
          - uses: pdf-text
          - uses: gst-invoice
        tests:
          - name: the plain one
            document: one.pdf
            expect: {invoice_number: INV-2026-001, total: "1180"}

        """

    @Test("test passes, tells differences field by field, updates, and writes JUnit")
    func test() throws {
        _ = try workspace.document("one.pdf")
        let path = try workspace.file("tested.yaml", Self.tested)
        let passed = try Program.run("pipeline", "test", path)
        #expect(passed.status == 0, "\(passed.out)\(passed.err)")
        #expect(passed.out == "passed  the plain one\n1 passed, 0 failed\n")

        let more = try workspace.file(
            "tested.test.yaml", "tests:\n  - document: one.pdf\n    expect: {total: \"99.00\"} # kept\n")
        let junit = workspace.folder + "/junit.xml"
        let failed = try Program.run("pipeline", "test", "--junit", junit, path)
        #expect(failed.status == 1)
        #expect(failed.out.contains("FAILED  one.pdf\n    - total: 99.00\n    + total: 1180.00\n"))
        #expect(try FileSystem.readText(junit).contains("tests=\"2\" failures=\"1\""))

        #expect(try Program.run("pipeline", "test", "--update", path).status == 0)
        #expect(try FileSystem.readText(more).contains("expect: {total: \"1180.00\"} # kept"))
        #expect(try Program.run("pipeline", "test", path).status == 0)
    }

    @Test("a pipeline without tests, and one with a mistake in them")
    func noTests() throws {
        #expect(try Program.run("pipeline", "test", workspace.pipeline("none")).status == 2)
        let path = try workspace.pipeline("wrong", "tests:\n  - document: missing.pdf\n")
        let outcome = try Program.run("pipeline", "test", path)
        #expect(outcome.status == 2)
        #expect(outcome.err.contains("P501"))
    }

    @Test("trace tells of each step what it gave")
    func trace() throws {
        let outcome = try Program.run("pipeline", "trace", "--json", "gst-invoice", Program.sample)
        #expect(outcome.status == 0, "\(outcome.err)")
        let steps = try #require(outcome.results.first?["steps"]?.arrayValue)
        let fields = try #require(steps.first { $0["uses"] == "gst-invoice" }?["fields"])
        #expect(fields["invoice_number"] == "INV-2026-001")
        let text = try Program.run("pipeline", "trace", "gst-invoice", Program.sample)
        #expect(text.out.contains("    invoice_number: INV-2026-001\n"))
    }

    @Test("learn makes a test of a result, which passes; a corrected value makes it fail")
    func learn() throws {
        let document = try workspace.document("one.pdf")
        let path = try workspace.file(
            "taught.yaml", "name: taught\nsteps:\n  - uses: pdf-text\n  - uses: gst-invoice\n")
        let result = try Program.run("run", "-p", path, document).out
        let right = try workspace.file("right.json", result)
        let learned = try Program.run("pipeline", "learn", "-p", path, right)
        #expect(learned.status == 0, "\(learned.err)")
        let passed = try Program.run("pipeline", "test", path)
        #expect(passed.status == 0, "\(passed.out)\(passed.err)")
        let corrected = try workspace.file(
            "corrected.json", result.replacing("\"1180.00\"", with: "\"1190.00\""))
        #expect(try Program.run("pipeline", "learn", "-p", path, corrected).status == 0)
        let failed = try Program.run("pipeline", "test", path)
        #expect(failed.status == 1)
        #expect(failed.out.contains("+ total: 1180.00"))
        #expect(try Program.run("pipeline", "learn", workspace.file("no.json", "{}")).status == 2)
    }
}
