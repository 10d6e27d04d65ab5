import AssayKit
import Samples
import Testing

@Suite("samples of a business")
struct BusinessTests {
    private func truth(_ change: (inout SampleRequest) -> Void) throws -> (JSONValue, [UInt8]) {
        var request = SampleRequest(folder: "unused", seed: 7, count: 1)
        change(&request)
        let files = try SampleGenerator(request).files(at: 0)
        return (try JSONParser.parse(files[1].bytes), files[0].bytes)
    }

    @Test("every business at every complexity", arguments: BusinessType.allCases)
    func businesses(_ business: BusinessType) throws {
        var rows: [Int] = []
        for complexity in Complexity.allCases {
            let (truth, document) = try truth {
                $0.business = business
                $0.complexity = complexity
                $0.company = "Test & Company \u{20B9}"
            }
            let text = JSONWriter.text(truth)
            #expect(text.contains("Test & Company \u{20B9}"))
            rows.append(truth["line_items"]?.arrayValue?.count ?? 0)
            #expect(document.starts(with: Array("%PDF".utf8)))
        }
        #expect(
            (1...2).contains(rows[0]) && (3...8).contains(rows[1]) && (15...30).contains(rows[2]), "\(rows)")
    }

    @Test("the same seed gives the same bytes, also as a picture")
    func same() throws {
        for format in [SampleRequest.Format.text, .picture] {
            let make = {
                try truth {
                    $0.business = .retail
                    $0.complexity = .simple
                    $0.formats = [format]
                    $0.defects = [[.wrongTotal]]
                }.1
            }
            #expect(try make() == make())
        }
    }

    @Test("a company's name is checked", arguments: ["", "a\nb", String(repeating: "x", count: 101)])
    func company(_ name: String) {
        #expect(throws: SampleError.self) { try truth { $0.company = name } }
    }
}
