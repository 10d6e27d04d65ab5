internal import YAML

extension PipelineChecker {
    /// Below it a document needs a person, unless the pipeline says otherwise.
    static let standardThreshold = 0.8

    mutating func review(_ node: YAMLNode?) -> ReviewRule {
        var rule = ReviewRule(threshold: Self.standardThreshold)
        guard let node, let keys = keys(of: node, as: .review) else {
            return rule
        }
        rule.autoApprove = keys["auto_approve"].flatMap { expression($0, for: .autoApprove) }
        rule.needsReview = keys["needs_review"].flatMap { expression($0, for: .needsReview) }
        rule.threshold = keys["threshold"].flatMap { fraction($0) } ?? rule.threshold
        return rule
    }

    private mutating func fraction(_ node: YAMLNode) -> Double? {
        guard let filled = filled(node, wanted: "a number from 0 to 1") else {
            return nil
        }
        let value: Double? =
            switch YAMLScalar.coreValue(of: filled.text) {
            case .integer(let whole): Double(whole)
            case .float(let number): number
            default: nil
            }
        guard let value, filled.template != nil || node.scalar?.style == .plain else {
            if filled.template != nil {
                mistakes.add(
                    .variableText, at: node.span, "the value of \(filled.shown) isn't a number",
                    mend: "set the variable to a number from 0 to 1")
            } else {
                let percent = filled.text.hasSuffix("%") ? Int(filled.text.dropLast()) : nil
                let plain = value.map { "\($0)" } ?? percent.map { "\(Double($0) / 100)" }
                wrongType(node, wanted: "a number from 0 to 1", suggestion: plain)
            }
            return nil
        }
        guard (0...1).contains(value) else {
            mistakes.add(
                .outOfRange, at: node.span, "a confidence is a number from 0 to 1",
                suggestion: value > 1 && value <= 100 ? "\(value / 100)" : nil)
            return nil
        }
        return value
    }
}
