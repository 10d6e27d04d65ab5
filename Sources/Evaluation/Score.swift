/// What a pipeline got right over a set of documents.
package struct Score: Sendable {
    /// How many documents were scored.
    package internal(set) var documents = 0
    /// The counts of each header field that some truth has, in the order of the report.
    package internal(set) var fields: [(name: String, tally: Tally)] = []
    /// Rows: one is right when every scored cell of its truth is.
    package internal(set) var lineItems = Tally()
    /// The documents that failed, and why.
    package internal(set) var failures: [(document: String, message: String)] = []
    /// Every value that was missed or given wrong.
    package internal(set) var misses: [Miss] = []
    /// Every value that was given for a scored header field, with what became of it.
    package internal(set) var values: [ScoredValue] = []
    /// The expected calibration error of the header's values; nil when none was given.
    package internal(set) var calibrationError: Double?

    /// All header fields together.
    package var header: Tally { fields.reduce(Tally()) { $0 + $1.tally } }
}

/// A value that was given for a header field.
package struct ScoredValue: Hashable, Sendable {
    /// The document's name, with `#2` for its second part.
    package let document: String
    /// The field's name.
    package let field: String
    /// 0...1.
    package let confidence: Double
    /// Whether it says what the truth says.
    package let isRight: Bool
    /// Whether pages of the document had to be recognised.
    package let isRecognised: Bool
}

/// A value that was missed or given wrong.
package struct Miss: Hashable, Sendable {
    /// The document's name, with `#2` for its second part.
    package let document: String
    /// The field's name, or `line_items[3].hsn`, counted from 1.
    package let field: String
    /// What was given; nil for nothing.
    package let given: String?
    /// What the truth says; nil for nothing.
    package let truth: String?
    /// The confidence of what was given, 0...1; nil for nothing.
    package let confidence: Double?
    /// The text on the page that the value was made from; nil for nothing.
    package var raw: String?
    /// Where that text stands; nil where the value was not read off a page.
    package var place: Place?

    /// A box on a page.
    package struct Place: Hashable, Sendable {
        /// From 1.
        package let page: Int
        /// Left, top, right and bottom in points from the page's top left.
        package let box: [Double]
    }
}
