import AssayKit
import Pipelines
import Testing
import YAML

@Suite("Showing mistakes")
struct RenderingTests {
    @Test("text has the place, the line, a caret line and the mend")
    func text() {
        let check = Installed.check("name: a\nsteps:\n  - use: pdf-text\n")
        #expect(
            check.diagnostics.map(\.text) == [
                """
                p.yaml:3:5: error: unknown key "use" in a step [P101]
                      - use: pdf-text
                        ^^^
                    did you mean "uses"?
                """
            ])
    }

    @Test("carets stand under their characters after tabs and wide ones, and control characters are hidden")
    func carets() {
        let source = YAMLSource(name: "p", text: "a\t漢字é: \u{1b}[2Jxyz\n")
        let place = YAMLSpan(start: YAMLPosition(line: 1, column: 12), end: YAMLPosition(line: 1, column: 14))
        let lines = Diagnostic(.syntax, in: source, at: place, message: "m").text.split(separator: "\n")
        #expect(lines[1] == "    a\t漢字é: \u{FFFD}[2Jxyz")
        #expect(lines[2] == "     \t" + String(repeating: " ", count: 11) + "^^")
    }

    @Test("a long line is cut around its mistake")
    func longLine() {
        let source = YAMLSource(
            name: "p",
            text: String(repeating: "x", count: 5000) + "HERE" + String(repeating: "y", count: 5000))
        let place = YAMLSpan(
            start: YAMLPosition(line: 1, column: 5001), end: YAMLPosition(line: 1, column: 5005))
        let lines = Diagnostic(.syntax, in: source, at: place, message: "m").text.split(separator: "\n")
        let caret =
            lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) } ?? 0
        #expect(lines[1].count < 200)
        #expect(String(Array(lines[1])[caret..<(caret + 4)]) == "HERE")
    }

    @Test("JSON and annotations say the same")
    func machines() throws {
        let diagnostic = try #require(
            Installed.check("name: a\nsteps:\n  - use: pdf-text\n").diagnostics.first)
        let json = diagnostic.json
        #expect(json["code"] == "P101" && json["line"] == 3 && json["column"] == 5 && json["length"] == 3)
        #expect(json["suggestion"] == "uses" && json["severity"] == "error")
        #expect(
            diagnostic.annotation
                == "::error file=p.yaml,line=3,col=5,endColumn=8,title=P101::unknown key \"use\" in a step; did you mean \"uses\"?"
        )
    }

    @Test("every code is explained, and no two share a number", arguments: DiagnosticCode.allCases)
    func explained(_ code: DiagnosticCode) {
        #expect(!code.title.isEmpty && code.detail.count > 20)
        #expect(code.rawValue.count == 4 && code.rawValue.first == "P")
        #expect(DiagnosticCode.allCases.filter { $0.rawValue == code.rawValue }.count == 1)
    }

    @Test("the resolved pipeline is YAML that means the same, without its secrets")
    func resolved() throws {
        let pipeline = try #require(Installed.check(DefinitionTests.whole).definition)
        let yaml = pipeline.shownYAML
        #expect(!yaml.contains("12345678901") && !yaml.contains("erp.example"))
        let again = try #require(
            Installed.check(yaml).definition, "\(yaml)\(Installed.check(yaml).diagnostics.map(\.text))")
        #expect(again.shown == pipeline.shown)
        #expect(again.steps.map(\.options.canonicalJSON) == pipeline.steps.map(\.options.canonicalJSON))
        #expect(again.notify.map(\.options.canonicalJSON) == pipeline.notify.map(\.options.canonicalJSON))
        #expect(yaml.contains("mode: standard"))
    }
}
