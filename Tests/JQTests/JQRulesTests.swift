import AssayKit
import ExpressionViews
import JQ
import Testing

@Suite("An integrator's own rules")
struct JQRulesTests {
    private static let record = Record(
        pages: [1],
        fields: [
            "total": Field("1180.00", raw: "1,180.00", confidence: 0.9, page: 1, box: Box(1, 2, 3, 4)),
            "supplier_name": Field("Acme \"Best\" Ltd", raw: "Acme", confidence: 0.8, page: 1),
            "x_region": Field("north", confidence: 1),
        ],
        lineItems: [
            ["rate": Field("5", confidence: 1, page: 1)],
            ["rate": Field("28", raw: "28%", confidence: 0.7, page: 2, box: Box(5, 6, 7, 8))],
        ])

    private struct Unwanted: Error {}

    private static func flags(_ rules: String) throws -> [Flag] {
        let json = try JSONParser.parse("{\"rules\": [\(rules)]}")
        let options = try JSONValueDecoder.decode(JQRules.Configuration.self, from: json)
        return try JQRules(configuration: options).flags(on: record, file: "a.pdf", pages: 2)
    }

    @Test("a condition that holds raises a flag with its evidence")
    func hit() throws {
        let flags = try Self.flags(
            #"{"id": "OWN-1", "when": ".fields.total > 1000", "severity": "high", "message": "\\(.fields.supplier_name): \\(.fields.total | floor) is \"much\" of \\(.file)"}"#
        )
        let flag = try #require(flags.first)
        #expect(flags.count == 1 && flag.rule == "OWN-1" && flag.severity == .high)
        #expect(flag.message == "Acme \"Best\" Ltd: 1180 is \"much\" of a.pdf")
        #expect(flag.fields == ["total"] && flag.confidence == 0.9 && flag.source == "own policy")
        #expect(flag.evidence.places == [.init(page: 1, box: Box(1, 2, 3, 4), text: "1,180.00")])
    }

    @Test("evidence by paths, also into line items")
    func paths() throws {
        let flags = try Self.flags(
            #"{"id": "a", "when": "any(.line_items[]; .rate > 18)", "message": "m", "evidence": ".line_items[] | select(.rate > 18) | .rate", "source": "policy 7"}"#
        )
        let flag = try #require(flags.first)
        #expect(flag.evidence.line == 2 && flag.confidence == 0.7 && flag.source == "policy 7")
        #expect(flag.evidence.places.map(\.text) == ["28%"])
    }

    @Test(
        "what doesn't hold, can't be judged or gives nothing raises none",
        arguments: [
            ".fields.total > 5000", ".fields.irn | test(\\\"a\\\")", "empty", "false", "null",
            "# a comment\\n false",
        ])
    func miss(when: String) throws {
        #expect(try Self.flags("{\"id\": \"a\", \"when\": \"\(when)\", \"message\": \"m\"}").isEmpty)
    }

    @Test("names of one's own are seen, and evidence that is no path is none")
    func own() throws {
        let flags = try Self.flags(
            #"{"id": "a", "when": ".fields.x_region == \"north\" # here", "message": "m", "evidence": ".fields.total + 1"}"#
        )
        #expect(flags.count == 1 && flags[0].evidence.places.isEmpty)
    }

    @Test("what isn't jq is refused")
    func refused() {
        for rule in [
            #"{"id": "a", "when": ".a (", "message": "m"}"#,
            #"{"id": "a", "when": ".a", "message": "\\(.a"}"#,
            #"{"id": "a", "when": ".a", "message": "m", "severity": "awful"}"#,
            #"{"id": "a", "when": "env", "message": "m", "evidence": "nope("}"#,
        ] {
            #expect(throws: PluginError.self) { try Self.flags(rule) }
        }
    }

    @Test(
        "a text becomes a jq string, and each of its characters keeps its place",
        arguments: [
            ("a", #""a""#), (#"a "b" \ c"#, #""a \"b\" \\ c""#), (#"\(.a) x"#, #""\(.a) x""#),
            (#"\(.a | tostring + "(")!"#, #""\(.a | tostring + "(")!""#), ("a\nb", #""a\nb""#),
        ])
    func literals(text: String, literal: String) {
        let converted = ExpressionText(text)
        #expect(converted.literal == literal)
        #expect(converted.places.count == literal.unicodeScalars.count)
        let scalars = Array(text.unicodeScalars)
        for (place, scalar) in zip(converted.places, literal.unicodeScalars).dropFirst().dropLast()
        where scalar != "\\" && scalar != "n" && scalar != "\"" {
            #expect(scalars[place] == scalar)
        }
    }
}
