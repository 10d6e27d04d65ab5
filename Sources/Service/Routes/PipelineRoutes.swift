internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Pipelines: looked at by all, changed by admins, in versions.
enum PipelineRoutes {
    private static let name = Operation.Parameter("name", in: .path, .text(1...100), "The pipeline's name")
    private static let match = Operation.Parameter(
        "If-Match", in: .header, .text(1...40), "The ETag that was seen: changed only if it still stands")
    private static let version = Operation.Parameter(
        "version", .text(1...20), "file, or a number; the one in force unless said")
    /// Bytes of a pipeline's text.
    private static let longest = 256 << 10

    static let operations: [Operation] = [
        Operation(
            .get, "/api/pipelines", tag: "pipelines", id: "listPipelines", "The pipelines that can be named",
            answers: [
                .init(200, "The pipelines", .object([.init("pipelines", .array(.named("PipelineSummary")))]))
            ]
        ) { call in
            let all = await call.house.library.list()
            return .json(.object(["pipelines": .array(all.map { .object(Rendered.pipeline($0)) })]))
        },
        Operation(
            .get, "/api/pipelines/:name", tag: "pipelines", id: "getPipeline",
            "One pipeline with its text, secrets masked", parameters: [name, version],
            answers: [.init(200, "The pipeline", .named("Pipeline"))], handle: show),
        Operation(
            .get, "/api/pipelines/:name/versions", tag: "pipelines", id: "pipelineVersions",
            "The versions that came over the API, the newest first", parameters: [name] + Paging.parameters,
            answers: [
                .init(
                    200, "The versions",
                    .object([
                        .init(
                            "versions",
                            .array(
                                .object([
                                    .init("version", .text), .init("in_force", .boolean),
                                    .init("sha256", .text), .init("created_at", .moment),
                                    .init("created_by", .nullable(.uuid)),
                                ]))), .init("pagination", .named("Pagination")),
                        .init("in_force", .nullable(.text), "`file`, or a number"),
                    ]))
            ], handle: versions),
        Operation(
            .post, "/api/pipelines/check", tag: "pipelines", id: "checkPipeline",
            "Find the mistakes in a pipeline's text",
            body: .json(.object([.init("text", .text(0...200_000))])),
            answers: [
                .init(
                    200, "The mistakes",
                    .object([.init("ok", .boolean), .init("mistakes", .array(.named("Mistake")))]))
            ]
        ) { call in
            let mistakes = await call.house.library.check(call.text("text") ?? "")
            return .json(
                .object([
                    "ok": .bool(!mistakes.contains(where: \.isError)),
                    "mistakes": .array(mistakes.map(Rendered.mistake)),
                ]))
        },
        Operation(
            .put, "/api/pipelines/:name", tag: "pipelines", id: "putPipeline",
            "Put a pipeline in force: a new version, whole or not at all", access: .role(.admin),
            parameters: [name, match],
            body: .jsonOrText(
                .object([
                    .init("yaml", .text(0...longest)),
                    .init(
                        "version", .integer(0...1_000_000_000), required: false,
                        "The version that was seen, 0 for none: as If-Match"),
                ]), member: "yaml", types: ["application/yaml", "text/yaml", "text/x-yaml", "text/plain"]),
            answers: [.init(200, "The pipeline in force", .named("Pipeline"))], errors: [409, 507],
            bodyLimit: 1 << 20, handle: put),
        Operation(
            .delete, "/api/pipelines/:name", tag: "pipelines", id: "withdrawPipeline",
            "Take what came over the API out of force; a file of that name is back", access: .role(.admin),
            parameters: [name, match], answers: [.init(204, "Done", nil)], errors: [409, 507]
        ) { call in
            let (name, actor) = (try nameOf(call), try call.principal.actor)
            let expected = try expected(call)
            try await call.stored { () async throws(StorageError) in
                try await call.house.library.withdraw(name, expected: expected, by: actor)
            }
            return .noContent
        },
    ]

    private static func nameOf(_ call: Call) throws(HTTPError) -> String {
        let name = call.request.parameters["name"] ?? ""
        guard (1...100).contains(name.utf8.count) else { throw unknown }
        return name
    }

    private static let unknown = HTTPError(
        404, "not_found", "There is no such pipeline or version; see GET /api/pipelines.")

    private static func show(_ call: Call) async throws -> Response {
        let name = try nameOf(call)
        var source: PipelineSource?
        if let text = call.query("version") {
            source = PipelineSource(text)
            guard source != nil else {
                throw Refusal.invalid([("version", "it must be file or a number from 1")])
            }
        }
        let wanted = source
        let found = try await call.stored { () async throws(StorageError) in
            try await call.house.library.pipeline(name, version: wanted)
        }
        guard let found else { throw unknown }
        return shown(found)
    }

    private static func shown(_ view: PipelineView) -> Response {
        var response = Response.json(Rendered.pipeline(view))
        response.headers["ETag"] = "\"\(view.summary.source.text)\""
        return response
    }

    private static func versions(_ call: Call) async throws -> Response {
        let name = try nameOf(call)
        let (page, current) = try await call.stored { () async throws(StorageError) in
            (
                try await call.house.library.versions(of: name, call.page),
                try await call.house.library.pipeline(name, version: nil)
            )
        }
        guard let page else { throw unknown }
        let versions = page.items.map { version -> JSONValue in
            .object([
                "version": .string(String(version.number)), "in_force": .bool(version.isInForce),
                "sha256": .string(version.digest), "created_at": .moment(version.createdAt),
                "created_by": .id(version.createdBy),
            ])
        }
        return .json(
            .object([
                "versions": .array(versions), "pagination": page.pagination,
                "in_force": .optional(current?.summary.source.text),
            ]))
    }

    private static func put(_ call: Call) async throws -> Response {
        let (name, actor) = (try nameOf(call), try call.principal.actor)
        let text = call.text("yaml") ?? ""
        guard text.utf8.count <= longest else {
            throw HTTPError(
                413, "body_too_large", "A pipeline may have \(longest) bytes; this one is longer.",
                detailsJSON: "{\"limit\":\(longest)}")
        }
        let seen = try expected(call) ?? call.body["version"]?.intValue
        let change = try await call.stored { () async throws(StorageError) in
            try await call.house.library.put(name, text: text, expected: seen, by: actor)
        }
        guard case .inForce = change else {
            if case .mistakes(let mistakes) = change { throw refused(mistakes) }
            throw unknown
        }
        let view = try await call.stored { () async throws(StorageError) in
            try await call.house.library.pipeline(name, version: nil)
        }
        guard let view else { throw unknown }
        return shown(view)
    }

    /// 422 with every mistake and its place.
    private static func refused(_ mistakes: [PipelineMistake]) -> HTTPError {
        let first = mistakes.first(where: \.isError) ?? mistakes.first
        let place = first.map { "line \($0.line), column \($0.column): \($0.message)" } ?? "it is empty"
        let details = JSONValue.object(["mistakes": .array(mistakes.map(Rendered.mistake))])
        return HTTPError(
            422, "pipeline_mistakes", "The pipeline has mistakes and was not taken: \(place).",
            detailsJSON: JSONWriter.text(details))
    }

    /// The version that `If-Match` names, 0 for a file's; nil: none, or any.
    private static func expected(_ call: Call) throws(HTTPError) -> Int? {
        guard let header = call.request.headers["If-Match"], header != "*" else { return nil }
        let tag =
            header.hasPrefix("\"") && header.hasSuffix("\"") ? header.dropFirst().dropLast() : header[...]
        switch PipelineSource(String(tag)) {
        case .file?: return 0
        case .stored(let number)?: return number
        case nil:
            throw Refusal.invalid([
                ("If-Match", "it must be the ETag of GET /api/pipelines/NAME, like \"3\" or \"file\"")
            ])
        }
    }
}
