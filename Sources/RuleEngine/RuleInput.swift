package import AssayKit

/// All that a rule may look at.
package struct RuleInput: Sendable {
    /// What was read.
    package let record: Record
    /// What the file and its words tell.
    package let document: DocumentFacts
    /// The day of the check.
    package let today: CalendarDate
    /// What earlier and later invoices tell; nil: nothing is known of any.
    package let history: HistoryView?
    /// How the pipeline wants the rules.
    package let options: RuleOptions

    /// An input of these parts.
    package init(
        _ record: Record, document: DocumentFacts = DocumentFacts(), today: CalendarDate,
        history: HistoryView? = nil, options: RuleOptions = RuleOptions()
    ) {
        self.record = record
        self.document = document
        self.today = today
        self.history = history
        self.options = options
    }

    /// A reading of the record from which nothing has been read yet.
    package func reading() -> RuleReading { RuleReading(record) }

    /// The kind of document; nil when it was not told or is none of the known ones.
    package var documentType: DocumentType? {
        record.text("document_type").flatMap(DocumentType.init(rawValue:))
    }

    /// The tolerance that the pipeline sets for a rule, else the rule's own.
    package func tolerance(_ rule: String, _ own: Amount) -> Amount {
        options.tolerances[rule] ?? own
    }

    /// A tolerance in words, with the word that the pipeline set it where it did.
    package func toleranceText(_ rule: String, _ own: Amount) -> String {
        guard let set = options.tolerances[rule] else { return own.text }
        return "\(set.text) (set by the pipeline)"
    }
}
