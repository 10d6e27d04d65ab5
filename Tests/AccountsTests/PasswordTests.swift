import Accounts
import Crypto
import Storage
import StorageSQLite
import Testing

@Suite("Passwords and logins under load")
struct PasswordTests {
    @Test(
        "a password that is easily guessed is refused with a sentence",
        arguments: [
            "password12", "Password2026!", "1234567890", "9876543210", "abcdefghijkl", "qwertyuiop",
            "abcabcabcabc",
            "annabel.rao", "annabel.rao1!", "Annabel.Rao99", "changeme1234", "welcome@123", "ababababababab",
        ])
    func guessed(_ password: String) {
        let error = #expect(throws: AccountError.self) {
            try CredentialRules.check(
                password: password, email: "annabel.rao@example.com", username: "annabel.rao")
        }
        #expect(error?.description.contains("easily guessed") == true)
    }

    @Test(
        "a long one is taken, whatever it is made of",
        arguments: [
            "several long words", "kx7#mQ2!pL", "பத்து எழுத்துக்கள்", String(repeating: "long words ", count: 8),
            "annabel buys 12 red apples",
        ])
    func taken(_ password: String) throws {
        try CredentialRules.check(
            password: password, email: "annabel.rao@example.com", username: "annabel.rao")
    }

    @Test(
        "e-mail addresses",
        arguments: [
            (" Ann@Example.COM\n", "ann@example.com"), ("a.b+c@x-y.example.in", "a.b+c@x-y.example.in"),
            ("a@b", nil), ("@example.com", nil), ("a@", nil), ("a@.com", nil), ("a@-x.com", nil),
            ("a b@example.com", nil), ("a@exa mple.com", nil), ("a@example..com", nil),
            ("а@example.com", nil),
            ("a@example.com\0", nil), ("<a@example.com>", nil), ("a@b@example.com", nil),
            (String(repeating: "a", count: 65) + "@example.com", nil),
            ("a@" + String(repeating: "b", count: 64) + ".com", nil),
        ] as [(String, String?)])
    func email(_ text: String, _ kept: String?) {
        #expect((try? CredentialRules.email(text)) == kept)
    }

    @Test(
        "a user name from an e-mail address is always one that is taken",
        arguments: [
            ("ann@example.com", "ann"), ("a@example.com", "a.example.com"), ("ab@x.in", "ab"),
            (String(repeating: "a", count: 64) + "@example.com", String(repeating: "a", count: 64)),
        ])
    func nameOfAddress(_ email: String, _ name: String) throws {
        #expect(CredentialRules.username(from: email) == name)
        #expect(try CredentialRules.username(name) == name)
    }

    @Test("row 42: two hashes at a time; who comes beyond the line is turned away at once")
    func flood() async throws {
        let gate = HashingGate(cost: PasswordHash.Cost(passes: 3, kibibytes: 16_384))
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    do {
                        return try await !gate.verify("x", against: nil)
                    } catch AccountError.overloaded {
                        return false
                    } catch {
                        Issue.record("\(error)")
                        return false
                    }
                }
            }
            return await group.reduce(into: [true: 0, false: 0]) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes[true, default: 0] >= 18 && outcomes[false, default: 0] > 0)
        // The gate is open again afterwards.
        #expect(try await !gate.verify("x", against: nil))
    }

    @Test("row 41: many tries at once are no more than one after the other, and overload costs no try")
    func parallelGuesses() async throws {
        let house = try House()
        _ = try await house.guest()
        let accounts = house.accounts
        let wrong = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    do {
                        _ = try await accounts.logIn("ann", password: "wrong wrong wrong", from: "10.0.0.9")
                        return false
                    } catch {
                        return error as? AccountError == .wrongPassword
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wrong <= 10)
        let trail = try await house.store.auditEntries(action: "login.failed", actor: nil, PageRequest())
        #expect(trail.total == wrong)
    }

    @Test("a hash of lesser cost is replaced at the next login, and the login stands")
    func rehash() async throws {
        let house = try House(cost: PasswordHash.Cost(passes: 2, kibibytes: 64))
        let old = try #require(PasswordHash.make(AccountTests.password, cost: .least))
        _ = try await house.store.createUser(
            UserDraft(email: "o@example.com", username: "old", passwordHash: old, role: .user), by: .system)
        let pair = try await house.accounts.logIn("old", password: AccountTests.password, from: "a")
        let kept = try #require(try await house.store.credentials(login: "old")).passwordHash
        #expect(kept != old && PasswordHash.verify(AccountTests.password, against: kept))
        #expect(try await house.accounts.principal(bearer: pair.access).user.username == "old")
        _ = try await house.accounts.refresh(pair.refresh)
    }

    @Test("row 70: no password and no token is in the audit log")
    func secrets() async throws {
        let house = try House()
        let (_, pair) = try await house.guest()
        let principal = try await house.accounts.principal(bearer: pair.access)
        let (_, key) = try await house.accounts.makeKey(
            name: "k", role: .user, expiresAt: nil, for: principal)
        _ = try? await house.accounts.logIn("ann", password: "wrong wrong wrong", from: "a")
        let next = try await house.accounts.refresh(pair.refresh)
        _ = try await house.accounts.refresh(next.refresh)
        _ = try? await house.accounts.refresh(pair.refresh)
        let trail = try await house.store.auditEntries(action: nil, actor: nil, PageRequest(perPage: 100))
        #expect(trail.items.map(\.draft.action).contains("login.token_reused"))
        for secret in [AccountTests.password, "wrong wrong", key, pair.access, pair.refresh, next.refresh] {
            #expect(!trail.items.contains { "\($0.draft)".contains(secret) })
        }
    }
}
