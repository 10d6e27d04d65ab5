package import Storage
internal import Synchronization

/// How far the jobs are that run now; in memory only.
package final class ProgressBoard: Sendable {
    private let places = Mutex<[JobID: (stage: String, percent: Double)]>([:])

    package init() {}

    package func note(_ job: JobID, stage: String, percent: Double) {
        places.withLock { places in
            if percent >= 100 { places[job] = nil } else { places[job] = (stage, percent) }
            // Jobs that another process ended are never taken out; the board must not grow with them.
            if places.count > 10_000 { places.removeAll() }
        }
    }

    func place(of job: JobID) -> (stage: String, percent: Double)? { places.withLock { $0[job] } }
}
