package import AssayKit
package import RuleEngine

/// Checks an invoice by the law of GST and by arithmetic: the component `gst-rules`.
package struct GSTRules: Validator {
    package static let id = "gst-rules"

    /// All its rules, by family.
    package static let rules: [Rule] =
        LineArithmetic.all + SumArithmetic.all + TaxArithmetic.all + TotalArithmetic.all + WordsArithmetic.all
        + TaxRateRules.all + TaxHeadRules.all + LiabilityRules.all + NumberRules.all + PartyRules.all
        + ParticularsRules.all + DateRules.all + RegistrationRules.all + OperatorRules.all

    private let checker: RuleChecker

    package init(configuration: RuleOptions) throws {
        checker = try RuleChecker(Self.rules, options: configuration, component: Self.id)
    }

    package func validate(
        _ record: Record, _ document: borrowing DocumentView, _ context: borrowing Context
    ) throws -> [Flag] {
        try checker.flags(on: record, DocumentFacts(document, record: record), context)
    }
}
