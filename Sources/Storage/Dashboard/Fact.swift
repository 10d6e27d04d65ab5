/// One thing that the dashboard counts of an invoice, and when it belongs.
package struct Fact: Sendable, Hashable {
    /// What is counted; the raw value is stored.
    package enum Kind: Int, Sendable, Hashable, CaseIterable {
        /// `first`: the status. By the time it came in.
        case status = 1
        /// `first`: the currency, `second`: the status; the sum is of totals. By the time it came in.
        case amount = 2
        /// `first`: the head (`cgst`), `second`: the currency, `third`: the status. By the time it came in.
        case tax = 3
        /// `first`: the rule, `second`: the severity; one a finding. By the time it came in.
        case flag = 4
        /// Invoices with findings; `first`: the gravest severity. By the time it came in.
        case flagged = 5
        /// Invoices that are settled; `first`: `automatic`, `corrected` or `reviewed`. By the time it came in.
        case automation = 6
        /// Decisions; the sum is of ms from the result to the decision. By the time it came in.
        case review = 7
        /// Decisions; `first`: the bar of the time they took. By the time it came in.
        case reviewTime = 8
        /// Invoices with a confidence; the sum is of millionths. By the time it came in.
        case confidence = 9
        /// Documents that went through a step; `first`: the step, `second`: how it ended, `third`: the component. The
        /// sum is of tenths of ms. By the time of the result.
        case stage = 10
        /// The same; `first`: the step, `second`: the bar of the time that it took. By the time of the result.
        case stageTime = 11
        /// Documents that were read or failed; `first`: `read` or `failed`. The sum is of pages. By the time of the
        /// result.
        case document = 12
        /// Findings of a vendor; `first`: the rule, `second`: the severity, `third`: what became of the invoice. The sum
        /// is of confidences in millionths. By the time it came in; kept for the vendor only.
        case risk = 13
        /// Values compared with the truth; `first`: the field, `second`: the outcome, `third`: the pipeline with its
        /// version. By the time of the result.
        case accuracy = 20
        /// The same; `first`: the component with its version, `second`: the outcome. By the time of the result.
        case pluginAccuracy = 21
        /// The same; `first`: the vendor's id, `second`: the outcome. By the time of the result.
        case vendorAccuracy = 22
        /// Values that were given; `first`: the bar of their confidence, `second`: `right` or `wrong`. The sum is of
        /// confidences in millionths. By the time of the result.
        case calibration = 23

        /// Whether it is counted for the vendor too.
        package var isOfVendor: Bool {
            switch self {
            case .status, .amount, .flag, .automation, .confidence, .risk: true
            default: false
            }
        }
    }

    package let kind: Kind
    /// The quarter of an hour, counted from 1970; see ``TimeSlot``.
    package let slot: Int64
    package let first: String
    package let second: String
    package let third: String

    package init(
        _ kind: Kind, at moment: Timestamp, _ first: String = "", _ second: String = "", _ third: String = ""
    ) {
        self.init(kind, slot: TimeSlot.containing(moment), first, second, third)
    }

    package init(_ kind: Kind, slot: Int64, _ first: String, _ second: String, _ third: String) {
        self.kind = kind
        self.slot = slot
        self.first = Self.name(first)
        self.second = Self.name(second)
        self.third = Self.name(third)
    }

    /// A name as it is stored: what a document or a plugin says may be long or hold control characters.
    private static func name(_ text: String) -> String {
        guard text.utf8.count > 120 || text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            return text
        }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(120).filter { $0.value >= 0x20 && $0 != "\u{7F}" })
        )
    }
}

/// What an invoice counts for: its facts, in the form in which they are kept beside it.
package struct FactSheet: Sendable, Hashable {
    package private(set) var tallies: [Fact: Tally] = [:]

    package init() {}

    package mutating func add(_ fact: Fact, count: Int64 = 1, sum: Int128 = 0) {
        tallies[fact, default: Tally()] += Tally(count: count, sum: sum)
    }

    /// One line a fact, its members apart by a control character that no name holds.
    package var text: String {
        tallies.map { fact, tally in
            [
                String(fact.kind.rawValue), String(fact.slot), fact.first, fact.second, fact.third,
                String(tally.count), String(tally.sum),
            ].joined(separator: "\u{1F}")
        }.sorted().joined(separator: "\n")
    }

    /// Reads it back; nil for a text that is none.
    package init?(text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\u{1F}", omittingEmptySubsequences: false)
            guard parts.count == 7, let kind = Int(parts[0]).flatMap(Fact.Kind.init(rawValue:)),
                let slot = Int64(parts[1]), let count = Int64(parts[5]), let sum = Int128(parts[6])
            else { return nil }
            let fact = Fact(kind, slot: slot, String(parts[2]), String(parts[3]), String(parts[4]))
            add(fact, count: count, sum: sum)
        }
    }
}
