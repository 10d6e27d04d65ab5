package import AssayKit

/// The cards of a component's rules in the forms that stand beside the plugin: for programs and for people.
package struct RuleCatalogue: Sendable {
    private let component: String
    private let cards: [RuleCard]

    /// The catalogue of a component, in the order of the ids.
    package init(_ component: String, _ rules: [Rule]) { self.init(component, cards: rules.map(\.card)) }

    /// The same of rules that are part of an extractor.
    package init(_ component: String, cards: [RuleCard]) {
        self.component = component
        self.cards = cards.sorted { $0.id < $1.id }
    }

    /// What `rules.json` beside the manifest holds; `assay rules` reads it, and no plugin is loaded for that.
    ///
    /// - Throws: ``JSONError`` never in practice: what the writer writes is JSON.
    package func json() throws(JSONError) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("component", component)
        writer.key("rules")
        writer.beginArray()
        for card in cards { card.write(to: &writer) }
        writer.endArray()
        writer.endObject()
        return JSONWriter.prettyText(try JSONParser.parse(writer.bytes)) + "\n"
    }

    /// A page of documentation.
    package var page: String {
        var lines = [
            "# Rules of `\(component)`", "",
            "\(cards.count) rules. This page and `rules.json` are made from the rules' own cards; a test keeps them true.",
            "A rule that rests on a value read with less than \(Int(Rule.leastConfidence * 100)) % confidence is "
                + "inconclusive and raises no flag.",
            "A pipeline can disable rules, grade them otherwise or set their tolerances; the flag says so.",
            "",
            "| Rule | Severity | Looks at | Speaks of |", "|---|---|---|---|",
        ]
        lines += cards.map { card in
            "| [\(card.id)](#\(card.id.lowercased())) | \(card.severity.rawValue) | \(card.scope.rawValue) | "
                + "\(card.title) |"
        }
        for card in cards { lines += [""] + section(card) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ card: RuleCard) -> [String] {
        var lines = [
            "## \(card.id)", "", "**\(card.title)** (\(card.severity.rawValue), version \(card.version)).",
            "",
            "- Raised when: \(card.condition).", "- Shows: \(card.evidence).",
            "- Rests on: \(card.basis.title).",
        ]
        if let tolerance = card.tolerance { lines.append("- Lets pass: \(tolerance).") }
        if let table = card.table {
            lines.append(
                "- Looks things up in the table of \(table.rawValue); each flag names its version, and a pipeline can "
                    + "bring its own (option `reference`).")
        }
        lines.append("- Known false positives: \(card.falsePositives.joined(separator: "; ")).")
        if !card.fields.isEmpty {
            lines.append("- Reads: \(card.fields.map { "`\($0)`" }.joined(separator: ", ")).")
        }
        return lines
    }
}

extension RuleCard.Basis {
    /// Its kind, its text and the days on which it holds.
    package var title: String {
        let days =
            switch (from, until) {
            case (let from?, let until?): ", \(from) to \(until)"
            case (let from?, nil): ", from \(from)"
            case (nil, let until?): ", until \(until)"
            case (nil, nil): ""
            }
        return "\(text) (\(kind.rawValue)\(days))"
    }
}
