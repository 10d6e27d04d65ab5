import AssayKit
import Glibc
import JQ
import Testing

struct RefusalCase: CustomTestStringConvertible, Sendable {
    let expressions: [String]
    let text: String
    var testDescription: String { expressions.joined(separator: " ; ") }

    init(_ expressions: [String], _ text: String) {
        self.expressions = expressions
        self.text = text
    }
}

@Suite("jq expressions")
struct EvaluatorTests {
    static func evaluate(_ expressions: [String], on input: String) throws -> String {
        let evaluator = try ExpressionEvaluator(expressions)
        let bytes = Array(input.utf8)
        return String(decoding: try bytes.withUnsafeBytes { try evaluator.evaluate($0) }, as: UTF8.self)
    }

    @Test("all are evaluated, in their order, each on the same input")
    func order() throws {
        let results = try Self.evaluate(
            [
                ".a > 1", ".b", ".a # with a comment", "def f: . + 1; .a | f", ".missing", "empty", "1, 2",
                ".c as $x | $x",
            ],
            on: #"{"a":2,"b":"text","c":[1,"é"]}"#)
        #expect(
            results
                == #"{"results":[{"value":true},{"value":"text"},{"value":2},{"value":3},{"value":null},{"value":null},{"value":1},{"value":[1,"é"]}]}"#
        )
    }

    @Test("one that fails leaves the others alone")
    func failure() throws {
        let results = try Self.evaluate([".a + 1", ".a | keys", "error({x: 1})", "true"], on: #"{"a":"t"}"#)
        let entries = try #require(try JSONParser.parse(results)["results"]?.arrayValue)
        #expect(entries[0]["error"]?.stringValue?.contains("cannot be added") == true)
        #expect(entries[1]["error"]?.stringValue?.contains("has no keys") == true)
        #expect(entries[2]["error"]?.stringValue == #"{"x":1}"#)
        #expect(entries[3]["value"] == .bool(true))
    }

    @Test(
        "no expression sees more than its input",
        arguments: [
            "env", "env.HOME", "input", "[inputs]", "input_filename", "input_line_number", "halt",
            "halt_error",
            "\"x\" | halt_error(3)", "get_search_list", "modulemeta",
        ])
    func shutIn(_ expression: String) throws {
        setenv("HOME", "/nowhere", 0)
        let results = try Self.evaluate([expression, "1"], on: "{}")
        let entries = try #require(try JSONParser.parse(results)["results"]?.arrayValue)
        #expect(
            entries[0]["error"]?.stringValue?.contains("isn't available in expressions") == true, "\(results)"
        )
        #expect(entries[1]["value"] == .number("1"))
    }

    @Test("$ENV is empty")
    func environment() throws {
        setenv("ASSAY_TEST_SECRET", "hidden", 1)
        #expect(
            try Self.evaluate(["$ENV", "$ENV.ASSAY_TEST_SECRET"], on: "{}")
                == #"{"results":[{"value":{}},{"value":null}]}"#)
    }

    @Test(
        "what isn't jq is refused by its number",
        arguments: [
            RefusalCase([".a", ".b |"], "expression 1, line 1: syntax error, unexpected the end"),
            RefusalCase(["lenght > 1"], "expression 0, line 1: lenght/0 is not defined"),
            RefusalCase(
                ["1", "$x", "2", ".a ..b"],
                "expression 1, line 1: $x is not defined\nexpression 3, line 1: syntax error"),
            RefusalCase([".a\n  and .b.\n and foo"], "expression 0, line 3: syntax error"),
            RefusalCase(["1), (2"], "expression 0, character 2: ) closes nothing"),
            RefusalCase(
                [".a[0", "("],
                "expression 0, character 3: the closing ] is missing\nexpression 1, character 1: the closing ) is missing"
            ),
            RefusalCase(["\"a\\(1\" "], "expression 0, character 6: the text that begins here"),
            RefusalCase(["\"abc"], "expression 0, character 1: the text"),
            RefusalCase(["(1]"], "expression 0, character 3: ] stands where ) is expected"),
            RefusalCase(["import \"a\" as a; 1"], "expression 0, line"),
            RefusalCase(["if . then 1"], "expression 0, line 1: syntax error"),
            RefusalCase(
                ["(", "lenght"], "expression 0, character 1: the closing\nexpression 1, line 1: lenght/0"),
            RefusalCase([""], "expression 0"),
        ])
    func refused(_ sample: RefusalCase) {
        do {
            _ = try ExpressionEvaluator(sample.expressions)
            Issue.record("it was taken")
        } catch {
            let lines = zip(error.text.split(separator: "\n"), sample.text.split(separator: "\n"))
            #expect(error.entries.count == sample.text.split(separator: "\n").count, "\(error.text)")
            #expect(lines.allSatisfy { $0.hasPrefix($1) }, "\(error.text)")
        }
    }

    @Test("an input that isn't JSON is an error, and the next one is read again")
    func badInput() throws {
        let evaluator = try ExpressionEvaluator([".a"])
        #expect(throws: PluginError.self) {
            try Array("{\"a\":".utf8).withUnsafeBytes { try evaluator.evaluate($0) }
        }
        #expect(throws: PluginError.self) {
            try [UInt8]().withUnsafeBytes { try evaluator.evaluate($0) }
        }
        let results = try Array("{\"a\":5}".utf8).withUnsafeBytes { try evaluator.evaluate($0) }
        #expect(String(decoding: results, as: UTF8.self) == #"{"results":[{"value":5}]}"#)
    }
}
