import AssayKit
import RuleEngine
import Testing

@testable import GST

@Suite("An operator's own tables") struct ReferenceTests {
    private static func options(_ reference: String) throws -> RuleOptions {
        try JSONValueDecoder.decode(
            RuleOptions.self, from: JSONParser.parse(Array("{\"reference\": \(reference)}".utf8)))
    }

    private static func flags(_ options: RuleOptions, _ changes: [String: String] = [:]) throws -> [Flag] {
        let rules = try RuleSet(GSTRules.rules, options: options, component: GSTRules.id)
        return rules.flags(RuleCase("", "", changes, options: options, .pass).input())
    }

    private static let own = """
        {"version": "2026-11-01", "rates": [
            {"from": "2017-07-01", "until": "2024-05-31", "rates": ["0", "18"]},
            {"from": "2024-06-01", "source": "a notification to come", "rates": ["0", "5", "9"],
             "special": [{"rate": "18", "scope": "paper", "codes": ["4802"]}]}],
         "holidays": [{"day": "06-14", "name": "Founders' Day"}]}
        """

    @Test(
        "the tables of the pipeline take the place of those that come with Assay, and flags name their version"
    )
    func overridden() throws {
        let flags = try Self.flags(try Self.options(Self.own))
        let rest = try #require(flags.first { $0.rule == "CHR-05" })
        #expect(rest.evidence.observed == "Founders' Day")
        #expect(rest.source.hasSuffix("table of holidays, the operator's own of 2026-11-01"))
        let rate = try #require(flags.first { $0.rule == "TAX-01" })
        #expect(rate.evidence.expected == "one of 0, 5, 9, 18")
        #expect(rate.source.hasSuffix("table of rates, the operator's own of 2026-11-01"))
    }

    @Test("flags that rest on Assay's tables name their version too")
    func builtIn() throws {
        let flags = try Self.flags(RuleOptions(), ["invoice_date": "2024-06-16", "due_date": "2024-07-16"])
        let rest = try #require(flags.first { $0.rule == "CHR-05" })
        #expect(rest.source.hasSuffix("table of holidays, Assay's of 2026-02-01"))
    }

    @Test("a table that is left out is Assay's")
    func partial() throws {
        let options = try Self.options(#"{"version": "2026-11-01", "holidays": []}"#)
        #expect(options.reference.rates == ReferenceTables.builtIn.rates)
        #expect(options.reference.holidays.isEmpty && !options.reference.isBuiltIn)
    }

    @Test(
        "mistakes are told",
        arguments: [
            "{}", #"{"version": "soon"}"#,
            #"{"version": "2026-11-01", "rates": [{"from": "x", "rates": []}]}"#,
            #"{"version": "2026-11-01", "rates": [{"from": "2024-01-01", "rates": ["-1"]}]}"#,
            #"{"version": "2026-11-01", "holidays": [{"day": "13-40", "name": "never"}]}"#,
            """
            {"version": "2026-11-01", "rates": [
                {"from": "2024-01-01", "rates": ["5"]}, {"from": "2025-01-01", "rates": ["5"]}]}
            """,
        ])
    func mistakes(_ reference: String) {
        #expect(throws: DecodingError.self) { try Self.options(reference) }
    }
}
