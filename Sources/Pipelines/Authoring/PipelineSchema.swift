package import AssayKit

/// The pipeline format as a JSON Schema, from which editors complete and check.
package enum PipelineSchema {
    /// The schema of these components' pipelines; options come from the components' own manifests.
    package static func json(components: [ComponentDescription]) -> JSONValue {
        let usable = components.filter { !$0.isInternal }
        return object(
            [
                ("name", ["type": "string", "pattern": "^[a-z0-9][a-z0-9.-]{0,63}$"]),
                ("description", text), ("extends", text), ("version", ["type": ["string", "number"]]),
                (
                    "accepts",
                    list(["type": "string", "enum": strings(Set(usable.flatMap(\.reads)).sorted())])
                ),
                ("limits", object([("pages", whole), ("timeout", quantity), ("memory", quantity)])),
                ("steps", steps(usable.filter { $0.kind != .notifier }, notify: false)),
                (
                    "review",
                    object([
                        ("auto_approve", text), ("needs_review", text),
                        ("threshold", ["type": "number", "minimum": 0, "maximum": 1]),
                    ])
                ),
                ("notify", steps(usable.filter { $0.kind == .notifier }, notify: true)),
                ("tests", list(test)),
            ],
            required: ["name"], draft: true)
    }

    private static let text: JSONValue = ["type": "string"]
    private static let quantity: JSONValue = ["type": "string", "pattern": "^[0-9]|\\$\\{"]
    private static let whole: JSONValue = variable(["type": "integer", "minimum": 1])

    private static var test: JSONValue {
        let fields = FieldTable.fields.map { field -> (String, JSONValue) in
            (
                field.name,
                [
                    "type": ["string", "number", "boolean", "null"], "description": .string(field.meaning),
                ]
            )
        }
        return object(
            [
                ("name", text), ("document", text), ("expect", object(fields)),
                ("status", choice(NotifyStep.Event.allCases.map(\.rawValue))), ("flags", list(text)),
            ], required: ["document"])
    }

    private static func steps(_ components: [ComponentDescription], notify: Bool) -> JSONValue {
        let limits = object([("timeout", quantity), ("memory", quantity)])
        let ids = components.map(\.id)
        var members: [(String, JSONValue)] = [
            ("uses", choice(ids)), ("name", text), ("with", ["type": "object"]), ("if", text),
            ("after", text),
            ("limits", limits),
        ]
        if notify {
            members.append(("on", list(choice(NotifyStep.Event.allCases.map(\.rawValue)))))
        } else {
            members.append(("on_error", choice(PipelineStep.OnError.allCases.map(\.rawValue))))
        }
        let rules = components.map { component -> JSONValue in
            [
                "if": ["properties": ["uses": ["const": .string(component.id)]]],
                "then": [
                    "description": .string(component.summary),
                    "properties": ["with": component.options.json],
                ],
            ]
        }
        var step = object(members).objectValue ?? JSONObject()
        // Where a pipeline extends another one, a name alone says which step is changed.
        step.append("anyOf", [["required": ["uses"]], ["required": ["name"]]])
        step.append("allOf", .array(rules))
        return list(.object(step))
    }

    private static func object(
        _ members: [(String, JSONValue)], required: [String] = [], draft: Bool = false
    ) -> JSONValue {
        var whole = JSONObject()
        if draft { whole.append("$schema", "https://json-schema.org/draft/2020-12/schema") }
        whole.append("type", "object")
        whole.append("additionalProperties", false)
        if !required.isEmpty { whole.append("required", strings(required)) }
        whole.append("properties", .object(JSONObject(members.map { .init(key: $0.0, value: $0.1) })))
        return .object(whole)
    }

    private static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }
    private static func choice(_ values: [String]) -> JSONValue {
        ["type": "string", "enum": strings(values)]
    }
    private static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

    /// A value that may also be written as a variable.
    static func variable(_ schema: JSONValue) -> JSONValue {
        ["anyOf": [schema, ["type": "string", "pattern": "\\$\\{"]]]
    }
}

extension OptionSchema {
    /// The schema as an editor reads it: numbers, choices and truth values may be variables too.
    package var json: JSONValue {
        var object = JSONObject()
        let kinds = isFromFile ? kinds + [.string] : kinds
        if !kinds.isEmpty { object.append("type", .array(kinds.map { .string($0.rawValue) })) }
        if let description { object.append("description", .string(description)) }
        if !properties.isEmpty {
            let members = properties.map { JSONObject.Member(key: $0.name, value: $0.schema.json) }
            object.append("properties", .object(JSONObject(members)))
        }
        if !required.isEmpty { object.append("required", .array(required.map { .string($0) })) }
        if kinds.contains(.object) {
            object.append("additionalProperties", additional.map(\.json) ?? false)
        }
        if let items { object.append("items", items.json) }
        if !values.isEmpty { object.append("enum", .array(values.map(\.json))) }
        if let minimum { object.append("minimum", .double(minimum)) }
        if let maximum { object.append("maximum", .double(maximum)) }
        let isList = kinds.contains(.array)
        if let minimumLength { object.append(isList ? "minItems" : "minLength", .integer(minimumLength)) }
        if let maximumLength { object.append(isList ? "maxItems" : "maxLength", .integer(maximumLength)) }
        if let pattern { object.append("pattern", .string(pattern)) }
        if let standard { object.append("default", standard.json) }
        if isSecret { object.append("writeOnly", true) }
        let isScalar = !kinds.contains(.object) && !kinds.contains(.array) && !kinds.isEmpty
        let isFree = values.isEmpty && pattern == nil && kinds == [.string]
        return isScalar && !isFree ? PipelineSchema.variable(.object(object)) : .object(object)
    }
}
