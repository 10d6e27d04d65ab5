package import AssayKit

/// What the machine read of an invoice, against what people made of it.
///
/// A person's corrections and approvals are the truth: after an approval every value is known to be right or wrong, after
/// a correction those that it changed.
package struct Reading: Sendable {
    /// How a value that the machine gave, or did not give, compares with the truth.
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// It is the truth.
        case right
        /// The truth is another value.
        case wrong
        /// There is no such value in truth.
        case extra
        /// There is one, and the machine gave none.
        case missed
    }

    /// One comparison.
    package struct Result: Sendable, Hashable {
        /// The field, or `line_items.` and the column.
        package let field: String
        package let outcome: Outcome
        /// The machine's; nil for a value that it missed.
        package let confidence: Double?
        /// The step that gave it.
        package let step: String?
    }

    private let machine: Record
    private let truth: Record
    private let isApproved: Bool

    package init(machine: Record, truth: Record, isApproved: Bool) {
        self.machine = machine
        self.truth = truth
        self.isApproved = isApproved
    }

    package var results: [Result] {
        var found: [Result] = []
        compare(machine.fields, truth.fields, prefix: "", FieldTable.fields, into: &found)
        for row in 0..<max(machine.lineItems.count, truth.lineItems.count) {
            compare(
                row < machine.lineItems.count ? machine.lineItems[row] : [:],
                row < truth.lineItems.count ? truth.lineItems[row] : [:], prefix: "line_items.",
                FieldTable.lineItemFields, into: &found)
        }
        return found
    }

    private func compare(
        _ machine: [String: Field], _ truth: [String: Field], prefix: String, _ known: [FieldDefinition],
        into found: inout [Result]
    ) {
        for field in known {
            let (given, real) = (machine[field.name], truth[field.name])
            let outcome: Outcome
            switch (given, real) {
            case (nil, nil): continue
            case (let given?, let real?): outcome = Self.isSame(given, real, field) ? .right : .wrong
            case (_?, nil): outcome = .extra
            case (nil, _?): outcome = .missed
            }
            guard isApproved || outcome != .right else { continue }
            found.append(
                Result(
                    field: prefix + field.name, outcome: outcome, confidence: given?.confidence,
                    step: given?.step))
        }
    }

    private static func isSame(_ one: Field, _ other: Field, _ field: FieldDefinition) -> Bool {
        if one.value == other.value { return true }
        guard field.type == .amount, let left = one.amount, let right = other.amount else { return false }
        return left == right
    }
}

extension FactSheet {
    /// How many bars the calibration curve has.
    package static let confidenceBars = 20

    /// Counts what a reading got right.
    ///
    /// - Parameters:
    ///   - reading: The comparison.
    ///   - moment: When it was read.
    ///   - pipeline: The pipeline with its version.
    ///   - components: The steps' components with their versions, by step.
    ///   - vendor: Whose invoice it is.
    mutating func add(
        _ reading: Reading, at moment: Timestamp, pipeline: String, components: [String: String],
        vendor: VendorID?
    ) {
        let results = reading.results
        // Nobody gave a value that was missed: it counts against the component that gave most of the others.
        let givers = results.compactMap { $0.step.flatMap { components[$0] } }
        let most = Dictionary(givers.map { ($0, 1) }, uniquingKeysWith: +)
            .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        for result in results {
            let outcome = result.outcome.rawValue
            add(Fact(.accuracy, at: moment, result.field, outcome, pipeline))
            let giver = result.step.flatMap { components[$0] } ?? most ?? ""
            add(Fact(.pluginAccuracy, at: moment, giver, outcome))
            add(Fact(.vendorAccuracy, at: moment, vendor?.description ?? "", outcome))
            guard let confidence = result.confidence else { continue }
            let millionths = Int64((min(max(confidence, 0), 1) * 1_000_000).rounded())
            let bar = min(Self.confidenceBars - 1, Int(millionths) * Self.confidenceBars / 1_000_000)
            add(
                Fact(.calibration, at: moment, String(bar), result.outcome == .right ? "right" : "wrong"),
                sum: Int128(millionths))
        }
    }
}
