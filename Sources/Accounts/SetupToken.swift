internal import Crypto
internal import Files
internal import Storage
internal import Synchronization

/// The one-use token with which the first admin is made; a new one at each start.
package final class SetupToken: Sendable {
    /// How long it is good; the next start makes a new one.
    package static let life: Duration = .seconds(3600)

    private struct State {
        var token: String?
        var path: String?
    }

    private let state: Mutex<State>
    private let expiresAt: Timestamp

    /// `now`: The steady time.
    init(now: Timestamp) {
        state = Mutex(State(token: "st_" + RandomBytes.token()))
        expiresAt = now + Self.life
    }

    /// As the first start prints it; nil once it was used.
    package var text: String? { state.withLock(\.token) }

    /// Writes it into a data folder as well, for the service's own user to read, until it is used.
    func write(to folder: String) throws(FileError) {
        guard let text else { return }
        let path = Self.path(folder)
        try FileSystem.write(text: text + "\n", to: path, mode: 0o600)
        state.withLock { $0.path = path }
    }

    private static func path(_ folder: String) -> String { FilePath.join(folder, "setup-token") }

    /// Whether a text is the token.
    func check(_ text: String, now: Timestamp) throws(AccountError) {
        guard let token = self.text, ConstantTime.areEqual(text, token) else {
            throw .forbidden(
                "this is not the setup token; take the one that the service printed when it started")
        }
        guard expiresAt > now else {
            throw .forbidden("the setup token has expired; restart the service, and it prints a new one")
        }
    }

    /// Makes it void, and removes the file that an earlier start may have left.
    func discard(in folder: String) {
        spend()
        // An earlier start's token opens nothing.
        try? FileSystem.remove(Self.path(folder))
    }

    /// Makes it void and removes its file.
    func spend() {
        let path = state.withLock { state in
            state.token = nil
            defer { state.path = nil }
            return state.path
        }
        // Without the token in memory the file opens nothing.
        if let path { try? FileSystem.remove(path) }
    }
}
