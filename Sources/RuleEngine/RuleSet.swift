package import AssayKit

/// The rules of a component, as a pipeline's options have them.
package struct RuleSet: Sendable {
    /// A rule's outcome.
    package struct Result: Sendable, Hashable {
        /// The rule's id.
        package let rule: String
        /// What it said.
        package let outcome: RuleOutcome
    }

    /// The rules that are checked.
    package let rules: [Rule]
    private let options: RuleOptions

    /// More findings than this of one rule on one record are counted, not listed.
    package static let maximumFindings = 8

    /// The rules of a component without those that the options disable.
    ///
    /// - Throws: ``PluginError`` of kind `.configuration` for an id that the component does not have.
    package init(_ rules: [Rule], options: RuleOptions, component: String) throws(PluginError) {
        let known = Set(rules.map(\.id))
        let named = options.disable + options.severity.keys.sorted() + options.tolerances.keys.sorted()
        if let unknown = named.first(where: { !known.contains($0) }) {
            let group = unknown.prefix { $0 != "-" }.uppercased()
            let near = known.filter { $0.hasPrefix(group) }.sorted()
            let choice = (near.isEmpty ? known.sorted() : near).joined(separator: ", ")
            throw PluginError(
                .configuration, code: "unknown_rule",
                "\(component) has no rule \"\(unknown)\"; it has \(choice)")
        }
        let disabled = Set(options.disable)
        self.rules = rules.filter { rule in
            !disabled.contains(rule.id)
                && options.scopes.map { $0.contains(rule.card.scope) } ?? (rule.card.scope != .history)
        }
        self.options = options
    }

    /// What each rule says.
    package func evaluate(_ input: RuleInput) -> [Result] {
        rules.map { Result(rule: $0.id, outcome: $0.evaluate(input)) }
    }

    /// The findings as flags.
    ///
    /// - Parameters:
    ///   - input: What is checked.
    ///   - inconclusive: Called with rule and reason where it can't be told.
    /// - Returns: The flags, in the order of the rules.
    package func flags(_ input: RuleInput, inconclusive: (String, String) -> Void = { _, _ in }) -> [Flag] {
        var flags: [Flag] = []
        for rule in rules {
            switch rule.evaluate(input) {
            case .hit(let findings): flags += self.flags(rule.card, findings, of: input.record)
            case .inconclusive(let reason): inconclusive(rule.id, reason)
            case .pass, .notApplicable: break
            }
        }
        return flags
    }

    private func flags(_ card: RuleCard, _ findings: [Finding], of record: Record) -> [Flag] {
        var flags = findings.prefix(Self.maximumFindings).map { flag(card, $0, of: record) }
        let further = findings.count - flags.count
        if further > 0, let last = flags.indices.last {
            flags[last].message += "; \(further) further rows likewise"
        }
        return flags
    }

    private func flag(_ card: RuleCard, _ finding: Finding, of record: Record) -> Flag {
        var evidence = finding.evidence
        if evidence.tolerance == nil { evidence.tolerance = card.tolerance ?? "none" }
        // What the whole file or something absent shows is looked for from its first page on.
        if evidence.places.isEmpty { evidence.places = [Evidence.Place(page: record.pages.first ?? 1)] }
        let own = finding.severity ?? card.severity
        var source = card.basis.text
        if let table = card.table { source += "; " + options.reference.title(table) }
        var severity = own
        if let graded = options.severity[card.id], graded != own {
            severity = graded
            source += "; graded \(graded.rawValue) by the pipeline in place of \(own.rawValue)"
        }
        return Flag(
            rule: card.id, severity: severity, message: finding.message, fields: finding.fields,
            evidence: evidence, source: source, confidence: finding.confidence)
    }
}
