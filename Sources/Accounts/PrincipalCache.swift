internal import Crypto
internal import Storage
internal import Synchronization

/// Those who showed a good credential shortly ago, so that a request costs neither a signature nor the database.
///
/// Credentials are kept by their digests only. It holds a bounded number: those not seen for long are forgotten.
final class PrincipalCache: Sendable {
    /// A change of role, a logout or a disabled account that another process wrote takes effect after so long.
    static let trust: Duration = .seconds(3)

    /// The digest of a credential.
    struct Key: Hashable, Sendable {
        private let words: (UInt64, UInt64, UInt64, UInt64)

        init(_ credential: String) {
            let digest = SHA256.hash(Array(credential.utf8))
            func word(_ index: Int) -> UInt64 {
                digest[(index * 8)..<(index * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
            }
            words = (word(0), word(1), word(2), word(3))
        }

        static func == (left: Key, right: Key) -> Bool { left.words == right.words }
        func hash(into hasher: inout Hasher) {
            // A quarter of a digest spreads well enough.
            hasher.combine(words.0)
        }
    }

    private struct Entry {
        let principal: Principal
        let checkedAt: Timestamp
    }

    private struct State {
        var young: [Key: Entry] = [:]
        var old: [Key: Entry] = [:]
        /// Grows when something changed.
        var age = 0
    }

    private let state = Mutex(State())
    private let half: Int

    /// `capacity`: How many it holds at most.
    init(capacity: Int = 10_000) { half = max(1, capacity / 2) }

    /// The principal of a credential that was checked a moment ago.
    ///
    /// `steady`: The steady time.
    func find(_ key: Key, steady: Timestamp) -> Principal? {
        state.withLock { state in
            guard let entry = state.young[key] ?? state.old[key],
                steady.since(entry.checkedAt) < Self.trust
            else { return nil }
            return entry.principal
        }
    }

    /// To be taken before a credential is looked up, and given back with what was found.
    var age: Int { state.withLock(\.age) }

    /// Keeps what was found, unless something has changed since the look began.
    func keep(_ principal: Principal, _ key: Key, checkedAt: Timestamp, age: Int) {
        state.withLock { state in
            guard state.age == age else { return }
            if state.young[key] == nil, state.young.count >= half {
                state.old = state.young
                state.young = [:]
            }
            state.young[key] = Entry(principal: principal, checkedAt: checkedAt)
        }
    }

    /// Forgets everybody: what changes here takes effect at once.
    func forget() {
        state.withLock { state in
            state.young = [:]
            state.old = [:]
            state.age += 1
        }
    }
}
