import Testing
import YAML

struct BombCase: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let kind: YAMLProblem.Kind
    let line: Int
    var testDescription: String { name }
}

@Suite("YAML bombs end early")
struct BombTests {
    static let laughs =
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + (1..<30).map { n in
            "a\(n): &a\(n) [" + Array(repeating: "*a\(n - 1)", count: 9).joined(separator: ", ") + "]\n"
        }.joined()

    @Test(
        "refused",
        arguments: [
            BombCase(name: "billion laughs", text: laughs, kind: .aliasExpansion, line: 5),
            BombCase(name: "brackets", text: String(repeating: "[", count: 200_000), kind: .depth, line: 1),
            BombCase(name: "braces", text: String(repeating: "{", count: 200_000), kind: .depth, line: 1),
            BombCase(name: "dashes", text: String(repeating: "- ", count: 200_000), kind: .depth, line: 1),
            BombCase(
                name: "question marks", text: String(repeating: "? ", count: 200_000), kind: .depth, line: 1),
            BombCase(
                name: "many values", text: "a: [" + String(repeating: "1,", count: 200_000) + "]\n",
                kind: .size, line: 1),
            BombCase(
                name: "nested through aliases",
                text: "a0: &a0 []\n" + (1..<90).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined(),
                kind: .depth, line: 64),
            BombCase(name: "too long", text: String(repeating: "#\n", count: 600_000), kind: .size, line: 1),
            BombCase(
                name: "long line of keys", text: String(repeating: "a: ", count: 300_000), kind: .syntax,
                line: 1),
        ])
    func refused(_ sample: BombCase) throws {
        let source = YAMLSource(name: "bomb", text: sample.text)
        let (outcome, spent) = timed { YAMLReader.read(source) }
        let problem = try #require(outcome.problems.first)
        #expect(problem.kind == sample.kind, "\(problem.message)")
        #expect(problem.span.start.line == sample.line)
        #expect(spent < 1000)
    }
}
