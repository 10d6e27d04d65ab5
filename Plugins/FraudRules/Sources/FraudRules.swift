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

    private let rules: RuleSet
    private let options: RuleOptions

    package init(configuration: RuleOptions) throws {
        options = configuration
        rules = try RuleSet(Self.rules, options: configuration, component: Self.id)
    }

    package func validate(
        _ record: Record, _ document: borrowing DocumentView, _ context: borrowing Context
    ) throws -> [Flag] {
        try context.checkCancelled()
        guard let today = CalendarDate.todayInIndia() else {
            throw PluginError(
                .internal, code: "clock", "the system's clock stands outside the years 1 to 9999",
                mend: "set the clock")
        }
        let facts = DocumentFacts(document, record: record, keyFields: AppearanceRules.keyFields)
        let wantsHistory = options.scopes?.contains(.history) == true
        let history =
            wantsHistory ? try Self.history(of: record, limits: options.approvalLimits, context) : nil
        let input = RuleInput(record, document: facts, today: today, history: history, options: options)
        var reasons: [String] = []
        let flags = rules.flags(input) { rule, _ in reasons.append(rule) }
        // The reasons may hold values of the document, which stay out of logs.
        if !reasons.isEmpty { context.log("inconclusive: " + reasons.joined(separator: ", "), level: .debug) }
        return flags
    }
}
