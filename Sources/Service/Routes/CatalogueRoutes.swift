internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Pipelines, plugins, and what documents may be.
enum CatalogueRoutes {
    private static let pipeline = Schema.object([
        .init("name", .text), .init("description", .nullable(.text)), .init("version", .text),
    ])
    private static let mistake = Schema.object([
        .init("line", .integer()), .init("column", .integer()), .init("code", .text), .init("message", .text),
        .init("hint", .nullable(.text)), .init("severity", .choice(["error", "warning"])),
    ])
    private static let name = Operation.Parameter("name", in: .path, .text(1...100), "The name")

    static let operations: [Operation] = [
        Operation(
            .get, "/api/pipelines", tag: "pipelines", id: "listPipelines", "The pipelines that can be named",
            answers: [.init(200, "The pipelines", .object([.init("pipelines", .array(pipeline))]))]
        ) { call in
            .json(.object(["pipelines": .array(call.house.library.list().map(rendered))]))
        },
        Operation(
            .get, "/api/pipelines/:name", tag: "pipelines", id: "getPipeline", "One pipeline with its text",
            parameters: [name],
            answers: [
                .init(
                    200, "The pipeline",
                    .object([
                        .init("name", .text), .init("description", .nullable(.text)), .init("version", .text),
                        .init("text", .text), .init("mistakes", .array(mistake)),
                    ]))
            ]
        ) { call in
            let name = call.request.parameters["name"] ?? ""
            guard let summary = call.house.library.list().first(where: { $0.name == name }),
                let text = call.house.library.text(of: name)
            else { throw HTTPError(404, "not_found", "There is no such pipeline; see GET /api/pipelines.") }
            return .json(
                .object([
                    "name": .string(summary.name), "description": .optional(summary.description),
                    "version": .string(summary.version), "text": .string(text),
                    "mistakes": .array(call.house.library.check(text).map(rendered)),
                ]))
        },
        Operation(
            .post, "/api/pipelines/check", tag: "pipelines", id: "checkPipeline",
            "Find the mistakes in a pipeline's text",
            body: .json(.object([.init("text", .text(0...200_000))])),
            answers: [
                .init(
                    200, "The mistakes", .object([.init("ok", .boolean), .init("mistakes", .array(mistake))]))
            ]
        ) { call in
            let mistakes = call.house.library.check(call.text("text") ?? "")
            return .json(
                .object([
                    "ok": .bool(!mistakes.contains(where: \.isError)),
                    "mistakes": .array(mistakes.map(rendered)),
                ]))
        },
        Operation(
            .get, "/api/plugins", tag: "plugins", id: "listPlugins", "The plugins that are installed",
            answers: [.init(200, "The plugins", .object([.init("plugins", .array(.anything))]))]
        ) { call in .json(.object(["plugins": .array(call.house.plugins.list())])) },
        Operation(
            .get, "/api/plugins/:name", tag: "plugins", id: "getPlugin", "One plugin", parameters: [name],
            answers: [.init(200, "The plugin", .anything)]
        ) { call in
            let name = call.request.parameters["name"] ?? ""
            guard let plugin = call.house.plugins.list().first(where: { $0["id"]?.stringValue == name })
            else {
                throw HTTPError(404, "not_found", "There is no such plugin; see GET /api/plugins.")
            }
            return .json(plugin)
        },
        Operation(
            .get, "/api/invoices/supported-types", tag: "invoices", id: "supportedTypes",
            "What documents may be",
            access: .everyone,
            answers: [
                .init(
                    200, "The types",
                    .object([
                        .init("business_types", .array(.text)), .init("complexity_levels", .array(.text)),
                        .init("supported_formats", .array(.text)),
                        .init("max_file_size", .integer(), "Bytes"),
                    ]))
            ]
        ) { call in
            var formats: [JSONValue] = []
            if case .unknown(let readable) = call.house.plugins.mediaType(head: [], fileName: "") {
                formats = readable.map { .string($0) }
            }
            return .json(
                .object([
                    "business_types": [
                        "retail", "restaurant", "wholesale", "services", "manufacturing", "transport",
                    ],
                    "complexity_levels": ["simple", "detailed", "complex"],
                    "supported_formats": .array(formats),
                    "max_file_size": .integer(call.house.settings.largestFile),
                ]))
        },
    ]

    private static func rendered(_ pipeline: PipelineSummary) -> JSONValue {
        .object([
            "name": .string(pipeline.name), "description": .optional(pipeline.description),
            "version": .string(pipeline.version),
        ])
    }

    private static func rendered(_ mistake: PipelineMistake) -> JSONValue {
        .object([
            "line": .integer(mistake.line), "column": .integer(mistake.column), "code": .string(mistake.code),
            "message": .string(mistake.message), "hint": .optional(mistake.hint),
            "severity": mistake.isError ? "error" : "warning",
        ])
    }
}
