internal import AssayKit
internal import Pipelines

/// How a pipeline has its rules.
struct RuleTuning {
    private var options: [String: JSONValue] = [:]

    /// The tuning of a pipeline's validators.
    init(_ definition: PipelineDefinition) {
        for step in definition.shown["steps"]?.arrayValue ?? [] {
            guard let uses = step["uses"]?.stringValue else { continue }
            options[uses] = step["with"] ?? .object(JSONObject())
        }
    }

    /// Whether the pipeline has the component at all.
    func uses(_ component: String) -> Bool { options[component] != nil }

    /// Severity and what the pipeline changed of a rule: "high", "low (the card says high)", "off".
    func state(_ rule: RuleEntry) -> String {
        let own = rule.text("severity")
        let options = options[rule.component]
        if options?["disable"]?.arrayValue?.contains(.string(rule.id)) == true { return "off" }
        var state = own
        if let graded = options?["severity"]?[rule.id]?.stringValue, graded != own {
            state = "\(graded) (the card says \(own))"
        }
        if let tolerance = options?["tolerances"]?[rule.id]?.stringValue {
            state += ", tolerance \(tolerance)"
        }
        return state
    }
}
