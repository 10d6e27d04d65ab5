/// The moment by which a document must be done.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(milliseconds: Int) { end = .now + .milliseconds(max(0, milliseconds)) }

    /// What is left; 0 when it has passed.
    var remainingMilliseconds: Int { max(0, Int(clamping: Int64(ContinuousClock.now.duration(to: end) / .milliseconds(1)))) }
}

extension Duration {
    /// Milliseconds with their fraction.
    var inMilliseconds: Double { self / .milliseconds(1) }
}
