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
        let facts = DocumentFacts(document, record: record)
        let input = RuleInput(record, document: facts, today: today, options: options)
        var reasons: [String] = []
        let flags = rules.flags(input) { rule, _ in reasons.append(rule) }
        // The reasons may hold values of the document, which stay out of logs.
        if !reasons.isEmpty { context.log("inconclusive: " + reasons.joined(separator: ", "), level: .debug) }
        return flags
    }
}
