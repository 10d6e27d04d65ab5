package import Storage

/// How often something may be done.
package struct RateLimit: Sendable, Hashable {
    /// So many times...
    package let count: Int
    /// ...within so long; all of them may come at once.
    package let period: Duration

    package init(_ count: Int, per period: Duration) {
        self.count = max(1, count)
        self.period = period
    }

    /// Microseconds that one use takes from the allowance.
    var interval: Int64 { max(1, span / Int64(count)) }
    var span: Int64 { max(1, period.milliseconds.multipliedReportingOverflow(by: 1000).partialValue) }
}

/// Whether something may be done now, and what to tell the one who asks.
package struct RateDecision: Sendable, Hashable {
    package let isAllowed: Bool
    /// How often at all.
    package let limit: Int
    /// How often still at once.
    package let remaining: Int
    /// How long until it may be done again; zero when it may now.
    package let retryAfter: Duration
    /// How long until the whole allowance is there again.
    package let reset: Duration
}

/// Limits by the generic cell rate algorithm (ITU-T I.371): one number a key, no timers, no queues.
///
/// It holds a bounded number of keys: those not seen for the longest time are forgotten, and start with a whole
/// allowance.
package struct RateLimiter<Key: Hashable & Sendable>: Sendable {
    package let limit: RateLimit
    /// Half of the keys that are remembered; the older half is dropped when the younger is full.
    private let half: Int
    /// When the allowance of a key will be whole again, microseconds.
    private var young: [Key: Int64] = [:]
    private var old: [Key: Int64] = [:]

    /// A limiter.
    ///
    /// `capacity`: How many keys it remembers at most.
    package init(_ limit: RateLimit, capacity: Int = 20_000) {
        self.limit = limit
        half = max(1, capacity / 2)
    }

    /// How many keys it holds.
    package var count: Int { young.count + old.count }

    /// Uses the allowance of a key once, where there is one left.
    ///
    /// `now`: By a clock that does not jump.
    package mutating func take(_ key: Key, now: Timestamp) -> RateDecision {
        let moment = Self.microseconds(now)
        // A whole allowance lies `span` ahead at most: more is left from a clock that was set back.
        let whole = min(max(find(key) ?? moment, moment), moment + limit.span)
        let next = whole + limit.interval
        let isAllowed = next - moment <= limit.span
        put(key, isAllowed ? next : whole)
        let ahead = (isAllowed ? next : whole) - moment
        return RateDecision(
            isAllowed: isAllowed, limit: limit.count, remaining: Int((limit.span - ahead) / limit.interval),
            retryAfter: isAllowed ? .zero : .microseconds(next - moment - limit.span),
            reset: .microseconds(ahead))
    }

    /// Takes one use back that came to nothing.
    package mutating func giveBack(_ key: Key) {
        guard let whole = find(key) else { return }
        put(key, whole - limit.interval)
    }

    private func find(_ key: Key) -> Int64? { young[key] ?? old[key] }

    private mutating func put(_ key: Key, _ whole: Int64) {
        if young[key] == nil {
            old[key] = nil
            if young.count >= half {
                old = young
                young = [:]
            }
        }
        young[key] = whole
    }

    private static func microseconds(_ moment: Timestamp) -> Int64 {
        // The year 9999 is 2.5e17 µs; what lies beyond is no time.
        min(max(moment.milliseconds, 0), 1 << 50) * 1000
    }
}
