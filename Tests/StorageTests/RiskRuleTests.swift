import AssayKit
import Storage
import Testing

@Suite("The risk of vendors")
struct RiskRuleTests {
    private struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let situation: RiskRule.Situation
        let reasons: [String]
        var testDescription: String { name }

        init(
            _ name: String, _ findings: [RiskRule.Finding], invoices: Int64 = 1, age: Int = 100,
            change: Int? = nil, _ reasons: [String]
        ) {
            self.name = name
            var situation = RiskRule.Situation()
            situation.findings = findings
            situation.invoices = invoices
            situation.age = age
            situation.accountChange = change
            self.situation = situation
            self.reasons = reasons
        }
    }

    private static func finding(
        _ rule: String, _ severity: Severity, _ outcome: RiskRule.Outcome = .open, age: Int = 0,
        count: Int64 = 1, confidence: Double? = nil
    ) -> RiskRule.Finding {
        RiskRule.Finding(
            rule: rule, severity: severity, outcome: outcome, age: age, count: count,
            confidence: confidence ?? Double(count))
    }

    // The points are worked out by hand: 100(1 - e^(-R/60)), shared by weight, the largest remainders rounded up.
    private static let samples = [
        Sample("nothing is known", [], []),
        Sample("one critical finding", [finding("DUP-02", .critical)], ["rule:DUP-02 49"]),
        Sample(
            "of a new vendor", [finding("DUP-02", .critical)], age: 3, ["rule:DUP-02 47", "new_vendor 6"]),
        Sample("after 90 days half", [finding("DUP-02", .critical, age: 90)], ["rule:DUP-02 28"]),
        Sample("half as sure", [finding("DUP-02", .critical, confidence: 0.5)], ["rule:DUP-02 28"]),
        Sample("confirmed by a rejection", [finding("DUP-02", .critical, .confirmed)], ["rule:DUP-02 63"]),
        Sample("dismissed by an approval", [finding("DUP-02", .critical, .dismissed)], []),
        Sample("a rule is capped", [finding("ARI-01", .high, count: 9)], ["rule:ARI-01 49"]),
        Sample("a large vendor", [finding("ARI-01", .high, count: 9)], invoices: 100, ["rule:ARI-01 18"]),
        Sample("too old", [finding("DUP-02", .critical, age: 366)], []),
        Sample("information weighs nothing", [finding("CHR-05", .info, count: 50)], []),
        Sample("another account", [], change: 4, ["bank_account_changed 22"]),
        Sample("the change is old", [], change: 30, []),
        Sample("blocked", [finding("IDN-08", .critical)], ["rule:IDN-08 49", "floor:IDN-08 31"]),
        Sample(
            "an identity in doubt", [finding("IDN-01", .critical)], ["rule:IDN-01 49", "floor:IDN-01 11"]),
        Sample(
            "in doubt, but cleared", [finding("IDN-01", .critical, .dismissed), finding("IDN-02", .medium)],
            ["rule:IDN-02 12"]),
    ]

    @Test("a score is the sum of its reasons, as worked out by hand", arguments: samples)
    private func hand(sample: Sample) {
        let risk = RiskRule.assess(sample.situation)
        #expect(risk.reasons.map { "\($0.name) \($0.points)" } == sample.reasons)
        #expect(RiskAssessment(json: risk.json) == risk)
    }

    @Test("reasons add up to the score, 0...100, whatever is known")
    func addUp() {
        var generator = SystemRandomNumberGenerator()
        for turn in 0..<3000 {
            var situation = RiskRule.Situation()
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                let count = Int64.random(in: 1...400, using: &generator)
                situation.findings.append(
                    Self.finding(
                        ["DUP-02", "IDN-08", "VEN-01", "QR-01", "ARI-01", "CHR-05"].randomElement() ?? "",
                        Severity.allCases.randomElement() ?? .low,
                        RiskRule.Outcome.allCases.randomElement() ?? .open,
                        age: Int.random(in: -1...500), count: count,
                        confidence: Double(count) * Double.random(in: 0...1)))
            }
            situation.invoices = Int64.random(in: 0...1_000_000)
            situation.age = Int.random(in: 0...200)
            situation.accountChange = turn % 2 == 0 ? nil : Int.random(in: 0...60)
            let risk = RiskRule.assess(situation)
            #expect((0...100).contains(risk.score), "\(situation)")
            #expect(risk.reasons.reduce(0) { $0 + $1.points } == risk.score)
            #expect(risk.reasons.allSatisfy { $0.points > 0 && !$0.name.isEmpty && !$0.evidence.isEmpty })
            #expect(Set(risk.reasons.map(\.name)).count == risk.reasons.count)
            let isBlocked = situation.findings.contains {
                $0.rule == "IDN-08" && $0.severity == .critical && $0.outcome == .open
                    && (0...365).contains($0.age)
            }
            #expect(!isBlocked || risk.score >= 80, "\(situation)")
            #expect(RiskRule.assess(situation) == risk)
        }
    }
}
