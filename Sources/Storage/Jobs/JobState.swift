/// Where a job stands; each state carries what belongs to it.
package enum JobState: Sendable, Hashable {
    /// Waits for a worker, not before `at` (steady time).
    case ready(at: Timestamp)
    /// A worker has it.
    case running(Lease)
    /// Its result is stored.
    case done
    /// It will not be tried again by itself.
    case dead(DeathReason)
    /// Someone called it off.
    case cancelled

    /// The state without what belongs to it.
    package enum Name: String, Sendable, Hashable, CaseIterable {
        case ready, running, done, dead, cancelled
    }

    package var name: Name {
        switch self {
        case .ready: .ready
        case .running: .running
        case .done: .done
        case .dead: .dead
        case .cancelled: .cancelled
        }
    }

    /// Whether nothing will happen to it by itself any more.
    package var isFinal: Bool {
        switch self {
        case .ready, .running: false
        case .done, .dead, .cancelled: true
        }
    }
}

/// A worker's right to a job until a moment.
package struct Lease: Sendable, Hashable {
    /// Names this very lease; results are accepted only with it.
    package let token: LeaseToken
    /// Who has it, for people.
    package let worker: String
    /// Until when (steady time), unless a beat prolongs it.
    package var until: Timestamp

    package init(token: LeaseToken, worker: String, until: Timestamp) {
        self.token = token
        self.worker = worker
        self.until = until
    }
}

package typealias LeaseToken = Identifier<Lease>

/// Why a job is dead.
package enum DeathReason: String, Sendable, Hashable, CaseIterable {
    /// Its failure cannot be mended by trying again.
    case failed
    /// It was tried as often as it may be.
    case exhausted
    /// Its workers died of it again and again.
    case poison
}
