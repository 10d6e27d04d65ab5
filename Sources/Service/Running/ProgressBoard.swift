package import Storage
internal import Synchronization

/// How far the jobs are that run now; in memory only.
package final class ProgressBoard: Sendable {
    /// Where a job is.
    package struct Place: Sendable, Hashable {
        package let job: JobID
        package let invoice: InvoiceID?
        package let batch: BatchID?
        package let owner: UserID?
        /// The step's name, or `fetch`, `save`, `complete`.
        package let stage: String
        /// 0...100.
        package let percent: Double
        /// What is being done, for people.
        package let message: String
    }

    private struct State {
        var places: [JobID: Place] = [:]
        var watchers: [@Sendable (Place) -> Void] = []
    }

    private let state = Mutex(State())

    package init() {}

    package func note(
        _ job: JobID, invoice: InvoiceID? = nil, batch: BatchID? = nil, owner: UserID? = nil, stage: String,
        percent: Double, message: String? = nil
    ) {
        let place = Place(
            job: job, invoice: invoice, batch: batch, owner: owner, stage: stage, percent: percent,
            message: message ?? stage)
        let watchers = state.withLock { state in
            state.places[job] = percent >= 100 ? nil : place
            // Jobs that another process ended are never taken out; the board must not grow with them.
            if state.places.count > 10_000 { state.places.removeAll() }
            return state.watchers
        }
        for watcher in watchers { watcher(place) }
    }

    func place(of job: JobID) -> Place? { state.withLock { $0.places[job] } }

    /// Calls `watcher` with every note; it must return at once.
    func watch(_ watcher: @escaping @Sendable (Place) -> Void) {
        state.withLock { $0.watchers.append(watcher) }
    }
}
