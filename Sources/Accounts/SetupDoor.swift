internal import Crypto
internal import Files
internal import Storage
internal import Synchronization

/// The token that makes the first admin.
///
/// It lies in `setup-token` of the data folder as well, for the service's own user to read, until there is an admin.
final class SetupDoor: Sendable {
    /// How long it is good; the next start makes a new one.
    static let life: Duration = .seconds(3600)

    private struct State {
        let token: String
        let path: String
        let expiresAt: Timestamp
    }

    private let state = Mutex<State?>(nil)

    /// Makes the token.
    ///
    /// `now`: The steady time.
    func open(folder: String, now: Timestamp) throws(FileError) -> String {
        let token = "setup_" + RandomBytes.token()
        let path = FilePath.join(folder, "setup-token")
        try FileSystem.write(text: token + "\n", to: path, mode: 0o600)
        state.withLock { $0 = State(token: token, path: path, expiresAt: now + Self.life) }
        return token
    }

    /// - Throws: ``AccountError/unauthenticated(_:)`` for any other token, and when its time is over.
    func check(_ token: String, now: Timestamp) throws(AccountError) {
        let state = state.withLock { $0 }
        guard let state, ConstantTime.areEqual(token, state.token) else {
            throw .unauthenticated(
                "this is not the setup token; take the one that the service printed when it started")
        }
        guard state.expiresAt > now else {
            throw .unauthenticated(
                "the setup token has expired; restart the service, and it prints a new one")
        }
    }

    /// Makes the token void and removes its file.
    func close() {
        let last = state.withLock { state in
            defer { state = nil }
            return state
        }
        // Without its state in memory the file opens nothing.
        if let last { try? FileSystem.remove(last.path) }
    }
}
