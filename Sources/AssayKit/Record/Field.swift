/// Where a value comes from.
public enum Origin: String, Sendable, Hashable, CaseIterable {
    /// Printed on the document and read there.
    case read
    /// Not printed; it follows from values that are.
    case derived
    /// Neither printed nor derived: a default that the options or the kind of document supply.
    case assumed
    /// Set by a reviewer.
    case corrected
}

/// A value that was considered for a field and lost.
public struct Alternative: Sendable, Hashable {
    /// The normalised value.
    public var value: String
    /// The text as printed.
    public var raw: String?
    /// 0...1.
    public var confidence: Double
    /// Where it stands, from page 1.
    public var page: Int?
    /// Where it stands, in points.
    public var box: Box?

    /// A candidate that lost.
    public init(value: String, raw: String? = nil, confidence: Double, page: Int? = nil, box: Box? = nil) {
        self.value = value
        self.raw = raw
        self.confidence = confidence
        self.page = page
        self.box = box
    }
}

/// One value with its evidence.
///
/// A value that the document does not support is absent, never guessed.
public struct Field: Sendable, Hashable {
    /// Normalised: a decimal without separators, an ISO date, an upper-case identifier, or the text itself.
    public var value: String
    /// The text as printed; nil for a derived or assumed value.
    public var raw: String?
    /// How far the value can be trusted, 0...1.
    public var confidence: Double
    /// The page it stands on, from 1; nil for a value that stands nowhere.
    public var page: Int?
    /// Where on that page, in points.
    public var box: Box?
    /// Where the value comes from.
    public var origin: Origin
    /// The pipeline's step that gave it; the engine fills it in.
    public var step: String?
    /// The names of the fields that a derived value follows from.
    public var derivedFrom: [String]
    /// Runners-up, best first.
    public var alternatives: [Alternative]

    /// A value with its evidence.
    public init(
        _ value: String, raw: String? = nil, confidence: Double, page: Int? = nil, box: Box? = nil,
        origin: Origin = .read, step: String? = nil, derivedFrom: [String] = [],
        alternatives: [Alternative] = []
    ) {
        self.value = value
        self.raw = raw
        self.confidence = confidence
        self.page = page
        self.box = box
        self.origin = origin
        self.step = step
        self.derivedFrom = derivedFrom
        self.alternatives = alternatives
    }

    /// The value as an exact decimal; nil when it is none.
    public var amount: Amount? { Amount(value) }
    /// The value as a date; nil when it is none.
    public var date: CalendarDate? { CalendarDate(iso: value) }
}
