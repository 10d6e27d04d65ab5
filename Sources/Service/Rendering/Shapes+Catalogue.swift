/// The schemas of pipelines and plugins.
extension Shapes {
    static let catalogue: [(name: String, schema: Schema)] = [
        ("PipelineSummary", .object(pipelineMembers)), ("Pipeline", pipeline), ("Mistake", mistake),
        ("Plugin", plugin), ("PluginChange", move),
    ]

    private static let pipelineMembers: [Schema.Property] = [
        .init("name", .text), .init("description", .nullable(.text)),
        .init("version", .text, "`file`: a file of the service's machine; else a number from 1"),
        .init("label", .text, "What the text says under `version`, else a digest"),
    ]
    private static let pipeline = Schema.object(
        pipelineMembers + [
            .init("in_force", .boolean, "Whether documents that come in now go through it"),
            .init("sha256", .text), .init("text", .text, "Secrets masked"),
            .init("mistakes", .array(.named("Mistake"))),
            .init(
                "newer",
                .nullable(.object([.init("mistakes", .array(.named("Mistake")))])),
                "Why the file's newer content did not take over"),
        ])
    private static let mistake = Schema.object([
        .init("line", .integer()), .init("column", .integer()), .init("code", .text), .init("message", .text),
        .init("hint", .nullable(.text)), .init("severity", .choice(["error", "warning"])),
    ])
    private static let plugin = Schema.object([
        .init("id", .text), .init("version", .text), .init("abi", .integer()), .init("needs", .array(.text)),
        .init("grants", .array(.text)),
        .init(
            "components",
            .array(
                .object([
                    .init("id", .text), .init("kind", .choice(["extractor", "validator", "notifier"])),
                    .init("summary", .text), .init("config", .anything, "JSON Schema of its options"),
                ]))), .init("sha256", .nullable(.text)),
        .init("allowed", .boolean, "Whether it may run"),
        .init("bundled", .boolean, "Whether it comes with the installation"),
        .init("place", .nullable(.text), "Where its manifest lies; for admins"),
        .init(
            "health",
            .object([
                .init("status", .choice(["ok", "unused", "failing", "refused"])),
                .init("message", .nullable(.text), "For admins"), .init("workers", .integer()),
                .init("running", .integer()), .init("calls", .integer()), .init("errors", .integer()),
                .init("crashes", .integer()), .init("timeouts", .integer()),
                .init("failed_starts", .integer()),
                .init(
                    "latency_ms",
                    .object([
                        .init("p50", .nullable(.number())), .init("p90", .nullable(.number())),
                        .init("p99", .nullable(.number())),
                    ])),
            ]), "Since the service began, in its own process"),
    ])
    private static let edition = Schema.nullable(
        .object([.init("version", .text), .init("sha256", .nullable(.text))]))
    private static let move = Schema.object([
        .init("id", .text),
        .init("change", .choice(PluginMove.Change.allCases.map(\.rawValue))), .init("from", edition),
        .init("to", edition), .init("reason", .nullable(.text)),
    ])
}
