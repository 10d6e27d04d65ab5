package import AssayKit

/// What a rule is, in words: everything that a list, a page of documentation or an auditor wants of it.
package struct RuleCard: Sendable, Hashable {
    /// What a rule has to look at.
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        /// The values of the document.
        case document
        /// The file: its pages, words, fonts, metadata.
        case file
        /// Lists that the operator keeps.
        case master
        /// Earlier invoices.
        case history
    }

    /// What a rule rests on.
    package struct Basis: Sendable, Hashable {
        /// Whether someone must or someone should.
        package enum Kind: String, Sendable, Hashable {
            /// An act, a rule or a notification.
            case law
            /// A published standard.
            case standard
            /// What careful payers do.
            case policy
        }

        /// Which of them.
        package let kind: Kind
        /// Its name and section.
        package let text: String
        /// The first day on which it holds, ISO; nil: always.
        package let from: String?
        /// The last day on which it holds, ISO; nil: until further notice.
        package let until: String?

        /// An act, a rule or a notification.
        package static func law(_ text: String, from: String? = "2017-07-01", until: String? = nil) -> Basis {
            Basis(kind: .law, text: text, from: from, until: until)
        }
        /// A published standard.
        package static func standard(_ text: String) -> Basis {
            Basis(kind: .standard, text: text, from: nil, until: nil)
        }
        /// What careful payers do.
        package static func policy(_ text: String) -> Basis {
            Basis(kind: .policy, text: text, from: nil, until: nil)
        }
    }

    /// "ARI-05".
    package let id: String
    /// Grows with every change of what the rule says.
    package let version: Int
    /// A few words.
    package let title: String
    /// How much a finding matters, unless the rule or the pipeline grades it otherwise.
    package let severity: Severity
    /// What it looks at.
    package let scope: Scope
    /// When it speaks, in one sentence.
    package let condition: String
    /// What a flag of it shows, in words.
    package let evidence: String
    /// What it rests on.
    package let basis: Basis
    /// How much difference it lets pass; nil where there is nothing to measure.
    package let tolerance: String?
    /// What sets it off wrongly.
    package let falsePositives: [String]
    /// The fields that it reads.
    package let fields: [String]
    /// The table in which it looks things up; an operator's copy takes its place.
    package let table: ReferenceTables.Table?

    /// A card; `fields` uses the names of the field table, with `line_items.` or `tax_summary.` in front of columns.
    package init(
        _ id: String, version: Int = 1, _ title: String, _ severity: Severity, scope: Scope = .document,
        when condition: String, evidence: String, basis: Basis, tolerance: String? = nil,
        falsePositives: [String] = [],
        fields: [String], table: ReferenceTables.Table? = nil
    ) {
        self.table = table
        self.id = id
        self.version = version
        self.title = title
        self.severity = severity
        self.scope = scope
        self.condition = condition
        self.evidence = evidence
        self.basis = basis
        self.tolerance = tolerance
        self.falsePositives = falsePositives
        self.fields = fields
    }

    /// Writes the card as an object.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.key("version")
        writer.integer(version)
        writer.member("title", title)
        writer.member("severity", severity.rawValue)
        writer.member("scope", scope.rawValue)
        writer.member("condition", condition)
        writer.member("evidence", evidence)
        writer.key("basis")
        writer.beginObject()
        writer.member("kind", basis.kind.rawValue)
        writer.member("text", basis.text)
        writer.member("from", basis.from)
        writer.member("until", basis.until)
        writer.endObject()
        writer.member("tolerance", tolerance)
        writer.member("table", table?.rawValue)
        writer.key("false_positives")
        Self.write(falsePositives, to: &writer)
        writer.key("fields")
        Self.write(fields, to: &writer)
        writer.endObject()
    }

    private static func write(_ texts: [String], to writer: inout JSONWriter) {
        writer.beginArray()
        for text in texts { writer.string(text) }
        writer.endArray()
    }
}
