import AssayKit
import Testing

@testable import FraudRules

@Suite struct DrawnTextTests {
    @Test(
        "a difference is told where what was seen has the form of such a value",
        arguments: [
            ("4,130.00", "4,130.00", LookRequest.Mode.digits, DrawnReading.Verdict.same),
            ("9,130.00", "4,130.00", .digits, .differs), ("4,180.00", "₹4,130.00", .digits, .differs),
            // The sign of the rupee is read as a digit, the point is overlooked, a digit is lost.
            ("24,130.00", "4,130.00", .digits, .unclear), ("413000", "4,130.00", .digits, .unclear),
            ("130.00", "4,130.00", .digits, .unclear), ("9,130", "4,130.00", .digits, .unclear),
            ("", "4,130.00", .digits, .unclear), ("--", "4,130.00", .digits, .unclear),
            ("29AAGCB7383J1Z4", "29AAGCB7383J1Z4", .identifier, .same),
            ("29AA6C87383JIZ4", "29AAGCB7383J1Z4", .identifier, .same),
            ("27AAPFU0939F1ZV", "29AAGCB7383J1Z4", .identifier, .differs),
            ("27AAGCB7383J1Z4", "29AAGCB7383J1Z4", .identifier, .unclear),
            ("50200012345679", "5020 0012 345678", .identifier, .differs),
            ("5020001234567", "50200012345678", .identifier, .unclear),
            ("5020001234567A", "50200012345678", .identifier, .unclear),
        ])
    func verdicts(
        _ seen: String, _ printed: String, _ mode: LookRequest.Mode, _ expected: DrawnReading.Verdict
    ) {
        let box = Box(0, 0, 1, 1)
        let reading = DrawnReading(LookAnswer(words: [.init(text: seen, box: box, confidence: 0.9)]))
        let verdict = reading.seen(in: mode).map { DrawnReading.verdict(seen: $0, printed: printed, mode) }
        #expect(verdict ?? .unclear == expected)
    }

    private static let box = Box(95, 68, 195, 82)

    private func found(
        metadata: JSONValue = [:], flags: PageFlags = [.hasText], hidden: String? = nil,
        looks: [LookAnswer]? = nil
    ) throws -> Extraction {
        var builder = DocumentBuilder()
        builder.metadata = metadata
        builder.addPage(number: 1, width: 595, height: 842, flags: flags)
        builder.addWord(utf8: Array("4,130.00".utf8), box: Box(100, 70, 190, 80), fontSize: 10)
        if let hidden {
            builder.addWord(
                utf8: Array(hidden.utf8), box: Box(10, 70, 90, 80), fontSize: 10, flags: .invisible)
        }
        var record = Record(pages: [1])
        record["total"] = Field("4130.00", raw: "4,130.00", confidence: 1, page: 1, box: Self.box)
        return try builder.encoded().withUnsafeBytes { bytes in
            DrawnText(configuration: NoConfiguration()).extraction(
                try DocumentView(validating: bytes), records: [record], looks: looks)
        }
    }

    @Test("a clean page is not looked at, nor one that was recognised")
    func clean() throws {
        for extraction in [
            try found(), try found(metadata: ["incremental_saves": 0]), try found(hidden: "thanks"),
            try found(metadata: ["incremental_saves": 1, "signatures": [["covers_file": true]]]),
            try found(metadata: ["incremental_saves": 2], flags: [.scanned, .recognised]),
        ] { #expect(extraction.requests.isEmpty && extraction.metadata.isEmpty) }
    }

    @Test("one with a trace is looked at twice, and both looks must agree")
    func looked() throws {
        let traces: [(JSONValue, PageFlags, String?)] = [
            (["incremental_saves": 1], [.hasText], nil), ([:], [.hasText], "9,999.00"),
            ([:], [.hasText, .scanned], nil),
        ]
        for (metadata, flags, hidden) in traces {
            let asked = try found(metadata: metadata, flags: flags, hidden: hidden)
            #expect(asked.requests.map(\.dpi) == DrawnText.resolutions)
            #expect(asked.requests.allSatisfy { $0.mode == .digits && $0.page == 1 })
        }
        func answer(_ text: String) -> LookAnswer {
            LookAnswer(words: [.init(text: text, box: Self.box, confidence: 0.9)])
        }
        func verdict(_ looks: [LookAnswer]) throws -> String? {
            let found = try found(metadata: ["incremental_saves": 1], looks: looks)
            return found.metadata["drawn"]?.arrayValue?.first?["verdict"]?.stringValue
        }
        #expect(try verdict([answer("9,130.00"), answer("9,130.00")]) == "differs")
        #expect(try verdict([answer("4,130.00"), answer("4,130.00")]) == "same")
        #expect(try verdict([answer("9,130.00"), answer("4,130.00")]) == "unclear")
        #expect(try verdict([answer("9,130.00")]) == "unclear")
        #expect(try verdict([]) == "unclear")
    }
}
