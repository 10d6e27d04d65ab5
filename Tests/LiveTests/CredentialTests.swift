import Accounts
import Live
import Storage
import StorageSQLite
import Testing

@Suite("Row 40: sessions end with their credentials", .timeLimit(.minutes(2)))
struct CredentialTests {
    /// What takes somebody's access away.
    enum Loss: String, CaseIterable, Sendable {
        case logout, logoutEverywhere, roleRemoved, disabled, deleted, passwordChanged
    }

    @Test(
        "within five seconds of the loss the session ends, and nothing more comes", arguments: Loss.allCases)
    func loss(_ loss: Loss) async throws {
        let stage = try Stage()
        let ann = try await stage.principal("ann", .manager)
        let other = try await stage.principal("other", .admin)
        let (reader, witness) = (Keeper(), Keeper())
        let session = stage.hub.join(ann, reader: reader)
        let stays = stage.hub.join(other, reader: witness)
        try await session.subscribe(to: .updates)
        try await stays.subscribe(to: .updates)
        let begun = ContinuousClock.now
        switch loss {
        case .logout: try await stage.accounts.logOut(ann, everywhere: false)
        case .logoutEverywhere: try await stage.accounts.logOut(ann, everywhere: true)
        case .roleRemoved:
            _ = try await stage.accounts.changeUser(ann.user.id, role: .user, by: .system)
        case .disabled:
            _ = try await stage.accounts.changeUser(ann.user.id, isDisabled: true, by: .system)
        case .deleted: try await stage.accounts.deleteUser(ann.user.id, by: .system)
        case .passwordChanged:
            _ = try await stage.accounts.changeUser(
                ann.user.id, password: "other several long words", by: .system)
        }
        #expect(await eventually { reader.ended == .revoked })
        #expect(ContinuousClock.now - begun < .seconds(5))
        let seen = reader.messages.count
        _ = try await stage.store.append([EventDraft("note", owner: ann.user.id)])
        #expect(await eventually { witness.messages.count >= 2 })
        #expect(reader.messages.count == seen)
        #expect(witness.ended == nil && stage.hub.sessions == 1)
        stays.leave()
    }

    @Test("what another process wrote is noticed within five seconds, too")
    func elsewhere() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        let reader = Keeper()
        _ = stage.hub.join(ann, reader: reader)
        let begun = ContinuousClock.now
        // Past the accounts, as if it came from outside.
        _ = try await stage.store.updateUser(ann.user.id, UserChange(role: .manager), by: .system)
        #expect(await eventually { reader.ended == .revoked })
        #expect(ContinuousClock.now - begun < .seconds(5))
    }

    @Test("a session ends when its credential's time is over, also a service key's")
    func expiry() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        let end = SystemTime().now() + .milliseconds(1200)
        let (_, text) = try await stage.accounts.makeKey(name: "short", role: .user, expiresAt: end, for: ann)
        let reader = Keeper()
        let session = stage.hub.join(try await stage.accounts.principal(bearer: text), reader: reader)
        try await session.subscribe(to: .updates)
        #expect(reader.ended == nil)
        #expect(await eventually { reader.ended == .expired })
        #expect(SystemTime().now() >= end)
        await #expect(throws: LiveRefusal.self) { try await session.subscribe(to: .dashboard) }
    }
}
