internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Users and the audit log, for admins.
enum UserRoutes {
    private static let roles = Schema.choice(["user", "manager", "admin"])
    private static let id = Operation.Parameter("id", in: .path, .uuid, "The user")
    private static let one = Operation.Answer(200, "The user", .named("User"))

    static let operations: [Operation] = [
        Operation(
            .get, "/api/users", tag: "users", id: "listUsers", "All users", access: .role(.admin),
            parameters: Paging.parameters + [.init("q", .text(0...200), "Part of e-mail or name")],
            answers: [.init(200, "The users", Shapes.list("users", of: "User"))]
        ) { call in
            let page = try await call.account { () async throws(AccountError) in
                try await call.house.accounts.users(search: call.query("q"), call.page)
            }
            return .json(
                .object(["users": .array(page.items.map(Rendered.user)), "pagination": page.pagination]))
        },
        Operation(
            .post, "/api/users", tag: "users", id: "makeUser", "Make a user", access: .role(.admin),
            body: .json(
                .object([
                    .init("email", .text(3...254)), .init("username", .text(2...64)),
                    .init("password", .text(10...1024)),
                    .init("role", roles),
                ])), answers: [.init(201, "The user", .named("User"))], errors: [409]
        ) { call in
            let actor = try call.principal.actor
            let user = try await call.account { () async throws(AccountError) in
                try await call.house.accounts.addUser(
                    email: call.text("email") ?? "", username: call.text("username") ?? "",
                    password: call.text("password") ?? "",
                    role: Role(rawValue: call.text("role") ?? "") ?? .user,
                    by: actor)
            }
            return .json(Rendered.user(user), status: 201)
        },
        Operation(
            .get, "/api/users/:id", tag: "users", id: "getUser", "One user", access: .role(.admin),
            parameters: [id],
            answers: [one]
        ) { call in
            let id = try call.id(of: User.self)
            return .json(
                Rendered.user(
                    try await call.account { () async throws(AccountError) in
                        try await call.house.accounts.user(id)
                    }))
        },
        Operation(
            .put, "/api/users/:id", tag: "users", id: "changeUser", "Change a user", access: .role(.admin),
            parameters: [id],
            body: .json(
                .object([
                    .init("email", .text(3...254), required: false),
                    .init("username", .text(2...64), required: false),
                    .init("password", .text(10...1024), required: false),
                    .init("role", roles, required: false),
                    .init("disabled", .boolean, required: false),
                ])), answers: [one], errors: [409]
        ) { call in
            let (id, actor) = (try call.id(of: User.self), try call.principal.actor)
            let user = try await call.account { () async throws(AccountError) in
                try await call.house.accounts.changeUser(
                    id, email: call.text("email"), username: call.text("username"),
                    password: call.text("password"),
                    role: call.text("role").flatMap(Role.init(rawValue:)),
                    isDisabled: call.body["disabled"]?.boolValue,
                    by: actor)
            }
            return .json(Rendered.user(user))
        },
        Operation(
            .delete, "/api/users/:id", tag: "users", id: "deleteUser", "Delete a user who owns nothing",
            access: .role(.admin), parameters: [id], answers: [.init(204, "Done", nil)], errors: [409]
        ) { call in
            let (id, actor) = (try call.id(of: User.self), try call.principal.actor)
            try await call.account { () async throws(AccountError) in
                try await call.house.accounts.deleteUser(id, by: actor)
            }
            return .noContent
        },
        Operation(
            .get, "/api/admin/audit", tag: "admin", id: "audit", "The audit log, the newest first",
            access: .role(.admin),
            parameters: Paging.parameters + [.init("action", .text(0...100), "Only these: user.created")],
            answers: [
                .init(
                    200, "The entries",
                    .object([
                        .init("entries", .array(.anything)), .init("pagination", .named("Pagination")),
                        .init("intact", .boolean, "Whether the chain of hashes is as it was written"),
                    ]))
            ]
        ) { call in
            let page = try await call.stored { () async throws(StorageError) in
                try await call.house.store.auditEntries(action: call.query("action"), actor: nil, call.page)
            }
            let broken = try await call.stored { () async throws(StorageError) in
                try await call.house.store.firstBrokenAuditEntry()
            }
            let entries = page.items.map { entry -> JSONValue in
                .object([
                    "number": .integer(Int(entry.number)), "at": .moment(entry.at),
                    "action": .string(entry.draft.action),
                    "by": .id(entry.draft.actor.userID), "subject": .string(entry.draft.subject),
                    "details": .object(entry.draft.details),
                ])
            }
            return .json(
                .object([
                    "entries": .array(entries), "pagination": page.pagination, "intact": .bool(broken == nil),
                ]))
        },
    ]
}

/// What all lists take.
enum Paging {
    static let parameters: [Operation.Parameter] = [
        .init("page", .integer(1...1_000_000), "From 1"),
        .init("per_page", .integer(1...100), "20 unless said"),
    ]
}
