package import AssayKit

/// How a pipeline wants its rules: which not at all, which graded otherwise, with which tolerances and limits.
package struct RuleOptions: Sendable, Hashable, Decodable {
    /// Ids of rules that are not checked.
    package var disable: [String] = []
    /// Rule id → the severity of its findings.
    package var severity: [String: Severity] = [:]
    /// Rule id → the difference that it lets pass.
    package var tolerances: [String: Amount] = [:]
    /// Amounts from which someone else must approve, ascending.
    package var approvalLimits: [Amount] = []

    private enum Key: String, CodingKey {
        case disable, severity, tolerances
        case approvalLimits = "approval_limits"
    }

    /// No wishes.
    package init() {}

    /// Reads the options of a step.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        disable = try values.decodeIfPresent([String].self, forKey: .disable) ?? []
        for (rule, name) in try values.decodeIfPresent([String: String].self, forKey: .severity) ?? [:] {
            guard let grade = Severity(rawValue: name) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .severity, in: values,
                    debugDescription: "\(rule) has \"\(name)\"; it is info, low, medium, high or critical")
            }
            severity[rule] = grade
        }
        for (rule, text) in try values.decodeIfPresent([String: String].self, forKey: .tolerances) ?? [:] {
            guard let amount = Amount(text), amount >= .zero else {
                throw DecodingError.dataCorruptedError(
                    forKey: .tolerances, in: values,
                    debugDescription: "\(rule) has \"\(text)\"; write an amount such as \"1.00\"")
            }
            tolerances[rule] = amount
        }
        let limits = try values.decodeIfPresent([String].self, forKey: .approvalLimits) ?? []
        approvalLimits = try limits.map { text in
            guard let amount = Amount(text), amount > .zero else {
                throw DecodingError.dataCorruptedError(
                    forKey: .approvalLimits, in: values,
                    debugDescription: "\"\(text)\" is no amount; write one such as \"50000.00\"")
            }
            return amount
        }.sorted()
    }
}
