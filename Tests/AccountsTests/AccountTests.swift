import Accounts
import Storage
import StorageConformance
import Testing

@Suite("Accounts")
struct AccountTests {
    static let password = "several long words"

    @Test("register, log in by e-mail or name, ask with the token")
    func logIn() async throws {
        let house = try House()
        let user = try await house.accounts.register(
            email: " Ann@Example.com ", username: "ann", password: Self.password)
        #expect(user.email == "ann@example.com" && user.role == .user)
        for name in ["ann@example.com", "ANN@example.com", "ann"] {
            let pair = try await house.accounts.logIn(name, password: Self.password, from: "10.0.0.1")
            let principal = try await house.accounts.principal(bearer: pair.access)
            #expect(principal.user.id == user.id && principal.role == .user)
            #expect(principal.visibility == .owned(by: user.id))
        }
        await #expect(throws: AccountError.wrongPassword) {
            try await house.accounts.logIn("ann", password: "something else", from: "10.0.0.1")
        }
        await #expect(throws: AccountError.wrongPassword) {
            try await house.accounts.logIn("nobody", password: Self.password, from: "10.0.0.1")
        }
    }

    @Test(
        "what is refused at registering",
        arguments: [
            ("not-an-address", "ann", password, "email"), ("a@b@c", "ann", password, "email"),
            ("ann@example.com", "a", password, "username"), ("ann@example.com", "a b", password, "username"),
            ("ann@example.com", "a@b", password, "username"), ("ann@example.com", "ann", "short", "password"),
            ("ann@example.com", "annannannann", "annannannann", "password"),
            ("ann@example.com", "ann", "aaaaaaaaaaaaaa", "password"),
        ])
    func refused(_ email: String, _ username: String, _ password: String, _ field: String) async throws {
        let house = try House()
        let error = await #expect(throws: AccountError.self) {
            try await house.accounts.register(email: email, username: username, password: password)
        }
        guard case .refused(let place, let sentence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(place == field && sentence.count > 20)
    }

    @Test(
        "row 41: ten failed logins within a quarter of an hour, then a wait; the right password does not help"
    )
    func guessing() async throws {
        let house = try House()
        _ = try await house.accounts.register(
            email: "ann@example.com", username: "ann", password: Self.password)
        for _ in 0..<10 {
            await #expect(throws: AccountError.wrongPassword) {
                try await house.accounts.logIn("ann", password: "wrong wrong wrong", from: "10.0.0.1")
            }
        }
        let error = await #expect(throws: AccountError.self) {
            try await house.accounts.logIn(" ANN ", password: Self.password, from: "10.0.0.1")
        }
        #expect(error == .throttled(seconds: 90))
        _ = try await house.accounts.logIn("ann", password: Self.password, from: "10.0.0.2")
        house.time.advance(.seconds(90))
        _ = try await house.accounts.logIn("ann", password: Self.password, from: "10.0.0.1")
    }

    @Test("row 38: a refresh token works once; its reuse ends the whole login")
    func rotation() async throws {
        let house = try House()
        _ = try await house.accounts.register(
            email: "ann@example.com", username: "ann", password: Self.password)
        let first = try await house.accounts.logIn("ann", password: Self.password, from: "a")
        let second = try await house.accounts.refresh(first.refresh)
        let third = try await house.accounts.refresh(second.refresh)
        #expect(try await house.accounts.principal(bearer: third.access).user.username == "ann")
        await #expect(throws: AccountError.self) { try await house.accounts.refresh(first.refresh) }
        await #expect(throws: AccountError.self) { try await house.accounts.refresh(third.refresh) }
        await #expect(throws: AccountError.self) { try await house.accounts.principal(bearer: third.access) }
    }

    @Test("row 39: who lost the answer asks again and gets the same successor")
    func lostAnswer() async throws {
        let house = try House()
        _ = try await house.accounts.register(
            email: "ann@example.com", username: "ann", password: Self.password)
        let first = try await house.accounts.logIn("ann", password: Self.password, from: "a")
        let second = try await house.accounts.refresh(first.refresh)
        #expect(try await house.accounts.refresh(first.refresh).refresh == second.refresh)
        _ = try await house.accounts.refresh(second.refresh)
    }

    @Test("logging out ends this login, or all of them")
    func logOut() async throws {
        let house = try House()
        _ = try await house.accounts.register(
            email: "ann@example.com", username: "ann", password: Self.password)
        let one = try await house.accounts.logIn("ann", password: Self.password, from: "a")
        let two = try await house.accounts.logIn("ann", password: Self.password, from: "a")
        try await house.accounts.logOut(
            try await house.accounts.principal(bearer: one.access), everywhere: false)
        await #expect(throws: AccountError.self) { try await house.accounts.principal(bearer: one.access) }
        let principal = try await house.accounts.principal(bearer: two.access)
        try await house.accounts.logOut(principal, everywhere: true)
        await #expect(throws: AccountError.self) { try await house.accounts.principal(bearer: two.access) }
        await #expect(throws: AccountError.self) { try await house.accounts.refresh(two.refresh) }
    }

    @Test("row 40: a role that is taken away, or a disabled account, ends the tokens at once")
    func roles() async throws {
        let house = try House()
        let admin = try await house.accounts.setUp(
            email: "root@example.com", username: "root", password: Self.password)
        let user = try await house.accounts.addUser(
            email: "m@example.com", username: "mm", password: Self.password, role: .manager,
            by: .user(admin.id))
        let pair = try await house.accounts.logIn("mm", password: Self.password, from: "a")
        #expect(try await house.accounts.principal(bearer: pair.access).role == .manager)
        _ = try await house.accounts.changeUser(user.id, role: .user, by: .user(admin.id))
        await #expect(throws: AccountError.self) { try await house.accounts.principal(bearer: pair.access) }
        let again = try await house.accounts.logIn("mm", password: Self.password, from: "a")
        _ = try await house.accounts.changeUser(user.id, isDisabled: true, by: .user(admin.id))
        await #expect(throws: AccountError.self) { try await house.accounts.principal(bearer: again.access) }
        await #expect(throws: AccountError.wrongPassword) {
            try await house.accounts.logIn("mm", password: Self.password, from: "a")
        }
    }

    @Test("the first admin is made once")
    func setUp() async throws {
        let house = try House()
        #expect(try await house.accounts.hasAdmin() == false)
        _ = try await house.accounts.setUp(
            email: "root@example.com", username: "root", password: Self.password)
        #expect(try await house.accounts.hasAdmin())
        await #expect(throws: AccountError.self) {
            try await house.accounts.setUp(email: "two@example.com", username: "two", password: Self.password)
        }
    }

    @Test("a service key acts for its owner, with a role that is not above theirs, until it is deleted")
    func keys() async throws {
        let house = try House()
        _ = try await house.accounts.register(
            email: "ann@example.com", username: "ann", password: Self.password)
        let pair = try await house.accounts.logIn("ann", password: Self.password, from: "a")
        let principal = try await house.accounts.principal(bearer: pair.access)
        await #expect(throws: AccountError.self) {
            try await house.accounts.makeKey(name: "k", role: .admin, expiresAt: nil, for: principal)
        }
        let (key, text) = try await house.accounts.makeKey(
            name: "k", role: .user, expiresAt: nil, for: principal)
        #expect(text.hasPrefix("ak_") && text.hasPrefix(key.hint))
        #expect(try await house.accounts.principal(bearer: text).credential == .key(key.id))
        #expect(try await house.accounts.keys(of: principal).map(\.name) == ["k"])
        try await house.accounts.deleteKey(key.id, of: principal)
        await #expect(throws: AccountError.self) { try await house.accounts.principal(bearer: text) }
    }
}
