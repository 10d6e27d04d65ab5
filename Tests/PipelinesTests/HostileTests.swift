import Pipelines
import Testing
import YAML

struct HostileCase: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    /// Whether only jq may find out that it's wrong.
    var isLeftToJQ = false
    var testDescription: String { name }

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    static func expression(_ name: String, _ expression: String, isLeftToJQ: Bool = false) -> HostileCase {
        var sample = HostileCase(
            name, "name: a\nsteps: [{uses: pdf-text}]\nreview:\n  needs_review: '\(expression)'\n")
        sample.isLeftToJQ = isLeftToJQ
        return sample
    }
}

@Suite("Hostile pipeline files")
struct HostileTests {
    static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    @Test(
        "are told to be wrong, soon and without a trap",
        arguments: [
            HostileCase.expression("deep calls", repeated("any(.flags[]; ", 600) + ".x" + repeated(")", 600)),
            HostileCase.expression(
                "deep brackets", repeated("(", 4900) + ".x" + repeated(")", 4900), isLeftToJQ: true),
            HostileCase.expression("open brackets", ".x " + repeated("[", 9000)),
            HostileCase.expression("closing brackets", ".x " + repeated(")", 9000)),
            HostileCase.expression("deep interpolations", repeated("\"\\(", 3000) + ".x", isLeftToJQ: true),
            HostileCase.expression("many wrong names", ".x" + repeated(" + .fields.totl", 600)),
            HostileCase.expression("very long", repeated(".pages + ", 2000) + "1"),
            HostileCase.expression(
                "only words", ".x | " + repeated("if then as def reduce try catch foreach label ", 200)),
            HostileCase("many unknown keys", "name: a\n" + (0..<500).map { "kez\($0): 1\n" }.joined()),
            HostileCase("many steps", "name: a\nsteps:\n" + repeated("  - uses: nothing\n", 500)),
            HostileCase(
                "a long component", "name: a\nsteps:\n  - uses: \(repeated("x", 50_000))\n"),
            HostileCase(
                "a file over and over",
                "name: a\nsteps: [{uses: pdf-text}]\nlimits: {timeout: \"\(repeated("${file:secret.txt}", 4000))\"}\n"
            ),
            HostileCase("open variables", "name: a\nlimits: {timeout: \"\(repeated("${", 50_000))\"}\n"),
            HostileCase("nothing but a bracket", "["),
            HostileCase("a colon", ":"),
            HostileCase("a question mark", "?"),
        ])
    func soon(_ sample: HostileCase) {
        let clock = ContinuousClock()
        let start = clock.now
        let check = Installed.check(sample.text)
        #expect((check.definition == nil) == check.diagnostics.hasErrors)
        #expect(check.definition == nil || sample.isLeftToJQ)
        for diagnostic in check.diagnostics.prefix(100) {
            #expect(diagnostic.text.utf8.count < 2000)
        }
        // Far from what any of these would take if the work grew with the square of the text.
        #expect(clock.now - start < .seconds(30))
    }

    @Test("cutting a good file anywhere never traps", arguments: Array(stride(from: 0, to: 1100, by: 7)))
    func cut(_ length: Int) {
        let check = Installed.check(String(DefinitionTests.whole.prefix(length)))
        #expect(check.definition != nil || check.diagnostics.hasErrors)
    }
}
