import RuleChecks
import RuleEngine
import Testing

@testable import GST

@Suite struct GSTCatalogueTests {
    @Test("catalogue and page say what the rules' cards say", arguments: CatalogueFiles.allCases)
    func written(_ file: CatalogueFiles) throws {
        try file.expect(RuleCatalogue(GSTRules.id, GSTRules.rules), of: "GST")
    }
}
