import EInvoice
import RuleChecks
import RuleEngine
import Testing

@Suite struct EInvoiceCatalogueTests {
    @Test("catalogue and page say what the rules' cards say", arguments: CatalogueFiles.allCases)
    func written(_ file: CatalogueFiles) throws {
        try file.expect(RuleCatalogue(EInvoiceExtractor.id, cards: EInvoiceRules.cards), of: "EInvoice")
    }
}
