package import AssayKit

/// A component's rules and its pipeline's options: what each validator of rules checks records by.
package struct RuleChecker: Sendable {
    /// How the pipeline wants the rules.
    package let options: RuleOptions
    private let rules: RuleSet

    /// The rules of a component.
    ///
    /// - Throws: ``PluginError`` of kind `.configuration` for an option that names a rule which it does not have.
    package init(_ rules: [Rule], options: RuleOptions, component: String) throws(PluginError) {
        self.options = options
        self.rules = try RuleSet(rules, options: options, component: component)
    }

    /// The findings on one record, today.
    ///
    /// - Throws: ``PluginError`` when the system's clock is out of reach; `CancellationError`.
    package func flags(
        on record: Record, _ facts: DocumentFacts, history: HistoryView? = nil, _ context: borrowing Context
    ) throws -> [Flag] {
        try context.checkCancelled()
        guard let today = CalendarDate.todayInIndia() else {
            throw PluginError(
                .internal, code: "clock", "the system's clock stands outside the years 1 to 9999",
                mend: "set the clock")
        }
        let input = RuleInput(record, document: facts, today: today, history: history, options: options)
        var reasons: [String] = []
        let flags = rules.flags(input) { rule, _ in reasons.append(rule) }
        // The reasons may hold values of the document, which stay out of logs.
        if !reasons.isEmpty { context.log("inconclusive: " + reasons.joined(separator: ", "), level: .debug) }
        return flags
    }
}
