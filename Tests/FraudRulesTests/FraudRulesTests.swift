import AssayKit
import RuleEngine
import Testing

@testable import FraudRules

@Suite struct FraudRulesTests {
    @Test("cases", arguments: FraudCase.all)
    func cases(_ sample: FraudCase) throws {
        let rule = try #require(FraudRules.rules.first { $0.id == sample.rule }, "no rule \(sample.rule)")
        let outcome = rule.evaluate(sample.input())
        #expect(Verdict(outcome, of: rule.card) == sample.expected, "\(outcome)")
    }

    @Test(
        "every rule has at least six cases, with a hit and a near miss",
        arguments: FraudRules.rules.map(\.id))
    func coverage(_ id: String) {
        let verdicts = FraudCase.all.filter { $0.rule == id }.map(\.expected)
        #expect(verdicts.count >= 6)
        #expect(verdicts.contains { if case .hit = $0 { true } else { false } })
        #expect(verdicts.contains(.pass))
        // What a file says of itself is told or not told; there is no confidence in it.
        #expect(verdicts.contains(.inconclusive) || ["PDF-09", "IMG-01", "DUP-01"].contains(id))
    }

    @Test("cards are complete and ids unique", arguments: FraudRules.rules.map(\.card))
    func cards(_ card: RuleCard) {
        #expect(FraudRules.rules.count { $0.id == card.id } == 1)
        #expect(!card.title.isEmpty && !card.condition.isEmpty && !card.basis.text.isEmpty)
        #expect(!card.falsePositives.isEmpty)
        #expect(card.scope == .file || card.id == "DUP-01" || !card.fields.isEmpty)
    }

    @Test("lists are read from a step's options, and what is none is refused")
    func lists() throws {
        func options(_ text: String) throws -> RuleOptions {
            try JSONValueDecoder.decode(RuleOptions.self, from: JSONParser.parse(Array(text.utf8)))
        }
        let read = try options(
            """
            {"own_gstins": ["29aafcc9980m1zr"], "blocklist": ["AAGCB7383J"],
             "cancelled_gstins": {"29AAGCB7383J1Z4": "2024-06-14"},
             "vendors": {"29AAGCB7383J1Z4": {"name": "Sample", "bank_account": "50200012345678"}}}
            """)
        #expect(read.ownGSTINs == ["29AAFCC9980M1ZR"])
        #expect(read.blocklist == ["AAGCB7383J"])
        #expect(read.cancelledGSTINs["29AAGCB7383J1Z4"] == CalendarDate(iso: "2024-06-14"))
        #expect(read.vendors["29AAGCB7383J1Z4"] == KnownVendor(name: "Sample", account: "50200012345678"))
        #expect(throws: DecodingError.self) {
            try options(#"{"cancelled_gstins": {"29AAGCB7383J1Z4": "soon"}}"#)
        }
    }

    @Test("nothing known raises nothing")
    func empty() throws {
        let rules = try RuleSet(FraudRules.rules, options: RuleOptions(), component: FraudRules.id)
        guard let today = CalendarDate(iso: "2024-06-20") else { return }
        #expect(rules.flags(RuleInput(Record(), today: today)).isEmpty)
        #expect(rules.evaluate(RuleInput(Record(), today: today)).allSatisfy { $0.outcome == .notApplicable })
    }
}

@Suite struct DocumentFactsTests {
    @Test("facts are taken from a document")
    func taken() throws {
        var builder = DocumentBuilder()
        builder.metadata = ["media_type": "application/pdf"]
        builder.addPage(number: 1, width: 595, height: 842)
        builder.addWord(utf8: Array("GSTIN:29AAGCB7383J1Z4".utf8), box: Box(10, 10, 90, 20), fontSize: 10)
        builder.addWord(utf8: Array("Authorised".utf8), box: Box(10, 30, 90, 40), fontSize: 10)
        builder.addWord(utf8: Array("Signatory".utf8), box: Box(10, 50, 90, 60), fontSize: 10)
        builder.addWord(utf8: Array("9,999.00".utf8), box: Box(10, 70, 90, 80), fontSize: 1)
        builder.addWord(utf8: Array("4,130.00".utf8), box: Box(100, 70, 190, 80), fontSize: 10)
        let bytes = builder.encoded()
        var record = Record(pages: [1])
        record["total"] = Field("4130.00", confidence: 1, page: 1, box: Box(95, 68, 195, 82))
        let facts = try bytes.withUnsafeBytes { buffer in
            DocumentFacts(try DocumentView(validating: buffer), record: record, keyFields: ["total"])
        }
        #expect(facts.wordCount == 5)
        #expect(facts.gstins == ["29AAGCB7383J1Z4"])
        #expect(facts.text.says("authorised signatory"))
        #expect(!facts.text.says("authorised sign"))
        #expect(facts.hiddenWords.map(\.text) == ["9,999.00"])
        #expect(facts.visibleFigures.contains("4,130.00"))
        #expect(facts.fieldWords["total"]?.map(\.text) == ["4,130.00"])
    }
}
