import Testing
import YAML

private func read(_ text: String, limits: YAMLLimits = YAMLLimits()) -> (
    document: YAMLNode?, problems: [YAMLProblem]
) {
    YAMLReader.readDocument(YAMLSource(name: "t.yaml", text: text), limits: limits)
}

struct ProblemCase: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let kind: YAMLProblem.Kind
    let line: Int
    let column: Int
    let message: String
    var testDescription: String { name }

    init(
        _ name: String, _ text: String, _ kind: YAMLProblem.Kind, _ line: Int, _ column: Int,
        _ message: String
    ) {
        self.name = name
        self.text = text
        self.kind = kind
        self.line = line
        self.column = column
        self.message = message
    }
}

@Suite("Reading YAML")
struct ReaderTests {
    @Test("every node and key has its place, in characters")
    func places() throws {
        let text = "# é\nnaïve: [ä, {b: c}]\n\"k\":\n  - x\n  -   y: |\n        z\n"
        let root = try #require(read(text).document)
        let entries = try #require(root.mapping)
        #expect(entries[0].key.span.start == YAMLPosition(line: 2, column: 1))
        #expect(entries[0].value.span.start == YAMLPosition(line: 2, column: 8))
        #expect(entries[0].value.span.end == YAMLPosition(line: 2, column: 19))
        let inner = try #require(entries[0].value.sequence?[1].mapping?.first)
        #expect(inner.key.span.start == YAMLPosition(line: 2, column: 13))
        #expect(inner.value.span.start == YAMLPosition(line: 2, column: 16))
        let deep = try #require(root["k"]?.sequence?[1].mapping?.first)
        #expect(deep.key.span.start == YAMLPosition(line: 5, column: 7))
        #expect(deep.value.scalar?.text == "z\n")
    }

    @Test(
        "places hold after a byte order mark, CR LF, CR and NEL",
        arguments: [
            "\u{FEFF}a: 1\nb: *x", "a: 1\r\nb: *x", "a: 1\rb: *x", "a: \"\u{85}\"\nb: *x",
        ])
    func lineBreaks(_ text: String) {
        #expect(read(text).problems.map(\.span.start) == [YAMLPosition(line: 2, column: 4)])
    }

    @Test(
        "problems",
        arguments: [
            ProblemCase(
                "missing colon before a key", "name x\ndescription: y\n", .syntax, 1, 1,
                "a key without a colon"),
            ProblemCase(
                "missing colon after a key", "a: 1\nname x\nb: y\n", .syntax, 2, 1, "a key without a colon"),
            ProblemCase("two colons", "a: b: c\n", .syntax, 1, 5, "a colon is not allowed here"),
            ProblemCase(
                "open brace", "a: {b: 1\nc: 2\nd: [1]\n", .syntax, 1, 4, "the { that opens here is not closed"
            ),
            ProblemCase(
                "open bracket", "a: [1, 2\nc:\n  - d\n", .syntax, 1, 4, "the [ that opens here is not closed"),
            ProblemCase(
                "open quote", "a: 1\nb: \"x\nc: 1\n", .syntax, 2, 4, "the \" that opens here is not closed"),
            ProblemCase("wrong bracket", "a: [1, 2}\n", .syntax, 1, 9, "while parsing a flow sequence"),
            ProblemCase("tab", "a:\n\tb: 1\n", .tab, 2, 1, "a tab stands"),
            ProblemCase("tab after spaces", "a:\n  b: 1\n \tc: 1\n", .tab, 3, 2, "a tab stands"),
            ProblemCase(
                "bad indentation", "a:\n    b: 1\n  c: 1\n", .syntax, 3, 3, "the line is not indented"),
            ProblemCase("at sign", "a: @x\n", .syntax, 1, 4, "this character can't begin a value"),
            ProblemCase(
                "duplicate key", "a: 1\nb: 2\na: 3\n", .duplicateKey, 3, 1,
                "\"a\" is here a second time; the first is in line 1"),
            ProblemCase(
                "duplicate in flow", "a: {b: 1, c: 2, b: 3}\n", .duplicateKey, 1, 17,
                "\"b\" is here a second time"),
            ProblemCase("unknown alias", "a: *b\n", .unknownAlias, 1, 4, "no anchor &b"),
            ProblemCase("alias in itself", "a: &b\n  - *b\n", .unknownAlias, 2, 5, "inside its own anchor"),
            ProblemCase("two documents", "a: 1\n---\nb: 1\n", .severalDocuments, 3, 1, "a second document"),
            ProblemCase("empty", "# nothing\n", .empty, 1, 1, "the file is empty"),
            ProblemCase(
                "control character", "a: 1\nb: é\u{1}\n", .controlCharacter, 2, 5, "a control character"),
        ])
    func problems(_ sample: ProblemCase) throws {
        let problem = try #require(read(sample.text).problems.first)
        #expect(problem.kind == sample.kind)
        #expect(problem.span.start == YAMLPosition(line: sample.line, column: sample.column))
        #expect(problem.message.contains(sample.message), "\(problem.message)")
    }

    @Test("every repeated key is told, not only the first")
    func allDuplicates() {
        let problems = read("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n").problems
        #expect(problems.map(\.span.start.line) == [2, 3, 4])
    }

    @Test("bytes that are not UTF-8 are told with their place")
    func encoding() {
        let source = YAMLSource(name: "t", bytes: Array("a: 1\nb: é".utf8) + [0xFF])
        let problem = YAMLReader.readDocument(source).problems.first
        #expect(problem?.kind == .encoding)
        #expect(problem?.span.start == YAMLPosition(line: 2, column: 5))
        let wide = YAMLSource(name: "t", bytes: [0xFF, 0xFE, 0x61, 0])
        #expect(YAMLReader.readDocument(wide).problems.first?.message.contains("UTF-16") == true)
    }

    @Test("an alias stands for its value, at the place of its definition")
    func alias() throws {
        let root = try #require(read("a: &x {b: 1}\nc: *x\n").document)
        #expect(root["c"]?["b"]?.scalar?.value == .integer(1))
        #expect(root["c"]?.span.start == YAMLPosition(line: 1, column: 4))
    }
}
