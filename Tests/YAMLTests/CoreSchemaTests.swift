import Testing
import YAML

struct ScalarCase: CustomTestStringConvertible, Sendable {
    let text: String
    let value: YAMLScalar.Value
    var testDescription: String { text }

    init(_ text: String, _ value: YAMLScalar.Value) {
        self.text = text
        self.value = value
    }
}

@Suite("Plain scalars by the core schema")
struct CoreSchemaTests {
    @Test(
        "means",
        arguments: [
            ScalarCase("", .null), ScalarCase("~", .null), ScalarCase("null", .null),
            ScalarCase("NULL", .null),
            ScalarCase("nUll", .string("nUll")),
            ScalarCase("true", .bool(true)), ScalarCase("False", .bool(false)),
            ScalarCase("TRUE", .bool(true)),
            ScalarCase("yes", .string("yes")), ScalarCase("on", .string("on")),
            ScalarCase("off", .string("off")),
            ScalarCase("0", .integer(0)), ScalarCase("-12", .integer(-12)), ScalarCase("+7", .integer(7)),
            ScalarCase("010", .integer(10)), ScalarCase("0o17", .integer(15)),
            ScalarCase("0x1F", .integer(31)),
            ScalarCase("0x", .string("0x")), ScalarCase("0o8", .string("0o8")),
            ScalarCase("0x-1", .string("0x-1")),
            ScalarCase("9223372036854775807", .integer(.max)),
            ScalarCase("9223372036854775808", .float(9_223_372_036_854_775_808)),
            ScalarCase("1.5", .float(1.5)), ScalarCase("1.", .float(1)), ScalarCase(".5", .float(0.5)),
            ScalarCase("-1e3", .float(-1000)), ScalarCase("1.e2", .float(100)),
            ScalarCase("1e", .string("1e")),
            ScalarCase(".", .string(".")), ScalarCase("-", .string("-")),
            ScalarCase("1.2.3", .string("1.2.3")),
            ScalarCase(".inf", .float(.infinity)), ScalarCase("-.INF", .float(-.infinity)),
            ScalarCase("+", .string("+")), ScalarCase("inf", .string("inf")),
            ScalarCase("nan", .string("nan")),
            ScalarCase("2024-07-01", .string("2024-07-01")), ScalarCase("1_000", .string("1_000")),
            ScalarCase("12:30", .string("12:30")),
        ])
    func means(_ sample: ScalarCase) {
        #expect(YAMLScalar.coreValue(of: sample.text) == sample.value)
    }

    @Test("not a number is a float that equals nothing")
    func notANumber() {
        guard case .float(let value) = YAMLScalar.coreValue(of: ".nan") else {
            Issue.record("not a float")
            return
        }
        #expect(value.isNaN)
    }

    @Test("quotes and tags decide before the schema does")
    func quotesAndTags() throws {
        let text = "a: \"12\"\nb: '12'\nc: !!str 12\nd: |\n  12\ne: 12\nf: ! 12\n"
        let source = YAMLSource(name: "t", text: text)
        let root = try #require(YAMLReader.readDocument(source).document)
        for key in ["a", "b", "c", "f"] {
            #expect(root[key]?.scalar?.value == .string("12"), "\(key)")
        }
        #expect(root["d"]?.scalar?.value == .string("12\n"))
        #expect(root["e"]?.scalar?.value == .integer(12))
    }
}
