import Accounts
import Files
import Storage
import StorageConformance
import Testing

@Suite("Sessions, tickets and setup")
struct SessionTests {
    @Test("row 40: what another process changes takes effect within 5 s")
    func elsewhere() async throws {
        let house = try House()
        let (user, pair) = try await house.guest(role: .manager)
        let other = try house.otherProcess()
        #expect(try await house.accounts.principal(bearer: pair.access).role == .manager)
        _ = try await other.changeUser(user.id, role: .user, by: .system)
        house.time.advance(.seconds(5))
        await #expect(throws: AccountError.self) {
            try await house.accounts.principal(bearer: pair.access)
        }
    }

    @Test("a token that was looked up a moment ago still ends at its time")
    func expiry() async throws {
        let house = try House()
        let (_, pair) = try await house.guest()
        house.time.advance(.seconds(pair.expiresIn - 1))
        let principal = try await house.accounts.principal(bearer: pair.access)
        #expect(try await house.accounts.isCurrent(principal))
        house.time.advance(.seconds(1))
        await #expect(throws: AccountError.expired) {
            try await house.accounts.principal(bearer: pair.access)
        }
        #expect(try await !house.accounts.isCurrent(principal))
    }

    @Test("a key ends at its time, with its owner's rights, and can't make keys or change the account")
    func keyLimits() async throws {
        let house = try House()
        let (user, pair) = try await house.guest(role: .manager)
        _ = try await house.guest("boss", role: .admin)
        let principal = try await house.accounts.principal(bearer: pair.access)
        let now = house.time.now()
        await #expect(throws: AccountError.self, "already over") {
            try await house.accounts.makeKey(name: "k", role: .user, expiresAt: now, for: principal)
        }
        let (key, text) = try await house.accounts.makeKey(
            name: "k", role: .manager, expiresAt: now + .seconds(100), for: principal)
        let byKey = try await house.accounts.principal(bearer: text)
        #expect(byKey.role == .manager && byKey.expiresAt == key.expiresAt)
        await #expect(throws: AccountError.self) {
            try await house.accounts.makeKey(name: "k2", role: .user, expiresAt: nil, for: byKey)
        }
        await #expect(throws: AccountError.self) {
            try await house.accounts.changeOwn(byKey, username: "other", current: nil, from: "a")
        }
        _ = try await house.accounts.changeUser(user.id, role: .user, by: .system)
        #expect(try await house.accounts.principal(bearer: text).role == .user)
        house.time.advance(.seconds(101))
        await #expect(throws: AccountError.self) { try await house.accounts.principal(bearer: text) }
    }

    @Test("row 46: a ticket opens one connection, within 30 s, of the page that asked for it")
    func tickets() async throws {
        let house = try House()
        let accounts = house.accounts
        let (user, pair) = try await house.guest()
        let principal = try await accounts.principal(bearer: pair.access)
        let (text, seconds) = try accounts.makeTicket(for: principal, origin: "https://a.example")
        #expect(seconds == 30)
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    (try? await accounts.principal(ticket: text, origin: "https://a.example"))?.user.id
                        == user.id
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)

        let late = try accounts.makeTicket(for: principal, origin: nil).text
        house.time.advance(.seconds(30))
        let foreign = try accounts.makeTicket(for: principal, origin: "https://a.example").text
        for (name, ticket) in [("late", late), ("foreign", foreign), ("none", "tk_x"), ("empty", "")] {
            await #expect(throws: AccountError.self, "\(name)") {
                try await accounts.principal(ticket: ticket, origin: "https://b.example")
            }
        }
        let orphan = try accounts.makeTicket(for: principal, origin: nil).text
        try await accounts.logOut(principal, everywhere: false)
        await #expect(throws: AccountError.self) {
            try await accounts.principal(ticket: orphan, origin: nil)
        }
    }

    @Test("the setup token makes one admin, within an hour, and nothing else does")
    func setup() async throws {
        let house = try House()
        let accounts = house.accounts
        let file = house.folder + "/setup-token"
        let token = try #require(try await accounts.openSetup(folder: house.folder))
        for wrong in ["", "st_", token + "x", String(token.dropLast())] {
            await #expect(throws: AccountError.self) {
                try await accounts.setUp(
                    token: wrong, email: "r@example.com", username: "root", password: AccountTests.password)
            }
        }
        #expect(try FileSystem.readText(file) == token + "\n")
        await #expect(throws: AccountError.self, "a mistake does not use it up") {
            try await accounts.setUp(
                token: token, email: "nobody", username: "root", password: AccountTests.password)
        }
        let admin = try await accounts.setUp(
            token: token, email: "r@example.com", username: "root", password: AccountTests.password)
        #expect(admin.role == .admin && !FileSystem.exists(file))
        await #expect(throws: AccountError.self, "used") {
            try await accounts.setUp(
                token: token, email: "s@example.com", username: "second", password: AccountTests.password)
        }
        #expect(try await accounts.openSetup(folder: house.folder) == nil)
    }

    @Test("after an hour the setup token is void")
    func lateSetup() async throws {
        let house = try House()
        let token = try #require(try await house.accounts.openSetup(folder: house.folder))
        house.time.advance(.seconds(3600))
        let error = await #expect(throws: AccountError.self) {
            try await house.accounts.setUp(
                token: token, email: "r@example.com", username: "root", password: AccountTests.password)
        }
        #expect(error?.description.contains("restart the service") == true)
    }

    @Test("an admin made otherwise ends the setup")
    func setupEnds() async throws {
        let house = try House()
        let token = try #require(try await house.accounts.openSetup(folder: house.folder))
        _ = try await house.guest("boss", role: .admin)
        await #expect(throws: AccountError.self) {
            try await house.accounts.setUp(
                token: token, email: "r@example.com", username: "root", password: AccountTests.password)
        }
        #expect(!FileSystem.exists(house.folder + "/setup-token"))
    }

    @Test("row 43: a new installation has no account at all")
    func fresh() async throws {
        let house = try House()
        for name in ["admin", "root", "demo", "test", "user", "assay", "admin@example.com"] {
            for password in [name, "password", "admin", "123456", "changeme", ""] {
                let error = await #expect(throws: AccountError.self) {
                    try await house.accounts.logIn(name, password: password, from: name)
                }
                #expect(error == .wrongPassword)
            }
        }
        #expect(try await house.accounts.users(search: nil, PageRequest()).total == 0)
    }

    @Test("one changes one's own password only by the old one, and all other logins end")
    func ownPassword() async throws {
        let house = try House()
        let (_, pair) = try await house.guest()
        let principal = try await house.accounts.principal(bearer: pair.access)
        for current in [nil, "something else"] {
            await #expect(throws: AccountError.self) {
                try await house.accounts.changeOwn(
                    principal, password: "quite another one", current: current, from: "a")
            }
        }
        _ = try await house.accounts.changeOwn(
            principal, password: "quite another one", current: AccountTests.password, from: "a")
        await #expect(throws: AccountError.self) { try await house.accounts.refresh(pair.refresh) }
        await #expect(throws: AccountError.wrongPassword) {
            try await house.accounts.logIn("ann", password: AccountTests.password, from: "b")
        }
        _ = try await house.accounts.logIn("ann", password: "quite another one", from: "b")
    }

    @Test("each role has what the ones before it have, and is told what it lacks")
    func permissions() async throws {
        let house = try House()
        for (role, lacks) in [(Role.user, Permission.approve), (.manager, .manageUsers)] {
            let (_, pair) = try await house.guest(role.rawValue + "1", role: role)
            let principal = try await house.accounts.principal(bearer: pair.access)
            #expect(principal.may(.readInvoices) && !principal.may(lacks))
            let error = #expect(throws: AccountError.self) { try principal.require(lacks) }
            #expect(error?.description.contains(lacks.role.rawValue) == true)
        }
        for (less, more) in zip(Role.allCases, Role.allCases.dropFirst()) {
            #expect(Set(less.permissions).isStrictSubset(of: Set(more.permissions)))
        }
        #expect(Role.admin.permissions == Permission.allCases)
    }
}
