internal import CSystem
internal import Glibc

/// Where the time comes from; tests supply their own.
package protocol TimeSource: Sendable {
    /// The time of day, for people. It may jump.
    func now() -> Timestamp
    /// A time that only grows, and evenly: leases, waits and retries count by it, so that a clock set an hour
    /// forward neither ends every lease nor stretches one.
    func steady() -> Timestamp
}

/// The machine's own clocks.
package struct SystemTime: TimeSource {
    private let start: Timestamp
    private let monotonicStart: Int64

    /// The steady time starts from the time of day, so that what an earlier process stored stays comparable.
    package init() {
        start = Self.timeOfDay()
        monotonicStart = csystem_now_ms()
    }

    package func now() -> Timestamp { Self.timeOfDay() }
    package func steady() -> Timestamp { start + .milliseconds(csystem_now_ms() - monotonicStart) }

    private static func timeOfDay() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
