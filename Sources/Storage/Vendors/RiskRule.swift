internal import Glibc
package import AssayKit

/// How risky a vendor is, 0 to 100: a signal for people, never an accusation.
///
/// Source: the design's GST domain notes, section 6.1. Findings of a year weigh by severity, confidence, what became of
/// their invoice, and age; a curve keeps the score below 100. The points of the reasons add up to the score.
package enum RiskRule {
    /// Findings older than this do not count, days.
    package static let window = 365

    /// What became of the invoice of a finding.
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// Nobody has decided.
        case open
        /// The invoice was rejected.
        case confirmed
        /// The invoice was approved by a person.
        case dismissed

        fileprivate var factor: Double {
            switch self {
            case .open: 1
            case .confirmed: 1.5
            case .dismissed: 0
            }
        }
    }

    /// Findings of one rule on one day.
    package struct Finding: Sendable, Hashable {
        package let rule: String
        package let severity: Severity
        package let outcome: Outcome
        /// Days since its invoice came in.
        package let age: Int
        package let count: Int64
        /// The sum of the findings' confidences, each 0...1.
        package let confidence: Double

        package init(
            rule: String, severity: Severity, outcome: Outcome, age: Int, count: Int64, confidence: Double
        ) {
            self.rule = rule
            self.severity = severity
            self.outcome = outcome
            self.age = age
            self.count = count
            self.confidence = confidence
        }
    }

    /// What is known of a vendor.
    package struct Situation: Sendable, Hashable {
        package var findings: [Finding] = []
        /// Invoices within the window.
        package var invoices: Int64 = 0
        /// Days since the vendor was seen first.
        package var age = 0
        /// Days since it named another bank account than before; nil: never.
        package var accountChange: Int?

        package init() {}
    }

    /// The score of a vendor.
    package static func assess(_ situation: Situation) -> RiskAssessment {
        var terms: [RiskAssessment.Reason] = []
        var weights: [Double] = []
        let size = 1 + max(0, log(Double(max(1, situation.invoices)) / 10))
        let recent = situation.findings.filter { (0...window).contains($0.age) }
        for (rule, findings) in Dictionary(grouping: recent, by: \.rule).sorted(by: { $0.key < $1.key }) {
            let gravest = findings.filter { $0.outcome != .dismissed }.map(\.severity).max() ?? .info
            let sum = findings.reduce(0) { sum, finding in
                sum + weight(finding.severity) * finding.confidence * finding.outcome.factor
                    * pow(0.5, Double(finding.age) / 90)
            }
            let capped = min(sum, 2 * weight(gravest)) / size
            guard capped > 0 else { continue }
            let counts = Outcome.allCases.map { outcome in
                findings.reduce(0) { $1.outcome == outcome ? $0 + $1.count : $0 }
            }
            terms.append(
                .init(
                    name: "rule:" + rule, points: 0,
                    evidence: "\(counts[0]) open and \(counts[1]) confirmed findings of \(rule) "
                        + "(\(gravest.rawValue)) in the last \(window) days, the newest "
                        + "\(findings.map(\.age).min() ?? 0) days old"))
            weights.append(capped)
        }
        if situation.age < 90 {
            terms.append(
                .init(
                    name: "new_vendor", points: 0,
                    evidence: "seen first \(max(0, situation.age)) days ago; a vendor is new for 90 days"))
            weights.append(5)
        }
        if let change = situation.accountChange, change < 30 {
            terms.append(
                .init(
                    name: "bank_account_changed", points: 0,
                    evidence: "another bank account was named \(max(0, change)) days ago"))
            weights.append(15)
        }
        let risk = weights.reduce(0, +)
        let score = Int((100 * (1 - exp(-risk / 60))).rounded())
        for (index, points) in shared(score, among: weights).enumerated() { terms[index].points = points }
        if let floor = floor(recent), floor.score > score {
            terms.append(
                .init(name: "floor:" + floor.rule, points: floor.score - score, evidence: floor.evidence))
        }
        return RiskAssessment(
            reasons: terms.filter { $0.points > 0 }.sorted { ($1.points, $0.name) < ($0.points, $1.name) })
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

    /// The score below which nobody with such an open finding falls.
    private static func floor(_ findings: [Finding]) -> (score: Int, rule: String, evidence: String)? {
        let open = Set(findings.filter { $0.outcome == .open && $0.severity == .critical }.map(\.rule))
            .sorted()
        if let rule = open.first(where: { $0 == "IDN-07" || $0 == "IDN-08" }) {
            return (80, rule, "an open \(rule) (cancelled registration, or blocked) is at least 80")
        }
        let rule = open.first {
            $0.hasPrefix("IDN-") || $0.hasPrefix("QR-") || $0 == "DUP-03" || $0 == "VEN-01"
        }
        return rule.map { (60, $0, "an open critical finding of \($0) is at least 60") }
    }

    /// Whole points by weight; what rounding leaves goes to the largest remainders.
    private static func shared(_ score: Int, among weights: [Double]) -> [Int] {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return weights.map { _ in 0 } }
        let exact = weights.map { Double(score) * $0 / sum }
        var points = exact.map { Int($0.rounded(.down)) }
        let order = exact.indices.sorted {
            (exact[$1] - Double(points[$1]), $0) < (exact[$0] - Double(points[$0]), $1)
        }
        let left = score - points.reduce(0, +)
        for index in order.prefix(max(0, left)) { points[index] += 1 }
        return points
    }
}

/// A vendor's score, and what it is made of.
package struct RiskAssessment: Sendable, Hashable {
    /// One part of the score.
    package struct Reason: Sendable, Hashable {
        /// `rule:DUP-02`, `new_vendor`, `bank_account_changed`, `floor:IDN-08`.
        package let name: String
        package fileprivate(set) var points: Int
        /// One sentence: what it rests on.
        package let evidence: String

        package init(name: String, points: Int, evidence: String) {
            self.name = name
            self.points = points
            self.evidence = evidence
        }
    }

    /// The weightiest first.
    package let reasons: [Reason]
    /// 0...100: the sum of the reasons' points.
    package var score: Int { reasons.reduce(0) { $0 + $1.points } }

    package init(reasons: [Reason]) { self.reasons = reasons }

    /// What it means to people.
    package var band: String {
        switch score {
        case ..<25: "low"
        case ..<50: "watch"
        case ..<75: "high"
        default: "hold"
        }
    }

    /// As it is stored and shown.
    package var json: JSONValue {
        .array(
            reasons.map { reason in
                .object(
                    JSONObject([
                        .init(key: "name", value: .string(reason.name)),
                        .init(key: "points", value: .integer(reason.points)),
                        .init(key: "evidence", value: .string(reason.evidence)),
                    ]))
            })
    }

    /// Reads the stored form; what is none has no reasons.
    package init(json: JSONValue) {
        reasons = (json.arrayValue ?? []).compactMap { reason in
            guard let name = reason["name"]?.stringValue, let points = reason["points"]?.intValue else {
                return nil
            }
            return Reason(name: name, points: points, evidence: reason["evidence"]?.stringValue ?? "")
        }
    }
}
