import RuleChecks
import RuleEngine
import Testing

@testable import GST

@Suite struct GSTRulesFlagTests {
    private static let hits = RuleCase.all.filter { if case .hit = $0.expected { true } else { false } }

    @Test(
        "every flag names what is expected and observed, the tolerance, the place and the source",
        arguments: hits)
    func complete(_ sample: RuleCase) throws {
        let rule = try #require(GSTRules.rules.first { $0.id == sample.rule })
        var options = sample.options
        options.scopes = Set(RuleCard.Scope.allCases)
        let flags = try RuleSet([rule], options: options, component: GSTRules.id).flags(sample.input())
        #expect(!flags.isEmpty)
        for flag in flags { try expectComplete(flag) }
    }
}
