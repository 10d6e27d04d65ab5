import AssayKit
import RuleEngine
import Testing

@testable import GST

@Suite struct GSTRulesTests {
    @Test("cases", arguments: RuleCase.all)
    func cases(_ sample: RuleCase) throws {
        let rule = try #require(GSTRules.rules.first { $0.id == sample.rule }, "no rule \(sample.rule)")
        let outcome = rule.evaluate(sample.input())
        #expect(Verdict(outcome, of: rule.card) == sample.expected, "\(outcome)")
    }

    @Test(
        "every rule has six cases, among them a hit, a near miss and an inconclusive one",
        arguments: GSTRules.rules.map(\.id))
    func coverage(_ id: String) {
        let verdicts = RuleCase.all.filter { $0.rule == id }.map(\.expected)
        #expect(verdicts.contains { if case .hit = $0 { true } else { false } })
        #expect(verdicts.contains(.pass) || verdicts.contains(.notApplicable))
        #expect(verdicts.contains(.inconclusive))
        #expect(verdicts.count >= 6)
    }

    @Test("no rule speaks of values that were badly read", arguments: RuleCase.all)
    func doubtful(_ sample: RuleCase) throws {
        let rule = try #require(GSTRules.rules.first { $0.id == sample.rule })
        let input = sample.input()
        var record = input.record
        for name in record.fields.keys { record.fields[name]?.confidence = 0.59 }
        for row in record.lineItems.indices {
            for name in record.lineItems[row].keys { record.lineItems[row][name]?.confidence = 0.59 }
        }
        for row in record.taxSummary.indices {
            for name in record.taxSummary[row].keys { record.taxSummary[row][name]?.confidence = 0.59 }
        }
        let outcome = rule.evaluate(
            RuleInput(record, document: input.document, today: input.today, options: sample.options))
        if case .hit = outcome { Issue.record("\(outcome)") }
    }

    @Test("a clean invoice raises nothing")
    func clean() throws {
        let rules = try RuleSet(GSTRules.rules, options: RuleOptions(), component: GSTRules.id)
        let sample = RuleCase("", "", text: "Authorised Signatory CGST SGST", .pass)
        #expect(rules.flags(sample.input()) == [])
    }

    @Test("an empty record and hostile values raise nothing that traps")
    func hostile() throws {
        let rules = try RuleSet(GSTRules.rules, options: RuleOptions(), component: GSTRules.id)
        let today = CalendarDate.distantDay
        #expect(rules.flags(RuleInput(Record(), today: today)).isEmpty)
        for value in [
            "", "-999999999999.999999", "999999999999.999999", "0", "🧾", String(repeating: "9", count: 5000),
            "9999-12-31", "0001-01-01",
        ] {
            var record = Record()
            for definition in FieldTable.fields { record[definition.name] = Field(value, confidence: 1) }
            var row = Record.Row()
            for definition in FieldTable.lineItemFields { row[definition.name] = Field(value, confidence: 1) }
            record.lineItems = Array(repeating: row, count: 20)
            record.taxSummary = record.lineItems
            _ = rules.flags(RuleInput(record, today: today))
            record["document_type"] = Field("tax_invoice", confidence: 1)
            record["reverse_charge"] = Field("true", confidence: 1)
            _ = rules.flags(RuleInput(record, today: today))
        }
    }

    @Test("each hit quotes figures, fields, place and source")
    func evidence() throws {
        let rules = try RuleSet(GSTRules.rules, options: RuleOptions(), component: GSTRules.id)
        let input = RuleCase("", "", ["total": "4230.00"], .pass).input()
        let flag = try #require(rules.flags(input).first { $0.rule == "ARI-05" })
        #expect(flag.message.contains("4130.00") && flag.message.contains("4230.00"))
        #expect(flag.evidence.expected == "4130.00")
        #expect(flag.evidence.observed == "4230.00")
        #expect(flag.evidence.tolerance == "1")
        #expect(flag.evidence.places.first?.page == 1)
        #expect(flag.fields.contains("total"))
        #expect(flag.source.contains("rule 46(j)"))
        #expect(flag.confidence == 0.98)
    }

    @Test("ids are unique and cards are complete", arguments: GSTRules.rules.map(\.card))
    func cards(_ card: RuleCard) {
        #expect(GSTRules.rules.count { $0.id == card.id } == 1)
        #expect(!card.title.isEmpty && !card.condition.isEmpty && !card.basis.text.isEmpty)
        #expect(!card.falsePositives.isEmpty && !card.fields.isEmpty)
        let known = Set(FieldTable.fields.map(\.name))
        let columns = Set(FieldTable.lineItemFields.map { "line_items." + $0.name })
        let summary = Set(FieldTable.taxSummaryFields.map { "tax_summary." + $0.name })
        for field in card.fields { #expect(known.union(columns).union(summary).contains(field), "\(field)") }
    }
}

@Suite struct RuleOptionTests {
    private func options(_ text: String) throws -> RuleOptions {
        try JSONValueDecoder.decode(RuleOptions.self, from: JSONParser.parse(Array(text.utf8)))
    }

    @Test("a disabled rule says nothing")
    func disabled() throws {
        let rules = try RuleSet(
            GSTRules.rules, options: options(#"{"disable": ["ARI-05"]}"#), component: "gst-rules")
        let flags = rules.flags(RuleCase("", "", ["total": "4230.00"], .pass).input())
        #expect(!flags.contains { $0.rule == "ARI-05" })
    }

    @Test("a flag says that the pipeline graded it")
    func graded() throws {
        let rules = try RuleSet(
            GSTRules.rules, options: options(#"{"severity": {"ARI-05": "low"}}"#), component: "gst-rules")
        let flag = rules.flags(RuleCase("", "", ["total": "4230.00"], .pass).input()).first {
            $0.rule == "ARI-05"
        }
        #expect(flag?.severity == .low)
        #expect(flag?.source.hasSuffix("graded low by the pipeline in place of critical") == true)
    }

    @Test("a tolerance of the pipeline counts, and the flag says so")
    func tolerances() throws {
        let set = try options(#"{"tolerances": {"ARI-05": "200.00"}}"#)
        let rules = try RuleSet(GSTRules.rules, options: set, component: "gst-rules")
        let sample = RuleCase("", "", ["total": "4230.00"], .pass).input()
        let input = RuleInput(sample.record, today: sample.today, options: set)
        let flag = rules.flags(input).first { $0.rule == "ARI-05" }
        #expect(flag?.severity == .info)
        #expect(flag?.evidence.tolerance == "200.00 (set by the pipeline)")
    }

    @Test(
        "mistakes are named",
        arguments: [
            (#"{"disable": ["ARI-99"]}"#, "ARI-99"), (#"{"severity": {"PDF-01": "low"}}"#, "PDF-01"),
        ])
    func unknown(_ text: String, _ id: String) throws {
        let set = try options(text)
        let error = #expect(throws: PluginError.self) {
            try RuleSet(GSTRules.rules, options: set, component: "gst-rules")
        }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains(id) == true)
    }

    @Test(
        "values that are none are refused",
        arguments: [#"{"severity": {"ARI-05": "fatal"}}"#, #"{"tolerances": {"ARI-05": "much"}}"#])
    func values(_ text: String) {
        #expect(throws: DecodingError.self) { try options(text) }
    }
}
