import AssayKit
import IndianTax
import RuleEngine

/// Rules about a GSTIN by itself.
enum NumberRules {
    static let all = [supplier, buyer]

    private static let law = "CGST Rules 2017, rule 10(1), with rule 46"

    /// Source: CGST Rules 2017, rule 10(1): State code, PAN, entity code, check character.
    static let supplier = Rule(
        RuleCard(
            "IDN-01", version: 2, "The supplier's GSTIN is not valid", .critical,
            when:
                "structure, State code, PAN or check character of the supplier's GSTIN is wrong; medium where only the "
                + "check character is, of a number that was recognised from a picture without much confidence; low "
                + "where only the check character of a form without a PAN is",
            evidence:
                "the number as printed, and what is wrong with it: the expected check character where only that is",
            basis: .law(law + "(a)"), falsePositives: ["special forms", "a number that was misread"],
            fields: ["supplier_gstin"])
    ) { check($0, "supplier_gstin", "supplier's") }

    /// Source: CGST Rules 2017, rule 10(1): State code, PAN, entity code, check character.
    static let buyer = Rule(
        RuleCard(
            "IDN-02", version: 2, "The buyer's GSTIN is not valid", .medium,
            when: "structure, State code, PAN or check character of the buyer's GSTIN is wrong",
            evidence:
                "the number as printed, and what is wrong with it: the expected check character where only that is",
            basis: .law(law + "(d)"), falsePositives: ["what consumers' invoices print in its place"],
            fields: ["buyer_gstin"])
    ) { check($0, "buyer_gstin", "buyer's") }

    private static func check(_ input: RuleInput, _ name: String, _ whose: String) -> RuleOutcome {
        var reading = input.reading()
        guard let text = reading.text(name), !GSTIN.meansNone(text) else { return .notApplicable }
        let problems = GSTIN.problems(in: text)
        if problems.isEmpty {
            let doubts =
                GSTIN(text)?.remarks.contains { if case .check = $0 { true } else { false } } ?? false
            guard doubts else { return .pass }
            return .hit([
                reading.finding(
                    "The \(whose) GSTIN \(text) holds no PAN, and its check character does not follow from the rest",
                    expected: "a check character that follows", observed: text, severity: .low)
            ])
        }
        let repair = GSTINRepair(text)
        if input.document.isRecognised, let best = repair.best, best.method == .characterClass {
            return .inconclusive("the number was recognised from a picture and may read \(best.text)")
        }
        if !input.document.isRecognised, let best = repair.best, best.method == .asRead { return .pass }
        let expected: String? = problems.lazy.compactMap { problem -> String? in
            guard case .check(let expected, _) = problem else { return nil }
            return String(text.dropLast()) + String(expected)
        }.first
        let reasons = problems.map(\.description).joined(separator: "; ")
        var finding = reading.finding(
            "The \(whose) GSTIN \(text) is not valid: \(reasons)", expected: expected ?? "a valid GSTIN",
            observed: text)
        if isWellFormed(problems), repair.candidates.isEmpty, input.document.isRecognised,
            (leastRecognised..<Rule.leastConfidence).contains(finding.confidence)
        {
            finding.confidence = Rule.leastConfidence
            finding.severity = .medium
            finding.message += ", unless it was misread"
        }
        return .hit([finding])
    }

    /// How sure a recognised number must be whose only fault is its check character.
    ///
    /// Its confidence is low because the check fails. That must not hide the failure, where no mix-up of letters and
    /// digits of one shape explains it.
    private static let leastRecognised = 0.4

    private static func isWellFormed(_ problems: [GSTIN.Problem]) -> Bool {
        problems.allSatisfy { if case .check = $0 { true } else { false } }
    }
}
