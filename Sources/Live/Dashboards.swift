internal import Storage
internal import Synchronization

/// Whose figures have changed since they were shown last.
final class Dashboards: Sendable {
    struct State {
        /// Whose things have changed; nil stands for the installation's own.
        var changed: Set<UserID?> = []
        var shownAt = Timestamp(milliseconds: 0)
        var isBusy = false
        /// What was shown last, so that equal figures are not sent again.
        var shown: [Visibility: [UInt8]] = [:]
    }

    let state = Mutex(State())

    /// Something of that owner has changed.
    func changed(_ owner: UserID?) { state.withLock { _ = $0.changed.insert(owner) } }
}
