internal import Foundation
package import RuleEngine
internal import Testing

/// The files that are made from a plugin's rules: its catalogue, and the page about them.
package enum CatalogueFiles: String, CaseIterable, Sendable {
    case catalogue = "Entry/rules.json"
    case page = "RULES.md"

    /// Expects the file of a plugin to say what its rules' cards say; with ASSAY_WRITE_RULES set it is written instead.
    ///
    /// - Parameters:
    ///   - rules: What its rules say.
    ///   - plugin: Its folder's name.
    /// - Throws: When the file can't be read or written.
    package func expect(_ rules: RuleCatalogue, of plugin: String) throws {
        let text = self == .catalogue ? try rules.json() : rules.page
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = repository.appending(path: "Plugins/\(plugin)/\(rawValue)")
        if ProcessInfo.processInfo.environment["ASSAY_WRITE_RULES"] != nil {
            try Data(text.utf8).write(to: file)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(written == text, "\(rawValue): run ASSAY_WRITE_RULES=1 swift test --filter CatalogueTests")
    }
}
