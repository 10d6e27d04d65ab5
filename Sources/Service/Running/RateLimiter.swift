internal import Storage
internal import Synchronization

/// Limits by the generic cell rate algorithm: a burst may use the whole allowance of a minute, then it refills evenly.
final class RateLimiter: Sendable {
    /// What a request came to.
    struct Verdict: Sendable {
        let isAllowed: Bool
        let limit: Int
        let remaining: Int
        /// Milliseconds until the next one would be allowed; 0 when it was.
        let wait: Int64
    }

    private let arrivals = Mutex<[String: Int64]>([:])
    /// More keys than this are not kept; those that are full again go first.
    private static let capacity = 50_000

    /// Counts one request of a key.
    ///
    /// - Parameters:
    ///   - key: Who, and which class of requests.
    ///   - perMinute: The allowance.
    ///   - now: Steady time.
    /// - Returns: Whether it may go on, and what is left.
    func take(_ key: String, perMinute: Int, now: Timestamp) -> Verdict {
        let (window, interval) = (Int64(60_000), Int64(60_000) / Int64(max(perMinute, 1)))
        let at = now.milliseconds
        return arrivals.withLock { arrivals in
            // The theoretical arrival time of the next request.
            let next = max(arrivals[key] ?? at, at)
            guard next - at <= window - interval else {
                return Verdict(
                    isAllowed: false, limit: perMinute, remaining: 0, wait: next - at - (window - interval))
            }
            if arrivals.count >= Self.capacity, arrivals[key] == nil {
                arrivals = arrivals.filter { $0.value > at }
            }
            arrivals[key] = next + interval
            return Verdict(
                isAllowed: true, limit: perMinute,
                remaining: Int((window - (next + interval - at)) / interval), wait: 0)
        }
    }
}
