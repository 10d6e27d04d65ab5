/// How long a worker has a job.
package enum LeaseRule {
    /// A lease without a beat.
    package static let length: Duration = .seconds(30)
    /// Between two beats.
    package static let beat: Duration = .seconds(10)
    /// Between two looks for leases that have ended.
    package static let rescue: Duration = .seconds(5)
    /// A worker whose last answered beat began longer ago stops by itself, before anyone else can have the job.
    package static let trust: Duration = .seconds(25)
    /// How often a job may cost its worker's life.
    package static let maximumCrashes = 3
    /// How long a job waits after a crash.
    package static let crashDelay: Duration = .seconds(5)
}

/// How long a failed job waits.
package enum RetryRule {
    /// How often a job is tried.
    package static let maximumAttempts = 8

    /// The wait after an attempt: half of `min(3600, 5 * 2^(attempt-1))` seconds, and a random part of the rest.
    ///
    /// - Parameters:
    ///   - attempt: The number of the attempt that failed, from 1.
    ///   - random: 0..<1.
    /// - Returns: How long it waits.
    package static func delay(afterAttempt attempt: Int, random: Double) -> Duration {
        let exponent = min(max(attempt, 1) - 1, 10)
        let whole = min(3600.0, 5.0 * Double(1 << exponent))
        return .milliseconds(Int64((whole / 2 + min(max(random, 0), 1) * whole / 2) * 1000))
    }
}
