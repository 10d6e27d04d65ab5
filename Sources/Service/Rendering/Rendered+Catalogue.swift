internal import AssayKit

extension Rendered {
    static func pipeline(_ pipeline: PipelineSummary) -> JSONObject {
        JSONObject([
            .init(key: "name", value: .string(pipeline.name)),
            .init(key: "description", value: .optional(pipeline.description)),
            .init(key: "version", value: .string(pipeline.source.text)),
            .init(key: "label", value: .string(pipeline.label)),
        ])
    }

    static func pipeline(_ view: PipelineView) -> JSONValue {
        var object = pipeline(view.summary)
        object["in_force"] = .bool(view.isInForce)
        object["sha256"] = .string(view.digest)
        object["text"] = .string(view.text)
        object["mistakes"] = .array(view.mistakes.map(mistake))
        object["newer"] =
            view.newerMistakes.isEmpty
            ? .null : .object(["mistakes": .array(view.newerMistakes.map(mistake))])
        return .object(object)
    }

    static func mistake(_ mistake: PipelineMistake) -> JSONValue {
        .object([
            "line": .integer(mistake.line), "column": .integer(mistake.column), "code": .string(mistake.code),
            "message": .string(mistake.message), "hint": .optional(mistake.hint),
            "severity": mistake.isError ? "error" : "warning",
        ])
    }

    /// A plugin; where it lies only for those who may change that.
    static func plugin(_ plugin: PluginView, withPlace: Bool) -> JSONValue {
        let figures = plugin.figures
        return .object([
            "id": .string(plugin.id), "version": .string(plugin.version), "abi": .integer(plugin.abi),
            "needs": .array(plugin.needs.map { .string($0) }),
            "grants": .array(plugin.grants.map { .string($0) }),
            "components": .array(
                plugin.components.map {
                    .object([
                        "id": .string($0.id), "kind": .string($0.kind), "summary": .string($0.summary),
                        "config": $0.configuration,
                    ])
                }), "sha256": .optional(plugin.sha256), "allowed": .bool(plugin.isAllowed),
            "bundled": .bool(plugin.isBundled), "place": withPlace ? .string(plugin.place) : .null,
            "health": .object([
                "status": .string(health(of: plugin)),
                "message": withPlace ? .optional(plugin.trouble) : .null,
                "workers": .integer(figures.workers), "running": .integer(figures.running),
                "calls": .integer(figures.calls), "errors": .integer(figures.errors),
                "crashes": .integer(figures.crashes), "timeouts": .integer(figures.timeouts),
                "failed_starts": .integer(figures.failedStarts),
                "latency_ms": .object([
                    "p50": latency(figures.p50), "p90": latency(figures.p90), "p99": latency(figures.p99),
                ]),
            ]),
        ])
    }

    private static func health(of plugin: PluginView) -> String {
        if !plugin.isAllowed { return "refused" }
        if plugin.trouble != nil { return "failing" }
        return plugin.figures.calls == 0 ? "unused" : "ok"
    }

    private static func latency(_ milliseconds: Double?) -> JSONValue {
        .optional(milliseconds.map { ($0 * 10).rounded() / 10 })
    }

    static func move(_ move: PluginMove) -> JSONValue {
        .object([
            "id": .string(move.id), "change": .string(move.change.rawValue), "from": edition(move.from),
            "to": edition(move.to), "reason": .optional(move.reason),
        ])
    }

    private static func edition(_ edition: PluginMove.Edition?) -> JSONValue {
        guard let edition else { return .null }
        return .object(["version": .string(edition.version), "sha256": .optional(edition.sha256)])
    }
}
