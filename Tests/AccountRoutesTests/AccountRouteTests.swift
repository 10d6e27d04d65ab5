import Accounts
import AssayKit
import Storage
import Testing

@Suite("Routes of accounts")
struct AccountRouteTests {
    private static let password = "several long words"

    /// Opens a service, and closes it whatever happens.
    private func withCounter(perMinute: Int = 10_000, _ body: (Counter) async throws -> Void) async throws {
        let counter = try Counter(perMinute: perMinute)
        do {
            try await body(counter)
        } catch {
            await counter.close()
            throw error
        }
        await counter.close()
    }

    /// The access token of a new user.
    private func token(_ counter: Counter, _ name: String, _ role: Role) async throws -> String {
        _ = try await counter.accounts.addUser(
            email: name + "@example.com", username: name, password: Self.password, role: role, by: .system)
        let answer = try await counter.ask(
            "POST", "/api/auth/login", form: "username=\(name)%40example.com&password=several+long+words")
        return try #require(answer.json["access_token"]?.stringValue)
    }

    @Test("from the setup token to a logged-out admin")
    func life() async throws {
        try await withCounter { counter in
            let setup = try #require(try await counter.accounts.openSetup(folder: counter.folder))
            func draft(_ token: String) -> JSONValue {
                [
                    "token": .string(token), "email": "r@example.com", "username": "root",
                    "password": .string(Self.password),
                ]
            }
            #expect(try await counter.ask("POST", "/api/auth/setup", draft("st_wrong")).status == 403)
            let made = try await counter.ask("POST", "/api/auth/setup", draft(setup))
            #expect(made.status == 201 && made.json["role"] == "admin")
            #expect(made.json["permissions"]?.arrayValue?.contains("users:manage") == true)
            #expect(try await counter.ask("POST", "/api/auth/setup", draft(setup)).status == 409)

            let pair = try await counter.ask(
                "POST", "/api/auth/login",
                ["username": "root", "password": .string(Self.password)])
            let access = try #require(pair.json["access_token"]?.stringValue)
            let refresh = try #require(pair.json["refresh_token"]?.stringValue)
            #expect(pair.json["token_type"] == "bearer" && pair.json["expires_in"] == 600)
            #expect(try await counter.ask("GET", "/api/auth/me", as: access).json["username"] == "root")
            let next = try await counter.ask(
                "POST", "/api/auth/refresh", ["refresh_token": .string(refresh)])
            #expect(next.status == 200 && next.json["refresh_token"] != pair.json["refresh_token"])
            #expect(try await counter.ask("POST", "/api/auth/logout", as: access).status == 204)
            let late = try await counter.ask("GET", "/api/auth/me", as: access)
            #expect(late.status == 401 && late.head.contains("WWW-Authenticate: Bearer"))
            let again = try await counter.ask(
                "POST", "/api/auth/refresh", ["refresh_token": next.json["refresh_token"] ?? .null])
            #expect(again.status == 401)
        }
    }

    @Test("row 47: what takes a role is refused to those below it, and that is written down")
    func roles() async throws {
        try await withCounter { counter in
            let admin = try await token(counter, "boss", .admin)
            let id = try #require(
                try await counter.ask("GET", "/api/auth/me", as: admin).json["id"]?.stringValue)
            let routes = [
                ("GET", "/api/users"), ("GET", "/api/users/\(id)"), ("DELETE", "/api/users/\(id)"),
                ("GET", "/api/admin/audit"), ("GET", "/admin/audit"),
            ]
            for role in [Role.user, .manager] {
                let lesser = try await token(counter, "the" + role.rawValue, role)
                for (method, path) in routes {
                    #expect(try await counter.ask(method, path, as: lesser).status == 403, "\(role) \(path)")
                }
            }
            for (method, path) in routes {
                #expect(try await counter.ask(method, path).status == 401, "\(path)")
            }
            let trail = try await counter.ask(
                "GET", "/api/admin/audit?action=access.refused&per_page=100", as: admin)
            #expect(trail.status == 200 && trail.json["intact"] == true)
            #expect(trail.json["entries"]?.arrayValue?.count == 10)
        }
    }

    @Test("an admin makes, changes and deletes users; the last admin stays")
    func users() async throws {
        try await withCounter { counter in
            let admin = try await token(counter, "boss", .admin)
            let me = try #require(
                try await counter.ask("GET", "/api/auth/me", as: admin).json["id"]?.stringValue)
            let draft: JSONValue = [
                "email": "n@example.com", "username": "newcomer", "password": .string(Self.password),
                "role": "user",
            ]
            let made = try await counter.ask("POST", "/api/users", draft, as: admin)
            let id = try #require(made.json["id"]?.stringValue)
            #expect(made.status == 201)
            #expect(try await counter.ask("POST", "/api/users", draft, as: admin).status == 409)
            let changed = try await counter.ask(
                "PUT", "/api/users/\(id)", ["role": "manager", "disabled": true], as: admin)
            #expect(changed.json["role"] == "manager" && changed.json["disabled"] == true)
            let refused = try await counter.ask(
                "POST", "/api/auth/login", ["username": "newcomer", "password": .string(Self.password)])
            #expect(refused.status == 401)
            #expect(try await counter.ask("DELETE", "/api/users/\(id)", as: admin).status == 204)
            #expect(try await counter.ask("GET", "/api/users/\(id)", as: admin).status == 404)
            #expect(
                try await counter.ask("PUT", "/api/users/\(me)", ["role": "user"], as: admin).status == 409)
            #expect(try await counter.ask("GET", "/api/users/none", as: admin).status == 400)
        }
    }

    @Test("keys, a ticket, and one's own account")
    func own() async throws {
        try await withCounter { counter in
            let token = try await token(counter, "ann", .user)
            let key = try await counter.ask("POST", "/api/auth/keys", ["name": "ci"], as: token)
            let text = try #require(key.json["key"]?.stringValue ?? key.json["token"]?.stringValue)
            #expect(try await counter.ask("GET", "/api/auth/me", as: text).status == 200)
            #expect(try await counter.ask("POST", "/api/auth/keys", ["name": "x"], as: text).status == 403)
            let ticket = try await counter.ask("POST", "/api/auth/ticket", as: token)
            #expect(ticket.status == 201 && ticket.json["expires_in"] == 30)
            let name = try #require(ticket.json["ticket"]?.stringValue)
            #expect(try await counter.accounts.principal(ticket: name, origin: nil).user.username == "ann")
            let change: JSONValue = ["password": "quite another one"]
            #expect(try await counter.ask("PUT", "/api/auth/me", change, as: token).status == 422)
            let wrong: JSONValue = ["password": "quite another one", "current_password": "wrong wrong"]
            #expect(try await counter.ask("PUT", "/api/auth/me", wrong, as: token).status == 401)
            #expect(
                try await counter.ask("PUT", "/api/auth/me", ["username": "anna"], as: token).status == 200)
        }
    }

    @Test("row 41: the eleventh wrong password is answered 429 with the time to wait")
    func guessing() async throws {
        try await withCounter { counter in
            _ = try await token(counter, "ann", .user)
            let guess: JSONValue = ["username": "ann", "password": "wrong wrong"]
            for _ in 0..<10 {
                #expect(try await counter.ask("POST", "/api/auth/login", guess).status == 401)
            }
            let stopped = try await counter.ask("POST", "/api/auth/login", guess)
            #expect(stopped.status == 429 && stopped.head.contains("Retry-After: "))
            #expect(stopped.json["code"] == "too_many_logins")
        }
    }

    @Test("row 49: over the rate it is 429, with the headers that say when")
    func rate() async throws {
        try await withCounter(perMinute: 3) { counter in
            var statuses: [Int] = []
            var last = ""
            for _ in 0..<12 {
                let answer = try await counter.ask("GET", "/openapi.json")
                statuses.append(answer.status)
                if answer.status == 429 { last = answer.head }
            }
            // On a slow machine one or the other comes back while the test runs.
            #expect(statuses.prefix(3) == [200, 200, 200] && statuses.contains(429))
            #expect(last.contains("Retry-After: ") && last.contains("RateLimit: \"general\";r=0;t="))
        }
    }
}
