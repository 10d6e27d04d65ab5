import RegularExpressions
import Testing

@Suite("Regular expressions")
struct RegularExpressionTests {
    private func first(_ pattern: String, _ text: String) throws -> String? {
        let bytes = Array(text.utf8)
        return try RegularExpression(pattern).firstMatch(in: bytes).map {
            String(decoding: bytes[$0.value], as: UTF8.self)
        }
    }

    @Test(
        "the first group is the value, else the whole match",
        arguments: [
            (#"Total:? (\d+)"#, "Total: 12", "12"), (#"\d+"#, "a 34 b", "34"), (#"^b.*$"#, "a\nbc\nd", "bc"),
            (#"(?:x|(?<y>é))"#, "é", "é"), (#"(\p{L}+)$"#, "12 कर", "कर"),
        ])
    func value(pattern: String, text: String, value: String) throws {
        #expect(try first(pattern, text) == value)
    }

    @Test("a pattern that isn't one is told with its place")
    func mistakes() {
        for (pattern, offset) in [("a(b", 3), ("[a", 2), (#"a\"#, 2), ("*a", 0), ("(?<1a>x)", 3)] {
            do {
                _ = try RegularExpression(pattern)
                Issue.record("\(pattern) was taken")
            } catch {
                #expect(error.offset == offset, "\(pattern): \(error)")
                #expect(!error.message.isEmpty)
            }
        }
    }

    @Test("a pattern that would try for ever is given up")
    func costs() throws {
        let text = Array(repeating: UInt8(ascii: "a"), count: 5000) + [UInt8(ascii: "!")]
        for pattern in ["(a+)+$", "(a|aa)+$", "(.*a){20}$"] {
            let clock = ContinuousClock()
            let start = clock.now
            // Given up, or answered; never endless.
            _ = try? RegularExpression(pattern).firstMatch(in: text)
            #expect(clock.now - start < .seconds(10), "\(pattern)")
        }
        #expect(throws: RegularExpression.TooCostly.self) {
            try RegularExpression("(a+)+$").firstMatch(in: text)
        }
    }

    @Test("all matches, also empty ones between letters of several bytes")
    func all() throws {
        #expect(try RegularExpression(#"\d"#).matches(in: Array("1a2b3".utf8)).count == 3)
        #expect(try RegularExpression("x*").matches(in: Array("éü".utf8)).count == 3)
        #expect(try RegularExpression("a").matches(in: Array("aaaa".utf8), limit: 2).count == 2)
    }

    @Test("bytes that aren't UTF-8 are passed over")
    func invalid() throws {
        #expect(try RegularExpression("b").firstMatch(in: [0xFF, 0x61, 0xC3, 0x62])?.whole == 3..<4)
    }

    @Test("named groups have their numbers")
    func names() throws {
        let expression = try RegularExpression(#"(?P<b>\d)(x)(?<a>\d)"#)
        #expect(expression.names.map(\.name) == ["a", "b"] && expression.names.map(\.number) == [3, 1])
    }
}
