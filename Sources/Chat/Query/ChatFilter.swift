package import AssayKit

/// Which invoices are meant; all that is set must hold.
package struct ChatFilter: Sendable, Hashable {
    /// Any of these suppliers.
    package var parties: [ChatParty] = []
    /// None of these.
    package var otherParties: [ChatParty] = []
    /// Any of these buyers.
    package var buyers: [ChatParty] = []
    /// Any of these, by the names of the service contract.
    package var statuses: [String] = []
    /// None of these.
    package var otherStatuses: [String] = []
    /// With findings, or without any.
    package var hasFindings: Bool?
    /// With a finding of one of these rules.
    package var rules: [String] = []
    /// With a finding of that severity or above.
    package var severity: Severity?
    /// Whether only exactly that severity counts.
    package var isExactSeverity = false
    /// By the date of the invoice.
    package var dates = DayRange()
    /// By the day on which it came (UTC).
    package var received = DayRange()
    /// By the day on which a person decided (UTC).
    package var decided = DayRange()
    package var total = Bounds<Amount>()
    /// ISO 4217.
    package var currency: String?
    /// With a line item or tax row at one of these rates, percent.
    package var rates: [Amount] = []
    package var confidence = Bounds<Double>()
    /// Without any of these fields.
    package var missing: [String] = []
    package var numbers: [String] = []
    /// Exactly these, from an earlier answer; empty for no such limit.
    package var ids: [String]?
    /// Only those of the user.
    package var isMine = false

    package init() {}

    /// Whether records have to be read to decide.
    package var needsRecords: Bool { !rates.isEmpty || !missing.isEmpty }
}

/// Days from one to another, both included; nil for no limit.
package struct DayRange: Sendable, Hashable {
    package var from: CalendarDate?
    package var to: CalendarDate?

    package init(from: CalendarDate? = nil, to: CalendarDate? = nil) {
        self.from = from
        self.to = to
    }

    package var isEmpty: Bool { from == nil && to == nil }

    package func contains(_ day: CalendarDate?) -> Bool {
        if isEmpty { return true }
        guard let day else { return false }
        return from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true
    }
}

/// A value from one to another.
package struct Bounds<Value: Comparable & Hashable & Sendable>: Sendable, Hashable {
    /// One end.
    package struct End: Sendable, Hashable {
        package var value: Value
        /// Whether the value itself is inside.
        package var isIncluded: Bool
    }

    package var lower: End?
    package var upper: End?

    package init() {}

    package var isEmpty: Bool { lower == nil && upper == nil }

    package func contains(_ value: Value?) -> Bool {
        if isEmpty { return true }
        guard let value else { return false }
        if let lower, lower.isIncluded ? value < lower.value : value <= lower.value { return false }
        if let upper, upper.isIncluded ? value > upper.value : value >= upper.value { return false }
        return true
    }
}

/// A supplier or buyer as people call it.
package struct ChatParty: Sendable, Hashable {
    /// On which side of the invoice it stands.
    package enum Role: Sendable, Hashable { case supplier, buyer }

    /// As it is shown.
    package let name: String
    /// What the source knows it by; several where several vendors have the name.
    package let ids: [String]

    /// The words that tell it from others, in lower case.
    package let words: [String]

    /// `called`: Another name that it goes by, such as that of a vendor that was merged into it.
    package init(name: String, ids: [String], called: String? = nil) {
        self.name = name
        self.ids = ids
        words = Self.words(of: called ?? name)
    }

    /// How many vendors it is: an id that begins with `n:` is only a printed name.
    package var vendorCount: Int { ids.filter { !$0.hasPrefix("n:") }.count }

    package static func == (one: ChatParty, other: ChatParty) -> Bool { one.ids == other.ids }
    package func hash(into hasher: inout Hasher) { hasher.combine(ids) }

    /// A name's words without its title and legal form.
    package static func words(of name: String) -> [String] {
        let all = name.lowercased().replacing("m/s", with: " ").replacing("&", with: " and ")
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let telling = all.filter { !legalForms.contains($0) }
        return telling.isEmpty ? all : telling
    }

    static let legalForms: Set<String> = [
        "pvt", "private", "ltd", "limited", "llp", "inc", "co", "company", "corp", "corporation", "opc",
    ]
}
