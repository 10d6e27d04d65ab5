internal import Accounts
internal import Storage
internal import Synchronization

extension HubCore {
    /// How often everybody is looked at even when no change was heard of.
    private static let interval: Duration = .seconds(3)

    /// Ends the sessions of those who were logged out or disabled, or who have other rights by now.
    ///
    /// A change of accounts in this process is noticed at once, one of another process at the next round: both well
    /// within the five seconds that a change may take.
    func checkSessions() {
        guard let accounts else { return }
        let steady = time.steady()
        let revision = accounts.revision
        let sessions: [LiveSession] = state.withLock { state in
            guard !state.isChecking, !state.sessions.isEmpty,
                revision != state.checkedRevision || steady.since(state.checkedAt) >= Self.interval
            else { return [] }
            (state.isChecking, state.checkedAt, state.checkedRevision) = (true, steady, revision)
            return Array(state.sessions.values)
        }
        guard !sessions.isEmpty else { return }
        Task {
            // Many connections share a credential.
            for (principal, group) in Dictionary(grouping: sessions, by: \.principal) {
                // A store that can't be read now is asked again at the next round.
                if let isCurrent = try? await accounts.isCurrent(principal), !isCurrent {
                    for session in group { session.end(.revoked) }
                }
            }
            state.withLock { $0.isChecking = false }
        }
    }
}
