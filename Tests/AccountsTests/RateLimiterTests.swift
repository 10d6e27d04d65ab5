import Accounts
import Storage
import Testing

@Suite("Rate limits")
struct RateLimiterTests {
    private static func at(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_775_000_000_000 + milliseconds)
    }

    @Test(
        "row 49: never more than the allowance in a period, and all of it is used",
        arguments: [
            (RateLimit(100, per: .seconds(60)), 10), (RateLimit(600, per: .seconds(60)), 7),
            (RateLimit(7, per: .seconds(1)), 1), (RateLimit(1, per: .seconds(10)), 100),
            (RateLimit(10, per: .seconds(900)), 1000),
        ] as [(RateLimit, Int64)])
    func steady(_ limit: RateLimit, _ step: Int64) {
        var limiter = RateLimiter<String>(limit)
        let span = limit.period.milliseconds
        var allowed: [Int64] = []
        for moment in stride(from: Int64(0), to: span * 4, by: Int(step)) {
            let decision = limiter.take("a", now: Self.at(moment))
            if decision.isAllowed {
                allowed.append(moment)
                #expect(decision.retryAfter == .zero)
            } else {
                // Who waits as long as told is let in, and not before.
                var copy = limiter
                let wait = (decision.retryAfter.milliseconds + 1)
                #expect(!copy.take("a", now: Self.at(moment + max(0, wait - 3))).isAllowed || wait <= 3)
                #expect(copy.take("a", now: Self.at(moment + wait)).isAllowed)
            }
        }
        // The burst, and then the rate: the count over four periods is within one of five allowances.
        #expect(abs(allowed.count - limit.count * 5) <= 1 + limit.count / 100)
        #expect(allowed.prefix(limit.count).last ?? 0 <= step * Int64(limit.count))
    }

    @Test("what is left and when all of it is back is told")
    func told() {
        var limiter = RateLimiter<Int>(RateLimit(3, per: .seconds(3)))
        let decisions = (0..<4).map { _ in limiter.take(1, now: Self.at(0)) }
        #expect(decisions.map(\.remaining) == [2, 1, 0, 0])
        #expect(decisions.map(\.isAllowed) == [true, true, true, false])
        #expect(decisions.map(\.reset) == [.seconds(1), .seconds(2), .seconds(3), .seconds(3)])
        #expect(decisions.last?.retryAfter == .seconds(1))
        #expect(limiter.take(2, now: Self.at(0)).remaining == 2, "another key has its own")
        limiter.giveBack(1)
        #expect(limiter.take(1, now: Self.at(0)).isAllowed)
        limiter.giveBack(99)
        #expect(limiter.take(99, now: Self.at(0)).remaining == 2, "nothing to give back")
    }

    @Test("a flood of keys takes bounded memory and does not forget who asks all the time")
    func bounded() {
        var limiter = RateLimiter<Int>(RateLimit(2, per: .seconds(60)), capacity: 100)
        for key in 0..<10_000 {
            _ = limiter.take(key, now: Self.at(0))
            let busy = limiter.take(-1, now: Self.at(0))
            #expect(key < 2 || !busy.isAllowed)
            #expect(limiter.count <= 101)
        }
    }

    @Test("no time of day, however odd, locks anyone out for good")
    func oddTimes() {
        for moment in [Int64.min, -1, 0, 1, .max - 1, .max] {
            var limiter = RateLimiter<Int>(RateLimit(1, per: .seconds(60)))
            #expect(limiter.take(1, now: Timestamp(milliseconds: moment)).isAllowed)
        }
        var limiter = RateLimiter<Int>(RateLimit(1, per: .seconds(60)))
        _ = limiter.take(1, now: Timestamp(milliseconds: .max))
        let decision = limiter.take(1, now: Self.at(0))
        #expect(decision.retryAfter <= .seconds(60))
    }
}
