internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Logging in and out, and what belongs to oneself.
enum AuthRoutes {
    private static let credentials: [Schema.Property] = [
        .init("email", .string(.init(format: "email", length: 3...254))), .init("username", .text(2...64)),
        .init("password", .string(.init(format: "password", length: 10...1024))),
    ]
    private static let tokens = Operation.Answer(200, "The tokens", .named("Tokens"))
    private static let user = Operation.Answer(200, "The user", .named("User"))

    static let operations: [Operation] = [
        Operation(
            .post, "/api/auth/setup", tag: "auth", id: "setup",
            "Make the first admin, with the token of the first start",
            access: .everyone, body: .json(.object([.init("token", .text)] + credentials)),
            answers: [.init(201, "The admin", .named("User"))], errors: [403, 409], handle: setup),
        Operation(
            .post, "/api/auth/register", tag: "auth", id: "register", "Make an account with the role user",
            access: .everyone, body: .json(.object(credentials)),
            answers: [.init(201, "The user", .named("User"))],
            errors: [403, 409], handle: register),
        Operation(
            .post, "/api/auth/login", tag: "auth", id: "login", "Log in by e-mail or user name",
            access: .everyone,
            body: .jsonOrForm(
                .object(
                    [.init("username", .text(1...254)), .init("password", .text(1...1024))], isOpen: true)),
            answers: [tokens], errors: [401], handle: login),
        Operation(
            .post, "/api/auth/refresh", tag: "auth", id: "refresh", "Get the next pair of tokens",
            access: .everyone,
            body: .json(.object([.init("refresh_token", .text(1...200))])), answers: [tokens], errors: [401],
            handle: refresh),
        Operation(
            .post, "/api/auth/logout", tag: "auth", id: "logout", "End this login, or all",
            body: .json(.object([.init("everywhere", .boolean, required: false)]), isOptional: true),
            answers: [.init(204, "Done", nil)], handle: logout),
        Operation(
            .post, "/api/auth/ticket", tag: "auth", id: "ticket",
            "Get a ticket that opens one WebSocket, from this page, within 30 s",
            answers: [
                .init(
                    201, "The ticket",
                    .object([.init("ticket", .text), .init("expires_in", .integer(), "Seconds")]))
            ], handle: ticket),
        Operation(.get, "/api/auth/me", tag: "auth", id: "me", "Who I am", answers: [user]) { call in
            .json(Rendered.user(try call.principal.user))
        },
        Operation(
            .put, "/api/auth/me", tag: "auth", id: "changeMe", "Change my e-mail, name or password",
            body: .json(
                .object([
                    .init("email", .text(3...254), required: false),
                    .init("username", .text(2...64), required: false),
                    .init("password", .text(10...1024), required: false),
                    .init(
                        "current_password", .text(1...1024), required: false,
                        "A new password or e-mail takes it"),
                ])), answers: [user], errors: [409], handle: change),
        Operation(
            .get, "/api/auth/keys", tag: "auth", id: "keys", "My service keys",
            answers: [.init(200, "The keys", .object([.init("keys", .array(.named("ServiceKey")))]))]
        ) { call in
            let principal = try call.principal
            let keys = try await call.account { () async throws(AccountError) in
                try await call.house.accounts.keys(of: principal)
            }
            return .json(.object(["keys": .array(keys.map { Rendered.key($0) })]))
        },
        Operation(
            .post, "/api/auth/keys", tag: "auth", id: "makeKey", "Make a service key; it is shown this once",
            body: .json(
                .object([
                    .init("name", .text(1...100)),
                    .init("role", .choice(["user", "manager", "admin"]), required: false),
                    .init("expires_at", .moment, required: false),
                ])), answers: [.init(201, "The key", .named("ServiceKey"))], handle: makeKey),
        Operation(
            .delete, "/api/auth/keys/:id", tag: "auth", id: "deleteKey", "Delete a service key",
            parameters: [.init("id", in: .path, .uuid, "The key")], answers: [.init(204, "Done", nil)]
        ) { call in
            let (id, principal) = (try call.id(of: ServiceKey.self), try call.principal)
            try await call.account { () async throws(AccountError) in
                try await call.house.accounts.deleteKey(id, of: principal)
            }
            return .noContent
        },
    ]

    private static func setup(_ call: Call) async throws -> Response {
        let user = try await call.account { () async throws(AccountError) in
            try await call.house.accounts.setUp(
                token: call.text("token") ?? "", email: call.text("email") ?? "",
                username: call.text("username") ?? "",
                password: call.text("password") ?? "")
        }
        return .json(Rendered.user(user), status: 201)
    }

    private static func register(_ call: Call) async throws -> Response {
        guard call.house.settings.allowsRegistration else {
            throw HTTPError(403, "registration_off", "Nobody can register here; ask an admin for an account.")
        }
        let user = try await call.account { () async throws(AccountError) in
            try await call.house.accounts.register(
                email: call.text("email") ?? "", username: call.text("username") ?? "",
                password: call.text("password") ?? "")
        }
        return .json(Rendered.user(user), status: 201)
    }

    private static func login(_ call: Call) async throws -> Response {
        let pair = try await call.account { () async throws(AccountError) in
            try await call.house.accounts.logIn(
                call.text("username") ?? "", password: call.text("password") ?? "",
                from: call.request.remoteAddress)
        }
        return .json(answer(pair))
    }

    private static func refresh(_ call: Call) async throws -> Response {
        let pair = try await call.account { () async throws(AccountError) in
            try await call.house.accounts.refresh(call.text("refresh_token") ?? "")
        }
        return .json(answer(pair))
    }

    private static func answer(_ pair: TokenPair) -> JSONValue {
        .object([
            "access_token": .string(pair.access), "refresh_token": .string(pair.refresh),
            "token_type": "bearer",
            "expires_in": .integer(pair.expiresIn),
        ])
    }

    private static func logout(_ call: Call) async throws -> Response {
        let principal = try call.principal
        try await call.account { () async throws(AccountError) in
            try await call.house.accounts.logOut(
                principal, everywhere: call.body["everywhere"]?.boolValue ?? false)
        }
        return .noContent
    }

    private static func change(_ call: Call) async throws -> Response {
        let principal = try call.principal
        let user = try await call.account { () async throws(AccountError) in
            // Whoever has found an open console must not be able to take the account over.
            try await call.house.accounts.changeOwn(
                principal, email: call.text("email"), username: call.text("username"),
                password: call.text("password"), current: call.text("current_password"),
                from: call.request.remoteAddress)
        }
        return .json(Rendered.user(user))
    }

    private static func ticket(_ call: Call) async throws -> Response {
        let principal = try call.principal
        let ticket = try await call.account { () async throws(AccountError) in
            try call.house.accounts.makeTicket(for: principal, origin: call.request.headers["Origin"])
        }
        return .json(
            .object(["ticket": .string(ticket.text), "expires_in": .integer(ticket.seconds)]), status: 201)
    }

    private static func makeKey(_ call: Call) async throws -> Response {
        let principal = try call.principal
        let role = call.text("role").flatMap(Role.init(rawValue:)) ?? principal.role
        let (key, text) = try await call.account { () async throws(AccountError) in
            try await call.house.accounts.makeKey(
                name: call.text("name") ?? "", role: role,
                expiresAt: call.text("expires_at").flatMap(Moment.parse),
                for: principal)
        }
        return .json(Rendered.key(key, text: text), status: 201)
    }
}
