/// What a rule saw, so that a person can check it in seconds.
public struct Evidence: Sendable, Hashable {
    /// A spot on a page.
    public struct Place: Sendable, Hashable {
        /// The page, from 1.
        public var page: Int
        /// Where on it, in points.
        public var box: Box?
        /// What stands there.
        public var text: String?

        /// A spot on a page.
        public init(page: Int, box: Box? = nil, text: String? = nil) {
            self.page = page
            self.box = box
            self.text = text
        }
    }

    /// What should have been there.
    public var expected: String?
    /// What is there.
    public var observed: String?
    /// How much difference was allowed.
    public var tolerance: String?
    /// The line item that it is about, from 1.
    public var line: Int?
    /// Where to look.
    public var places: [Place]

    /// What a rule saw.
    public init(
        expected: String? = nil, observed: String? = nil, tolerance: String? = nil, line: Int? = nil,
        places: [Place] = []
    ) {
        self.expected = expected
        self.observed = observed
        self.tolerance = tolerance
        self.line = line
        self.places = places
    }
}

/// A finding: a signal of risk, never an accusation.
public struct Flag: Sendable, Hashable {
    /// The rule's id: "ARI-05".
    public var rule: String
    /// How much it matters.
    public var severity: Severity
    /// One sentence.
    public var message: String
    /// The names of the fields that it is about.
    public var fields: [String]
    /// What the rule saw.
    public var evidence: Evidence
    /// The law or policy that the rule rests on: "CGST Rules 2017, rule 46(b)".
    public var source: String
    /// The least confidence among the values that the rule used, 0...1.
    public var confidence: Double
    /// The pipeline's step that raised it; the engine fills it in.
    public var step: String?

    /// A finding.
    public init(
        rule: String, severity: Severity, message: String, fields: [String] = [],
        evidence: Evidence = Evidence(),
        source: String, confidence: Double = 1, step: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.fields = fields
        self.evidence = evidence
        self.source = source
        self.confidence = confidence
        self.step = step
    }
}
