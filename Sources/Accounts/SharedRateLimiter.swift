package import Storage
internal import Synchronization

/// A ``RateLimiter`` that any thread may ask.
package final class SharedRateLimiter<Key: Hashable & Sendable>: Sendable {
    private let limiter: Mutex<RateLimiter<Key>>

    /// `capacity`: How many keys it remembers at most.
    package init(_ limit: RateLimit, capacity: Int = 20_000) {
        limiter = Mutex(RateLimiter(limit, capacity: capacity))
    }

    /// Uses the allowance of a key once, where there is one left.
    package func take(_ key: Key, now: Timestamp) -> RateDecision {
        limiter.withLock { $0.take(key, now: now) }
    }

    /// Takes one use back that came to nothing.
    package func giveBack(_ key: Key) { limiter.withLock { $0.giveBack(key) } }
}
