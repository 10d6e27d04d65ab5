import RuleChecks
import RuleEngine
import Testing

@testable import FraudRules

@Suite struct FraudCatalogueTests {
    @Test("catalogue and page say what the rules' cards say", arguments: CatalogueFiles.allCases)
    func written(_ file: CatalogueFiles) throws {
        try file.expect(RuleCatalogue(FraudRules.id, FraudRules.rules), of: "FraudRules")
    }
}
