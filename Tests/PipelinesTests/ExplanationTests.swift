import Pipelines
import Testing

@Suite("Explained codes")
struct ExplanationTests {
    @Test("every code has a meaning", arguments: DiagnosticCode.allCases)
    func meaning(code: DiagnosticCode) {
        #expect(!code.title.isEmpty)
        #expect(code.detail.hasSuffix(".") || code.detail.hasSuffix("`."))
        #expect(code.explained.hasPrefix("\(code.rawValue): "))
    }

    @Test("the wrong example raises its code, the right one nothing", arguments: DiagnosticCode.allCases)
    func examples(code: DiagnosticCode) {
        guard let files = code.example?.files else { return }
        // Templates are known from the bundled plugin's own manifest.
        let check =
            files.wrong.contains("uses: template") ? TemplateMistakeTests.check : { Installed.check($0) }
        let wrong = check(files.wrong)
        // Only jq itself finds what isn't jq, and it runs in a worker.
        #expect(
            code == .expressionSyntax || wrong.diagnostics.contains { $0.code == code },
            "\(wrong.diagnostics.map(\.text))")
        let right = check(files.right)
        #expect(right.diagnostics.isEmpty, "\(right.diagnostics.map(\.text))")
    }
}
