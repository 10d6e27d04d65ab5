/// A rule: its card, and a pure function that checks one record.
package struct Rule: Sendable {
    /// What it is, in words.
    package let card: RuleCard
    /// Checks a record; it has no state and does no input or output.
    package let check: @Sendable (RuleInput) -> RuleOutcome

    /// A rule of these parts.
    package init(_ card: RuleCard, _ check: @escaping @Sendable (RuleInput) -> RuleOutcome) {
        self.card = card
        self.check = check
    }

    /// Its id.
    package var id: String { card.id }

    /// Below this confidence of any input a rule does not speak.
    package static let leastConfidence = 0.6

    /// Checks a record, and keeps silent where a value that it rests on was not read well enough.
    package func evaluate(_ input: RuleInput) -> RuleOutcome {
        let outcome = check(input)
        guard case .hit(let findings) = outcome else { return outcome }
        let sure = findings.filter { $0.confidence >= Self.leastConfidence }
        guard sure.isEmpty, let doubtful = findings.first else { return .hit(sure) }
        let percent = Int((doubtful.confidence * 100).rounded(.down))
        let names = doubtful.fields.joined(separator: ", ")
        return .inconclusive("\(names) read with \(percent) % confidence only")
    }
}

/// What a rule says of a record.
package enum RuleOutcome: Sendable, Hashable {
    /// Nothing is wrong.
    case pass
    /// Something is.
    case hit([Finding])
    /// It can't be told; the text says why.
    case inconclusive(String)
    /// The record has nothing that the rule speaks of.
    case notApplicable

    /// A pass when there is no finding.
    package static func of(_ findings: [Finding]) -> RuleOutcome { findings.isEmpty ? .pass : .hit(findings) }
}
