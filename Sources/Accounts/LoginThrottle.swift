package import Storage
internal import Synchronization

/// Bounds failed logins: so many for a name or an address within a window.
package final class LoginThrottle: Sendable {
    private struct Failures {
        var moments: [Timestamp]
    }

    private let failures = Mutex<[String: Failures]>([:])
    private let limit: Int
    private let window: Duration
    /// More names than this are not remembered; the oldest go.
    private static let capacity = 20_000

    package init(limit: Int = 10, window: Duration = .seconds(900)) {
        self.limit = limit
        self.window = window
    }

    /// - Throws: ``AccountError/throttled(seconds:)`` while one of the keys has used up its tries.
    package func check(_ keys: [String], now: Timestamp) throws(AccountError) {
        let wait: Duration? = failures.withLock { failures in
            keys.compactMap { key -> Duration? in
                let recent = (failures[key]?.moments ?? []).filter { now.since($0) < window }
                guard recent.count >= limit, let first = recent.first else { return nil }
                return window - now.since(first)
            }.max()
        }
        if let wait { throw .throttled(seconds: max(1, Int(wait.milliseconds / 1000))) }
    }

    package func noteFailure(_ keys: [String], now: Timestamp) {
        failures.withLock { failures in
            for key in keys {
                var recent = (failures[key]?.moments ?? []).filter { now.since($0) < window }
                recent.append(now)
                failures[key] = Failures(moments: recent.suffix(limit))
            }
            guard failures.count > Self.capacity else { return }
            failures = failures.filter { entry in entry.value.moments.contains { now.since($0) < window } }
            while failures.count > Self.capacity, let any = failures.keys.first { failures[any] = nil }
        }
    }

    package func noteSuccess(_ keys: [String]) {
        failures.withLock { failures in keys.forEach { failures[$0] = nil } }
    }
}
