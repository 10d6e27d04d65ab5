import AssayKit
import Storage
import Testing

extension ConformanceCase {
    static let accounts = [
        ConformanceCase("e-mail and user name are taken once, whatever their case, by either") { bench in
            let store = bench.store
            _ = try await bench.newUser("asha")
            let cases = [
                ("ASHA@example.org", "b"), ("b@example.org", "Asha"), ("b@example.org", "asha@EXAMPLE.org"),
            ]
            for (email, username) in cases {
                await expectError("\(email) \(username)", where: \.isDuplicate) {
                    _ = try await store.createUser(
                        UserDraft(email: email, username: username, passwordHash: "h", role: .user),
                        by: .system)
                }
            }
            let byEmail = try await store.credentials(login: "Asha@Example.org")
            let byName = try await store.credentials(login: "ASHA")
            #expect(byEmail?.user == byName?.user && byName?.passwordHash == "hash")
            #expect(try await store.credentials(login: "nobody") == nil)
        },
        ConformanceCase("the first admin is made once, and the last one stays") { bench in
            let store = bench.store
            #expect(try await !store.hasAdmin())
            let draft = UserDraft(email: "a@example.org", username: "a", passwordHash: "h", role: .user)
            let admin = try await store.createFirstAdmin(draft)
            #expect(admin.role == .admin)
            #expect(try await store.hasAdmin())
            await expectError("a second first one", where: \.isWrongState) {
                _ = try await store.createFirstAdmin(
                    UserDraft(email: "b@example.org", username: "b", passwordHash: "h", role: .admin))
            }
            for change in [UserChange(role: .user), UserChange(isDisabled: true)] {
                await expectError("the last admin", where: \.isWrongState) {
                    _ = try await store.updateUser(admin.id, change, by: .system)
                }
            }
            await expectError("the last admin", where: \.isWrongState) {
                try await store.deleteUser(admin.id, by: .system)
            }
            let other = try await bench.newUser("other", role: .admin)
            let demoted = try await store.updateUser(
                admin.id, UserChange(role: .manager), by: .user(other))
            #expect(demoted.role == .manager)
            #expect(demoted.authorizationVersion == admin.authorizationVersion + 1, "tokens that are out end")
            try await store.deleteUser(admin.id, by: .user(other))
            await expectError("deleted", where: \.isNotFound) { _ = try await store.user(admin.id) }
            let trail = try await store.auditEntries(action: nil, actor: other, PageRequest())
            #expect(trail.items.map(\.draft.action) == ["user.deleted", "user.changed"])
        },
        ConformanceCase("a user who owns something is not deleted") { bench in
            let owner = try await bench.newUser()
            _ = try await bench.newBatch(owner)
            await expectError("owns a batch", where: \.isWrongState) {
                try await bench.store.deleteUser(owner, by: .system)
            }
        },
        ConformanceCase("the audit log is chained") { bench in
            for number in 1...30 {
                try await bench.store.audit(
                    AuditDraft(
                        "test.done", by: .system, subject: "n:\(number)",
                        details: JSONObject([.init(key: "n", value: .integer(number))])))
            }
            let page = try await bench.store.auditEntries(
                action: "test.done", actor: nil, PageRequest(perPage: 10))
            #expect(page.total == 30 && page.items.first?.draft.subject == "n:30")
            #expect(try await bench.store.firstBrokenAuditEntry() == nil)
        },
    ]

    static let logins = [
        ConformanceCase("refresh tokens rotate, a lost answer is repeated, a reuse ends the login") { bench in
            let store = bench.store
            let user = try await bench.newUser()
            let tokens: [[UInt8]] = (1...4).map { [UInt8($0)] }
            let family = try await store.openFamily(user: user, token: tokens[0])
            func present(_ token: Int, _ successor: Int) async throws -> RefreshOutcome? {
                let answer = try await store.presentRefreshToken(tokens[token], successor: tokens[successor])
                return answer?.outcome
            }
            #expect(try await present(0, 1) == .rotated)
            bench.time.advance(.seconds(9))
            #expect(try await present(0, 1) == .repeated)
            bench.time.advance(.seconds(2))
            #expect(try await present(1, 2) == .rotated)
            #expect(try await store.isOpen(family.id))
            #expect(try await present(0, 1) == .reused, "spent twice over")
            #expect(try await !store.isOpen(family.id))
            #expect(try await present(2, 3) == .ended)
            #expect(try await store.presentRefreshToken([9], successor: [8]) == nil)
            let trail = try await store.auditEntries(action: "login.token_reused", actor: user, PageRequest())
            #expect(trail.total == 1)
        },
        ConformanceCase("logins end: idle, at last, logged out, disabled") { bench in
            let store = bench.store
            let user = try await bench.newUser()
            let idle = try await store.openFamily(user: user, token: [1])
            bench.time.advance(.seconds(7 * 86_400))
            #expect(try await store.presentRefreshToken([1], successor: [2])?.outcome == .ended)
            #expect(idle.user == user)
            var token: UInt8 = 10
            let long = try await store.openFamily(user: user, token: [token])
            for _ in 0..<5 {
                bench.time.advance(.seconds(6 * 86_400))
                let outcome = try await store.presentRefreshToken([token], successor: [token + 1])?.outcome
                #expect(outcome == (token < 14 ? .rotated : .ended), "a month at most")
                token += 1
            }
            #expect(try await !store.isOpen(long.id))
            let one = try await store.openFamily(user: user, token: [30])
            try await store.revokeFamily(one.id, user: user)
            #expect(try await !store.isOpen(one.id))
            let two = try await store.openFamily(user: user, token: [40])
            let before = try await store.user(user).authorizationVersion
            try await store.revokeSessions(of: user, by: .user(user))
            #expect(try await !store.isOpen(two.id))
            #expect(try await store.user(user).authorizationVersion == before + 1)
            let three = try await store.openFamily(user: user, token: [50])
            _ = try await store.updateUser(user, UserChange(isDisabled: true), by: .system)
            #expect(try await !store.isOpen(three.id))
        },
        ConformanceCase("service keys: shown in the list, expire, die with their owner's account") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let key = ServiceKey(
                id: bench.ids.next(), owner: owner, name: "ERP", hint: "ak_12", role: .user,
                expiresAt: bench.time.now() + .seconds(100), createdAt: bench.time.now())
            try await store.createKey(key, hash: [1, 2, 3], by: .user(owner))
            #expect(try await store.useKey(hash: [1, 2, 3])?.owner.id == owner)
            #expect(try await store.keys(of: owner).first?.lastUsedAt == bench.time.now())
            #expect(try await store.useKey(hash: [9]) == nil)
            let stranger = try await bench.newUser("stranger")
            await expectError("another's key", where: \.isNotFound) {
                try await store.deleteKey(key.id, owner: stranger, by: .user(stranger))
            }
            bench.time.advance(.seconds(100))
            #expect(try await store.useKey(hash: [1, 2, 3]) == nil, "expired")
            try await store.deleteKey(key.id, owner: owner, by: .user(owner))
            #expect(try await store.keys(of: owner).isEmpty)
        },
    ]

    static let requests = [
        ConformanceCase("a repeated request gets the first answer, which is stored with the work") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let ticket = IdempotencyTicket(owner: owner, key: "k1")
            #expect(try await store.beginRequest(ticket, fingerprint: [1]) == .started)
            #expect(try await store.beginRequest(ticket, fingerprint: [1]) == .running)
            #expect(try await store.beginRequest(ticket, fingerprint: [2]) == .differs)
            let accepted = try await store.accept([bench.submission(owner, file: 1)], idempotency: ticket) {
                StoredAnswer(status: 202, body: Array("\($0.count) accepted".utf8))
            }
            #expect(accepted.count == 1)
            let answer = StoredAnswer(status: 202, body: Array("1 accepted".utf8))
            #expect(try await store.beginRequest(ticket, fingerprint: [1]) == .answered(answer))
            let other = IdempotencyTicket(owner: try await bench.newUser("other"), key: "k1")
            #expect(
                try await store.beginRequest(other, fingerprint: [2]) == .started, "keys are an owner's own")
            try await store.abandonRequest(other)
            #expect(try await store.beginRequest(other, fingerprint: [3]) == .started)
            bench.time.advance(.seconds(86_400))
            #expect(try await store.forgetRequests(before: bench.time.now()) == 2)
            #expect(try await store.beginRequest(ticket, fingerprint: [5]) == .started)
        }
    ]
}
