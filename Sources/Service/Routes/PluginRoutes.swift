internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Plugins: which there are, how they do, and which may run.
enum PluginRoutes {
    private static let name = Operation.Parameter("name", in: .path, .text(1...100), "The plugin's id")
    private static let moves = Operation.Answer(
        200, "What has changed", .object([.init("changes", .array(.named("PluginChange")))]))

    static let operations: [Operation] = [
        Operation(
            .get, "/api/plugins", tag: "plugins", id: "listPlugins", "The plugins that are installed",
            answers: [
                .init(
                    200, "The plugins",
                    .object([
                        .init("plugins", .array(.named("Plugin"))),
                        .init("passed_over", .array(.text), "What is no usable plugin, and why; for admins"),
                    ]))
            ]
        ) { call in
            let isAdmin = try call.principal.role == .admin
            let plugins = await call.house.plugins.list().map { Rendered.plugin($0, withPlace: isAdmin) }
            let passedOver = isAdmin ? call.house.plugins.passedOver() : []
            return .json(
                .object([
                    "plugins": .array(plugins), "passed_over": .array(passedOver.map { .string($0) }),
                ]))
        },
        Operation(
            .get, "/api/plugins/:name", tag: "plugins", id: "getPlugin", "One plugin", parameters: [name],
            answers: [.init(200, "The plugin", .named("Plugin"))]
        ) { call in
            let name = call.request.parameters["name"] ?? ""
            let isAdmin = try call.principal.role == .admin
            guard let plugin = await call.house.plugins.list().first(where: { $0.id == name }) else {
                throw refusal(.unknown(name))
            }
            return .json(Rendered.plugin(plugin, withPlace: isAdmin))
        },
        Operation(
            .post, "/api/plugins/reload", tag: "plugins", id: "reloadPlugins",
            "Look at the folders again: fresh workers take new libraries up while the old ones drain",
            access: .role(.admin), answers: [moves], errors: [409]
        ) { call in
            try await change(call, "plugins.reloaded", "plugins", JSONObject()) { plugins in
                try await plugins.reload()
            }
        },
        Operation(
            .post, "/api/plugins/:name/allow", tag: "plugins", id: "allowPlugin",
            "Write the library that lies there now into plugins.lock", access: .role(.admin),
            parameters: [name],
            body: .json(
                .object([
                    .init("sha256", .text(64...64), required: false, "Only if the library is this one"),
                    .init("grants", .array(.text(1...300), 0...50), required: false, "Out of its needs"),
                ]), isOptional: true), answers: [moves], errors: [409, 507]
        ) { call in
            let name = call.request.parameters["name"] ?? ""
            let grants = call.body["grants"]?.arrayValue?.compactMap(\.stringValue) ?? []
            let sha256 = call.text("sha256")?.lowercased()
            let details = JSONObject([.init(key: "grants", value: .array(grants.map { .string($0) }))])
            return try await change(call, "plugin.allowed", "plugin:\(name)", details) { plugins in
                try await plugins.allow(name, sha256: sha256, grants: grants)
            }
        },
        Operation(
            .post, "/api/plugins/:name/revoke", tag: "plugins", id: "revokePlugin",
            "Take a plugin out of plugins.lock", access: .role(.admin), parameters: [name], answers: [moves],
            errors: [409, 507]
        ) { call in
            let name = call.request.parameters["name"] ?? ""
            return try await change(call, "plugin.revoked", "plugin:\(name)", JSONObject()) { plugins in
                try await plugins.revoke(name)
            }
        },
    ]

    /// Does something to the plugins, and notes who did it and what came of it.
    private static func change(
        _ call: Call, _ action: String, _ subject: String, _ details: JSONObject,
        _ work: (any PluginDirectory) async throws -> [PluginMove]
    ) async throws -> Response {
        let actor = try call.principal.actor
        let moves: [PluginMove]
        do {
            moves = try await work(call.house.plugins)
        } catch let error as PluginRefusal {
            throw refusal(error)
        }
        let rendered = JSONValue.array(moves.map(Rendered.move))
        var details = details
        details["changes"] = rendered
        let noted = details
        try await call.account { () async throws(AccountError) in
            try await call.house.accounts.note(action, subject: subject, details: noted, by: actor)
        }
        return .json(.object(["changes": rendered]))
    }

    private static func refusal(_ refusal: PluginRefusal) -> HTTPError {
        switch refusal {
        case .unknown: HTTPError(404, "not_found", "There is no such plugin; see GET /api/plugins.")
        case .wrongState(let sentence): HTTPError(409, "wrong_state", Refusal.sentence(sentence))
        case .invalid(let place, let sentence): Refusal.invalid([(place, sentence)])
        case .unwritable(let sentence): HTTPError(507, "lock_unwritable", Refusal.sentence(sentence))
        }
    }
}
