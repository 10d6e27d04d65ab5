import EInvoice
import Foundation
import RuleEngine
import Testing

@Suite struct EInvoiceCatalogueTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Plugins/EInvoice")

    /// With ASSAY_WRITE_RULES set the test writes what it else compares.
    @Test("catalogue and page say what the rules' cards say", arguments: ["Entry/rules.json", "RULES.md"])
    func written(_ name: String) throws {
        let catalogue = RuleCatalogue(EInvoiceExtractor.id, cards: EInvoiceRules.cards)
        let text = name.hasSuffix(".json") ? try catalogue.json() : catalogue.page
        let file = Self.folder.appending(path: name)
        if ProcessInfo.processInfo.environment["ASSAY_WRITE_RULES"] != nil {
            try Data(text.utf8).write(to: file)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(written == text, "\(name): run ASSAY_WRITE_RULES=1 swift test --filter CatalogueTests")
    }
}
