internal import AssayKit
internal import Commands
internal import Engine

/// What each step had before it and what of a result is its own.
struct ResultTrace {
    struct Step {
        let report: StepReport
        /// How many of the result's fields were there before the step.
        let received: Int
        let fields: [(name: String, field: Field)]
        let flags: [Flag]
    }

    let result: InvoiceResult
    let steps: [Step]

    init(_ result: InvoiceResult) {
        self.result = result
        let order = FieldTable.fields.map(\.name)
        var received = 0
        steps = result.steps.map { report in
            let own = order.compactMap { name in result.record.fields[name].map { (name: name, field: $0) } }
                .filter { $0.field.step == report.name }
            defer { received += own.count }
            return Step(
                report: report, received: received, fields: own,
                flags: result.record.flags.filter { $0.step == report.name })
        }
    }

    /// For a terminal.
    var text: String {
        var lines = ["\(result.file.printable): \(result.status.rawValue), \(result.pages) pages"]
        for step in steps {
            let time = "\((step.report.milliseconds * 10).rounded() / 10) ms"
            let cached =
                step.report.cachedPages > 0 ? ", \(step.report.cachedPages) pages from the cache" : ""
            lines.append("")
            lines.append("\(step.report.name)  \(step.report.status.rawValue), \(time)\(cached)")
            lines.append("  received \(step.received) fields, gave \(step.fields.count)")
            for (name, field) in step.fields { lines.append("    \(name): \(field.value.printable)") }
            for flag in step.flags {
                lines.append("    [\(flag.severity.rawValue)] \(flag.rule): \(flag.message.printable)")
            }
        }
        if let error = result.error { lines += ["", "error \(error.code): \(error.message.printable)"] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For programs.
    var json: JSONValue {
        let list = steps.map { step -> JSONValue in
            let fields = step.fields.map { JSONObject.Member(key: $0.name, value: .string($0.field.value)) }
            return [
                "name": .string(step.report.name), "uses": .string(step.report.uses),
                "status": .string(step.report.status.rawValue), "ms": .double(step.report.milliseconds),
                "received": .integer(step.received), "fields": .object(JSONObject(fields)),
                "flags": .array(step.flags.map { .string($0.rule) }),
            ]
        }
        return [
            "file": .string(result.file), "status": .string(result.status.rawValue), "steps": .array(list),
        ]
    }
}
