internal import Storage
internal import Synchronization

/// Bounds failed logins.
///
/// A name may fail from one address so often; a name from all addresses, and an address with all names, ten times as
/// often: so that nobody is locked out by one stranger, and many strangers do not guess without end.
package final class LoginThrottle: Sendable {
    /// Ten failures within a quarter of an hour.
    package static let standard = RateLimit(10, per: .seconds(900))

    private struct Limits {
        var pairs: RateLimiter<String>
        var names: RateLimiter<String>
        var addresses: RateLimiter<String>
    }

    private let limits: Mutex<Limits>

    package init(_ limit: RateLimit = standard) {
        let wide = RateLimit(limit.count * 10, per: limit.period)
        limits = Mutex(
            Limits(
                pairs: RateLimiter(limit), names: RateLimiter(wide), addresses: RateLimiter(wide)))
    }

    /// Takes a try before it is known how it ends: many at once get no more tries than one after the other.
    ///
    /// - Throws: ``AccountError/throttled(seconds:)`` when none is left.
    func take(_ name: String, from address: String, now: Timestamp) throws(AccountError) {
        let wait: Duration? = limits.withLock { limits in
            let pair = limits.pairs.take(Self.pair(name, address), now: now)
            guard pair.isAllowed else { return pair.retryAfter }
            let byName = limits.names.take(name, now: now)
            let byAddress = limits.addresses.take(address, now: now)
            if byName.isAllowed, byAddress.isAllowed { return nil }
            limits.pairs.giveBack(Self.pair(name, address))
            if byName.isAllowed { limits.names.giveBack(name) }
            if byAddress.isAllowed { limits.addresses.giveBack(address) }
            return max(byName.retryAfter, byAddress.retryAfter)
        }
        if let wait { throw .throttled(seconds: Int((wait.milliseconds + 999) / 1000)) }
    }

    /// Gives the try back: it was right, or did not come to be looked at.
    func giveBack(_ name: String, from address: String) {
        limits.withLock { limits in
            limits.pairs.giveBack(Self.pair(name, address))
            limits.names.giveBack(name)
            limits.addresses.giveBack(address)
        }
    }

    /// No name holds a line's end, so no two pairs are written alike.
    private static func pair(_ name: String, _ address: String) -> String { address + "\n" + name }
}
