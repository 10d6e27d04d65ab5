package import AssayKit
package import RuleEngine

/// Looks for signs of risk in amounts, accounts and the file itself: the component `fraud-rules`.
///
/// Its findings are reasons to look, never accusations.
package struct FraudRules: Validator {
    package static let id = "fraud-rules"

    /// All its rules, by family.
    package static let rules: [Rule] =
        AmountRules.all + AccountRules.all + VendorRules.all + FileRules.all + AppearanceRules.all
        + DuplicateRules.all + SeriesRules.all + AmountHistoryRules.all + VendorHistoryRules.all
        + PictureRules.all

    private let checker: RuleChecker

    package init(configuration: RuleOptions) throws {
        checker = try RuleChecker(Self.rules, options: configuration, component: Self.id)
    }

    package func validate(
        _ record: Record, _ document: borrowing DocumentView, _ context: borrowing Context
    ) throws -> [Flag] {
        let options = checker.options
        let wantsHistory = options.scopes?.contains(.history) == true
        let history =
            wantsHistory
            ? try Self.history(
                of: record, metadata: document.metadata, limits: options.approvalLimits, context) : nil
        let facts = DocumentFacts(document, record: record, keyFields: AppearanceRules.keyFields)
        return try checker.flags(on: record, facts, history: history, context)
    }
}
