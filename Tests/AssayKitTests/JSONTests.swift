import AssayKit
import Foundation
import Testing

@Suite("JSON")
struct JSONTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: String
        let expected: JSONValue
    }

    @Test(
        "what is read",
        arguments: [
            Case(
                testDescription: "an object keeps its order", text: #"{"b":1,"a":[true,null]}"#,
                expected: ["b": 1, "a": [true, .null]]),
            Case(testDescription: "a number keeps its digits", text: "1180.00", expected: .number("1180.00")),
            Case(testDescription: "escapes", text: #""a\n\"\u20b9\ud83d\ude00""#, expected: "a\n\"₹😀"),
            Case(testDescription: "a lone surrogate", text: #""\ud800x""#, expected: "\u{FFFD}x"),
            Case(testDescription: "space around", text: " \n [ ] \t", expected: []),
        ])
    func reads(_ sample: Case) throws {
        #expect(try JSONParser.parse(sample.text) == sample.expected)
    }

    @Test(
        "what is refused, with its place",
        arguments: [
            ("[1,]", 1, 4), ("{\"a\" 1}", 1, 6), ("\"a\nb\"", 1, 3), ("01", 1, 2), ("[1] x", 1, 5),
            ("{\n  \"a\": tru\n}", 2, 8), ("", 1, 1), ("+1", 1, 1), ("1.", 1, 3), ("\"\\x\"", 1, 4),
        ])
    func refuses(_ text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test("row 57: nesting is bounded")
    func depth() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSONParser.parse(deep) }
        let allowed = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
        #expect(throws: Never.self) { try JSONParser.parse(allowed) }
    }

    @Test("bytes that are no UTF-8 are refused")
    func utf8() {
        #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }

    @Test(
        "what is written can be read again",
        arguments: ["{\"a\":[1,2.5,\"x\\ty\\u0001\"],\"b\":{}}", "[]", "\"₹\""])
    func roundTrip(_ text: String) throws {
        let value = try JSONParser.parse(text)
        #expect(try JSONParser.parse(JSONWriter.bytes(value)) == value)
        #expect(try JSONParser.parse(JSONWriter.prettyText(value)) == value)
    }

    @Test(
        "numbers with three decimals",
        arguments: [
            (0.5, "0.5"), (-0.25, "-0.25"), (12.3456, "12.346"), (1, "1"), (0.9999, "1"), (-0.0001, "0"),
        ])
    func decimals(_ number: Double, _ text: String) {
        var writer = JSONWriter()
        writer.decimal3(number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test(
        "row 57: the JSON parsing test suite, where it is at hand",
        .enabled(if: ProcessInfo.processInfo.environment["ASSAY_VECTORS"] != nil))
    func suite() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["ASSAY_VECTORS"]) + "/json"
        var refusedGood: [String] = []
        var acceptedBad: [String] = []
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".json")
        }
        try #require(names.count > 250)
        for name in names {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
            let isAccepted = (try? JSONParser.parse(bytes)) != nil
            if name.hasPrefix("y_"), !isAccepted { refusedGood.append(name) }
            if name.hasPrefix("n_"), isAccepted { acceptedBad.append(name) }
        }
        #expect(refusedGood.isEmpty)
        #expect(acceptedBad.isEmpty)
    }
}

@Suite("Options")
struct JSONValueDecoderTests {
    struct Options: Decodable, Equatable {
        struct Inner: Decodable, Equatable { var flag: Bool }
        var name: String
        var count: Int?
        var ratio: Double
        var list: [String]
        var inner: Inner
    }

    @Test("a struct is decoded")
    func decodes() throws {
        let json: JSONValue = [
            "name": "x", "ratio": .number("0.5"), "list": ["a", "b"], "inner": ["flag": true],
        ]
        let options = try JSONValueDecoder.decode(Options.self, from: json)
        #expect(
            options == Options(name: "x", count: nil, ratio: 0.5, list: ["a", "b"], inner: .init(flag: true)))
    }

    @Test("a mistake names its path")
    func names() throws {
        let json: JSONValue = ["name": "x", "ratio": 1, "list": ["a", 2], "inner": ["flag": true]]
        let error = #expect(throws: DecodingError.self) {
            try JSONValueDecoder.decode(Options.self, from: json)
        }
        guard case .typeMismatch(_, let context) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(context.codingPath.count == 2)
        #expect(context.debugDescription == "expected a string, found a number")
    }
}
