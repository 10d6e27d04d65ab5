package import AssayKit
internal import Glibc

/// What the rules found of what was planted, and what they found elsewhere.
package struct AnomalyScore: Sendable {
    /// One kind's figures.
    package struct Kind: Sendable {
        package let kind: AnomalyKind
        package var count = 0
        /// How many raised what they should: the kind's own rules, or for one that was held out any flag of severity
        /// medium or above.
        package var raised = 0
        /// How many of these did so gravely enough for a person to look: medium, or as grave as the kind where that
        /// is less.
        package var raisedGravely = 0
        /// The rules that spoke, most often first.
        package var rules: [String: Int] = [:]

        package var recall: Double { count == 0 ? 1 : Double(raised) / Double(count) }
    }

    package private(set) var kinds: [Kind] = AnomalyKind.all.map { Kind(kind: $0) }
    /// Invoices to which nothing was done and that belong to nothing planted.
    package private(set) var clean = 0
    /// Clean ones by the gravest flag on them.
    package private(set) var falseFlags: [Severity: Int] = [:]
    /// Which rules raised flags of severity medium and above on clean ones, and how often.
    package private(set) var falseRules: [String: Int] = [:]
    /// How grave each planted kind is → the gravest flag raised → how often; nil: none.
    package private(set) var confusion: [Severity: [Severity?: Int]] = [:]
    /// The first planted cases that were missed, and the first false flags.
    package var examples: [String] { missed + wrong }
    private var missed: [String] = []
    private var wrong: [String] = []
    private static let maximumExamples = 500
    private var ranking: [(points: Double, isPlanted: Bool)] = []
    /// How many rules were evaluated, and how long that took, seconds.
    package var seconds = 0.0

    package init() {}

    /// Takes in what was found about a case.
    package mutating func take(_ sample: AnomalyCase, _ flags: [Flag]) {
        let gravest = flags.map(\.severity).max()
        let points = flags.reduce(0.0) { $0 + Self.weight($1.severity) * $1.confidence }
        ranking.append((points, sample.kind != nil || sample.isRelated))
        guard let name = sample.kind, let place = kinds.firstIndex(where: { $0.kind.name == name }) else {
            if sample.isRelated { return }
            clean += 1
            if let gravest { falseFlags[gravest, default: 0] += 1 }
            for flag in flags where flag.severity >= .medium && wrong.count < Self.maximumExamples {
                wrong.append("false: \(sample.subject): \(flag.rule) \(flag.message)")
            }
            for rule in Set(flags.filter { $0.severity >= .medium }.map(\.rule)) {
                falseRules[rule, default: 0] += 1
            }
            return
        }
        let kind = kinds[place].kind
        kinds[place].count += 1
        let isRaised =
            kind.isHeldOut
            ? flags.contains { $0.severity >= .medium } : flags.contains { kind.rules.contains($0.rule) }
        let least = min(kind.severity, .medium)
        if isRaised, flags.contains(where: { $0.severity >= least }) { kinds[place].raisedGravely += 1 }
        if isRaised {
            kinds[place].raised += 1
        } else if missed.count < Self.maximumExamples {
            let rules = flags.map(\.rule).joined(separator: ", ")
            missed.append("missed: \(sample.subject): \(kind.name): \(rules.isEmpty ? "no flag" : rules)")
        }
        for rule in Set(flags.map(\.rule)) { kinds[place].rules[rule, default: 0] += 1 }
        confusion[kind.severity, default: [:]][gravest, default: 0] += 1
    }

    private static func weight(_ severity: Severity) -> Double {
        switch severity {
        case .critical: 40
        case .high: 20
        case .medium: 8
        case .low: 3
        case .info: 0
        }
    }

    /// Recall over all kinds together that were, or were not, held out; nil: all of both.
    package func recall(heldOut: Bool?) -> Double {
        let chosen = kinds.filter { heldOut == nil || $0.kind.isHeldOut == heldOut }
        let count = chosen.reduce(0) { $0 + $1.count }
        return count == 0 ? 1 : Double(chosen.reduce(0) { $0 + $1.raised }) / Double(count)
    }

    /// The share of the kinds that were not held out that was raised and is to be looked at.
    package var graveRecall: Double {
        let chosen = kinds.filter { !$0.kind.isHeldOut }
        let count = chosen.reduce(0) { $0 + $1.count }
        return count == 0 ? 1 : Double(chosen.reduce(0) { $0 + $1.raisedGravely }) / Double(count)
    }

    /// The share of clean invoices with a flag of severity medium or above.
    package var falseShare: Double {
        let graver = falseFlags.filter { $0.key >= .medium }.values.reduce(0, +)
        return clean == 0 ? 0 : Double(graver) / Double(clean)
    }

    /// Of so many invoices with the most points, the share to which something was done.
    package func precision(top: Int) -> Double {
        let first = ranking.sorted { $0.points > $1.points }.prefix(top)
        return first.isEmpty ? 0 : Double(first.count { $0.isPlanted }) / Double(first.count)
    }

    /// How many were planted.
    package var planted: Int { kinds.reduce(0) { $0 + $1.count } }

    /// Whether all targets are met: 99.7 % of the kinds that rules were written for, 85 % of all, 0.5 % false flags.
    package var meetsTargets: Bool {
        recall(heldOut: false) >= 0.997 && recall(heldOut: nil) >= 0.85 && falseShare <= 0.005
    }
}
