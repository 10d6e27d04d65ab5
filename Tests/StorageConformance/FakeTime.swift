package import Storage
internal import Synchronization

/// A clock that stands until it is moved.
package final class FakeTime: TimeSource {
    private struct State {
        var now = Timestamp(milliseconds: 1_775_000_000_000)
        var steady = Timestamp(milliseconds: 1_775_000_000_000)
    }

    private let state = Mutex(State())

    package init() {}
    package func now() -> Timestamp { state.withLock(\.now) }
    package func steady() -> Timestamp { state.withLock(\.steady) }

    /// Lets time pass.
    package func advance(_ duration: Duration) {
        state.withLock { state in
            state.now = state.now + duration
            state.steady = state.steady + duration
        }
    }

    /// Sets the time of day, as an operator would.
    package func setTimeOfDay(forward duration: Duration) {
        state.withLock { $0.now = $0.now + duration }
    }
}
