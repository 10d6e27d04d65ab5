import RuleChecks
import RuleEngine
import Testing

@testable import FraudRules

@Suite struct FraudRulesFlagTests {
    private static let hits = FraudCase.all.filter { if case .hit = $0.expected { true } else { false } }

    @Test(
        "every flag names what is expected and observed, the tolerance, the place and the source",
        arguments: hits)
    func complete(_ sample: FraudCase) throws {
        let rule = try #require(FraudRules.rules.first { $0.id == sample.rule })
        var options = sample.lists
        options.scopes = Set(RuleCard.Scope.allCases)
        let flags = try RuleSet([rule], options: options, component: FraudRules.id).flags(sample.input())
        #expect(!flags.isEmpty)
        for flag in flags { try expectComplete(flag) }
    }
}
