/// What the dashboard shows, ready summed up.
///
/// The sums change in the transactions of the invoices, so they are exact at any moment.
package protocol DashboardStore: Sendable {
    /// The sums of some kinds of facts within a span of time.
    func tallies(_ kinds: [Fact.Kind], _ span: TallySpan) async throws(StorageError) -> TallySums

    /// The same for several spans, all of one moment; each with the kinds that are wanted of it.
    func tallies(
        _ wanted: [(kinds: [Fact.Kind], span: TallySpan)]
    ) async throws(StorageError) -> [TallySums]

    /// Makes all sums anew from the invoices, and says where the old ones were wrong.
    ///
    /// `isTrial`: Compares only; nothing is changed.
    func rebuildTallies(isTrial: Bool) async throws(StorageError) -> TallyReport
}

/// Whose facts, from when to when.
package struct TallySpan: Sendable, Hashable {
    package var visibility: Visibility
    /// Of that vendor alone, everybody's; see ``Fact/Kind/isOfVendor``.
    package var vendor: VendorID?
    /// The first slot; nil: the beginning of time.
    package var begin: Int64?
    /// The slot after the last one; nil: the end of time.
    package var end: Int64?

    package init(
        _ visibility: Visibility, vendor: VendorID? = nil, begin: Int64? = nil, end: Int64? = nil
    ) {
        self.visibility = visibility
        self.vendor = vendor
        self.begin = begin
        self.end = end
    }
}

/// Sums of facts over a span.
package struct TallySums: Sendable, Hashable {
    /// What a sum is of.
    package struct Key: Sendable, Hashable {
        package let kind: Fact.Kind
        package let first: String
        package let second: String
        package let third: String

        package init(_ kind: Fact.Kind, _ first: String, _ second: String, _ third: String) {
            self.kind = kind
            self.first = first
            self.second = second
            self.third = third
        }
    }

    package private(set) var sums: [Key: Tally] = [:]

    package init() {}

    package mutating func add(_ key: Key, _ tally: Tally) {
        sums[key, default: Tally()] += tally
        if sums[key]?.isEmpty == true { sums[key] = nil }
    }

    /// Those of one kind, in the order of their names.
    package func of(_ kind: Fact.Kind) -> [(key: Key, tally: Tally)] {
        sums.filter { $0.key.kind == kind }.map { ($0.key, $0.value) }.sorted {
            ($0.key.first, $0.key.second, $0.key.third) < ($1.key.first, $1.key.second, $1.key.third)
        }
    }

    /// All of one kind together.
    package func total(_ kind: Fact.Kind) -> Tally {
        sums.reduce(Tally()) { $1.key.kind == kind ? $0 + $1.value : $0 }
    }
}

/// What making the sums anew has shown.
package struct TallyReport: Sendable, Hashable {
    /// How many invoices were gone through.
    package let invoices: Int
    /// How many sums there are.
    package let sums: Int
    /// How many of them were wrong, missing or too many.
    package let differences: Int
    /// The first few of those, for people.
    package let examples: [String]

    package init(invoices: Int, sums: Int, differences: Int, examples: [String]) {
        self.invoices = invoices
        self.sums = sums
        self.differences = differences
        self.examples = examples
    }
}
