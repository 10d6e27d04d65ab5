package import Pipelines

/// Everything that the service can be told, in the order of `seeds/assay.yaml`.
package enum SettingTable {
    package static let all: [SettingDefinition] =
        listening + folders + work + fetching + webhooks + chat + accounts + limits + rates + timeouts
        + retention

    private static let listening = [
        SettingDefinition("host", text("127.0.0.1", "an address of this machine"), option: "host"),
        SettingDefinition(
            "port", whole(8000, 0...65_535, "0 takes any free one"), variable: .init("PORT"), option: "port"),
        SettingDefinition(
            "port_range",
            optional("ports such as 8081-8091; the first free one is taken", form: SettingForms.ports)),
        SettingDefinition(
            "origins",
            list(of: OptionSchema([.string], form: SettingForms.origin), "pages that may use the service"),
            variable: .init("ALLOWED_ORIGINS") { .success(pieces($0, ",")) }),
        SettingDefinition(
            "frontend_url",
            optional("the front end's address; its pages may use the service", form: SettingForms.address),
            variable: .init("FRONTEND_URL")),
        SettingDefinition(
            "dev", truth(false, "pages of this machine may use the service, from any port"), option: "dev",
            switchText: "true"),
        SettingDefinition(
            "log.requests", truth(true, "a line for each request"), option: "quiet", switchText: "false"),
    ]

    private static let folders = [
        SettingDefinition(
            "data", text("./assay-data", "the data folder"),
            variable: .init("DATABASE_URL", read: DatabaseAddress.folder), option: "data"),
        SettingDefinition(
            "reserved_disk", size("8MiB", (1 << 20)...(1 << 40), "so near to full nothing more is taken in")),
        SettingDefinition(
            "plugins", list(of: folder, "folders of plugins"),
            variable: .init("ASSAY_PLUGIN_PATH") { .success(pieces($0, ":")) }, option: "plugins",
            isSearchPath: true),
        SettingDefinition(
            "pipelines", list(of: folder, "folders of pipelines"),
            variable: .init("ASSAY_PIPELINE_PATH") { .success(pieces($0, ":")) }, option: "pipelines",
            isSearchPath: true),
        SettingDefinition(
            "plugins_lock",
            optional(
                "the list of plugins that may run; plugins.lock in the data folder", form: SettingForms.filled
            ),
            option: "lock"),
        SettingDefinition(
            "pipeline_variables",
            list(of: folder, "variables that pipelines which come over the API may use"),
            option: "pipeline-variable"),
        SettingDefinition(
            "accept_missing",
            list(
                of: OptionSchema(
                    [.string],
                    values: ["seccomp", "landlock", "no-new-privs"].map { ConfigValue(.string($0)) }),
                "layers of the sandbox that this machine may lack")),
    ]

    private static let work = [
        SettingDefinition(
            "jobs",
            OptionSchema(
                [.integer, .string], description: "documents at a time; auto: as many as there are cores",
                minimum: 0,
                maximum: 256, standard: ConfigValue(.string("auto")), form: SettingForms.automatic),
            option: "jobs"),
        SettingDefinition(
            "confidence_threshold",
            OptionSchema(
                [.number], description: "below it a person must look", minimum: 0, maximum: 1,
                standard: ConfigValue(.number(0.8))), variable: .init("CONFIDENCE_THRESHOLD")),
    ]

    private static let fetching = [
        SettingDefinition(
            "fetch.allow", list(of: folder, "hosts from which documents are fetched, public or not"),
            option: "fetch-allow"),
        SettingDefinition(
            "fetch.http", truth(false, "fetch documents without encryption, too"), option: "fetch-http",
            switchText: "true"),
    ]

    private static let webhooks = [
        SettingDefinition(
            "webhooks.allow", list(of: folder, "hosts that webhooks may go to, public or not"),
            option: "webhook-allow"),
        SettingDefinition(
            "webhooks.http", truth(false, "send webhooks without encryption, too"), option: "webhook-http",
            switchText: "true"),
        SettingDefinition(
            "hooks",
            optional(
                "the file of who may send webhooks here; null: hooks.yaml in the data folder",
                form: SettingForms.filled), option: "hooks"),
    ]

    private static let chat = [
        SettingDefinition(
            "chat.url",
            optional(
                "the OpenAI-compatible interface of a language model that reads questions; null: none does",
                form: SettingForms.base),
            variable: .init("CHAT_MODEL_URL")),
        SettingDefinition(
            "chat.model", optional("the language model's name there", form: SettingForms.filled),
            variable: .init("CHAT_MODEL")),
        SettingDefinition(
            "chat.key",
            optional("the key for it, where it wants one", isSecret: true, form: SettingForms.token),
            variable: .init("CHAT_MODEL_KEY")),
        SettingDefinition("chat.timeout", duration("15s", 500...60_000, "for its answer")),
        SettingDefinition("chat.allow", list(of: folder, "hosts that it may be on, public or not")),
        SettingDefinition("chat.http", truth(false, "ask it without encryption, too")),
    ]

    private static let accounts = [
        SettingDefinition("registration", truth(true, "whether people may make themselves an account")),
        SettingDefinition(
            "jwt_secret",
            optional(
                "signs logins; without it the service makes one", isSecret: true, form: SettingForms.secret),
            variable: .init("JWT_SECRET")),
    ]

    private static let limits = [
        SettingDefinition(
            "limits.file_size", size("16MiB", 1024...(1 << 30), "of one file"),
            variable: .init("MAX_CONTENT_LENGTH") { text in
                .success([text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text + "B" : text])
            }),
        SettingDefinition("limits.files_per_upload", whole(100, 1...1000, "in one request")),
        SettingDefinition("limits.connections", whole(4096, 16...65_536, "at a time")),
        SettingDefinition(
            "limits.connections_per_address", whole(0, 0...65_536, "at a time; 0: no limit")),
    ]

    private static let rates = [
        SettingDefinition(
            "rates.anonymous", rate(100, "of an address without credentials"), variable: perMinute),
        SettingDefinition("rates.signed_in", rate(600, "of someone who is signed in"), variable: perMinute),
        SettingDefinition("rates.uploads", rate(300, "of uploads"), variable: perMinute),
        SettingDefinition("rates.hooks", rate(1200, "of an address through incoming webhooks")),
    ]

    private static let timeouts = [
        SettingDefinition("timeouts.header", duration("10s", 100...600_000, "for a request's head")),
        SettingDefinition(
            "timeouts.idle", duration("60s", 100...3_600_000, "for a connection without a request")),
        SettingDefinition("timeouts.handler", duration("120s", 1000...3_600_000, "for an answer")),
        SettingDefinition("timeouts.drain", duration("20s", 0...30_000, "for running work at the end")),
    ]

    private static let retention = [
        SettingDefinition("retention.jobs", duration("30d", day...decade, "finished jobs are kept")),
        SettingDefinition(
            "retention.events", duration("7d", 3_600_000...decade, "events are kept for those who reconnect")),
        SettingDefinition(
            "retention.requests",
            duration("1d", 3_600_000...decade, "answers to uploads with an Idempotency-Key are kept")),
        SettingDefinition(
            "retention.deliveries", duration("30d", day...decade, "the log of deliveries goes back")),
    ]

    private static let perMinute = SettingDefinition.Variable("RATE_LIMIT_PER_MINUTE")
    private static let day = 86_400_000
    private static let decade = 315_576_000_000
    private static let folder = OptionSchema([.string], form: SettingForms.filled)

    private static func pieces(_ text: String, _ separator: Character) -> [String] {
        text.split(separator: separator).map { piece in
            var piece = piece
            while piece.first == " " { piece.removeFirst() }
            while piece.last == " " { piece.removeLast() }
            return String(piece)
        }.filter { !$0.isEmpty }
    }

    private static func text(_ standard: String, _ description: String) -> OptionSchema {
        OptionSchema(
            [.string], description: description, standard: ConfigValue(.string(standard)),
            form: SettingForms.filled)
    }

    private static func optional(_ description: String, isSecret: Bool = false, form: OptionSchema.Form)
        -> OptionSchema
    {
        OptionSchema(
            [.string, .null], description: description, standard: ConfigValue(.null), isSecret: isSecret,
            form: form)
    }

    private static func truth(_ standard: Bool, _ description: String) -> OptionSchema {
        OptionSchema([.boolean], description: description, standard: ConfigValue(.bool(standard)))
    }

    private static func whole(_ standard: Int, _ range: ClosedRange<Int>, _ description: String)
        -> OptionSchema
    {
        OptionSchema(
            [.integer], description: description, minimum: Double(range.lowerBound),
            maximum: Double(range.upperBound),
            standard: ConfigValue(.integer(standard)))
    }

    private static func rate(_ standard: Int, _ description: String) -> OptionSchema {
        whole(standard, 1...10_000_000, "requests a minute " + description)
    }

    private static func list(of items: OptionSchema, _ description: String) -> OptionSchema {
        OptionSchema([.array], description: description, items: items, standard: ConfigValue(.array([])))
    }

    private static func size(_ standard: String, _ bounds: ClosedRange<Int>, _ description: String)
        -> OptionSchema
    {
        OptionSchema(
            [.string], description: description, standard: ConfigValue(.string(standard)),
            form: SettingForms.size(bounds))
    }

    private static func duration(_ standard: String, _ bounds: ClosedRange<Int>, _ description: String)
        -> OptionSchema
    {
        OptionSchema(
            [.string], description: description, standard: ConfigValue(.string(standard)),
            form: SettingForms.duration(bounds))
    }

    /// The whole file's schema: dots in paths become mappings.
    package static let schema: OptionSchema = {
        var order: [String] = []
        var groups: [String: [OptionSchema.Property]] = [:]
        for definition in all {
            let parts = definition.path.split(separator: ".").map(String.init)
            let group = parts.count > 1 ? parts[0] : ""
            let key = parts.last ?? definition.path
            if !group.isEmpty, groups[group] == nil { order.append(group) }
            if group.isEmpty { order.append(key) }
            groups[group, default: []].append(.init(key, definition.schema))
        }
        let single = Dictionary(
            groups[""]?.map { ($0.name, $0.schema) } ?? [], uniquingKeysWith: { first, _ in first })
        // A group whose lines are all commented out is empty, which is no mistake.
        return OptionSchema(
            properties: order.map { name in
                .init(name, single[name] ?? OptionSchema([.object, .null], properties: groups[name] ?? []))
            })
    }()
}
