package import AssayKit
internal import YAML

extension PipelineDefinition {
    /// The pipeline as it runs: variables resolved, defaults filled in, secrets masked.
    package var shown: JSONValue {
        var whole = JSONObject()
        whole.append("name", .string(name))
        if let description {
            whole.append("description", .string(description))
        }
        whole.append("version", .string(version))
        if !accepts.isEmpty {
            whole.append("accepts", .array(accepts.map { .string($0) }))
        }
        whole.append(
            "limits",
            [
                "pages": .integer(limits.pages),
                "timeout": .string(Quantity.text(milliseconds: limits.timeout)),
                "memory": .string(Quantity.text(bytes: limits.memory)),
            ])
        whole.append("steps", .array(steps.map { shown($0) }))
        var review = JSONObject()
        append(self.review.autoApprove, as: "auto_approve", to: &review)
        append(self.review.needsReview, as: "needs_review", to: &review)
        review.append("threshold", .double(self.review.threshold))
        whole.append("review", .object(review))
        if !notify.isEmpty {
            whole.append("notify", .array(notify.map { shown($0) }))
        }
        if !tests.isEmpty {
            whole.append("tests", .array(tests.map { Self.shown($0) }))
        }
        return .object(whole)
    }

    /// The same as YAML that can be checked again.
    package var shownYAML: String {
        Self.yaml(of: shown)
    }

    /// A JSON value as YAML.
    package static func yaml(of value: JSONValue) -> String {
        var writer = YAMLWriter()
        write(value, to: &writer)
        return writer.finish()
    }

    private func shown(_ step: PipelineStep) -> JSONValue {
        var object = JSONObject()
        object.append("uses", .string(step.uses))
        object.append("name", .string(step.name))
        append(step.options, step.condition, step.limits, to: &object)
        object.append("on_error", .string(step.onError.rawValue))
        return .object(object)
    }

    private func shown(_ step: NotifyStep) -> JSONValue {
        var object = JSONObject()
        object.append("uses", .string(step.uses))
        object.append("name", .string(step.name))
        object.append("on", .array(step.on.map { .string($0.rawValue) }))
        append(step.options, step.condition, step.limits, to: &object)
        return .object(object)
    }

    private static func shown(_ test: PipelineTest) -> JSONValue {
        var object = JSONObject()
        object.append("name", .string(test.name))
        object.append("document", .string(test.document))
        let expected = test.expect.map { expectation in
            JSONObject.Member(key: expectation.field, value: expectation.value.map { .string($0) } ?? .null)
        }
        if !expected.isEmpty {
            object.append("expect", .object(JSONObject(expected)))
        }
        if let status = test.status {
            object.append("status", .string(status.rawValue))
        }
        if let flags = test.flags {
            object.append("flags", .array(flags.map { .string($0) }))
        }
        return .object(object)
    }

    private func append(
        _ options: ConfigValue, _ condition: Int?, _ limits: StepLimits, to object: inout JSONObject
    ) {
        if options.maskedJSON.objectValue?.isEmpty == false {
            object.append("with", options.maskedJSON)
        }
        append(condition, as: "if", to: &object)
        var own = JSONObject()
        if let timeout = limits.timeout {
            own.append("timeout", .string(Quantity.text(milliseconds: timeout)))
        }
        if let memory = limits.memory {
            own.append("memory", .string(Quantity.text(bytes: memory)))
        }
        if !own.isEmpty {
            object.append("limits", .object(own))
        }
    }

    private func append(_ expression: Int?, as key: String, to object: inout JSONObject) {
        guard let expression, expressions.indices.contains(expression) else {
            return
        }
        object.append(key, .string(expressions[expression].text))
    }

    private static func write(_ value: JSONValue, to writer: inout YAMLWriter) {
        switch value {
        case .null: writer.plain("null")
        case .bool(let value): writer.plain(value ? "true" : "false")
        case .number(let text): writer.plain(text)
        case .string(let text): writer.text(text)
        case .array(let items):
            let isShort = items.allSatisfy { $0.arrayValue == nil && $0.objectValue == nil }
            writer.beginSequence(isShort: isShort)
            for item in items {
                write(item, to: &writer)
            }
            writer.endSequence()
        case .object(let object):
            writer.beginMapping()
            for member in object.members {
                writer.text(member.key)
                write(member.value, to: &writer)
            }
            writer.endMapping()
        }
    }
}
